"""Has the rules gone through when the day begins and after each change that may matter."""

from PySide6.QtCore import QObject, Slot

from app.core.actor import Right
from app.core.errors import Cancelled
from app.core.progress import Progress
from app.core.rules import service
from app.core.store.changes import ChangeSet
from app.ui.context import Context

_TABLES = ("purchase", "purchase_line", "product", "sensitive", "rule", "customer")


class Watch(QObject):
    """Lives as long as the session; one look at a time, another one when more came meanwhile.

    An entry is never held up: the look follows it, on another thread, and finds what changed
    by itself, so that a look that never came is made up for by the next one.
    """

    def __init__(self, context: Context) -> None:
        """Begin with the day."""
        super().__init__()
        self._context = context
        self._looking = self._again = False
        self._may = context.may(Right.EDIT_CUSTOMERS) and not context.shop.read_only
        context.jobs.changed.connect(self._changed)
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

        def work(progress: Progress) -> int:
            return service.look_after(actor, shop, progress)

        self._context.jobs.long(service.LOOK_TITLE, work, self._done, on_error=self._ended)

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        if changes.title != service.LOOK_TITLE and any(map(changes.touches, _TABLES)):
            self.look()

    def _done(self, _found: int) -> None:
        self._looking = False
        if self._again:
            self._again = False
            self.look()

    def _ended(self, problem: Exception) -> None:
        """Given up: the next change asks for all of it again."""
        self._looking = self._again = False
        if not isinstance(problem, Cancelled):
            self._context.jobs.failed.emit(problem)


def make_watch(context: Context) -> QObject:
    """Made by the joints."""
    return Watch(context)
