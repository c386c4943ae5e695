"""Passes late complaints on: when the shop is opened, every few minutes, after changes."""

from PySide6.QtCore import QObject, QTimer, Slot

from app.core.actor import Right
from app.core.complaints.escalating import ESCALATE_TITLE, escalate
from app.core.errors import Cancelled
from app.core.progress import Progress
from app.core.store.changes import ChangeSet
from app.ui.context import Context

_TABLES = ("complaint", "complaint_step", "setting", "opening_hours", "holiday")
_EVERY_MS = 5 * 60 * 1000


class Watch(QObject):
    """Lives as long as the session; what was missed while nobody was here is made up for."""

    def __init__(self, context: Context) -> None:
        """Look at once, then again and again."""
        super().__init__()
        self._context = context
        self._looking = self._again = False
        self._may = context.may(Right.EDIT_CUSTOMERS) and not context.shop.read_only
        self.timer = QTimer(self)
        self.timer.setInterval(_EVERY_MS)
        self.timer.timeout.connect(self.look)
        context.jobs.changed.connect(self._changed)
        if self._may:
            self.timer.start()
            self.look()

    def look(self) -> None:
        """Have a look, now or after the one under way."""
        if not self._may:
            return
        if self._looking:
            self._again = True
            return
        self._looking = True
        shop, actor = self._context.shop, self._context.actor

        def work(_progress: Progress) -> int:
            return escalate(actor, shop)

        self._context.jobs.long(ESCALATE_TITLE, work, self._done, on_error=self._ended)

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        if changes.title != ESCALATE_TITLE and any(map(changes.touches, _TABLES)):
            self.look()

    def _done(self, _found: int) -> None:
        self._looking = False
        if self._again:
            self._again = False
            self.look()

    def _ended(self, problem: Exception) -> None:
        self._looking = self._again = False
        if not isinstance(problem, Cancelled):
            self._context.jobs.failed.emit(problem)


def make_watch(context: Context) -> QObject:
    """Made by the joints."""
    return Watch(context)
