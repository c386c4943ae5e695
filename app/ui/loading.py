"""What loads when it is shown and again when its data change: pages, and cards on them."""

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.core.store.changes import ChangeSet
from app.ui.context import Context
from app.ui.jobs import Topic


class Loading(QWidget):
    """Stale until shown; what changes while it is hidden makes it stale again."""

    tables: ClassVar[frozenset[str]] = frozenset()  # what makes it stale

    def __init__(self, context: Context) -> None:
        """Cheap and without queries: the first showing loads."""
        super().__init__()
        self.context = context
        self.topic = Topic(self)
        self._stale = True
        context.jobs.changed.connect(self._changed)

    def reload(self) -> None:
        """Ask for everything it shows; called when shown first, stale, or by F5."""

    def ask_again(self) -> None:
        """What was asked was cancelled: the next showing asks anew."""
        self._stale = True

    def concerns(self, changes: ChangeSet) -> bool:
        """Does a change matter here? Override to look at ids."""
        return any(changes.touches(table) for table in self.tables)

    def showEvent(self, event: QShowEvent) -> None:
        """Load when stale."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if self._stale:
            self._stale = False
            self.reload()

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        if self.concerns(changes):
            self._stale = True
            if self.isVisible():
                self._refresh()
