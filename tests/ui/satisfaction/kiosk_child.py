"""Runs the customers' screen in a real window under a window manager and tells how it stood.

Started by `test_kiosk_in_a_window`, alone on a display of its own; prints one JSON object.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QCursor, QGuiApplication
from PySide6.QtTest import QTest

from app.core.clock import system_clock
from app.core.surveys import queries, service
from app.core.vault.keys import Kdf
from app.ui.app_state import AppState
from app.ui.application import make_application
from app.ui.house import House, NewShop
from app.ui.looks import Looks
from app.ui.main_window import Window
from app.ui.satisfaction.kiosk import Kiosk
from app.ui.screens import settle

PASSWORD = "four words of a song"
KEYS = ("alt+F4", "Escape", "alt+Tab", "ctrl+k", "ctrl+q", "ctrl+w", "ctrl+l", "super+d", "F11",
        "alt+space", "ctrl+alt+d", "alt+Escape", "F1")  # fmt: skip
_RED = "#ff0000"
_SECOND = 1.0
_THIEF = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtCore import Qt, QTimer
application = QApplication(sys.argv)
window = QWidget()
window.setStyleSheet("background: #ff0000")
window.setGeometry(200, 150, 500, 400)
if "top" in sys.argv:
    window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
window.show(); window.raise_(); window.activateWindow()
QTimer.singleShot(0, Path(sys.argv[1]).touch)
application.exec()
"""


def wait_until(true: Callable[[], bool], seconds: float) -> float | None:
    """How long it took; None when it did not come."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        QTest.qWait(20)
        if true():
            return time.monotonic() - began
    return None


class Stand:
    """The shop's window, and over it the screen for customers."""

    def __init__(self, folder: Path, language: str) -> None:
        """A shop with one short survey."""
        self.folder = folder
        application = make_application(["shuke"])
        state = AppState(folder / "state")
        state.set("language", language)
        house = House(system_clock(), state, (), Kdf.CHEAP)
        self.window = Window(house, Looks(application, state))
        wish = NewShop(folder / "shop.shuke", "老王茶铺", "", PASSWORD, anywhere=True)
        self.window.enter(house.make(wish))
        self.window.show()
        assert self.window.session is not None
        self.context = self.window.session.context
        with self.context.shop.write(self.context.actor, "Survey") as unit:
            survey = service.copy_sheet(unit, "nps")
            service.add_wave(unit, survey, "五月")
        with self.context.shop.read(self.context.actor) as reader:
            found = queries.surveys(reader)[0]
            wave = queries.waves(reader, survey)[0]
        settle(self.context.jobs.busy)
        self.kiosk = Kiosk(self.context, found, wave)
        self.closed = False
        self.kiosk.destroyed.connect(self._gone)
        self.kiosk.showFullScreen()
        wait_until(self.in_front, 5)
        settle(self.context.jobs.busy)

    def _gone(self) -> None:
        self.closed = True

    def in_front(self) -> bool:
        """Has it the keys, and the whole screen, with nothing of another window over it?"""
        return not self.closed and self.kiosk.isActiveWindow() and not self.red_seen()

    def red_seen(self) -> bool:
        """Is a piece of the other program's window to be seen?"""
        screen = QGuiApplication.primaryScreen()
        shown = screen.grabWindow(0).toImage()
        return QColor(shown.pixel(QPoint(400, 300))).name() == _RED

    def covers(self) -> bool:
        """From edge to edge."""
        whole = QGuiApplication.primaryScreen().geometry()
        return self.kiosk.isVisible() and self.kiosk.frameGeometry() == whole

    def back_after(self, deed: Callable[[], object]) -> dict[str, Any]:
        """Do it; was it in front again within three seconds, and when?

        Where that came late it is done once more: the machine may have been busy elsewhere.
        """
        took = self._back_once(deed)
        if took is None or took > _SECOND:
            took = self._back_once(deed)
        return {"seconds": took, "page": None if self.closed else self.kiosk.body.currentIndex()}

    def _back_once(self, deed: Callable[[], object]) -> float | None:
        deed()
        QTest.qWait(120)  # what the window manager does about it
        return wait_until(lambda: self.in_front() and self.covers(), 3)

    def robbed(self, how: str) -> dict[str, Any]:
        """Another window comes up: for how long was it in front, and does this one stay then?"""
        found = self._robbed_once(how)
        return self._robbed_once(how) if (found["back"] or 9) > _SECOND else found

    def _robbed_once(self, how: str) -> dict[str, Any]:
        with thief(self.folder, how) as is_there:
            wait_until(lambda: is_there() or not self.in_front(), 60)
            lost = wait_until(lambda: not self.in_front(), 2)
            back = wait_until(self.in_front, 5)
            stays = wait_until(lambda: not self.in_front(), 1) is None
            return {"came": is_there(), "lost": lost, "back": back, "stays": stays}


@contextmanager
def thief(folder: Path, how: str) -> Iterator[Callable[[], bool]]:
    """Another program whose red window comes up in front; and is it there yet?"""
    sign = folder / "thief"
    sign.unlink(missing_ok=True)
    made = subprocess.Popen([sys.executable, "-c", _THIEF, str(sign), how])
    try:
        yield sign.exists
    finally:
        made.terminate()
        made.wait()


def press(*keys: str) -> None:
    """Keys as the server gives them to the window manager first."""
    subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)


def edges() -> list[tuple[int, int]]:
    """Where panels, menus and borders are: three corners and the middle of the upper side."""
    whole = QGuiApplication.primaryScreen().geometry()
    right, below = whole.width() - 1, whole.height() - 1
    return [(0, 0), (right, 0), (0, below), (right // 2, 0)]


def click(x: int, y: int, pressed: int) -> None:
    """A click where a panel, a menu or a border might be."""
    subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", str(pressed)], check=True)


def tried_with_hands(stand: Stand) -> dict[str, Any]:
    """Each key and each edge alone; beginning on the question."""
    stand.kiosk.begin()
    found: dict[str, Any] = {}
    for key in KEYS:
        found[key] = stand.back_after(lambda key=key: press(key))  # type: ignore[misc]
    found["alt held"] = stand.back_after(
        lambda: subprocess.run(
            ["xdotool", "keydown", "alt", "key", "Tab", "key", "Tab", "keyup", "alt"], check=True
        )
    )
    for place in edges():
        for pressed in (1, 3):
            name = f"click {pressed} at {place}"
            found[name] = stand.back_after(lambda p=place, n=pressed: click(p[0], p[1], n))  # type: ignore[misc]
    return found


def seen_leaving(stand: Stand) -> dict[str, bool]:
    """A wrong password keeps it; the right one lets go."""
    kiosk = stand.kiosk
    told = {}
    for word in ("guess", PASSWORD):
        kiosk._ask_password()
        kiosk.password.setText(word)
        kiosk.leave()
        settle(stand.context.jobs.busy)
        wait_until(lambda: stand.closed, 1)
        told[word] = stand.closed
    return told


def main(folder: Path, language: str) -> None:
    """Try everything, then say it."""
    stand = Stand(folder, language)
    told: dict[str, Any] = {"covers": stand.covers(), "front": stand.in_front()}
    QCursor.setPos(700, 20)
    pictures = folder / "pictures"
    pictures.mkdir()
    for name, page in (("welcome", None), ("question", stand.kiosk.begin)):
        if page is not None:
            page()
        QTest.qWait(150)
        QGuiApplication.primaryScreen().grabWindow(0).save(str(pictures / f"{name}.png"))
    told["hands"] = tried_with_hands(stand)
    told["thieves"] = {how: stand.robbed(how) for how in ("plain", "top")}
    told["raised"] = stand.back_after(stand.window.activateWindow)
    told["password"] = seen_leaving(stand)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
