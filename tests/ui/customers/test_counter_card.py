"""The counter card: two letters, one large card; arrows choose, Enter opens, Esc puts away."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.field import Field
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.catalogue.personality import Personality
from app.core.actor import Actor
from app.core.people import service as people
from app.core.purchases import service as purchases
from app.core.purchases.records import purchase, to_day
from app.core.store.shop import Shop
from app.core.timeline import service as timeline
from app.ui.context import Context
from app.ui.customers.counter_card import CounterCard, make_counter
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.factories import make_customer, make_purchase


@pytest.fixture
def wang(shop: Shop, owner: Actor) -> int:
    texts: dict[Field[Any], str] = {
        Extras.form_of_address: "王老师",
        Life.favourite_dishes: "胡萝卜汁",
        Personality.taboos: "不谈升学",
        Life.medical_history: "高血压",
    }
    made = make_customer(shop, owner, "王堃", "LW0001", texts=texts)
    for day in range(1, 6):
        make_purchase(shop, owner, made, date(2026, 11, day), day * 1000)
    with shop.write(owner, "Tell") as unit:
        timeline.add_note(unit, made, "花生过敏", kind="avoid")
        timeline.promise(unit, made, "留两盒龙井")
    return made


@pytest.fixture
def card(context: Context, qtbot: QtBot, wang: int) -> CounterCard:
    over = QWidget()
    over.resize(1200, 800)
    qtbot.addWidget(over)
    made = make_counter(context, over)
    over.show()
    made.start()
    return made


def typed(card: CounterCard, text: str) -> None:
    card.line.setText(text)
    assert settle(card._context.jobs.busy)


def test_two_letters_show_everything_one_must_know(card: CounterCard, wang: int) -> None:
    typed(card, "wk")
    words = card.view.words()
    assert card.record == wang
    for each in ("王堃", "王老师", "胡萝卜汁", "不谈升学", "花生过敏", "留两盒龙井", "¥50.00"):
        assert each in words


def test_only_the_last_three_purchases(card: CounterCard) -> None:
    typed(card, "王堃")
    words = card.view.words()
    assert [f"2026-11-0{day}" in words for day in range(1, 6)] == [False, False, True, True, True]


def test_what_came_back_and_what_is_dated_ahead_was_not_bought(
    card: CounterCard, shop: Shop, owner: Actor, wang: int
) -> None:
    ahead = make_purchase(shop, owner, wang, date(2026, 11, 8), 7700)
    taken = make_purchase(shop, owner, wang, date(2026, 11, 6), 9900)
    with shop.write(owner, "It came back") as unit:
        purchases.void(unit, taken, "wrong tea")
        unit.update(purchase, ahead, bought_day=to_day(date(2099, 1, 1)))  # as an import may
    typed(card, "王堃")
    words = card.view.words()
    assert [f"2026-11-0{day}" in words for day in range(3, 7)] == [True, True, True, False]
    assert not any(each in words for each in ("2099", "-¥", "¥99.00"))


def test_what_is_sealed_is_never_on_it(card: CounterCard) -> None:
    typed(card, "王堃")
    assert "高血压" not in card.view.words()


def test_the_arrows_choose_among_hits_and_enter_opens(
    card: CounterCard, qtbot: QtBot, shop: Shop, owner: Actor, wang: int
) -> None:
    other = make_customer(shop, owner, "王堃宇", "LW0002")
    typed(card, "王堃")
    assert card.record == wang
    qtbot.keyClick(card.line, Qt.Key.Key_Down)
    assert settle(card._context.jobs.busy)
    assert card.record == other
    assert "王堃宇" in card.view.words()
    qtbot.keyClick(card.line, Qt.Key.Key_Return)
    assert card._context.navigation.here == Place("customer", record=other)
    assert not card.isVisible()


def test_escape_leaves_no_name_behind(card: CounterCard, qtbot: QtBot) -> None:
    typed(card, "王堃")
    qtbot.keyClick(card.line, Qt.Key.Key_Escape)
    assert not card.isVisible()
    card.start()
    assert settle(card._context.jobs.busy)
    assert not card.view.isVisible()


def test_nobody_is_said_so(card: CounterCard) -> None:
    typed(card, "没有这个人")
    assert card.nobody.text() == "Nobody found"
    assert card.record is None


def test_whoever_has_died_beside_her_is_not_to_be_mentioned(
    card: CounterCard, shop: Shop, owner: Actor, wang: int
) -> None:
    spouse = make_customer(shop, owner, "金哲", texts={Extras.deceased: "是", Basics.mobile: ""})
    with shop.write(owner, "Link") as unit:
        people.add_link(unit, wang, spouse, "spouse")
    typed(card, "王堃")
    assert "金哲 has died" in card.view.words()


def test_what_she_does_not_want_stands_in_a_line_of_its_own(
    card: CounterCard, shop: Shop, owner: Actor
) -> None:
    make_customer(shop, owner, "李龑", texts={Extras.consent: "否", Basics.mobile: ""})
    typed(card, "李龑")
    assert card.view.lines["mind"].text() == "Wants no messages"
    assert not card.view.lines["unsaid"].isVisible()
