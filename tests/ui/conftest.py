"""Fixtures for screens: real core, real jobs; only the user's answers are given here."""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor, Role
from app.core.clock import Clock
from app.core.store.shop import Shop
from app.core.vault.keys import Kdf
from app.i18n import use_language
from app.ui.app_state import AppState
from app.ui.application import make_application
from app.ui.context import Context
from app.ui.dialogs import Question
from app.ui.garbage import collect_anywhere, collector
from app.ui.house import House, Inside
from app.ui.looks import Looks
from app.ui.main_window import Window
from app.ui.screens import settle
from app.ui.session import Session
from tests.conftest import just_unlocked


@dataclass
class Answers:
    """What the user would answer, and what was asked."""

    yes: bool = True
    file: Path | None = None
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    problems: list[Exception] = field(default_factory=list)

    def confirm(self, question: Question) -> bool:
        self.asked.append(question.title)
        return self.yes

    def tell(self, title: str, words: str, details: str = "") -> None:
        self.told.append(f"{title}\n{words}\n{details}")

    def error(self, problem: Exception) -> None:
        self.problems.append(problem)

    def open_file(self, title: str, start: Path | None, kinds: str) -> Path | None:
        self.asked.append(title)
        return self.file

    def save_file(self, title: str, start: Path, kinds: str) -> Path | None:
        self.asked.append(title)
        return self.file

    def folder(self, title: str, start: Path | None) -> Path | None:
        self.asked.append(title)
        return self.file


_PATIENCE_MS = 60_000


class PatientBot(QtBot):
    """Waits longer than five seconds for what must come: the machine may be busy elsewhere."""

    def waitUntil(
        self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS
    ) -> None:
        """Until it is so, or says nothing is wrong."""
        super().waitUntil(callback, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = _PATIENCE_MS) -> Any:
        """Until it is seen."""
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget: QWidget, *, timeout: int = _PATIENCE_MS) -> Any:
        """Until it has the keys."""
        return super().waitActive(widget, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE_MS, **how: Any) -> Any:
        """Until it is sent."""
        return super().waitSignal(signal, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's, with more patience."""
    return PatientBot(request)


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application as `make_application` dresses it."""
    gc.freeze()  # what other tests left behind is not looked at again by each collection
    _let_go_of_keys()
    yield make_application(["shuke"])
    _end_collecting(qapp, all_there_is=next(_TESTS) % _TESTS_BEFORE_ALL_IS_LOOKED_AT == 0)


_TESTS = count(1)
_TESTS_BEFORE_ALL_IS_LOOKED_AT = 200


def _end_collecting(application: QApplication, *, all_there_is: bool) -> None:
    """One test in two hundred looks at all there is, for that takes 0.2 to 0.5 s.

    What the others leave is frozen: no other thread may ever collect a Qt object.
    """
    if all_there_is:
        gc.unfreeze()
        collect_anywhere(application)
        return
    found = collector()
    assert found is not None
    found.setParent(None)
    found.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)
    gc.freeze()
    gc.enable()


def _let_go_of_keys() -> None:
    """A key whose window goes before it is released would hold Ctrl down for all that follow."""
    anywhere = QWidget()
    anywhere.show()
    QTest.keyClick(anywhere, Qt.Key.Key_Escape)
    anywhere.close()


@pytest.fixture
def app_state(tmp_path: Path) -> AppState:
    """This PC's user, who has chosen nothing but English."""
    state = AppState(tmp_path / "state")
    state.set("language", "en")
    return state


@pytest.fixture
def looks(dressed: QApplication, app_state: AppState) -> Iterator[Looks]:
    """The looks of a fresh user."""
    yield Looks(dressed, app_state)
    use_language("en")


@pytest.fixture
def dialogs() -> Answers:
    """Says yes to everything, chooses nothing."""
    return Answers()


@pytest.fixture
def owner() -> Actor:
    """The owner as the keyring knows him, who may also confirm by password."""
    return just_unlocked(Actor("owner", "老王", Role.OWNER, "session-1"))


@pytest.fixture
def session(
    shop: Shop, owner: Actor, app_state: AppState, looks: Looks, dialogs: Answers
) -> Iterator[Session]:
    """The owner's session on an empty shop."""
    made = Session(Inside(shop, owner), app_state, looks, dialogs)
    yield made
    settle(made.jobs.busy)
    made.stop()


@pytest.fixture
def context(session: Session) -> Context:
    """What a page is given."""
    return session.context


@pytest.fixture
def house(app_state: AppState, clock: Clock) -> House:
    """Makes shops with a cheap password cost."""
    return House(clock, app_state, (), Kdf.CHEAP)


@pytest.fixture
def window(
    qtbot: QtBot, dressed: QApplication, house: House, looks: Looks, dialogs: Answers
) -> Iterator[Window]:
    """The whole window, nothing begun."""
    made = Window(house, looks, dialogs)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    settle(made.background.busy)


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Shows a widget until the test ends."""

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(1000, 700)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show
