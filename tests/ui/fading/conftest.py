"""A small shop for the pages about who stays away: three who fade, one falling, one steady."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.lending import LentCard, MakeCard
from app.ui.screens import settle
from tests.conftest import TODAY
from tests.core.fading.buyers import add_buyers

Open = Callable[[MakeCard], LentCard]


@dataclass(frozen=True)
class Crowd:
    """Whose id is whose."""

    rich: int
    chen: int
    once: int
    falling: int
    steady: int
    gone: int


PEOPLE: dict[str, tuple[int, tuple[int, ...]]] = {
    "陈晓云": (10_000, (76, 200, 230, 260, 290)),
    "周大福": (90_000, (76, 200, 230, 260, 290)),
    "李一次": (5_000, (190,)),
    "吴少": (10_000, (20, 200, 230, 260, 290)),
    "郑常": (10_000, (8, 38, 68, 98, 128, 158, 188, 218)),
    "冯远": (10_000, (500,)),
}


@pytest.fixture
def crowd(shop: Shop, owner: Actor) -> Crowd:
    """Everybody with their purchases, in one act."""
    bought = {
        name: [(TODAY - timedelta(days=ago), fen) for ago in days]
        for name, (fen, days) in PEOPLE.items()
    }
    ids = add_buyers(shop, owner, bought)
    chen, rich, once, falling, steady, gone = (ids[name] for name in PEOPLE)
    return Crowd(rich, chen, once, falling, steady, gone)


@pytest.fixture
def opened(context: Context, qtbot: QtBot, crowd: Crowd) -> Open:
    """Makes a card, shows it and waits for its answers."""

    def open_card(make: MakeCard) -> LentCard:
        card = make(context)
        qtbot.addWidget(card)
        card.resize(1016, 640)
        card.show()
        assert settle(context.jobs.busy)
        return card

    return open_card


def said(widget: QWidget) -> str:
    """Every word that can be seen."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def press(widget: QWidget, words: str) -> None:
    """Click the button that says so."""
    found = widget.findChildren(QAbstractButton)
    next(each for each in found if each.isVisible() and each.text() == words).click()
