"""Asks how to win people back, what came of it, or why they stay away."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.errors import Refused
from app.core.fading import service
from app.core.fading.ways import WAYS
from app.core.fading.win_backs import WinBack
from app.core.store.unit import Unit
from app.core.timeline.days import read_day
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.widgets.ask import Ask
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import hide_unless
from app.ui.widgets.text import sentence


class _About(Ask):
    """For one customer or many."""

    def __init__(
        self, context: Context, parent: QWidget | None, words: str, ids: tuple[int, ...]
    ) -> None:
        super().__init__(context, parent, words, tr(N_("Write it down")))
        self.ids = ids
        said = ntr("For {n} customer.", "For {n} customers.", len(ids))
        self.whom = sentence(said, "muted")
        hide_unless(self.whom, len(ids) > 1)

    def ways(self, way: str) -> Choices:
        """Call, visit, letter, offer."""
        offered = [Choice(key, tr(words)) for key, words in WAYS.items()]
        return Choices(tr(N_("How")), offered, way)

    def write(self, title: str, deed: Callable[[Unit], object]) -> None:
        """One act for all of them."""
        self.setEnabled(False)
        self.context.jobs.write(title, deed, self._kept, on_error=self.failed)

    def _kept(self, _: object) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Written down")), self.context.undo.last())


class PlanDialog(_About):
    """How, what to say, until when."""

    def __init__(
        self, context: Context, parent: QWidget | None, ids: tuple[int, ...], way: str = "call"
    ) -> None:
        """Only the way is needed."""
        super().__init__(context, parent, tr(N_("Win back")), ids)
        self.way = self.ways(way)
        self.plan, self.due = QLineEdit(), QLineEdit()
        self.plan.setPlaceholderText(tr(N_("ask how she liked the spring tea…")))
        self.due.setPlaceholderText(tr(N_("tomorrow, Friday, 12-1 …")))
        self.fill(
            self.whom,
            FormLine(tr(N_("How")), self.way),
            FormLine(tr(N_("What about")), self.plan),
            FormLine(tr(N_("Until when")), self.due),
        )
        self.plan.setFocus()

    def keep(self) -> None:
        """Plan it."""
        try:
            due = read_day(self.due.text(), self.context.clock.today(), coming=True)
        except Refused as problem:
            self.complain(str(problem))
            return
        way, plan, ids = str(self.way.value()), self.plan.text(), self.ids
        self.write(
            N_("Plan a win-back"), lambda unit: service.plan_win_back(unit, ids, way, due, plan)
        )


class TriedDialog(_About):
    """What came of a step, planned or not."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        ids: tuple[int, ...],
        way: str = "call",
        step: WinBack | None = None,
    ) -> None:
        """With a planned step its way stands already."""
        super().__init__(context, parent, tr(N_("What came of it?")), ids)
        self._step = step
        self.way = self.ways(way if step is None else step.way)
        self.outcome = QLineEdit()
        self.outcome.setPlaceholderText(tr(N_("left empty: nothing to note")))
        how = FormLine(tr(N_("How")), self.way)
        hide_unless(how, step is None)
        explanation = N_(
            "Whether it worked, her purchases will tell: the first one after today counts."
        )
        self.fill(
            self.whom,
            how,
            FormLine(tr(N_("In a word")), self.outcome),
            sentence(tr(explanation), "small"),
        )
        self.outcome.setFocus()

    def keep(self) -> None:
        """Note that it is done."""
        step, ids = self._step, self.ids
        way, outcome = str(self.way.value()), self.outcome.text()

        def deed(unit: Unit) -> None:
            if step is None:
                service.tried(unit, ids, way, outcome)
            else:
                service.win_back_done(unit, step.id, outcome)

        self.write(N_("Note a win-back"), deed)


class ReasonDialog(_About):
    """Why she is not slipping away, and until when that holds."""

    def __init__(self, context: Context, parent: QWidget | None, ids: tuple[int, ...]) -> None:
        """The reason is needed."""
        super().__init__(context, parent, tr(N_("Not slipping away, because…")), ids)
        self.reason, self.until = QLineEdit(), QLineEdit()
        self.reason.setPlaceholderText(tr(N_("abroad with her grandchildren, moved house…")))
        self.until.setPlaceholderText(tr(N_("left empty: until she buys again")))
        hint = N_("Until then she stays off the list; afterwards her silence counts anew.")
        self.fill(
            self.whom,
            FormLine(tr(N_("Because")), self.reason),
            FormLine(tr(N_("Until when")), self.until, tr(hint)),
        )
        self.reason.setFocus()

    def keep(self) -> None:
        """Teach it."""
        try:
            until = read_day(self.until.text(), self.context.clock.today(), coming=True)
        except Refused as problem:
            self.complain(str(problem))
            return
        reason, ids = self.reason.text(), self.ids
        self.write(
            N_("Say why she stays away"), lambda unit: service.not_fading(unit, ids, reason, until)
        )
