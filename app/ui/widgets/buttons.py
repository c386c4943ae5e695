"""Buttons with words, icon, tooltip and accessible name set in one call."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from app.ui.icons import icon
from app.ui.theme import Theme
from app.ui.widgets.kept_cursor import Rest

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
    made = PushButton(words)
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
    made = IconButton()
    made.setIcon(icon(image, theme, "muted", "accent"))
    made.setIconSize(QSize(theme.px(18), theme.px(18)))
    made.setToolTip(hint or words)
    made.setAccessibleName(words)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if do is not None:
        made.clicked.connect(lambda: do())
    return made


def _is_pressed_by(event: QKeyEvent, made: QAbstractButton) -> bool:
    """Is it Enter alone? With Ctrl it says “save and next”."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and not plain and not _is_choice(made) and not event.isAutoRepeat()


def _is_choice(made: QAbstractButton) -> bool:
    """One of several of which one is on; a place of the sidebar is rather a door."""
    return made.isCheckable() and made.group() is not None and made.property("look") != "place"


def _left(made: QPushButton | QToolButton) -> None:
    """What is switched off under the cursor gets it back."""
    if not made.isEnabled():
        Rest(made)


def _pressed(event: QKeyEvent, made: QPushButton | QToolButton) -> bool:
    """Press it, or open its menu, if the key says so."""
    if not _is_pressed_by(event, made):
        return False
    if made.menu() is not None:
        made.showMenu()
    else:
        made.click()
    return True


class PushButton(QPushButton):
    """Enter presses it as Space does; Qt leaves Enter to a dialog's default button.

    On one of several choices, Enter belongs to the page.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it, or open its menu."""
        if not _pressed(event, self):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Notice being switched off at work."""
        super().focusOutEvent(event)
        _left(self)


class IconButton(QToolButton):
    """The same of an icon."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it, or open its menu."""
        if not _pressed(event, self):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Notice being switched off at work."""
        super().focusOutEvent(event)
        _left(self)
