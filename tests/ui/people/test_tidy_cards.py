"""Two tabs of "Keep in order": scans with answers, nothing joined by itself."""

from typing import TypeVar

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.people import queries
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.people.tidy_cards import (
    HouseholdsCard,
    ReferralsCard,
    make_households,
    make_referrals,
)
from app.ui.screens import settle
from tests.ui.people.conftest import Circle

T = TypeVar("T", bound=QWidget)


@pytest.fixture
def households(context: Context, qtbot: QtBot, circle: Circle) -> HouseholdsCard:
    made = make_households(context)
    assert isinstance(made, HouseholdsCard)
    return shown(made, qtbot)


@pytest.fixture
def referrals(context: Context, qtbot: QtBot, circle: Circle) -> ReferralsCard:
    made = make_referrals(context)
    assert isinstance(made, ReferralsCard)
    return shown(made, qtbot)


def shown(card: T, qtbot: QtBot) -> T:
    qtbot.addWidget(card)
    card.resize(900, 600)
    card.show()
    return card


def said(card: QWidget) -> str:
    return "\n".join(each.text() for each in card.findChildren(QLabel) if each.isVisible())


def press(card: HouseholdsCard | ReferralsCard, words: str) -> None:
    buttons = card.findChildren(QAbstractButton)
    next(each for each in buttons if each.isVisible() and each.text() == words).click()
    assert settle(card.context.jobs.busy)


def test_nothing_is_looked_for_until_asked(households: HouseholdsCard) -> None:
    assert settle(households.context.jobs.busy)
    assert households.found == ()
    press(households, "Look through the book")
    assert "One household: 陈晓云, 李素芬?" in said(households)
    assert "1 found" in said(households)


def test_an_answer_takes_its_strip_away(
    households: HouseholdsCard, shop: Shop, owner: Actor, circle: Circle
) -> None:
    press(households, "Look through the book")
    press(households, "One household")
    assert "One household: 陈晓云" not in said(households)
    with shop.read(owner) as reader:
        assert len(queries.household(reader, circle.chen)) == 1


def test_an_undo_brings_the_question_back(households: HouseholdsCard) -> None:
    press(households, "Look through the book")
    press(households, "No")
    assert "One household: 陈晓云" not in said(households)
    households.context.undo.undo()
    assert settle(households.context.jobs.busy)
    assert "One household: 陈晓云" in said(households)


def test_certain_referrals_are_linked_in_one_act(
    referrals: ReferralsCard, shop: Shop, owner: Actor, circle: Circle
) -> None:
    press(referrals, "Look through the book")
    assert '陈晓云 was referred by "LW0009": our customer 王堃' in said(referrals)
    press(referrals, "Link the 1 with a number")
    assert "Nothing waits here" in said(referrals)
    with shop.read(owner) as reader:
        assert queries.introductions(reader, circle.wang).direct == 1


def test_one_referral_is_linked(referrals: ReferralsCard, circle: Circle) -> None:
    press(referrals, "Look through the book")
    press(referrals, "Link them")
    assert "was referred by" not in said(referrals)
