"""Draws every screen of the program into PNG files, off-screen, as the window shows it."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from app import i18n
from app.core.actor import Actor
from app.core.store.shop import Shop
from app.i18n import Language
from app.ui.app_state import AppState
from app.ui.application import make_application, prepare
from app.ui.background import Background
from app.ui.dialogs import WindowDialogs
from app.ui.house import House, Inside
from app.ui.looks import Looks
from app.ui.navigation import Place
from app.ui.screen_views import View, views
from app.ui.session import Session
from app.ui.shell import Shell
from app.ui.welcome.card_page import CardPage
from app.ui.welcome.make_page import MakePage
from app.ui.welcome.recovery_page import RecoveryPage
from app.ui.welcome.restore_page import RestorePage
from app.ui.welcome.scene import Scene
from app.ui.welcome.start_page import StartPage
from app.ui.welcome.unlock_page import UnlockPage
from app.ui.widgets.chart_canvas import ChartCanvas
from app.ui.widgets.keys_help import make_dialog

SIZES = ((1280, 800), (1920, 1080))
_PATIENCE = 60.0  # seconds for one page, on a slow and busy machine
_QUIET_ROUNDS = 4
_CARD = "ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z2345-67ABC-DEFGH"  # invented, opens nothing
Busy = Callable[[], bool]
Draw = Callable[[str, QWidget, Busy], None]


def draw_all(
    shop: Shop,
    actor: Actor,
    folder: Path,
    theme: Literal["light", "dark"] = "light",
    language: Language = "en",
    sizes: tuple[tuple[int, int], ...] = SIZES[:1],
) -> list[Path]:
    """Draw them all for this person; the shop stays open and as it was."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    prepare(os.environ)
    application, spoken = make_application(["shuke"]), i18n.language()
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with tempfile.TemporaryDirectory(dir=folder) as state:
        looks = _looks(application, Path(state), theme, language)
        house = House(shop.clock, AppState(Path(state)))

        def draw(name: str, widget: QWidget, busy: Busy) -> None:
            for wide, high in sizes:
                end = "" if (wide, high) == sizes[0] else f"-{wide}x{high}"
                file = folder / f"{name}-{language}-{theme}{end}.png"
                _draw(widget, (wide, high), busy, file)
                made.append(file)

        try:
            _draw_ways_in(house, looks, shop, actor, draw)
            _draw_pages(house, looks, Inside(shop, actor), draw)
        finally:
            i18n.use_language(spoken)
    return made


def settle(busy: Busy, patience: float = _PATIENCE) -> bool:
    """Let answers arrive and be painted until nothing is under way; False when it never ends."""
    end, quiet = time.monotonic() + patience, 0
    while quiet < _QUIET_ROUNDS:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        quiet = 0 if busy() else quiet + 1
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def _looks(application: QApplication, state: Path, theme: str, lang: Language) -> Looks:
    app_state = AppState(state)
    app_state.set("language", lang)
    app_state.set("look", theme)
    return Looks(application, app_state)


def _draw(widget: QWidget, size: tuple[int, int], busy: Busy, file: Path) -> None:
    """Charts are painted anew for another size, a moment after it stands."""
    widget.resize(*size)
    settle(busy)
    widget.grab().save(str(file))


def _draw_ways_in(house: House, looks: Looks, shop: Shop, actor: Actor, draw: Draw) -> None:
    background = Background(1, "door")
    for name, scene in ways_in(house, looks, Inside(shop, actor), background):
        scene.show()
        draw(name, scene, background.busy)
        scene.close()
        scene.deleteLater()
    keys = make_dialog(None, looks.theme)
    keys.setFixedSize(keys.sizeHint())
    draw("keys", keys, background.busy)
    keys.deleteLater()
    background.close(drop_waiting=True)


def ways_in(
    house: House, looks: Looks, inside: Inside, background: Background
) -> Iterator[tuple[str, Scene]]:
    """Every page that is seen before a shop is open; the card is an invented one."""
    parts = (house, looks, WindowDialogs(QWidget()), background)
    folder, card = inside.shop.folder, replace(inside, card=_CARD)
    yield "welcome", StartPage(*parts)
    yield "make", MakePage(*parts)
    yield "card", CardPage(*parts, card, (1, 5))
    yield "unlock", UnlockPage(*parts, folder)
    yield "recovery", RecoveryPage(*parts, folder)
    yield "restore", RestorePage(*parts)


def _draw_pages(house: House, looks: Looks, inside: Inside, draw: Draw) -> None:
    window = QWidget()
    session = Session(inside, house.app_state, looks, WindowDialogs(window))
    shell = Shell(session.context)
    shell.show()

    def busy() -> bool:
        canvases = shell.findChildren(ChartCanvas)
        unpainted = any(each.waits and each.isVisible() for each in canvases)
        return unpainted or session.jobs.busy() or shell.page().unfinished

    for view in views(inside, session.context):
        _open(session, shell, view, busy)
        draw(view.name, shell, busy)
        view.tidy_up(shell)
    session.context.navigation.open(Place("today"))
    shell.search.setText("王")
    settle(busy)
    draw("search", shell, busy)
    shell.close()
    shell.deleteLater()
    session.stop()


def _open(session: Session, shell: Shell, view: View, busy: Busy) -> None:
    """Show it and wait until every stage of it stands: a file comes part by part."""
    session.context.navigation.open(view.place)
    settle(busy)
    view.prepare(shell)
    settle(busy)
