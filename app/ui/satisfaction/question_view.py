"""One question with large answers: pressed, touched, or chosen by its digit."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.core.surveys.queries import Item
from app.core.surveys.records import Half, ItemKind
from app.i18n import N_, tr
from app.ui.satisfaction.sheet_paper import HALF_WORDS, answer_words
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear, column, holder, row
from app.ui.widgets.text import label, sentence

_HIGH, _WIDE, _LETTERS, _LINES = 56, 60, 19, 4
_IN_A_ROW = 11
_LOWEST = {ItemKind.YES_NO: 0, ItemKind.CHOICE: 0, ItemKind.KANO: 1}


class QuestionView(QWidget):
    """`answered` gives a value or words, None when it is left blank; `back` goes one back."""

    answered = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme, *, large: bool = False) -> None:
        """`large` for the customer's own screen."""
        super().__init__()
        self._theme, self._large = theme, large
        self._buttons: list[tuple[int, QPushButton]] = []
        self._typed = ""
        self.words: QPlainTextEdit | None = None
        self.body = QVBoxLayout()
        self.setLayout(column(holder(self.body)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def ask(self, item: Item, half: Half, given: int | str | None, place: str) -> None:
        """Show a question; what was answered before is marked. `place` such as "3 of 12"."""
        clear(self.body)
        self._buttons, self._typed, self.words = [], "", None
        self.body.setSpacing(SPACE.large)
        self.body.addWidget(label(place, "muted"))
        self.body.addWidget(sentence(item.words, "title" if self._large else "heading"))
        if half in HALF_WORDS:
            self.body.addWidget(label(tr(HALF_WORDS[half]), "accent"))
        if item.kind is ItemKind.TEXT:
            self._ask_words(given)
        else:
            self._ask_value(item, given)
        self.body.addLayout(
            row(
                button(tr(N_("Back")), self.back.emit, "quiet"),
                None,
                button(tr(N_("Leave blank")), lambda: self.answered.emit(None), "quiet"),
            )
        )

    def _ask_value(self, item: Item, given: int | str | None) -> None:
        lowest = _LOWEST.get(item.kind, item.low)
        several = answer_words(item)
        line: QHBoxLayout | None = None
        upright = item.kind in (ItemKind.CHOICE, ItemKind.KANO)
        for place, words in enumerate(several):
            value = lowest + place
            made = button(words, partial(self.answered.emit, value))
            made.setCheckable(True)
            made.setChecked(value == given)
            if self._large:  # a style of its own: the look's would win over a minimum
                high, letters = self._theme.px(_HIGH), self._theme.px(_LETTERS)
                made.setStyleSheet(f"min-height: {high}px; font-size: {letters}px")
            made.setMinimumWidth(self._theme.px(_WIDE if self._large else 44))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._buttons.append((value, made))
            if upright:
                self.body.addWidget(made)
                continue
            if line is None or place % _IN_A_ROW == 0:
                line = QHBoxLayout()
                line.setSpacing(SPACE.small)
                self.body.addLayout(line)
            line.addWidget(made, 1)
        self.setFocus()

    def _ask_words(self, given: int | str | None) -> None:
        self.words = QPlainTextEdit(str(given or ""))
        self.words.setFixedHeight(self._theme.px(24 * _LINES + 16))
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(tr(N_("In her own words")))
        self.body.addWidget(self.words)
        keep = button(tr(N_("Go on")), self._say, "primary")
        self.body.addLayout(row(None, keep))
        self.words.setFocus()

    def keep_words(self) -> None:
        """Answer with what stands half written; without words nothing happens."""
        if self.words is not None and self.words.toPlainText().strip():
            self._say()

    def _say(self) -> None:
        typed = self.words.toPlainText().strip() if self.words is not None else ""
        self.answered.emit(typed or None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit answers; of a scale to ten, 1 waits for a 0 or for Enter; Backspace goes back."""
        key, text = event.key(), event.text()
        if self.words is not None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Backspace:
            self._typed = ""
            self.back.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            value = int(self._typed) if self._typed else None
            self.answered.emit(value if value in dict(self._buttons) else None)
        elif text.isdigit() and text.isascii():
            self._digit(text)
        else:
            super().keyPressEvent(event)

    def _digit(self, text: str) -> None:
        known = [value for value, _ in self._buttons]
        typed = self._typed + text
        longer = [value for value in known if str(value).startswith(typed) and str(value) != typed]
        if longer:
            self._typed = typed
            for value, made in self._buttons:
                made.setChecked(str(value) == typed)
        elif int(typed) in known:
            self._typed = ""
            self.answered.emit(int(typed))
        elif self._typed and int(self._typed) in known:
            self._typed = ""
