"""Which page of the way in follows which."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.core.vault.folder import SUFFIX
from app.i18n import tr
from app.ui.house import Inside
from app.ui.long_job import LongJob
from app.ui.samples import is_sample, make_sample, reopen_sample
from app.ui.shelves import shops_folder
from app.ui.welcome.card_page import CardPage
from app.ui.welcome.closing_page import ClosingPage
from app.ui.welcome.make_page import MakePage
from app.ui.welcome.recovery_page import RecoveryPage
from app.ui.welcome.restore_page import RestorePage
from app.ui.welcome.scene import Scene
from app.ui.welcome.start_page import StartPage
from app.ui.welcome.unlock_page import UnlockPage

if TYPE_CHECKING:
    from app.ui.main_window import Window

S = TypeVar("S", bound=Scene)


class Ways(QObject):
    """Makes the scenes and joins them; the window shows them."""

    def __init__(self, window: Window) -> None:
        """For this window."""
        super().__init__(window)
        self._window = window

    def start(self) -> None:
        """The first page."""
        self._show(self._start)

    def unlock(self, folder: Path) -> None:
        """Ask for a shop's password; a sample shop just opens."""
        if is_sample(folder, self._window.house.app_state):
            self._sample_again(folder)
        else:
            self._show(lambda: self._unlock(folder))

    def enter(self, inside: Inside) -> None:
        """Go in; a new recovery card is shown first."""
        if inside.card:
            self._window.before_entering = inside
            self._show(lambda: self._card(inside))
        else:
            self._window.enter(inside)

    def sample(self) -> None:
        """Make a sample shop and go in."""
        house = self._window.house
        self._meanwhile(tr("Making a sample shop…"), lambda: make_sample(house, LongJob("")))

    def open_other(self) -> None:
        """Choose a shop's folder."""
        house, dialogs = self._window.house, self._window.dialogs
        found = dialogs.folder(
            tr("Choose the shop's folder (its name ends in {suffix})", suffix=SUFFIX),
            shops_folder(house.app_state),
        )
        if found is not None:
            self.unlock(found)

    @Slot(object)
    def restore_over(self, backup: Path) -> None:
        """Close the open shop and put a backup in its place."""
        session = self._window.session
        if session is not None:
            over = session.inside.shop.folder
            self._window.end_session(lambda: self.restore(backup, over))

    def restore(self, backup: Path | None = None, over: Path | None = None) -> None:
        """Bring a shop back from a backup."""
        self._show(lambda: self._restore(backup, over))

    def _show(self, make: Callable[[], QWidget]) -> None:
        self._window.show_scene(make)

    def _make(self, kind: Callable[..., S], *more: Any) -> S:
        window = self._window
        made = kind(window.house, window.looks, window.dialogs, window.background, *more)
        made.back.connect(self.start)
        made.opened.connect(self.enter)
        return made

    def _start(self) -> QWidget:
        page = self._make(StartPage)
        page.chosen.connect(self._chosen)
        page.shop_chosen.connect(self.unlock)
        return page

    def _unlock(self, folder: Path) -> QWidget:
        page = self._make(UnlockPage, folder)
        page.elsewhere.connect(self.start)
        page.card_wanted.connect(self._by_card)
        return page

    def _card(self, inside: Inside) -> QWidget:
        page = self._make(CardPage, inside)
        page.kept.connect(self._window.enter)
        return page

    def _restore(self, backup: Path | None, over: Path | None) -> QWidget:
        page = self._make(RestorePage, backup, over)
        page.restored.connect(self.unlock)
        return page

    @Slot(object)
    def _by_card(self, folder: Path) -> None:
        def make() -> QWidget:
            page = self._make(RecoveryPage, folder)
            page.back.disconnect()
            page.back.connect(lambda: self.unlock(folder))
            return page

        self._show(make)

    @Slot(str)
    def _chosen(self, what: str) -> None:
        {
            "make": lambda: self._show(lambda: self._make(MakePage)),
            "open": self.open_other,
            "restore": self.restore,
            "sample": self.sample,
        }[what]()

    def _sample_again(self, folder: Path) -> None:
        house = self._window.house
        self._meanwhile(tr("Opening the sample shop…"), lambda: reopen_sample(house, folder))

    def _meanwhile(self, words: str, work: Callable[[], Inside]) -> None:
        self._show(lambda: ClosingPage(self._window.looks.theme, words))
        self._window.background.run(work, self._window.enter, self._sample_failed)

    def _sample_failed(self, problem: Exception) -> None:
        self.start()
        self._window.dialogs.error(problem)
