"""Noticing that nobody is there: some minutes untouched, the computer asleep, a day gone by."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

LONGEST_SECONDS = 12 * 3600
"""A shop stays open no longer than this, however busy; see `reference/security.md` 4."""
_LOOK_EVERY_MS = 5000
_ASLEEP_SECONDS = 60
"""No look takes that long: the clock on the wall went on while the program stood still."""
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


class Idle(QObject):
    """Tells by `passed`, again at each look, that an open shop should be locked.

    So it should after `limit` seconds without a touch, after `LONGEST_SECONDS` in any case, and
    when the computer slept or its screen was locked meanwhile. It watches the windows
    themselves, where the system's input arrives first: a filter on the whole application would
    run Python for each event of each widget. Wall time counts too, because a sleeping
    computer's steady clock stands still.

    While customers have the screen (`give`), nobody who stands there can get at the shop, and
    a quiet hour must not end it: then only the longest time, sleep and a locked computer do.
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
        self.given = False
        self._steady, self._wall = steady, wall
        self._touched = self._begun = (steady(), wall())
        self._looked = wall()
        self._left = False
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

    def begin(self) -> None:
        """A shop was opened just now; the limit comes when its settings are read."""
        self.touch()
        self.given = False
        self._begun, self._looked, self._left = self._touched, self._wall(), False

    def rest(self) -> None:
        """No shop is open."""
        self.limit = 0.0

    def seconds(self) -> float:
        """How long nobody has touched anything."""
        return self._since(self._touched)

    def touch(self) -> None:
        """Somebody is here."""
        self._touched = (self._steady(), self._wall())

    @Slot(bool)
    def give(self, given: bool) -> None:
        """Customers got the screen, or somebody of the shop took it back."""
        self.given = given
        self.touch()

    @Slot()
    def leave(self) -> None:
        """Somebody locked the computer, or sent it to sleep."""
        self._left = True
        self.look()

    @Slot()
    def look(self) -> None:
        """Tell when the shop should be locked."""
        before, self._looked = self._looked, self._wall()
        self._left = self._left or self._looked - before > _ASLEEP_SECONDS
        if self.limit and (self._left or self._is_over()):
            self.passed.emit()

    def _is_over(self) -> bool:
        untouched = not self.given and self.seconds() >= self.limit
        return untouched or self._since(self._begun) >= LONGEST_SECONDS

    def _since(self, moment: tuple[float, float]) -> float:
        steady, wall = moment
        return max(self._steady() - steady, self._wall() - wall)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note every touch, keep none back."""
        if event.type() in _TOUCHES:
            self.touch()
        return False
