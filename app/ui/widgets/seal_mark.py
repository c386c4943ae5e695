"""The program's mark: a small jade seal with its two characters."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import FONT_FAMILY, Theme


class SealMark(QWidget):
    """Drawn, so that it is sharp at every size."""

    def __init__(self, theme: Theme, side: int = 52) -> None:
        """`side` at 100 % text size."""
        super().__init__()
        self._theme, self._side = theme, theme.px(side)
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName("熟客 Shuke")

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded square, 熟 above 客 at the right, as seals are cut."""
        side = float(self._side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.2, side * 0.2)
        painter.setPen(self._theme.colour("on_accent"))
        font = QFont(FONT_FAMILY)
        font.setPixelSize(round(side * 0.40))
        painter.setFont(font)
        middle = int(Qt.AlignmentFlag.AlignCenter)
        half = side / 2
        painter.drawText(QRectF(side * 0.04, side * 0.02, half, side * 0.96), middle, "熟")
        painter.drawText(QRectF(half - side * 0.04, side * 0.02, half, side * 0.96), middle, "客")
        painter.end()
