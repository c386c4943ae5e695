"""Chooses a ready sheet, with all its questions to look at before it is copied."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.catalogue.questionnaire import Sheet
from app.catalogue.questionnaires import SHEETS, sheet
from app.core.surveys import service
from app.i18n import N_, language, ntr, tr
from app.ui.context import Context
from app.ui.satisfaction.words import group_words
from app.ui.widgets.ask import Ask
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.form import FormLine
from app.ui.widgets.text import sentence

_HIGH = 260


class CopyDialog(Ask):
    """The copy is the shop's own: it may be edited."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        """The course's three levels first."""
        super().__init__(context, parent, tr(N_("From a ready sheet")), tr(N_("Copy it")))
        self.sheet = ChoiceBox()
        for each in SHEETS:
            self.sheet.addItem(tr(each.name), each.key)
        self.about = sentence("", "muted")
        self.name = QLineEdit()
        self.questions = QPlainTextEdit()
        self.questions.setReadOnly(True)
        self.questions.setFixedHeight(context.theme.px(_HIGH))
        self.questions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.questions.setTabChangesFocus(True)
        self.fill(
            FormLine(tr(N_("Ready sheet")), self.sheet),
            self.about,
            FormLine(tr(N_("Questions")), self.questions),
            FormLine(tr(N_("Name of the survey")), self.name),
        )
        self.sheet.currentIndexChanged.connect(lambda _: self._look())
        self._look()

    def keep(self) -> None:
        """Copy it, and begin its first wave."""
        key, name = str(self.sheet.currentData()), self.name.text()
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Copy a ready sheet"),
            lambda unit: service.copy_sheet(unit, key, name),
            self._kept,
            on_error=self.failed,
        )

    def _kept(self, _: object) -> None:
        self.accept()
        said = tr(N_("Copied. Begin a wave, then ask."))
        self.context.messages.toast(said, self.context.undo.last())

    def _look(self) -> None:
        found = sheet(str(self.sheet.currentData()))
        self.about.setText(tr(found.about))
        self.name.setText(tr(found.name))
        self.questions.setPlainText(questions_of(found))


def questions_of(found: Sheet) -> str:
    """Every question under its group, as plain lines."""
    lines: list[str] = []
    before = ""
    for number, each in enumerate(found.items, 1):
        if each.group and each.group != before:
            lines += ["", group_words(each.group)] if lines else [group_words(each.group)]
        before = each.group
        words = each.words.zh if language() == "zh" else each.words.en
        scale = f"  ({each.low}–{each.high})" if each.kind in ("scale", "pair") else ""
        lines.append(f"{number:>3}. {words}{scale}")
    lines += ["", ntr("{n} question", "{n} questions", len(found.items))]
    return "\n".join(lines)
