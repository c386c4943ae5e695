"""All complaints, those passed on, or those passed on to whoever looks."""

from collections.abc import Callable

from app.core.complaints.whose import Whose
from app.i18n import N_, ntr, tr
from app.ui.widgets.choices import Choice, Choices

_NAME = N_("Passed on")


class WhoseChoices(Choices):
    """Out of sight as long as nothing was passed on."""

    def __init__(self, chosen: Callable[[], object]) -> None:
        """All of them; `chosen` is called when that changes."""
        super().__init__(tr(_NAME), _offered(0, 0), Whose.ALL)
        self.on_choice(lambda _: chosen())
        self.hide()

    def name_them(self, passed_on: int, mine: int) -> None:
        """With how many open ones there are."""
        self.name_choices(_offered(passed_on, mine))
        self.setVisible(passed_on > 0 or self.value() is not Whose.ALL)


def _offered(passed_on: int, mine: int) -> list[Choice]:
    return [
        Choice(Whose.ALL, tr(N_("Everybody's"))),
        Choice(Whose.PASSED_ON, ntr("{n} passed on", "{n} passed on", passed_on)),
        Choice(Whose.MINE, ntr("{n} passed on to me", "{n} passed on to me", mine)),
    ]
