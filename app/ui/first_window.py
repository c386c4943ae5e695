"""One window for each user of a PC: a second start brings the first one to the front."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

_LONGEST_SOCKET = 100  # bytes of a path that every system takes
_PATIENCE = 2.0  # seconds for the first window to say that it has heard
_COME, _END, _HEARD = b"come", b"end", b"heard"
_FAULTS = (OSError, EOFError, AuthenticationError)


class FirstWindow(QObject):
    """Listens for later starts; `wanted` when one happened. No secret goes this way."""

    wanted = Signal()

    def __init__(self, app_state: Path, parent: QObject | None = None) -> None:
        """A window that cannot listen is a window all the same."""
        super().__init__(parent)
        self._address, self._listener = _address(app_state), None
        with suppress(OSError):
            app_state.mkdir(parents=True, exist_ok=True)
            if os.name != "nt":  # nobody answered there, so it is a dead one's
                Path(self._address).unlink(missing_ok=True)
            self._listener = Listener(self._address)
        if self._listener is not None:
            work: Callable[[Listener], None] = self._listen
            Thread(target=work, args=(self._listener,), daemon=True).start()

    def stop(self) -> None:
        """Listen no longer."""
        if self._listener is not None:
            _ask(self._address, _END)

    def _listen(self, listener: Listener) -> None:
        said = b""
        with listener:
            while said != _END:
                with suppress(*_FAULTS), listener.accept() as line:
                    said = line.recv_bytes(16)
                    line.send_bytes(_HEARD)
                    if said == _COME:
                        self.wanted.emit()


def call_first(app_state: Path) -> bool:
    """Ask the window that is open already to come forward; False when there is none."""
    return _ask(_address(app_state), _COME)


def bring_forward(window: QWidget) -> None:
    """Out of the task bar and in front, as far as the desktop allows it."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def _ask(address: str, what: bytes) -> bool:
    with suppress(*_FAULTS), Client(address) as line:
        line.send_bytes(what)
        return bool(line.poll(_PATIENCE)) and line.recv_bytes(16) == _HEARD
    return False


def _address(app_state: Path) -> str:
    mark = sha256(str(app_state.absolute()).encode()).hexdigest()[:16]
    if os.name == "nt":
        return rf"\\.\pipe\shuke-window-{mark}"
    path = app_state / "window.socket"
    if len(os.fsencode(path)) > _LONGEST_SOCKET:
        path = Path(tempfile.gettempdir()) / f"shuke-window-{mark}-{os.getuid()}.socket"
    return str(path)
