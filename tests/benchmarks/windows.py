"""The real window, off-screen, with a watch: how long until something is painted."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.core import upkeep
from app.ui.app_state import AppState
from app.ui.application import make_application
from app.ui.house import House
from app.ui.looks import Looks
from app.ui.main_window import Window
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.session import Session
from app.ui.shell import Shell
from app.ui.today.page import TodayPage
from app.ui.welcome.unlock_page import UnlockPage
from tests.benchmarks import shops

PATIENCE = 120.0


class Painted(QObject):
    """Counts the paintings of a widget."""

    def __init__(self, widget: QWidget) -> None:
        """Watch until closed."""
        super().__init__()
        self.widget, self.count = widget, 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let it through."""
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False

    def close(self) -> None:
        """Watch no longer."""
        self.widget.removeEventFilter(self)


class Stalls(QObject):
    """The longest times between two rounds of the event loop, by a timer that is always due."""

    def __init__(self) -> None:
        """Not yet watching."""
        super().__init__()
        self.waits: list[float] = []
        self._timer = QTimer(self)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0

    def start(self) -> None:
        """Begin afresh."""
        self.waits, self._last = [], time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        """The waits in milliseconds, the longest first."""
        self._timer.stop()
        return sorted(self.waits, reverse=True)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.waits.append((now - self._last) * 1000)
        self._last = now


@dataclass
class Bench:
    """The window and what it shows."""

    application: QApplication
    window: Window

    @property
    def session(self) -> Session:
        """The open shop."""
        assert self.window.session is not None
        return self.window.session

    @property
    def shell(self) -> Shell:
        """Its shell."""
        return self.window.shell()

    def open(self, screen: str, record: int | None = None) -> None:
        """Go to a screen and wait until it has all its answers."""
        self.session.context.navigation.open(Place(screen, record=record))
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        assert settle(self.session.jobs.busy, PATIENCE)

    def unlock(self) -> float:
        """Type the password; seconds from there to Today painted with its answers."""
        page = self.window.centralWidget()
        assert isinstance(page, UnlockPage)
        page.password.setText(shops.PASSWORD)
        began = time.perf_counter()
        button: QPushButton = page.unlock
        button.click()
        until(lambda: isinstance(self.window.centralWidget(), Shell))
        today = self.shell.page()
        assert isinstance(today, TodayPage)
        painted = Painted(today)
        until(lambda: today._last is not None)
        before = painted.count
        until(lambda: painted.count > before)
        took = time.perf_counter() - began
        painted.close()
        self.settle()
        return took


@contextmanager
def at_the_door(folder: Path) -> Iterator[Bench]:
    """The window, showing the unlock page of a shop."""
    application = make_application(["shuke"])
    with tempfile.TemporaryDirectory() as temporary:
        state = AppState(Path(temporary))
        state.set("language", "en")
        looks = Looks(application, state)
        window = Window(House(shops.clock(), state, upkeep.ALL), looks)
        window.show()
        window.ways.unlock(folder)
        settle(lambda: False)
        try:
            yield Bench(application, window)
        finally:
            if window.session is not None:
                session, window.session = window.session, None
                session.stop()
                session.inside.shop.close()
            window.background.close(drop_waiting=True)
            window.close()


@contextmanager
def inside(size: shops.Size) -> Iterator[Bench]:
    """The window inside a shop, Today shown."""
    with at_the_door(shops.folder_of(size)) as bench:
        bench.unlock()
        yield bench


def until(come: Callable[[], bool]) -> None:
    """Run the event loop, event by event, until it has come."""
    end = time.monotonic() + PATIENCE
    wake = QTimer()
    wake.start(1)
    while not come():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            raise TimeoutError
    wake.stop()


def percentile(times: list[float], share: float) -> float:
    """The value below which this share lies."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
