"""Colours, sizes and spaces of every screen, and the one place that applies them.

For screen makers: take colours from `context.theme.colours`, spaces from `SPACE`, radii from
`RADIUS`; give widgets a look by `widgets/text.py`, `widgets/buttons.py`, `widgets/card.py`
instead of writing style sheets. Sizes are points, so that text size and high DPI just work:
`theme.px(n)` scales a length with the text size. When theme, text size or language change,
the window makes its pages anew; a page never has to listen.
"""

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.resources import resource
from app.ui.stylesheet import stylesheet
from app.ui.tokens import DARK, LIGHT, TEXT_SIZES, TYPE, Colours

Look = Literal["system", "light", "dark"]
LOOKS: tuple[Look, ...] = ("system", "light", "dark")
FONT_FAMILY = "Noto Sans SC"
_POINTS_PER_PIXEL = 0.75  # 72 points, 96 pixels an inch


@dataclass(frozen=True)
class Theme:
    """What the screens look like now."""

    colours: Colours = LIGHT
    percent: int = 100

    @property
    def dark(self) -> bool:
        """Is it the dark look?"""
        return self.colours.dark

    def points(self, size: int) -> float:
        """A type size of `TYPE` (96-dpi pixels) in points, at the chosen text size."""
        return size * _POINTS_PER_PIXEL * self.percent / 100

    def px(self, length: int) -> int:
        """A length that has to grow with the text."""
        return round(length * self.percent / 100)

    def font(self, size: int = TYPE.body, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The shipped font in one of the type sizes."""
        font = QFont(FONT_FAMILY)
        font.setPointSizeF(self.points(size))
        font.setWeight(weight)
        return font

    def colour(self, name: str) -> QColor:
        """One of the named colours."""
        return QColor(getattr(self.colours, name))


def theme(look: Look, percent: int) -> Theme:
    """The theme for a person's choices; a text size that is none becomes 100 %."""
    colours = DARK if _is_dark(look) else LIGHT
    return Theme(colours, percent if percent in TEXT_SIZES else 100)


def larger(now: Theme, steps: int) -> Theme:
    """The theme with the text `steps` sizes larger (or smaller)."""
    place = TEXT_SIZES.index(now.percent) + steps
    return replace(now, percent=TEXT_SIZES[max(0, min(place, len(TEXT_SIZES) - 1))])


def load_fonts() -> None:
    """Make the shipped font known to Qt; once a process."""
    if FONT_FAMILY not in QFontDatabase.families():
        QFontDatabase.addApplicationFont(str(resource("fonts", "NotoSansSC-Regular.ttf")))


def apply(application: QApplication, chosen: Theme) -> None:
    """Give the whole application this theme."""
    sheet = stylesheet(chosen.colours, chosen.points, chosen.px)
    if application.styleSheet() == sheet:
        return  # the sheet holds every colour and size; each setting walks every widget
    application.setFont(chosen.font())
    application.setPalette(palette(chosen.colours))
    application.setStyleSheet(sheet)


def palette(colours: Colours) -> QPalette:
    """Fusion's palette in our colours."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(getattr(colours, name)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    made.setColor(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor(colours.faint)
    )
    return made


def _is_dark(look: Look) -> bool:
    if look != "system":
        return look == "dark"
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


_ROLES = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "paper",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "surface",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Shadow: "line",
}
