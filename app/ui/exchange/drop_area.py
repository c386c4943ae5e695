"""A large button that also takes a file dropped on it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QPushButton

from app.ui.icons import picture
from app.ui.theme import Theme
from app.ui.tokens import RADIUS, SPACE, TYPE

_HEIGHT = 210


class DropArea(QPushButton):
    """Behaves as one button for mouse, keyboard and screen reader."""

    dropped = Signal(object)  # Path

    def __init__(
        self, theme: Theme, words: str, explanation: str, do: Callable[[], object]
    ) -> None:
        """Words are translated; `do` lets the user choose a file."""
        super().__init__()
        self._theme, self._words, self._explanation = theme, words, explanation
        self._over = False
        self.setAccessibleName(words)
        self.setAccessibleDescription(explanation)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAcceptDrops(True)
        self.clicked.connect(lambda: do())

    def sizeHint(self) -> QSize:
        """Large enough to hit."""
        return QSize(self._theme.px(480), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It may be narrower, never lower."""
        return QSize(self._theme.px(320), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed field with a picture, what to do, and what is taken."""
        colours, theme = self._theme.colours, self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        warm = self._over or self.underMouse()
        painter.setBrush(QColor(colours.accent_soft if warm else colours.surface))
        painter.setPen(self._pen())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), RADIUS, RADIUS)
        side, middle = theme.px(36), self.height() / 2
        sign = picture("file-down", colours.accent, side)
        painter.drawPixmap(round((self.width() - side) / 2), round(middle - side * 1.6), sign)
        line = theme.px(28)
        painter.setPen(QColor(colours.ink))
        painter.setFont(theme.font(TYPE.heading))
        place = QRectF(0, middle - line * 0.35, self.width(), line)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.setPen(QColor(colours.muted))
        painter.setFont(theme.font(TYPE.body))
        below = QRectF(SPACE.large, place.bottom() + 4, self.width() - 2 * SPACE.large, line * 2)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(below, flags, self._explanation)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only one file of this computer is taken."""
        if dropped_file(event) is not None:
            event.acceptProposedAction()
            self._hover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Not here after all."""
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self._hover(False)
        found = dropped_file(event)
        if found is not None:
            event.acceptProposedAction()
            self.dropped.emit(found)

    def _hover(self, over: bool) -> None:
        self._over = over
        self.update()

    def _pen(self) -> QPen:
        colours = self._theme.colours
        strong = self._over or self.hasFocus()
        pen = QPen(QColor(colours.accent if strong else colours.faint), 2 if strong else 1.4)
        pen.setDashPattern([4, 4] if not self.hasFocus() else [1, 0])
        return pen


def dropped_file(event: QDropEvent) -> Path | None:
    """The file that is dragged, when it is just one on this computer."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
