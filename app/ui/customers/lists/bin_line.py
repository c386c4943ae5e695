"""The line over the bin: when its people leave for good, and the way to empty it now."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.core.actor import Right
from app.core.customers import service
from app.core.customers.bin import DAYS
from app.core.customers.bin_upkeep import TITLE
from app.core.customers.queries import ListQuery, count
from app.core.errors import ShukeError
from app.core.settings.declared import EMPTY_BIN
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import number
from app.ui.jobs import Topic
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, hide_unless, row
from app.ui.widgets.text import heading, label, sentence

_WIDTH = 460


class BinLine(QWidget):
    """Shown while the bin is looked at."""

    def __init__(self, context: Context) -> None:
        """Nothing is asked before it is shown."""
        super().__init__()
        self._context, self._topic = context, Topic(self)
        self.words = label("", "muted")
        self.empty = button(tr(N_("Empty the bin now…")), self._ask)
        hide_unless(self.empty, context.may(Right.EDIT_CUSTOMERS))
        self.setLayout(row(self.words, None, self.empty))
        self.dialog: EmptyBinDialog | None = None
        self.hide()

    def show_for(self, query: ListQuery) -> None:
        """Only the bin has it."""
        self.setVisible(query.bin)
        if query.bin:
            self._context.jobs.read(_standing, self._say, topic=self._topic)

    @Slot(object)
    def _say(self, found: tuple[bool, int]) -> None:
        leaves, self.number = found
        by_itself = N_("Who lies here leaves for good after {days} days; what was bought stays.")
        kept = N_("Who lies here stays until the bin is emptied.")
        self.words.setText(tr(by_itself, days=DAYS) if leaves else tr(kept))
        self.empty.setEnabled(self.number > 0)

    @Slot()
    def _ask(self) -> None:
        self.dialog = EmptyBinDialog(self._context, self, self.number)
        self.dialog.open()


class EmptyBinDialog(QDialog):
    """Nobody is deleted for good by one click: the number of people is typed."""

    def __init__(self, context: Context, parent: QWidget, people: int) -> None:
        """`people`: how many lie in the bin."""
        super().__init__(parent.window())
        self._context, self._people = context, people
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(N_("Empty the bin")))
        self.setMinimumWidth(context.theme.px(_WIDTH))
        told = ntr(
            "{count} customer leaves for good, with history. This can't be undone.",
            "{count} customers leave for good, with history. This can't be undone.",
            people,
            count=number(people),
        )
        ask = tr(N_("Type {number} to go on. Purchases stay in the book."), number=people)
        self.typed = QLineEdit()
        self.typed.setAccessibleName(ask)
        self.typed.textChanged.connect(self._judge)
        self.go = button(tr(N_("Empty the bin")), self._empty, "danger")
        self.go.setEnabled(False)
        keep = button(tr(N_("Cancel")), self.reject)
        head = heading(tr(N_("Empty the bin")))
        inside = column(head, sentence(told), label(ask), self.typed, row(None, keep, self.go))
        inside.setSpacing(SPACE.medium)
        inside.setContentsMargins(SPACE.section, SPACE.section, SPACE.section, SPACE.section)
        self.setLayout(inside)

    @Slot()
    def _judge(self) -> None:
        self.go.setEnabled(self.typed.text().strip() == str(self._people))

    @Slot()
    def _empty(self) -> None:
        if not self.go.isEnabled():
            return
        context = self._context

        def done(gone: int) -> None:
            words = ntr("{n} customer has left", "{n} customers have left", gone)
            context.messages.toast(words)

        def error(problem: Exception) -> None:
            if not isinstance(problem, ShukeError):
                raise problem
            context.dialogs.error(problem)

        context.jobs.write(
            TITLE, lambda unit: service.empty_bin(unit, older_than_days=0), done,
            on_error=error, on_written=lambda _: None,  # nothing that an undo could bring back
        )  # fmt: skip
        self.accept()


def _standing(reader: Reader) -> tuple[bool, int]:
    return get(reader, EMPTY_BIN), count(reader, ListQuery(bin=True))
