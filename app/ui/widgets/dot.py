"""A round spot of a colour, as beside the name of what a chart draws in it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from app.ui.theme import Theme

_DOT = 12


def dot(theme: Theme, colour: str) -> QLabel:
    """A round spot of a colour."""
    side = theme.px(_DOT)
    picture = QPixmap(side * 2, side * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(0, 0, side, side)
    painter.end()
    made = QLabel()
    made.setPixmap(picture)
    return made
