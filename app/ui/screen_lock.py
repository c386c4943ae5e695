"""Hearing that the computer's own screen was locked, or that it goes to sleep.

Linux desktops say so on D-Bus, Windows by a message to every window. Where nobody says it,
`Idle` still sees the hours that a sleep took.
"""

import ctypes
import sys
from typing import Any

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QObject,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QWidget

_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
_LOGIN = "org.freedesktop.login1"

# What Windows calls them, in wtsapi32.h and winuser.h.
_POWER, _SUSPENDED = 0x0218, 4
_SESSION, _LOCKED = 0x02B1, 7
_THIS_SESSION = 0


class ScreenLock(QObject):
    """`locked` whenever somebody leaves the computer by its own means."""

    locked = Signal()

    def __init__(self, parent: QObject) -> None:
        """Listen, where this system has somebody who tells."""
        super().__init__(parent)
        self._messages: WindowsMessages | None = None
        if sys.platform == "win32":
            self._messages = WindowsMessages(self)
        elif sys.platform != "darwin":
            self._listen()

    def tell_of(self, window: QWidget) -> None:
        """Windows tells a window of locked sessions only when it was asked to."""
        if sys.platform == "win32":
            told = ctypes.windll.wtsapi32.WTSRegisterSessionNotification
            told(ctypes.c_void_p(int(window.winId())), _THIS_SESSION)

    @Slot(bool)
    def set_active(self, active: bool) -> None:
        """The screen saver has come or gone; or sleep begins or has ended."""
        if active:
            self.locked.emit()

    @Slot()
    def lock(self) -> None:
        """The desktop's session is locked."""
        self.locked.emit()

    def _listen(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        own, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        active, lock = _word("set_active(bool)"), _word("lock()")
        for saver in _SAVERS:
            own.connect("", "", saver, "ActiveChanged", self, active)
        system.connect(_LOGIN, "", f"{_LOGIN}.Manager", "PrepareForSleep", self, active)
        system.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, lock)


def _word(slot: str) -> Any:
    return SLOT(slot)  # a str, which `connect` takes, though its hints say bytes


class WindowsMessages(QAbstractNativeEventFilter):
    """Windows' words to our windows, looked through for those two."""

    def __init__(self, lock: ScreenLock) -> None:
        """Stands before the whole application."""
        super().__init__()
        self._lock = lock
        application = QCoreApplication.instance()
        assert application is not None
        application.installNativeEventFilter(self)

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Note them, keep none back."""
        if kind == b"windows_generic_MSG" and _leaves(_Message.from_address(int(message))):
            self._lock.lock()
        return False, 0


class _Message(ctypes.Structure):
    """Windows' MSG, as far as it is read here."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("number", ctypes.c_uint),
        ("word", ctypes.c_size_t),
    )


def _leaves(message: _Message) -> bool:
    return (message.number, message.word) in ((_POWER, _SUSPENDED), (_SESSION, _LOCKED))
