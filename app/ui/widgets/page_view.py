"""Pages of a paper on the screen, drawn as they come into sight; a thousand cost no more."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.i18n import N_, tr
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.paper import DOTS, Link, Paper

STEPS = (25, 33, 50, 67, 80, 100, 125, 150, 200, 300)
_INCH = 25.4
_EDGE = SPACE.section


class PageView(QAbstractScrollArea):
    """The pages under one another; `zoom` 0 fits a whole page into the view."""

    turned = Signal(int, int)  # page in sight (from 1), pages
    zoomed = Signal()
    link_wanted = Signal(str)  # a link of the paper was clicked

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Empty until a paper is shown."""
        super().__init__(parent)
        self._theme, self.zoom = theme, 0
        self.paper: Paper | None = None
        self._pages = 0
        self._links: tuple[Link, ...] = ()
        self._ringed: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr(N_("Preview")))
        self.verticalScrollBar().valueChanged.connect(lambda _: self._tell())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    def show_paper(self, paper: Paper) -> None:
        """Show it from its first page."""
        self.paper, self._pages = paper, paper.count()
        self._links, self._ringed = paper.links(), None
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    def page(self) -> int:
        """The page that takes the middle of the view, from 1."""
        high = self._page_size().height() + _EDGE
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max(1, min(self._pages, middle // high + 1)) if self._pages else 0

    def go_to(self, page: int) -> None:
        """Show a page (from 1) from its top."""
        high = self._page_size().height() + _EDGE
        self.verticalScrollBar().setValue((max(1, min(page, self._pages)) - 1) * high)

    def set_zoom(self, percent: int) -> None:
        """100 is life-size; 0 fits a whole page."""
        page = self.page()
        self.zoom = percent
        self._lay_out()
        self.go_to(page)
        self.zoomed.emit()

    def step_zoom(self, steps: int) -> None:
        """One of the usual sizes larger or smaller."""
        now = self.percent()
        others = [each for each in STEPS if (each > now if steps > 0 else each < now)]
        if others:
            self.set_zoom(others[0] if steps > 0 else others[-1])

    def percent(self) -> int:
        """How large the pages are shown."""
        return round(self._scale() * 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.colours.line))
        if self.paper is None:
            return
        hints = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        painter.setRenderHints(hints)
        for page in range(self._pages):
            place = self._place(page)
            if place.intersects(event.rect()):
                self._draw(painter, place, page)
        if self._ringed is not None and self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.drawRoundedRect(self.place_of(self._links[self._ringed]), 4, 4)

    def link_at(self, where: QPoint) -> str:
        """What a place of the view leads to."""
        for each in self._links:
            if self.place_of(each).contains(where):
                return each.key
        return ""

    def place_of(self, link: Link) -> QRect:
        """Where a link stands in the view now."""
        assert self.paper is not None
        page = self._place(link.page)
        scale = page.width() / (self.paper.size.width() / _INCH * DOTS)
        where = link.where
        corner = (QPointF(where.topLeft()) * scale).toPoint() + page.topLeft()
        return QRect(corner, (where.size() * scale).toSize()).adjusted(-2, -2, 2, 2)

    def links(self) -> tuple[Link, ...]:
        """All that leads elsewhere, in reading order."""
        return self._links

    def _step_link(self, steps: int) -> None:
        """Ring the next link, or the one before, and bring it into sight."""
        count = len(self._links)
        at = (0 if steps > 0 else count - 1) if self._ringed is None else self._ringed + steps
        self._ringed = at % count
        ring, room = self.place_of(self._links[self._ringed]), self.viewport().rect()
        if not room.contains(ring):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + ring.center().y() - room.center().y())
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        linked = self.link_at(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if linked else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link."""
        link = self.link_at(event.position().toPoint())
        if link and event.button() == Qt.MouseButton.LeftButton:
            self.link_wanted.emit(link)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pages up and down, first and last; arrows walk along the links, Enter follows one."""
        walk = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if walk is not None and self._links:
            self._step_link(walk)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._ringed is not None:
            self.link_wanted.emit(self._links[self._ringed].key)
            return
        steps = {
            Qt.Key.Key_PageDown: self.page() + 1,
            Qt.Key.Key_PageUp: self.page() - 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self._pages,
        }
        wanted = steps.get(Qt.Key(event.key()))
        if wanted is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            self.go_to(wanted)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page that fits still fits."""
        super().resizeEvent(event)
        self._lay_out()

    def _draw(self, painter: QPainter, place: QRect, page: int) -> None:
        assert self.paper is not None
        painter.save()
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.setClipRect(place)
        painter.translate(place.topLeft())
        scale = place.width() / (self.paper.size.width() / _INCH * DOTS)
        painter.scale(scale, scale)
        self.paper.draw(painter, page)
        painter.restore()

    def _place(self, page: int) -> QRect:
        size, view = self._page_size(), self.viewport()
        left = max(_EDGE, (view.width() - size.width()) // 2) - self.horizontalScrollBar().value()
        whole = self._pages * (size.height() + _EDGE) + _EDGE
        above = max(0, (view.height() - whole) // 2) + _EDGE
        top = above + page * (size.height() + _EDGE) - self.verticalScrollBar().value()
        return QRect(left, top, size.width(), size.height())

    def _page_size(self) -> QSize:
        if self.paper is None:
            return QSize(1, 1)
        scale = self._scale() * self.logicalDpiX() / _INCH
        size = self.paper.size
        return QSize(round(size.width() * scale), round(size.height() * scale))

    def _scale(self) -> float:
        if self.zoom or self.paper is None:
            return self.zoom / 100 if self.zoom else 1.0
        dots = self.logicalDpiX() / _INCH
        wide = (self.viewport().width() - 2 * _EDGE) / (self.paper.size.width() * dots)
        high = (self.viewport().height() - 2 * _EDGE) / (self.paper.size.height() * dots)
        return float(max(0.1, min(wide, high, 2.0)))

    def _lay_out(self) -> None:
        size, view = self._page_size(), self.viewport()
        whole = self._pages * (size.height() + _EDGE) + _EDGE
        bar, aside = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(0, whole - view.height()))
        bar.setPageStep(view.height())
        bar.setSingleStep(_EDGE * 2)
        aside.setRange(0, max(0, size.width() + 2 * _EDGE - view.width()))
        aside.setPageStep(view.width())
        view.update()
        self._tell()

    def _tell(self) -> None:
        self.viewport().update()
        self.turned.emit(self.page(), self._pages)
