"""Photos as squares with soft corners."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

_RATIO, _CORNER = 2, 8


def rounded(drawn: QPixmap, side: int) -> QPixmap:
    """The middle of a photo, `side` logical pixels wide and high."""
    whole = side * _RATIO
    square = drawn.scaled(
        whole,
        whole,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    made = QPixmap(whole, whole)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(0, 0, whole, whole, _CORNER * _RATIO, _CORNER * _RATIO)
    painter.setClipPath(path)
    painter.drawPixmap((whole - square.width()) // 2, (whole - square.height()) // 2, square)
    painter.end()
    made.setDevicePixelRatio(_RATIO)
    return made
