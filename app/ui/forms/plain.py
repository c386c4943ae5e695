"""Editors of one line and of several lines of text, with what was understood below."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.catalogue.doubts import DOUBT_WORDS
from app.catalogue.kind import Kind, Rules
from app.i18n import N_, tr
from app.ui.forms.editor import Editor
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.form import restyle
from app.ui.widgets.layout import column
from app.ui.widgets.text import sentence

_LINES = 4


class LineEditor(Editor):
    """One line; below it how the text is understood, where that is not plain to see."""

    def __init__(self, kind: Kind[Any], rules: Rules, theme: Theme, hint: str = "") -> None:
        """`hint` stands in the empty line."""
        super().__init__(kind, rules, theme)
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.below = sentence("", "small")
        self.below.hide()
        self.setLayout(column(self.line, self.below, space=SPACE.hair))
        self.line.textChanged.connect(self._explain)
        self.line.textEdited.connect(lambda _: self.changed.emit())
        self.watch(self.line)

    def typed(self) -> str:
        """The line."""
        return self.line.text()

    def put(self, typed: str) -> None:
        """Show it, all chosen, so that typing replaces it."""
        self.line.setText(typed)
        self.line.selectAll()

    def first(self) -> QWidget:
        """The line."""
        return self.line

    def _explain(self) -> None:
        words, doubtful = understood(self.kind, self.typed(), self.rules)
        self.below.setText(words)
        self.below.setVisible(bool(words))
        restyle(self.below, "warn" if doubtful else "small")


class TextEditor(Editor):
    """Several lines; Ctrl+Enter saves."""

    def __init__(self, kind: Kind[Any], rules: Rules, theme: Theme, hint: str = "") -> None:
        """Tall enough for a few lines."""
        super().__init__(kind, rules, theme)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(hint)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.px(22 * _LINES + 16))
        self.setLayout(column(self.text))
        self.text.textChanged.connect(self.changed)
        self.watch(self.text, enter=False)

    def typed(self) -> str:
        """All of it."""
        return self.text.toPlainText()

    def put(self, typed: str) -> None:
        """Show it."""
        self.text.blockSignals(True)
        self.text.setPlainText(typed)
        self.text.blockSignals(False)

    def first(self) -> QWidget:
        """The text."""
        return self.text


def understood(kind: Kind[Any], typed: str, rules: Rules) -> tuple[str, bool]:
    """What a text is read as, in words, and whether that is doubtful; "" when plain."""
    if not typed.strip():
        return "", False
    reading = kind.parse(typed, rules)
    doubts = [tr(DOUBT_WORDS.get(each, each)) for each in reading.warnings]
    if reading.value is None:
        kept = tr(N_("It is kept as typed.")) if doubts else ""
        return " ".join([*doubts, kept]).strip(), bool(doubts)
    shown = kind.show(reading.value)
    read_as = tr(N_("Read as {value}"), value=shown) if shown != typed.strip() else ""
    return " ".join(each for each in (read_as, *doubts) if each), bool(doubts)
