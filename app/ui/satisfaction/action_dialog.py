"""Decides what is done about a weak item or a gap; notes what was heard."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.core.errors import Refused
from app.core.surveys import service
from app.core.surveys.actions import GAPS, LISTENING, PROCESS
from app.core.timeline.days import read_day
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.form import FormLine

_LINES = 3


class ActionDialog(Ask):
    """What, who, until when; about an item or a gap."""

    def __init__(
        self, context: Context, parent: QWidget | None, survey_id: int,
        items: tuple[tuple[str, str], ...], *, wave_id: int | None = None, gap: int | None = None,
    ) -> None:  # fmt: skip
        """`items` are (key, words), the weakest first."""
        super().__init__(context, parent, tr(N_("Decide on an action")), tr(N_("Decide it")))
        self.survey_id, self.wave_id = survey_id, wave_id
        self.what, self.owner, self.due = QLineEdit(), QLineEdit(), QLineEdit()
        self.due.setPlaceholderText(tr(N_("tomorrow, Friday, 12-1 …")))
        self.item, self.gap = ChoiceBox(), ChoiceBox()
        self.item.addItem(tr(N_("None in particular")), "")
        for key, words in items:
            self.item.addItem(words, key)
        if items:
            self.item.setCurrentIndex(1)
        self.gap.addItem(tr(N_("None in particular")), None)
        for number, words in GAPS.items():
            self.gap.addItem(f"{number} · {tr(words)}", number)
        self.gap.setCurrentIndex(gap or 0)
        self.fill(
            FormLine(tr(N_("What is to be done")), self.what),
            FormLine(tr(N_("About which item")), self.item),
            FormLine(tr(N_("Against which gap")), self.gap),
            FormLine(tr(N_("Who does it")), self.owner),
            FormLine(tr(N_("Until when")), self.due),
        )
        self.what.setFocus()

    def keep(self) -> None:
        """Decide it."""
        try:
            due = read_day(self.due.text(), self.context.clock.today(), coming=True)
        except Refused as problem:
            self.complain(str(problem))
            return
        what, owner = self.what.text(), self.owner.text()
        item, gap = str(self.item.currentData() or ""), self.gap.currentData()
        survey, wave = self.survey_id, self.wave_id
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Decide on an action"),
            lambda unit: service.add_action(
                unit, survey, what, wave_id=wave, item_key=item, gap=gap, owner=owner, due_on=due
            ),
            lambda _: self._kept(),
            on_error=self.failed,
        )

    def _kept(self) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Decided")), self.context.undo.last())


class HeardDialog(Ask):
    """Something heard, an answer to a process question, or a conclusion."""

    def __init__(self, context: Context, parent: QWidget | None, gap: int) -> None:
        """About one gap."""
        super().__init__(context, parent, tr(GAPS[gap]), tr(N_("Write it down")))
        self.number = gap
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(context.theme.px(22 * _LINES + 16))
        self.way = ChoiceBox()
        self.way.addItem(tr(N_("A conclusion of ours")), ("", ""))
        for key, words in LISTENING.items():
            self.way.addItem(tr(words), (key, ""))
        for key, words in PROCESS.items():
            self.way.addItem(tr(words), ("", key))
        self.fill(
            FormLine(tr(N_("Where it comes from")), self.way),
            FormLine(tr(N_("What was heard or found")), self.words),
        )
        self.words.setFocus()

    def keep(self) -> None:
        """Write it down."""
        way, question = self.way.currentData()
        words, gap = self.words.toPlainText(), self.number
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Note about a gap"),
            lambda unit: service.add_listening(unit, gap, words, way=way, question=question),
            lambda _: self._kept(),
            on_error=self.failed,
        )

    def _kept(self) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Written down")), self.context.undo.last())
