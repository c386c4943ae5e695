"""A person at the keyboard: keys go where the cursor is, and nothing else is touched."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.customers.value_line import ValueLine
from app.ui.main_window import Window
from app.ui.screens import settle
from app.ui.shell import Shell

P = TypeVar("P", bound=QWidget)
_MOST_TABS = 200
_PATIENCE_MS = 60_000
_NONE = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key


class Keyboard:
    """Presses keys in one window and reads what stands there."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        """For this window."""
        self._bot, self.window = qtbot, window
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    def notices_strays(self) -> list[str]:
        """From now on: every window that flashes up; each event costs, so only who asks is told."""
        return _Strays(self.window).found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """One key, where the cursor is."""
        QApplication.processEvents()
        self._bot.keyClick(self.focus(), key, modifier)

    def settle(self) -> None:
        """Let the page stand before typing."""
        settle(self.window.background.busy)

    def write(self, text: str) -> None:
        """Type a text; what no key has comes from an input method, as it does in life."""
        if text.isascii():
            self._bot.keyClicks(self.focus(), text)
            return
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self.focus(), event)

    def focus(self) -> QWidget:
        """Where the cursor is."""
        return QApplication.focusWidget() or self.window

    def tab_to(self, words: str) -> QWidget:
        """Press Tab until the cursor is on what is called so."""
        seen = []
        for _ in range(_MOST_TABS):
            if named(self.focus()).startswith(words):
                return self.focus()
            seen.append(named(self.focus()) or type(self.focus()).__name__)
            self.press(Key.Key_Tab)
        raise AssertionError(f"{words!r} is not reached by Tab: {list(dict.fromkeys(seen))}")

    def push(self, words: str) -> None:
        """Tab to a button and press it."""
        self.tab_to(words)
        self.press(Key.Key_Space)

    def wait_for(self, true: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self._bot.waitUntil(true, timeout=_PATIENCE_MS)

    def scene(self, kind: type[P]) -> P:
        """Wait for a page of the way in, or for the shell."""
        self.wait_for(lambda: isinstance(self.window.centralWidget(), kind))
        found = self.window.centralWidget()
        assert isinstance(found, kind)
        return found

    def page(self, kind: type[P]) -> P:
        """The page shown now, when everything asked for has come."""
        shell = self.scene(Shell)
        assert settle(shell.context.jobs.busy)
        found = shell.page()
        assert isinstance(found, kind), found
        return found

    def said(self) -> str:
        """All words on the screen."""
        found = [each for each in self.window.findChildren(QWidget) if each.isVisible()]
        words = [e.text() for e in found if isinstance(e, QLabel | QAbstractButton | QLineEdit)]
        return "\n".join(words + [e.accessibleName() for e in found if isinstance(e, ValueLine)])


class _Strays(QObject):
    """Notices a widget that flashes up as a window because it has no place yet."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.found: list[str] = []
        self._window = window
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Asked of every event there is: an event's class costs less than its type.
        if not isinstance(event, QShowEvent) or not isinstance(watched, QWidget):
            return False
        if watched.isWindow() and watched is not self._window:
            self.found.append(f"{type(watched).__name__} {named(watched)}")
        return False


def named(widget: QWidget) -> str:
    """What a screen reader would call it."""
    own = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or own
