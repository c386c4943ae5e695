"""Shows a painted chart; tells which row the pointer is near and which was clicked."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.i18n import tr
from app.ui.theme import Theme
from app.ui.value.painting import Painting, Sheet

_SETTLED_MS = 60
_RING = 7.0
_LEAST = QSize(420, 320)


class ChartCanvas(QWidget):
    """A picture that asks to be painted anew when its size has settled."""

    paint_wanted = Signal()
    near_changed = Signal(object)  # row number or None
    clicked = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        """`name` tells screen readers what is drawn; the words come with `describe`."""
        super().__init__()
        self._theme = theme
        self._painting: Painting | None = None
        self._image: QImage | None = None
        self._near: int | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self.paint_wanted)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setMinimumSize(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sheet(self) -> Sheet:
        """How large a picture it wants."""
        return Sheet(max(self.width(), 2), max(self.height(), 2), self.devicePixelRatioF())

    def show_painting(self, painting: Painting) -> None:
        """Show a picture in place of the last one."""
        self._painting = painting
        image = QImage(
            painting.pixels, painting.width, painting.height, QImage.Format.Format_RGBA8888
        )
        image.setDevicePixelRatio(painting.ratio)
        self._image = image.copy()
        self._set_near(None)
        self.update()

    def row_at(self, where: QPointF) -> int | None:
        """The row of the matrix near this place."""
        return None if self._painting is None else self._painting.nearest(where.x(), where.y())

    def tell(self, words: str) -> None:
        """Name the row under the pointer, beside it."""
        if self._near is None or self._painting is None:
            return
        point = QPointF(self._painting.x[self._near], self._painting.y[self._near]).toPoint()
        QToolTip.showText(self.mapToGlobal(point), words, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and a ring around the row under the pointer; at first a word instead."""
        painter = QPainter(self)
        if self._image is None or self._painting is None:
            painter.fillRect(self.rect(), QColor(self._theme.colours.surface))
            painter.setPen(QColor(self._theme.colours.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Drawing…"))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        if self._near is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.colours.ink), 2))
            at = QPointF(self._painting.x[self._near], self._painting.y[self._near])
            painter.drawEllipse(at, _RING, _RING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew once the size stands still."""
        super().resizeEvent(event)
        self._settled.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._set_near(self.row_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what is there."""
        row = self.row_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self.clicked.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        super().leaveEvent(event)
        self._set_near(None)

    def _set_near(self, row: int | None) -> None:
        if row == self._near:
            return
        self._near = row
        shape = Qt.CursorShape.ArrowCursor if row is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        if row is None:
            QToolTip.hideText()
        self.update()
        self.near_changed.emit(row)
