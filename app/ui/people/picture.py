"""The network around a customer, painted; arrow keys walk in it and Enter opens a file."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.catalogue.link_kinds import Circle
from app.core.people.queries import Edge, Network, Node, Point, crowded, layout, walk
from app.i18n import N_, tr
from app.ui.theme import Theme
from app.ui.tokens import SPACE, TYPE

_LEAST = QSize(480, 360)
_RADII = (26, 19, 12)  # of the middle, its ring, the ring outside
_TYPES = (TYPE.value, TYPE.body, TYPE.small)
_LABEL = 104
# Where many stand, or the text is large and the picture is not: names alone, smaller.
_TIGHT_RADII, _TIGHT_LABEL = (20, 9, 8), 72
_ROOMY = 420
# Circles are told apart by their lines too, not by colour alone.
_DASHES = {
    Circle.FAMILY: Qt.PenStyle.SolidLine,
    Circle.FRIENDS: Qt.PenStyle.DashLine,
    Circle.WORK: Qt.PenStyle.DashDotLine,
    Circle.TRADE: Qt.PenStyle.SolidLine,
    Circle.OWN: Qt.PenStyle.DotLine,
}
_STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip


class NetworkPicture(QWidget):
    """Tells which node the keyboard or the pointer is at, and which was opened."""

    opened = Signal(object)  # Node
    walked = Signal(object)  # Node

    def __init__(self, theme: Theme) -> None:
        """Nothing is drawn yet."""
        super().__init__()
        self._theme = theme
        self._network = Network((), ())
        self._places: dict[str, Point] = {}
        self._way: tuple[Node, ...] = ()
        self._at, self._crowded = 0, False
        self.setMinimumSize(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr(N_("Picture of the network")))

    def show_network(self, network: Network) -> None:
        """Draw another network."""
        self._network, self._places, self._way = network, layout(network), walk(network)
        self._at, self._crowded = 0, crowded(network)
        self._tell()
        self.update()

    def here(self) -> Node | None:
        """The node the keyboard is at."""
        return self._way[self._at] if self._way else None

    def go_to(self, key: str) -> None:
        """Put the keyboard at this node, without telling anybody."""
        for place, each in enumerate(self._way):
            if each.key == key and place != self._at:
                self._at = place
                self._tell()
                self.update()

    def node_at(self, where: QPointF) -> Node | None:
        """The node under a point."""
        for each in reversed(self._network.nodes):
            gap = where - self._middle_of(each)
            if gap.x() ** 2 + gap.y() ** 2 <= (self._radius(each) + 4) ** 2:
                return each
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines first, then everybody over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.here() if self.hasFocus() else None
        for edge in self._network.edges:
            self._paint_edge(painter, edge, here)
        for node in self._network.nodes:
            self._paint_node(painter, node, node is here)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk round, Home goes to the middle, Enter opens."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self._way:
            self._go(self._at + step)
        elif event.key() == Qt.Key.Key_Home:
            self._go(0)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.here())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say who is under the pointer."""
        node = self.node_at(event.position())
        can = node is not None and node.customer_id is not None
        shape = Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        if node is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), said(node), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.node_at(event.position()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        super().focusOutEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        super().leaveEvent(event)
        QToolTip.hideText()

    def _go(self, place: int) -> None:
        self._at = place % max(len(self._way), 1)
        self._tell()
        self.update()
        if self._way:
            self.walked.emit(self._way[self._at])

    def _open(self, node: Node | None) -> None:
        if node is not None and node.customer_id is not None:
            self.opened.emit(node)

    def _tell(self) -> None:
        here = self.here()
        self.setAccessibleDescription(said(here) if here else "")

    def _radius(self, node: Node) -> int:
        radii = _TIGHT_RADII if self._tight() else _RADII
        return self._theme.px(radii[min(node.step, 2)])

    def _tight(self) -> bool:
        return self._crowded or min(self.width(), self.height()) < self._theme.px(_ROOMY)

    def _middle_of(self, node: Node) -> QPointF:
        return self._point(self._places[node.key])

    def _point(self, place: Point) -> QPointF:
        px = self._theme.px
        wide = self.width() / 2 - px(_LABEL) / 2
        high = self.height() / 2 - px(44)
        middle = self.rect().center()
        return QPointF(middle.x() + place.x * wide, middle.y() - px(8) + place.y * high)

    def _paint_edge(self, painter: QPainter, edge: Edge, here: Node | None) -> None:
        theme = self._theme
        first, second = self._places.get(edge.first), self._places.get(edge.second)
        if first is None or second is None:
            return
        near = here is not None and here.key in (edge.first, edge.second)
        brought = edge.circle is Circle.TRADE and not edge.over
        colour = "accent" if near or brought else "line" if edge.over else "faint"
        pen = QPen(theme.colour(colour), 2 if near or brought else 1.4)
        pen.setStyle(_DASHES[edge.circle])
        painter.setPen(pen)
        painter.drawLine(self._point(first), self._point(second))

    def _paint_node(self, painter: QPainter, node: Node, here: bool) -> None:
        theme, at, radius = self._theme, self._middle_of(node), self._radius(node)
        customer = node.customer_id is not None
        ground = "accent" if node.step == 0 else "accent_soft" if customer else "surface"
        pen = QPen(theme.colour("ink" if here else "accent" if customer else "faint"))
        pen.setWidthF(3 if here else 1.4)
        if not customer:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour(ground))
        area = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        if node.is_company:
            painter.drawRoundedRect(area, 6, 6)
        else:
            painter.drawEllipse(area)
        self._paint_first(painter, node, area)
        self._paint_words(painter, node, QPointF(at.x(), area.bottom()))

    def _paint_first(self, painter: QPainter, node: Node, area: QRectF) -> None:
        if node.step == 2 or (self._tight() and node.step):
            return
        painter.setFont(self._theme.font(_TYPES[node.step]))
        painter.setPen(self._theme.colour("on_accent" if node.step == 0 else "ink"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), node.name[:1])

    def _paint_words(self, painter: QPainter, node: Node, top: QPointF) -> None:
        theme = self._theme
        small = self._tight() and node.step > 0
        wide = theme.px(_TIGHT_LABEL if small else _LABEL)
        lines = [(node.name, "ink", TYPE.small if small else _TYPES[node.step])]
        if node.words and not small:
            lines.append((node.words, "muted", TYPE.small))
        y = top.y() + SPACE.hair / 2
        for words, colour, size in lines:
            painter.setFont(theme.font(size))
            metrics = painter.fontMetrics()
            text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, wide)
            area = QRectF(top.x() - wide / 2, y, wide, metrics.height())
            painter.fillRect(_behind(area, metrics.horizontalAdvance(text)), theme.colour("paper"))
            painter.setPen(theme.colour(colour))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignHCenter), text)
            y += metrics.height()


def _behind(area: QRectF, wide: int) -> QRectF:
    """The paper under some words, so that no line runs through them."""
    left = area.center().x() - wide / 2 - 2
    return QRectF(left, area.top(), wide + 4, area.height())


def said(node: Node) -> str:
    """A node in words."""
    if node.customer_id is None:
        if not node.words:
            return tr(N_("{name}, no customer"), name=node.name)
        return tr(N_("{name}: {words}, no customer"), name=node.name, words=node.words)
    if node.step == 2:
        return tr(N_("{name}, two steps away"), name=node.name)
    words = tr(N_("{name}: {words}"), name=node.name, words=node.words)
    return words if node.words else node.name
