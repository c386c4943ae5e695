"""Takes a complaint in: who, what, how bad, what was promised; only the words are needed."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.core.complaints import queries, service
from app.core.complaints.queries import Category
from app.core.complaints.records import Severity
from app.core.complaints.service import NewComplaint
from app.core.errors import Refused, ShukeError
from app.core.store.unit import Unit
from app.core.timeline.days import read_day
from app.core.timeline.writing import must_text
from app.i18n import N_, tr
from app.ui.complaints.entry_lines import TITLE, EntryLines
from app.ui.complaints.received import read_received
from app.ui.complaints.words import promised_moment
from app.ui.context import Context
from app.ui.drafts import Typed
from app.ui.jobs import Topic
from app.ui.navigation import Place
from app.ui.widgets.form import restyle
from app.ui.widgets.typed import type_again, typed

T = TypeVar("T")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryDialog(EntryLines):
    """From a customer's file her name stands already; else she is looked for, or unknown.

    Cancel gives up what was typed; Esc and the window's own cross only put it aside.
    """

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        customer_id: int | None = None,
        name: str = "",
    ) -> None:
        """Categories are filled in when they are known."""
        super().__init__(context, parent, customer_id, name)
        self._topic = Topic(self)
        self._suspect: QWidget = self.words  # what the next refusal is about
        self._chosen_before: int | None = None  # whom a draft names, as long as her name stands
        self.found.line.textEdited.connect(self._look_for_another)
        self._draft = f"complaint:{customer_id or ''}"
        place = (
            Place("complaints")
            if customer_id is None
            else Place("customer", customer_id, "complaints")
        )
        context.drafts.watch(self, self._draft, place, self.typed)
        self.rejected.connect(lambda: context.drafts.forget(self._draft))
        context.jobs.read(queries.categories, self._offer, topic=self._topic)

    def _offer(self, categories: tuple[Category, ...]) -> None:
        self.category.addItem(tr(N_("Not said")), None)
        for each in categories:
            if not each.retired:
                self.category.addItem(each.name, each.id)
        before = self.context.drafts.take(self._draft)
        if before is not None:
            type_again(self._editors(), before.get("said", ()))
            self._chosen_before = before.get("customer")
            self.before.show()
            self.words.moveCursor(QTextCursor.MoveOperation.End)
            self.words.setFocus()

    def typed(self) -> Typed | None:
        """What it says, for the next time; None when that is nothing, or on its way."""
        telling = typed((self.words, self.wish, self.promised, self.item))
        if not self.isEnabled() or not any(each.strip() for each in telling):
            return None
        return {"said": typed(self._editors()), "customer": self._whose()}

    def _editors(self) -> tuple[QWidget, ...]:
        lines = (self.found.line, self.words, self.wish, self.promised, self.until, self.item)
        return (*lines, self.channel, self.severity, self.category, self.received)

    def _whose(self) -> int | None:
        hit = self.found.choice
        return self.customer_id or (hit.id if hit else self._chosen_before)

    def _look_for_another(self, _: str) -> None:
        self._chosen_before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter after a name goes on to the words; Esc leaves what was typed for the next time."""
        if event.key() in _ENTER and self.found.line.hasFocus():
            self._go_on_to_words()
            return
        if event.key() == Qt.Key.Key_Escape and self._put_aside():
            said = tr(N_("Not taken in yet: it stands there again when you come back"))
            self.context.messages.toast(said, tone="plain")
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """By the window's own cross: as by Esc."""
        self._put_aside()
        super().closeEvent(event)

    def _put_aside(self) -> bool:
        waits = self.typed() is not None
        self.context.drafts.put_aside(self._draft)
        return waits

    def _go_on_to_words(self) -> None:
        """Unless it is still being asked whose name that is."""
        line = self.found.line
        if self._whose() is not None or self.found.nobody.isVisible() or not line.text().strip():
            self.words.setFocus()

    def keep(self) -> None:
        """Take it in; what is wrong is said here, and the cursor goes there."""
        restyle(self._suspect, "")
        try:
            told = self._told()
        except Refused as problem:
            self.complain(str(problem))
            return
        self.setEnabled(False)
        self.context.jobs.write(
            TITLE, lambda unit: _receive(unit, told), self._kept, on_error=self.failed
        )

    def complain(self, words: str) -> None:
        """Say what is wrong, where it can be mended at once."""
        super().complain(words)
        if not self._suspect.isVisibleTo(self):
            self._suspect = self.words
        restyle(self._suspect, "wrong")
        self._suspect.setFocus()
        if self.scrolled is not None:
            self.scrolled.ensureWidgetVisible(self._suspect)

    def failed(self, problem: Exception) -> None:
        """What is no refusal closes the dialog; what was typed is not lost by that."""
        self.setEnabled(True)
        if not isinstance(problem, ShukeError):
            self._put_aside()
        super().failed(problem)

    def _told(self) -> NewComplaint:
        clock, whose = self.context.clock, self._whose()
        words = self._read(self.words, must_text)
        received = self._read(self.received, lambda text: read_received(text, clock))
        until = self._read(self.until, lambda text: read_day(text, clock.today(), coming=True))
        promised_at = promised_moment(until, clock)
        # What the service may still refuse: a promise before the receipt, or a file that is gone.
        if promised_at is None or promised_at >= (received or clock.now()):
            self._suspect = self.found.line
        return NewComplaint(
            words,
            customer_id=whose,
            person="" if whose else self.found.line.text(),
            received_at=received,
            channel=self.channel.currentText(),
            category_id=self.category.currentData(),
            item=self.item.text(),
            severity=Severity(self.severity.value()),
            wish=self.wish.text(),
            promised=self.promised.text(),
            promised_at=promised_at,
        )

    def _read(self, editor: QLineEdit | QPlainTextEdit, read: Callable[[str], T]) -> T:
        """What stands there; when that is refused, it is this editor that the refusal is about."""
        self._suspect = editor
        return read(editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText())

    def _kept(self, _: object) -> None:
        self.context.drafts.forget(self._draft)
        self.accept()
        self.context.messages.toast(tr(N_("The complaint is in")), self.context.undo.last())


def _receive(unit: Unit, told: NewComplaint) -> int:
    service.begin_lists(unit)
    return service.receive(unit, told)
