"""The base of every page in the window: it loads when shown and reloads when its data change.

A page in five lines:

    class FadingPage(Page):
        tables = frozenset({"customer", "purchase_summary"})   # what makes it stale

        def reload(self) -> None:
            self.context.jobs.read(queries.fading, self._show, topic=self.topic)

and a `Screen` entry in `registry.py`. Build widgets in `__init__` (cheap, no queries), fill
them in the answer to `reload`. Save a page's own small state through `context.app_state`.
"""

from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.core.store.changes import ChangeSet
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.navigation import Place


class Page(QWidget):
    """One screen's widget; made once per window, shown and hidden."""

    tables: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: Context) -> None:
        """Start stale: the first showing loads."""
        super().__init__()
        self.context = context
        self.topic = Topic(self)
        self.place: Place | None = None
        self._stale = True
        # A click beside every field leaves the field, which saves it; the page's keys go on.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        context.jobs.changed.connect(self._changed)

    def show_place(self, place: Place) -> None:
        """The window is about to show this page for `place`: another record reloads it."""
        if place != self.place:
            self.place = place
            self._stale = True
        if self.isVisible():
            self._refresh()

    def reload(self) -> None:
        """Ask for everything the page shows; called when shown first, stale, or by F5."""

    def concerns(self, changes: ChangeSet) -> bool:
        """Does a change matter to this page? Override to look at ids."""
        return any(changes.touches(table) for table in self.tables)

    @property
    def unfinished(self) -> bool:
        """Is it still being built, stage by stage, though everything was answered?"""
        return False

    def focus_filter(self) -> bool:
        """Ctrl+F: put the cursor in this page's own filter; False when it has none."""
        return False

    def take_focus(self, *, anew: bool = False) -> None:
        """Somebody came here: the page's keys work at once, wherever the cursor was."""
        focused = QApplication.focusWidget()
        if anew or focused is None or not self.isAncestorOf(focused):
            self.first_to_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_to_focus(self) -> QWidget:
        """What the keys go to first; the page itself marks nothing and still hears its keys."""
        return self

    def leave(self) -> None:
        """The page is about to be hidden, locked or closed: save what is being typed."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()

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
