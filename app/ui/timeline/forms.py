"""The forms that open inside the timeline: a contact, a visit, a promise; all by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from app.core.errors import Refused
from app.core.store.unit import Unit
from app.core.timeline import service
from app.core.timeline.days import read_day
from app.core.timeline.queries import Touch
from app.core.timeline.service import Said
from app.core.timeline.words import DIRECTIONS, QUESTIONS, WAYS
from app.i18n import N_, tr
from app.ui.shortcuts import shown
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, frame, holder, row
from app.ui.widgets.text import label, sentence

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


class TouchForm(AddForm):
    """What contacts and visits share: how it went, what comes next, when it was."""

    def fill_next(self, first: int) -> None:
        """Outcome, next step and the days."""
        self.outcome = self.line(tr(N_("Outcome")), (first, 0))
        self.on = self.line(tr(N_("On which day")), (first, 1), tr(N_("today")))
        self.next_step = self.line(tr(N_("Next step")), (first + 1, 0))
        hint = tr(N_("tomorrow, Friday, 12-1 …"))
        self.next_due = self.line(tr(N_("Until when")), (first + 1, 1), hint)

    def show_next(self, found: Touch) -> None:
        """Show what is known of an entry already there."""
        self.outcome.setText(found.outcome or "")
        self.on.setText(found.on.isoformat())
        self.next_step.setText(found.next_step or "")
        self.next_due.setText(found.next_due.isoformat() if found.next_due else "")

    def said(self, way: str, direction: str) -> Said:
        """What both tell."""
        return Said(
            way,
            direction,
            outcome=self.outcome.text(),
            next_step=self.next_step.text(),
            next_due=self.coming(self.next_due),
            on=self.gone(self.on),
        )


class ContactForm(TouchForm):
    """A call, a letter, a talk in the shop."""

    heading, undo_title = N_("A contact"), N_("Add a contact")

    def fill(self) -> None:
        """About what, by which way, who came to whom."""
        self.topic = self.line(tr(N_("About what")), (0, 0))
        self.way = QComboBox()
        for key, words in WAYS.items():
            self.way.addItem(tr(words), key)
        self.put(FormLine(tr(N_("How")), self.way), (0, 1))
        offered = [Choice(key, tr(words)) for key, words in DIRECTIONS.items()]
        self.direction = Choices(tr(N_("Who came to whom")), offered, "in")
        who = FormLine(tr(N_("Who came to whom")), self.direction)
        self._lines.append(who)
        self._grid.addLayout(row(who, None), 1, 0, 1, 2)
        self.fill_next(2)

    def whole(self) -> Said:
        """Everything the form tells."""
        told = self.said(str(self.way.currentData()), str(self.direction.value()))
        return replace(told, topic=self.topic.text())

    def act(self) -> Act:
        """Log the contact."""
        told = self.whole()
        return lambda unit: service.log_touch(unit, self.record, told)


class VisitForm(TouchForm):
    """A visit with the course's two questions."""

    heading, undo_title = N_("A visit"), N_("Add a visit")

    def fill(self) -> None:
        """The two questions first."""
        self.same = self.text(tr(QUESTIONS[0]), (0, 0))
        self.different = self.text(tr(QUESTIONS[1]), (0, 1))
        self.fill_next(1)

    def whole(self) -> Said:
        """Everything the form tells."""
        same, different = self.same.toPlainText(), self.different.toPlainText()
        return replace(self.said("visit", "out"), same=same, different=different)

    def act(self) -> Act:
        """Write the visit down."""
        told = self.whole()
        return lambda unit: service.visit(unit, self.record, told)


class PromiseForm(AddForm):
    """What is promised, to whom, until when."""

    heading, undo_title = N_("A promise"), N_("Add a promise")

    def fill(self) -> None:
        """What first."""
        self.what = self.line(tr(N_("What is promised")), (0, 0))
        hint = tr(N_("tomorrow, Friday, 12-1 …"))
        self.due = self.line(tr(N_("Until when")), (0, 1), hint)
        self.to_whom = self.line(tr(N_("To whom")), (1, 0), tr(N_("to the customer")))
        self.made_on = self.line(tr(N_("Promised on")), (1, 1), tr(N_("today")))

    def act(self) -> Act:
        """Write the promise down."""
        what, to_whom = self.what.text(), self.to_whom.text()
        due_on, made_on = self.coming(self.due), self.gone(self.made_on)
        return lambda unit: service.promise(unit, self.record, what, due_on, to_whom, made_on)


FORMS: dict[str, type[AddForm]] = {
    "contact": ContactForm,
    "visit": VisitForm,
    "promise": PromiseForm,
}
