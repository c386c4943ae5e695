"""Looks that follow what changes: one at a time, another one when more came meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from app.core.actor import Right
from app.core.errors import Cancelled
from app.core.progress import Progress
from app.core.store.changes import ChangeSet
from app.ui.context import Context


class Looking(QObject):
    """Lives as long as the session; a look that never came is made up for by the next one."""

    def __init__(
        self,
        context: Context,
        title: str,
        work: Callable[[Progress], int],
        tables: tuple[str, ...],
    ) -> None:
        """Look at once, and whenever somebody else changes one of the tables."""
        super().__init__()
        self._context, self._title, self._work, self._tables = context, title, work, tables
        self._looking = self._again = False
        self.may = context.may(Right.EDIT_CUSTOMERS) and not context.shop.read_only
        context.jobs.changed.connect(self._changed)
        self.look()

    @Slot()
    def look(self) -> None:
        """Have a look, now or after the one under way."""
        if not self.may:
            return
        if self._looking:
            self._again = True
            return
        self._looking = True
        self._context.jobs.long(self._title, self._work, self._done, on_error=self._ended)

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        if changes.title != self._title and any(map(changes.touches, self._tables)):
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
