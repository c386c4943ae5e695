"""A customer's receipts with their lines, and the guess of what draws her."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers.profile import profile
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.purchases_card import PurchasesCard
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.conftest import TODAY
from tests.factories import make_customer


@pytest.fixture
def card(context: Context, qtbot: QtBot, shop: Shop, owner: Actor) -> PurchasesCard:
    who = make_customer(shop, owner, "王堃")
    for _ in range(6):  # the newest is given away: it says nothing of what draws her
        line = EntryLine("龙井", price=100, discount=5, serial="SN-1", gift=_ == 5)
        with shop.write(owner, "Sell") as unit:
            enter_receipt(unit, NewEntry(who, TODAY, (line,), number=f"S{_}"))
    made = PurchasesCard(context)
    qtbot.addWidget(made)
    made.show_record(who)
    made.show()
    assert settle(context.jobs.busy)
    return made


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def press(card: PurchasesCard, text: str) -> None:
    found = next(each for each in card.findChildren(QPushButton) if each.text() == text)
    found.click()
    assert settle(card.context.jobs.busy)


def test_lines_are_folded_out_below_their_receipt(card: PurchasesCard) -> None:
    assert "龙井" not in words(card)
    press(card, "1 line")
    shown = words(card)
    assert "龙井 · 1 · gift · no. SN-1" in shown
    assert "¥0.95" in shown
    press(card, "Give back, void, repeat or print…")
    assert card.context.navigation.here == Place("purchases", 6, "receipt")


def test_a_guess_is_said_with_its_reason_and_noted_only_by_hand(
    card: PurchasesCard, shop: Shop, owner: Actor
) -> None:
    assert "5 of 5 lines were bought with a discount" in words(card)
    assert card.record is not None
    with shop.read(owner) as reader:
        assert profile(reader, card.record).value(Extras.drawn_by) is None
    press(card, "Note it")
    with shop.read(owner) as reader:
        assert profile(reader, card.record).value(Extras.drawn_by) == "price"
    assert "discount" not in words(card)
