"""A button of words in the accent's colour, drawn by itself: a file has dozens of them."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.customers.pens import Pens
from app.ui.icons import picture
from app.ui.widgets.buttons import PushButton

_SIDE, _EDGE = 5, 4


class LightButton(PushButton):
    """Words, an icon, or both."""

    def __init__(self, parent: QWidget, pens: Pens, *, heading: bool = False) -> None:
        """Says nothing before `say`; a `heading` in ink and larger."""
        super().__init__(parent)
        self._pens, self._image, self._heading = pens, "", heading
        self._font = pens.heading if heading else pens.small
        self._metrics = pens.heading_metrics if heading else pens.small_metrics
        self._drawn_with = "-"
        self._hint = QSize()
        self._do: Callable[[], object] | None = None
        self.setProperty("look", "link")  # for its height; it draws itself
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._clicked)

    def say(self, words: str, do: Callable[[], object], image: str = "", name: str = "") -> None:
        """What it says and does; an icon alone needs a name."""
        self._do, self._image = do, image
        if words != self.text() or image != self._drawn_with:
            self.setText(words)
            self._drawn_with = image
            self._hint = self._measured()
        self.setAccessibleName(name or words)
        if name and not words:
            self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        """As large as its words and icon."""
        return self._hint

    def _measured(self) -> QSize:
        metrics, side = self._metrics, self._side()
        wide = metrics.horizontalAdvance(self.text()) + (side + 4 if self._image else 0)
        return QSize(wide + 2 * _SIDE, max(metrics.height(), side) + 2 * _EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, words, and a frame while it has the focus."""
        painter, pens = QPainter(self), self._pens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(pens.colour("accent"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        left, side = _SIDE, self._side()
        if self._image:
            loud = self.text() and not self._heading
            tone = pens.theme.colours.accent if loud else pens.theme.colours.muted
            drawn = picture(self._image, tone, side)
            painter.drawPixmap(left, (self.height() - side) // 2, side, side, drawn)
            left += side + 4
        painter.setFont(self._font)
        painter.setPen(pens.colour(self._colour()))
        painter.drawText(
            self.rect().adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text()
        )
        painter.end()

    def _colour(self) -> str:
        if self._heading:
            return "accent" if self.underMouse() else "ink"
        return "accent_strong" if self.underMouse() else "accent"

    def _side(self) -> int:
        return self._pens.theme.px(15)

    def _clicked(self) -> None:
        if self._do is not None:
            self._do()
