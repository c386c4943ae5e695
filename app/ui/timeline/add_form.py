"""A form that opens inside the timeline: kept, given up or put aside, all by keyboard."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from app.core.errors import Refused
from app.core.store.unit import Unit
from app.core.timeline.days import read_day
from app.i18n import N_, tr
from app.ui.drafts import Typed
from app.ui.shortcuts import shown
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, frame, holder, row
from app.ui.widgets.text import label, sentence
from app.ui.widgets.typed import type_again, typed

Act = Callable[[Unit], int]
_LINES = 3


class AddForm(QWidget):
    """A form that is kept or given up; `wanted` carries (marked title, act on a unit)."""

    wanted = Signal(str, object)
    given_up = Signal()
    heading = ""
    undo_title = ""

    def __init__(self, record: int, today: date, theme: Theme) -> None:
        """For one customer."""
        super().__init__()
        self.record, self.today, self.theme = record, today, theme
        self.complaint = sentence("", "danger")
        self.complaint.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE.large)
        self._grid.setVerticalSpacing(SPACE.medium)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[FormLine] = []
        self._at_first: list[Any] | None = None
        self.fill()
        self.keep_button = button(
            tr(N_("Write it down")), self.keep, "primary", hint=shown("save_next")
        )
        give_up = button(tr(N_("Cancel")), self.given_up.emit, "quiet")
        inside = column(
            label(tr(self.heading), "strong"),
            holder(self._grid),
            self.complaint,
            row(None, give_up, self.keep_button),
            space=SPACE.medium,
        )
        inside.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        outer = column(frame(inside, "sunken"), space=0)
        self.setLayout(outer)

    def fill(self) -> None:
        """Put the editors in."""
        raise NotImplementedError

    def act(self) -> Act:
        """What is to be written; `Refused` when something cannot be read."""
        raise NotImplementedError

    def start(self) -> None:
        """Put the cursor into the first editor."""
        self._lines[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._at_first is None:
            self._at_first = typed(self._editors())

    def changed(self) -> bool:
        """Does it say anything it did not say when it was opened?"""
        return typed(self._editors()) != self._at_first

    def typed(self) -> Typed | None:
        """What it says, for the next time; None when that is nothing new, or on its way."""
        waits = self.keep_button.isEnabled() and self.changed()
        return {"said": typed(self._editors())} if waits else None

    def type_again(self, found: Typed) -> None:
        """Say what was typed before the shop was locked."""
        type_again(self._editors(), found.get("said", ()))

    def _editors(self) -> list[QWidget]:
        return [each.editor for each in self._lines]

    def keep(self) -> None:
        """Hand over what was typed, or complain."""
        try:
            act = self.act()
        except Refused as problem:
            self.complain(problem)
            return
        self.keep_button.setEnabled(False)
        self.wanted.emit(self.undo_title, act)

    def complain(self, problem: Exception) -> None:
        """Say what is wrong; everything typed stays."""
        self.keep_button.setEnabled(True)
        self.complaint.setText(str(problem))
        self.complaint.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps, Enter in a line too, Esc gives up."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton):
            focused.click()
        else:
            self.keep()

    def line(self, words: str, place: tuple[int, int], hint: str = "") -> QLineEdit:
        """A line of text with its label above."""
        made = QLineEdit()
        made.setPlaceholderText(hint)
        self.put(FormLine(words, made), place)
        return made

    def text(self, words: str, place: tuple[int, int]) -> QPlainTextEdit:
        """A few lines of text."""
        made = QPlainTextEdit()
        made.setTabChangesFocus(True)
        made.setFixedHeight(self.theme.px(22 * _LINES + 16))
        self.put(FormLine(words, made), place)
        return made

    def put(self, made: FormLine, place: tuple[int, int]) -> None:
        """Place a labelled editor."""
        self._lines.append(made)
        self._grid.addWidget(made, *place)

    def coming(self, editor: QLineEdit) -> date | None:
        """A day to come."""
        return read_day(editor.text(), self.today, coming=True)

    def gone(self, editor: QLineEdit) -> date | None:
        """A day gone by."""
        return read_day(editor.text(), self.today, coming=False)
