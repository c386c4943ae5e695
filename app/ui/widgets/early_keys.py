"""Keys pressed before a list's first answer: they wait for it instead of being lost."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_WALKING = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
}
_MOST = 50


class EarlyKeys(QObject):
    """Holds what walks and opens until `answered`, then hands it over in order."""

    def __init__(self, over: QWidget) -> None:
        """Listen to a list that has nothing to show yet."""
        super().__init__(over)
        self._over = over
        self._held: list[QKeyEvent] = []
        self._waiting = True
        over.installEventFilter(self)

    def answered(self) -> None:
        """There is something to walk through; whoever went elsewhere meant something else."""
        if not self._waiting:
            return
        self._waiting = False
        self._over.removeEventFilter(self)
        held, self._held = self._held, []
        for each in held:
            if self._over.hasFocus():
                QApplication.sendEvent(self._over, each)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a key press aside."""
        if isinstance(event, QKeyEvent) and _walks(event) and len(self._held) < _MOST:
            self._held.append(event.clone())
            return True
        return super().eventFilter(watched, event)


def _walks(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() in _WALKING
