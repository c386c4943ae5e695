"""A short message over the foot of the window that goes by itself."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from app.ui.messages import Action, Message
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import row
from app.ui.widgets.text import label

_SECONDS = 6
_MOST = 3


class Toasts(QObject):
    """Shows messages above one another, the newest lowest."""

    def __init__(self, over: QWidget) -> None:
        """Lie over this widget and follow its size."""
        super().__init__(over)
        self._over = over
        self._shown: list[QFrame] = []
        self._actions: dict[QFrame, Action] = {}
        over.installEventFilter(self)

    def show(self, message: Message) -> None:
        """Show one more; the oldest goes when there are too many."""
        toast = self._frame(message)
        self._shown.append(toast)
        QTimer.singleShot(_SECONDS * 1000, toast, lambda: self._remove(toast))
        while len(self._shown) > _MOST:
            self._remove(self._shown[0])
        toast.show()
        self._arrange()

    def refresh(self) -> None:
        """Take away what offers to do something that is done, or can no longer be done."""
        for toast, action in list(self._actions.items()):
            if not action.still():
                self._remove(toast)

    def words(self) -> list[str]:
        """What is being said."""
        return [each.accessibleName() for each in self._shown]

    def _frame(self, message: Message) -> QFrame:
        toast = QFrame(self._over)
        toast.setProperty("look", "toast")
        toast.setAccessibleName(message.words)
        said = label(message.words)
        pieces: list[QWidget] = [said]
        action = message.action
        if action is not None:
            self._actions[toast] = action
            press = button(action.words, action.do)
            press.clicked.connect(lambda: self._remove(toast))
            press.setProperty("look", "toast")
            pieces.append(press)
        inside = row(*pieces, space=SPACE.large)
        inside.setContentsMargins(SPACE.large, SPACE.small + 2, SPACE.large, SPACE.small + 2)
        toast.setLayout(inside)
        return toast

    def _remove(self, toast: QFrame) -> None:
        if toast in self._shown:
            self._shown.remove(toast)
            self._actions.pop(toast, None)
            toast.hide()
            toast.deleteLater()
            self._arrange()

    def _arrange(self) -> None:
        bottom = self._over.height() - SPACE.section
        for toast in reversed(self._shown):
            toast.adjustSize()
            width = min(toast.width(), self._over.width() - 2 * SPACE.large)
            bottom -= toast.height()
            toast.setGeometry((self._over.width() - width) // 2, bottom, width, toast.height())
            toast.raise_()
            bottom -= SPACE.small

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of what we lie over."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)
