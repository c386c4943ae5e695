"""The fonts, colours and measures with which a file's values are drawn; made once a page."""

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from app.ui.theme import Theme
from app.ui.tokens import TYPE

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
_TALLEST = 1_000_000


class Pens:
    """Draws and measures wrapped text; a mark that turns direction turns nothing here."""

    def __init__(self, theme: Theme) -> None:
        """For one theme."""
        self.theme = theme
        self.small, self.value = theme.font(TYPE.small), theme.font(TYPE.value)
        self.heading = theme.font(TYPE.heading)
        self.small_metrics = QFontMetrics(self.small)
        self.value_metrics = QFontMetrics(self.value)
        self.heading_metrics = QFontMetrics(self.heading)
        self.height = lru_cache(maxsize=2000)(self._height)

    def colour(self, name: str) -> QColor:
        """One of the theme's colours."""
        return self.theme.colour(name)

    def small_height(self, words: str, width: int) -> int:
        """How tall small text is, wrapped."""
        return self.height(words, width, False)

    def value_height(self, words: str, width: int) -> int:
        """How tall a value is, wrapped."""
        return self.height(words, width, True)

    def draw(
        self, painter: QPainter, area: QRect, words: str, colour: str, font: QFont | None = None
    ) -> None:
        """Wrapped text from the top left, as a value unless another font is given."""
        painter.setFont(font or self.value)
        painter.setPen(self.colour(colour))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(area, int(left) | _WRAP, words)

    def _height(self, words: str, width: int, value: bool) -> int:
        metrics = self.value_metrics if value else self.small_metrics
        if "\n" not in words and metrics.horizontalAdvance(words) <= width:
            return metrics.height()
        return metrics.boundingRect(QRect(0, 0, width, _TALLEST), _WRAP, words).height()
