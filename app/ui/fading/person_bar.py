"""Below the list: why the customer under the cursor stands on it, and what one can do."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from app.core.actor import Right
from app.core.fading.ways import FAILED, WAITING
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.fading.answers import FALLING, Told
from app.ui.fading.deeds import Deeds, chosen_words
from app.ui.fading.words import step_line
from app.ui.formats import day
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import ButtonLook, button
from app.ui.widgets.layout import clear, row
from app.ui.widgets.text import label, sentence

_STEPS = 3


class PersonBar(QFrame):
    """One customer with her sentence, or several with what can be done for all of them."""

    def __init__(self, context: Context, deeds: Deeds) -> None:
        """Empty until somebody is shown."""
        super().__init__()
        self.context, self.deeds = context, deeds
        self.which = ""
        self.setProperty("look", "card")
        self.inside = QVBoxLayout()
        self.inside.setSpacing(SPACE.small)
        self.inside.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        self.setLayout(self.inside)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Nothing is under the cursor."""
        clear(self.inside)
        words = N_("Choose somebody in the list; with Ctrl or Shift several.")
        self.inside.addWidget(sentence(tr(words), "muted"))

    def show_many(self, ids: Sequence[int]) -> None:
        """Several at once."""
        clear(self.inside)
        self.inside.addWidget(label(chosen_words(len(ids)), "strong"))
        self._put(_for_all(ids, self.deeds, self._first_way()))

    def show_one(self, told: Told) -> None:
        """One, with all that is known."""
        clear(self.inside)
        place = Place("customer", record=told.row.id)
        name = button(told.row.name, lambda: self.context.navigation.open(place), "name")
        name.setToolTip(tr(N_("Open the file of {name}"), name=told.row.name))
        phone = label(told.row.phone, "muted")
        self.inside.addLayout(row(name, phone, None, space=SPACE.medium))
        self.inside.addWidget(sentence(told.row.why))
        for line in known_lines(told, self.context):
            self.inside.addWidget(sentence(line, "small"))
        self._put(buttons_for(told, self.deeds, self._first_way()))

    def _first_way(self) -> str:
        return "visit" if self.which == FALLING else "call"

    def _put(self, made: Sequence[QPushButton]) -> None:
        for each in made:
            each.setEnabled(self.context.may(Right.EDIT_CUSTOMERS))
        self.inside.addLayout(row(*made, None))


def known_lines(told: Told, context: Context) -> list[str]:
    """The known reason, the last steps, and whether mailings are stopped."""
    lines = [step_line(each, context) for each in told.steps[:_STEPS]]
    if told.known is not None:
        until = tr(N_("until she buys again"))
        if told.known.until is not None:
            until = tr(N_("until {day}"), day=day(told.known.until, context.clock.today()))
        words = N_("Not slipping away: {reason}, {until}")
        lines.insert(0, tr(words, reason=told.known.reason, until=until))
    if told.stopped:
        lines.append(tr(N_("Gets no mailings until she buys again")))
    return lines


def buttons_for(told: Told, deeds: Deeds, way: str, *, calm: bool = False) -> list[QPushButton]:
    """What can be done for one customer; `calm` where the page is for something else."""
    record, planned, known = told.row.id, told.planned, told.known
    made = _for_all([record], deeds, way, calm=calm)
    first: ButtonLook = "plain" if calm else "primary"
    if planned is not None:
        made[0] = _press(N_("Done…"), lambda: deeds.tried([record], step=planned), first)
        made[1] = _press(N_("Plan another…"), lambda: deeds.plan([record]))
    if known is not None:
        made[2] = _press(N_("That is over"), lambda: deeds.forget_reason(known.id))
    return made + _endings(told, deeds)


def _endings(told: Told, deeds: Deeds) -> list[QPushButton]:
    """Giving a step up, and what follows from that."""
    newest, record = (told.steps[0] if told.steps else None), told.row.id
    made = []
    if newest is not None and newest.state == WAITING:
        made.append(_press(N_("Give up"), lambda: deeds.give_up(newest), "quiet"))
    if told.stopped:
        made.append(_press(N_("Allow mailings"), lambda: deeds.allow_mailings(record), "quiet"))
    elif newest is not None and newest.state == FAILED:
        made.append(_press(N_("No more mailings"), lambda: deeds.stop_mailings(record), "quiet"))
    return made


def _for_all(
    ids: Sequence[int], deeds: Deeds, way: str, *, calm: bool = False
) -> list[QPushButton]:
    words = N_("Plan a visit…") if way == "visit" else N_("Win back…")
    return [
        _press(words, lambda: deeds.plan(ids, way), "plain" if calm else "primary"),
        _press(N_("Done already…"), lambda: deeds.tried(ids, way)),
        _press(N_("Not slipping away, because…"), lambda: deeds.reason(ids)),
    ]


def _press(words: str, do: Callable[[], object], look: ButtonLook = "plain") -> QPushButton:
    return button(tr(words), do, look)
