"""Shows a painted chart: names what the pointer is near, opens, ropes in, and drags lines."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.charts.picture import Handle
from app.i18n import tr
from app.ui.theme import Theme
from app.ui.widgets.chart_painting import Painting, Sheet

_SETTLED_MS = 60
_RING = 7.0
_LEAST = QSize(360, 216)  # higher, and two lines of notes make a window of 800 grow
_A_DRAG = 8  # pixels; less is a click


class ChartCanvas(QWidget):
    """A picture that asks to be painted anew when its size has settled."""

    paint_wanted = Signal()
    near_changed = Signal(object)  # mark number or None
    clicked = Signal(int)
    roped = Signal(object)  # the numbers of the marks inside a drawn loop
    moved = Signal(str, float)  # a handle's name, and where it was let go, in inches

    def __init__(self, theme: Theme, name: str) -> None:
        """`name` tells screen readers what is drawn."""
        super().__init__()
        self._theme = theme
        self.painting: Painting | None = None
        self.can_rope = False
        self._image: QImage | None = None
        self._near: int | None = None
        self._way: list[QPointF] = []
        self._handle: Handle | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self.paint_wanted)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setMinimumSize(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def waits(self) -> bool:
        """Has its size changed, and it is not asked to be painted yet?"""
        return self._settled.isActive()

    def sheet(self) -> Sheet:
        """How large a picture it wants."""
        return Sheet(max(self.width(), 2), max(self.height(), 2), self.devicePixelRatioF())

    def show_painting(self, painting: Painting) -> None:
        """Show a picture in place of the last one."""
        self.painting = painting
        image = QImage(
            painting.pixels, painting.width, painting.height, QImage.Format.Format_RGBA8888
        )
        image.setDevicePixelRatio(painting.ratio)
        self._image = image.copy()
        self._set_near(None)
        self.update()

    def let_go(self) -> None:
        """What is seen stays; nothing on it can be pointed at."""
        if self.painting is not None:
            self.painting = self.painting.bare()
        self._set_near(None)

    def mark_at(self, where: QPointF) -> int | None:
        """The mark at or near this place."""
        return None if self.painting is None else self.painting.nearest(where.x(), where.y())

    def tell(self, words: str) -> None:
        """Name the mark under the pointer, beside it."""
        if self._near is not None and self.painting is not None and words:
            QToolTip.showText(self.mapToGlobal(self._spot(self._near).toPoint()), words, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, a ring or frame around what is near, and what is being drawn on it."""
        painter = QPainter(self)
        if self._image is None or self.painting is None:
            painter.fillRect(self.rect(), QColor(self._theme.colours.surface))
            painter.setPen(QColor(self._theme.colours.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Drawing…"))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._near is not None and self._near < len(self.painting.marks):
            painter.setPen(QPen(QColor(self._theme.colours.ink), 2))
            self._draw_near(painter, self._near)
        if self._way:
            self._draw_way(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew once the size stands still."""
        super().resizeEvent(event)
        self._settled.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        self._settled.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps a click, a loop, or a line taken hold of."""
        if event.button() == Qt.MouseButton.LeftButton and self.painting is not None:
            at = event.position()
            self._handle = self.painting.handle_at(at.x(), at.y())
            self._way = [at]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        at = event.position()
        if self._way:
            self._way.append(at)
            self.update()
            return
        self._set_near(self.mark_at(at))
        handle = self.painting.handle_at(at.x(), at.y()) if self.painting else None
        if handle is not None:
            across = handle.way == "across"
            self.setCursor(Qt.CursorShape.SplitHCursor if across else Qt.CursorShape.SplitVCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what is there; a loop takes what is inside; a line stays here."""
        if event.button() != Qt.MouseButton.LeftButton or self.painting is None:
            return
        way, handle = self._way, self._handle
        self._way, self._handle = [], None
        self.update()
        at = event.position()
        if handle is not None and _length(way) >= _A_DRAG:
            self.moved.emit(handle.name, self.painting.inches(handle, at.x(), at.y()))
        elif self.can_rope and _length(way) >= _A_DRAG:
            corners = np.array([(point.x(), point.y()) for point in way])
            self.roped.emit(self.painting.inside(corners))
        elif (mark := self.mark_at(at)) is not None:
            self.clicked.emit(mark)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        super().leaveEvent(event)
        self._set_near(None)

    def _spot(self, mark: int) -> QPointF:
        assert self.painting is not None
        return QPointF(self.painting.marks.x[mark], self.painting.marks.y[mark])

    def _draw_near(self, painter: QPainter, mark: int) -> None:
        assert self.painting is not None
        marks, spot = self.painting.marks, self._spot(mark)
        if not marks.boxes:
            painter.drawEllipse(spot, _RING, _RING)
            return
        wide, high = float(marks.wide[mark]), float(marks.high[mark])
        painter.drawRoundedRect(
            QRectF(spot.x() - wide / 2, spot.y() - high / 2, wide, high).adjusted(-1, -1, 1, 1),
            2,
            2,
        )

    def _draw_way(self, painter: QPainter) -> None:
        accent = QColor(self._theme.colours.accent)
        painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
        at = self._way[-1]
        if self._handle is not None:
            if self._handle.way == "across":
                painter.drawLine(QPointF(at.x(), 0), QPointF(at.x(), self.height()))
            else:
                painter.drawLine(QPointF(0, at.y()), QPointF(self.width(), at.y()))
        elif self.can_rope and _length(self._way) >= _A_DRAG:
            ground = QColor(accent)
            ground.setAlpha(36)
            painter.setBrush(ground)
            painter.drawPolygon(QPolygonF(self._way))

    def _set_near(self, mark: int | None) -> None:
        if mark == self._near:
            if mark is None:
                self.unsetCursor()
            return
        self._near = mark
        shape = Qt.CursorShape.ArrowCursor if mark is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        if mark is None:
            QToolTip.hideText()
        self.update()
        self.near_changed.emit(mark)


def _length(way: list[QPointF]) -> float:
    """How far the pointer was from where it began, at most."""
    return max(((each - way[0]).manhattanLength() for each in way), default=0.0)
