"""What lies over a page whose question failed: that it could not be shown, and "Try again"."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QWidget

from app.i18n import N_, tr
from app.ui.theme import Theme
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import column

_SAFE = N_("Nothing in the shop was changed.")


class NotShown(QFrame):
    """Covers its parent, however that is resized, until it is lifted."""

    def __init__(self, over: QWidget, theme: Theme, again: Callable[[], object]) -> None:
        """`again` asks anew."""
        super().__init__(over)
        self.again = button(tr(N_("Try again")), again, theme=theme, image="refresh-cw")
        words = tr(N_("This could not be shown"))
        said = EmptyState(theme, "circle-alert", words, tr(_SAFE), self.again)
        self.setLayout(column(said))
        self.setProperty("look", "page")
        self._over, self._least = over, over.minimumHeight()
        over.setMinimumHeight(max(self._least, self.sizeHint().height()))
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what it covers."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def lift(self) -> None:
        """What it covers is asked for again."""
        self._over.removeEventFilter(self)
        self._over.setMinimumHeight(self._least)
        self.hide()
        self.deleteLater()
