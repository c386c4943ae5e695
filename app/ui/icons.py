"""Lucide icons from `resources/icons`, drawn in a colour of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.resources import resource
from app.ui.theme import Theme


def icon(name: str, theme: Theme, colour: str = "ink", checked: str = "", *, gap: int = 0) -> QIcon:
    """The icon in a named colour; in another (`checked`) while its button is on.

    `gap` is room at its right, where Qt would set the words too near.
    """
    side = theme.px(17)
    made = QIcon(_roomy(name, getattr(theme.colours, colour), side, gap))
    made.addPixmap(_roomy(name, theme.colours.faint, side, gap), QIcon.Mode.Disabled)
    if checked:
        tinted = _roomy(name, getattr(theme.colours, checked), side, gap)
        made.addPixmap(tinted, QIcon.Mode.Normal, QIcon.State.On)
    return made


@lru_cache(maxsize=512)
def _roomy(name: str, colour: str, side: int, gap: int) -> QPixmap:
    drawn = picture(name, colour, side)
    if not gap:
        return drawn
    ratio = drawn.devicePixelRatio()
    made = QPixmap(QSize(round((side + gap) * ratio), round(side * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return made


@lru_cache(maxsize=512)
def picture(name: str, colour: str, side: int, ratio: float = 2.0) -> QPixmap:
    """One icon as a pixmap of `side` logical pixels, in a `#RRGGBB` colour."""
    text = resource("icons", f"{name}.svg").read_text("utf-8")
    drawn = text.replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')
    pixmap = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawn.encode())).render(
        painter, QRectF(0, 0, pixmap.width(), pixmap.height())
    )
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
