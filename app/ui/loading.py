"""What loads when it is shown and again when its data change: pages, and cards on them."""

from typing import ClassVar, Protocol, runtime_checkable

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.core.customers.large import leave
from app.core.store.changes import ChangeSet
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.system_memory import give_back
from app.ui.widgets.not_shown import NotShown


@runtime_checkable
class LettingGo(Protocol):
    """What holds a part of an answer: a chart, a table."""

    def let_go(self) -> None:
        """Hold it no more; what was chosen stays."""


class Loading(QWidget):
    """Stale until shown; what changes while it is hidden makes it stale again.

    In a large shop it lets its answer go when it is hidden, for all of them together would
    fill the memory, and asks again when it is shown. What was chosen on it stays, and so does
    what it looks like, until the answer is there.
    """

    tables: ClassVar[frozenset[str]] = frozenset()  # what makes it stale
    holds: ClassVar[tuple[str, ...]] = ()
    """Its attributes with a line for each customer; None while there is no answer."""

    def __init__(self, context: Context) -> None:
        """Cheap and without queries: the first showing loads."""
        super().__init__()
        self.context = context
        self.topic, self._size_topic = Topic(self), Topic(self)
        self.topic.troubled = self._troubled
        self._not_shown: NotShown | None = None
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

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page or tab came up: is the shop so large that the answer should go?"""
        super().hideEvent(event)
        if self.holds and not (self._stale or event.spontaneous()):
            self.context.jobs.read(leave, self._hidden, topic=self._size_topic)

    def let_go(self) -> None:
        """Hold no answer any more, here and in every part of it that can let go, too."""
        self.topic.drop()
        self._stale = True
        for name in self.holds:
            setattr(self, name, None)
        for part in self.findChildren(QWidget):
            if part is not self and isinstance(part, LettingGo):
                part.let_go()
        give_back()

    def _hidden(self, large: bool) -> None:
        if large and not self.isVisible():
            self.let_go()
            self.context.jobs.beside(self.context.shop.let_writers_pages_go, lambda _: None)

    def _troubled(self, failed: bool) -> None:
        """What was asked failed: say so here too, not only in the window's message."""
        if self._not_shown is not None:
            self._not_shown.lift()
            self._not_shown = None
        if failed:
            self._stale = True
            self._not_shown = NotShown(self, self.context.theme, self.reload)

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
