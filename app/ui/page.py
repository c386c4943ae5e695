"""The base of every page in the window: it loads when shown and reloads when its data change.

A page in five lines:

    class FadingPage(Page):
        tables = frozenset({"customer", "purchase_summary"})   # what makes it stale

        def reload(self) -> None:
            self.context.jobs.read(queries.fading, self._show, topic=self.topic)

and a `Screen` entry in `registry.py`. Build widgets in `__init__` (cheap, no queries), fill
them in the answer to `reload`. Save a page's own small state through `context.app_state`.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.context import Context
from app.ui.loading import Loading
from app.ui.navigation import Place


class Page(Loading):
    """One screen's widget; made once per window, shown and hidden."""

    def __init__(self, context: Context) -> None:
        """Start stale: the first showing loads."""
        super().__init__(context)
        self.place: Place | None = None
        # A click beside every field leaves the field, which saves it; the page's keys go on.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_place(self, place: Place) -> None:
        """The window is about to show this page for `place`: another record reloads it."""
        if place != self.place:
            self.place = place
            self._stale = True
        if self.isVisible():
            self._refresh()

    def warm(self) -> None:
        """Get ready while nobody has come yet; called once, in a quiet moment."""

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
