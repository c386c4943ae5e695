"""What leaves the shop on paper is noted first, whichever paper it is."""

from collections.abc import Callable

from app.core.exchange.paper_trail import note_paper
from app.i18n import N_
from app.ui.context import Context
from app.ui.widgets.paper_dialog import Leave


def noted(
    context: Context, what: Callable[[], str], rows: Callable[[], int], about: str = ""
) -> Leave:
    """For PaperDialog: writes the note, then goes on."""

    def leave(how: str, go_on: Callable[[], object]) -> None:
        kind, count = what(), rows()
        context.jobs.write(
            N_("Print"),
            lambda unit: note_paper(unit, kind, count, how, about),
            lambda _: go_on(),
            on_written=lambda _: None,
        )

    return leave
