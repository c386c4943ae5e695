"""A purchase by hand, by keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.purchases import queries
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.purchases.new_page import PurchasePage, make_page
from app.ui.purchases.sums import read_sum
from app.ui.screens import settle
from tests.factories import make_customer


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> PurchasePage:
    made = make_page(context)
    assert isinstance(made, PurchasePage)
    qtbot.addWidget(made)
    return made


def show(page: PurchasePage, place: Place) -> None:
    page.show_place(place)
    page.show()
    assert settle(page.context.jobs.busy)


def line(page: PurchasePage, name: str) -> QLineEdit:
    editor = getattr(page, name).editor
    assert isinstance(editor, QLineEdit)
    return editor


def test_two_letters_enter_amount_enter(
    page: PurchasePage, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    record = make_customer(shop, owner, "王堃")
    show(page, Place("new_purchase"))
    qtbot.keyClicks(line(page, "who"), "wk")
    assert settle(page.context.jobs.busy)
    qtbot.keyClick(line(page, "who"), Qt.Key.Key_Return)
    assert settle(page.context.jobs.busy)
    qtbot.keyClicks(line(page, "amount"), "128.5")
    line(page, "note").insert("龙井")
    qtbot.keyClick(line(page, "note"), Qt.Key.Key_Return)
    assert settle(page.context.jobs.busy)
    with shop.read(owner) as reader:
        found = queries.of_customer(reader, record)
    assert [(each.amount, each.note) for each in found] == [(12850, "龙井")]
    assert page.context.navigation.here == Place("customer", record=record)


def test_the_customer_of_the_place_is_taken(page: PurchasePage, shop: Shop, owner: Actor) -> None:
    record = make_customer(shop, owner, "王堃")
    show(page, Place("new_purchase", record=record))
    assert "王堃" in line(page, "who").text()
    words = [each.text() for each in page.strip.findChildren(QLabel)]
    assert any("first purchase" in each for each in words)


@pytest.mark.parametrize(
    ("name", "words", "field"),
    [("amount", "much", "amount"), ("amount", "", "amount")],
)
def test_what_cannot_be_kept_is_said_and_nothing_changes(
    page: PurchasePage, shop: Shop, owner: Actor, name: str, words: str, field: str
) -> None:
    record = make_customer(shop, owner, "王堃")
    show(page, Place("new_purchase", record=record))
    line(page, name).setText(words)
    page.save()
    assert settle(page.context.jobs.busy)
    assert "128.50" in getattr(page, field).below.text()
    with shop.read(owner) as reader:
        assert queries.of_customer(reader, record) == ()


def test_a_day_in_the_future_is_refused(page: PurchasePage, shop: Shop, owner: Actor) -> None:
    record = make_customer(shop, owner, "王堃")
    show(page, Place("new_purchase", record=record))
    page.day.put("2099-01-01")
    line(page, "amount").setText("1")
    page.save()
    assert settle(page.context.jobs.busy)
    with shop.read(owner) as reader:
        assert queries.of_customer(reader, record) == ()


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("128.5", 12850),
        ("¥1,280", 128000),
        ("-30元", -3000),
        ("￥-3", -300),
        ("", None),
        ("a", None),
    ],
)
def test_sums(typed: str, fen: int | None) -> None:
    assert read_sum(typed) == fen


@given(st.integers(min_value=-(10**11), max_value=10**11))
def test_every_sum_is_read_back(fen: int) -> None:
    sign = "-" if fen < 0 else ""
    assert read_sum(f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02}") == fen
