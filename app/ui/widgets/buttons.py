"""Buttons with words, icon, tooltip and accessible name set in one call."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from app.ui.icons import icon
from app.ui.theme import Theme

ButtonLook = Literal[
    "plain", "primary", "quiet", "danger", "link", "name", "choice", "place", "menu"
]
_ICON_COLOURS = {"primary": "on_accent", "danger": "danger", "link": "accent", "place": "muted"}


def button(
    words: str,
    do: Callable[[], object] | None = None,
    look: ButtonLook = "plain",
    *,
    theme: Theme | None = None,
    image: str = "",
    hint: str = "",
) -> QPushButton:
    """A push button; `primary` is for the one thing a page is for. An icon needs the theme."""
    made = QPushButton(words)
    made.setProperty("look", look)
    made.setAccessibleName(words)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if hint:
        made.setToolTip(hint)
    if image and theme is not None:
        side, gap = theme.px(17), theme.px(4) if words else 0
        made.setIcon(icon(image, theme, _ICON_COLOURS.get(look, "ink"), "accent", gap=gap))
        made.setIconSize(QSize(side + gap, side))
    if do is not None:
        made.clicked.connect(lambda: do())
    return made


def icon_button(
    image: str, words: str, do: Callable[[], object] | None, theme: Theme, hint: str = ""
) -> QToolButton:
    """A button of an icon alone; `words` name it for tooltip and screen reader."""
    made = QToolButton()
    made.setIcon(icon(image, theme, "muted", "accent"))
    made.setIconSize(QSize(theme.px(18), theme.px(18)))
    made.setToolTip(hint or words)
    made.setAccessibleName(words)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if do is not None:
        made.clicked.connect(lambda: do())
    return made
