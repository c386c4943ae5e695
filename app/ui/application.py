"""Makes the QApplication and the window, and runs them."""

import os
import shutil
import sys
from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QApplication, QMessageBox

from app.core.clock import Clock
from app.core.errors import ShukeError
from app.core.store.reader import Upkeep
from app.i18n import tr
from app.ui import crash
from app.ui.app_state import AppState
from app.ui.dialogs import give_room
from app.ui.first_window import FirstWindow, bring_forward, call_first
from app.ui.garbage import collect_here
from app.ui.house import House
from app.ui.looks import Looks
from app.ui.system_memory import give_big_pieces_back
from app.ui.theme import load_fonts

# A painting window asks for Python's lock again and again; a busy worker gives it up after
# this many seconds, instead of Python's 0.005.
_SWITCH_AFTER = 0.001


class Surroundings(Protocol):
    """What `main` hands over."""

    @property
    def app_state(self) -> Path:
        """The folder of this PC user."""

    @property
    def wall(self) -> Clock:
        """What time it is."""

    @property
    def upkeep(self) -> tuple[Upkeep, ...]:
        """What keeps derived values."""


def run(parts: Surroundings, *, demo: bool = False) -> int:
    """Open the window on the last shop, the welcome page, or a throw-away sample shop."""
    from app.ui.main_window import Window

    if call_first(parts.app_state):
        return 0  # its window came forward; two would fight for the shop
    prepare(os.environ)
    application = make_application(sys.argv[:1])
    app_state = AppState(parts.app_state)
    looks = Looks(application, app_state)
    crash.install(parts.app_state / "logs", tell_of_crash)
    window = Window(House(parts.wall, app_state, parts.upkeep), looks)
    first = FirstWindow(parts.app_state, window)
    first.wanted.connect(lambda: bring_forward(window))
    window.restore_place()
    window.begin(demo=demo)
    window.show()
    try:
        return application.exec()
    finally:
        first.stop()


def prepare(environment: MutableMapping[str, str]) -> None:
    """What must stand in the environment before Qt wakes: typing Chinese through fcitx.

    Qt's wheels carry no fcitx plugin, but fcitx answers to ibus through the portal; on
    Wayland the compositor does it.
    """
    wayland = environment.get("XDG_SESSION_TYPE") == "wayland"
    chosen = environment.get("QT_IM_MODULE", "")
    if sys.platform == "linux" and not wayland and chosen in ("", "fcitx", "fcitx5"):
        asked = "fcitx" in environment.get("XMODIFIERS", "") or "fcitx" in chosen
        if asked or shutil.which("fcitx5", path=environment.get("PATH", "")):
            environment["QT_IM_MODULE"] = "ibus"
            environment["IBUS_USE_PORTAL"] = "1"


def make_application(arguments: Sequence[str]) -> QApplication:
    """The one QApplication: Fusion, our font, our name; an existing one is dressed the same."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(list(arguments))
    application.setApplicationName("Shuke")
    application.setApplicationDisplayName("熟客 Shuke")
    application.setDesktopFileName("shuke")
    if application.property("dressed") is None:  # once: a new style walks every widget
        application.setProperty("dressed", True)
        sys.setswitchinterval(_SWITCH_AFTER)
        give_big_pieces_back()
        application.setStyle("Fusion")
        load_fonts()
    collect_here(application)
    return application


def tell_of_crash(problem: BaseException, report: str) -> None:
    """Say it in a sentence; an error with words of its own speaks for itself."""
    parent = QApplication.activeWindow()
    if isinstance(problem, ShukeError):
        what, safe, todo = problem.sentences()
        QMessageBox.warning(parent, what, f"{what}\n{safe}\n{todo}")
        return
    box = QMessageBox(parent)
    box.setWindowTitle(tr("Something went wrong in the program"))
    box.setText(tr("Something went wrong in the program"))
    box.setInformativeText(
        tr(
            "What was saved is safe. You can go on; if it happens again, restart the program. "
            "The details name no customer."
        )
    )
    box.setDetailedText(report)
    give_room(box)
    box.exec()
