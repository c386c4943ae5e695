"""Noticing that nobody has touched the program for some minutes."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK_EVERY_MS = 5000
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


class Idle(QObject):
    """Counts the seconds since the last touch; `passed` once when the limit is over.

    It watches the windows themselves, where the system's input arrives first: a filter on the
    whole application would run Python for each event of each widget. Wall time counts too,
    because a sleeping computer's steady clock stands still.
    """

    passed = Signal()

    def __init__(
        self,
        parent: QObject,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        """Watch every window that gets the focus; `limit` 0 never passes."""
        super().__init__(parent)
        self.limit = 0.0
        self._steady, self._wall = steady, wall
        self._touched = (steady(), wall())
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)

    @Slot(QWindow)
    def watch(self, window: QWindow | None) -> None:
        """Watch one more window."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
            self.touch()

    def seconds(self) -> float:
        """How long nobody has touched anything."""
        steady, wall = self._touched
        return max(self._steady() - steady, self._wall() - wall)

    def touch(self) -> None:
        """Somebody is here."""
        self._touched = (self._steady(), self._wall())

    @Slot()
    def look(self) -> None:
        """Tell when the limit is over."""
        if self.limit and self.seconds() >= self.limit:
            self.touch()
            self.passed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note every touch, keep none back."""
        if event.type() in _TOUCHES:
            self.touch()
        return False
