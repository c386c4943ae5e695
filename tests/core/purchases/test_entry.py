"""Receipts with lines: sums, products, days, and what is refused."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.actor import Actor
from app.core.errors import Refused
from app.core.products import queries as products
from app.core.products.service import NewProduct, add
from app.core.purchases import queries
from app.core.purchases.entry import MOST, EntryLine, NewEntry, enter_receipt
from app.core.purchases.records import QUANTITY_UNIT, PurchaseKind
from app.core.purchases.sums import line_sum, share, times
from app.core.store.shop import Shop
from tests.core.purchases.people import add_customer

DAY = date(2026, 11, 3)
QUANTITIES = st.integers(-(10**12), 10**12)
PRICES = st.integers(0, 10**10)


@given(QUANTITIES, PRICES)
def test_a_line_is_rounded_half_up_and_a_return_mirrors_it(quantity: int, price: int) -> None:
    found = times(quantity, price)
    assert abs(found * QUANTITY_UNIT - quantity * price) * 2 <= QUANTITY_UNIT
    assert times(-quantity, price) == -found
    if quantity * price > 0 and quantity * price % QUANTITY_UNIT * 2 == QUANTITY_UNIT:
        assert found * QUANTITY_UNIT > quantity * price


@given(st.integers(-(10**14), 10**14), st.lists(st.integers(1, 10**9), min_size=1, max_size=6))
def test_shares_of_a_sum_are_near_and_the_whole_is_exact(amount: int, parts: list[int]) -> None:
    whole = sum(parts)
    assert share(amount, whole, whole) == amount
    for part in parts:
        assert abs(share(amount, part, whole) * whole - amount * part) * 2 <= whole
        assert share(-amount, part, whole) == -share(amount, part, whole)


def test_the_sum_of_a_line() -> None:
    quarter = QUANTITY_UNIT // 4
    assert line_sum(quarter, 1002, None) == 251  # 250.5
    assert line_sum(None, 1000, 100) == 900
    assert line_sum(QUANTITY_UNIT, None, 100) is None
    assert EntryLine(price=1000, amount=888).total == 888
    assert NewEntry(None, DAY, (EntryLine(price=1000), EntryLine())).total is None


def test_a_receipt_is_kept_with_all_that_stands_on_it(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        who = add_customer(unit, "K1")
        tea = add(unit, NewProduct("龙井", unit="斤", category="绿茶"))
        new = NewEntry(
            who, DAY,
            (
                EntryLine(product_id=tea, quantity=500_000, price=12000, discount=500),
                EntryLine("礼盒", price=3000, gift=True, serial=" SN-01 ", note="红色"),
            ),
            payment="微信", channel="门店", clerk="小李", note="送货", number=" S1 ",
            promised_on=date(2026, 11, 5), delivered_on=date(2026, 11, 4),
        )  # fmt: skip
        made = enter_receipt(unit, new)
    with shop.read(owner) as reader:
        found = queries.get(reader, made)
        assert found is not None
        assert (found.amount, found.net, found.counts, found.lines) == (8500, 8500, True, 2)
        assert (found.number, found.channel, found.clerk) == ("S1", "门店", "小李")
        assert (found.promised_on, found.delivered_on) == (date(2026, 11, 5), date(2026, 11, 4))
        first, second = queries.lines(reader, made)
        assert (first.item, first.unit, first.category) == ("龙井", "斤", "绿茶")
        assert (first.product_id, first.discount, first.amount) == (tea, 500, 5500)
        assert (second.gift, second.serial, second.note) == (True, "SN-01", "红色")
        assert second.product_id is None
        assert queries.summary(reader, who) == queries.Summary(1, 8500, DAY, DAY)


def test_free_text_finds_its_product_by_name(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        tea = add(unit, NewProduct("Green Tea"))
        made = enter_receipt(unit, NewEntry(None, DAY, (EntryLine("green  TEA", price=1),)))
    with shop.read(owner) as reader:
        assert [(e.item, e.product_id) for e in queries.lines(reader, made)] == [
            ("green  TEA", tea)
        ]
        assert products.count(reader) == 1


def test_a_walk_in_and_a_sum_without_lines(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        made = enter_receipt(unit, NewEntry(None, DAY, amount=100))
        back = enter_receipt(unit, NewEntry(None, DAY, amount=-100))
    with shop.read(owner) as reader:
        kinds = [found.kind for each in (made, back) if (found := queries.get(reader, each))]
        assert kinds == [PurchaseKind.SALE, PurchaseKind.REFUND]


def test_the_largest_sums_are_kept_exactly(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        who = add_customer(unit)
        for _ in range(2):
            enter_receipt(unit, NewEntry(who, DAY, (EntryLine("楼", price=10**14),)))
    with shop.read(owner) as reader:
        assert queries.summary(reader, who) == queries.Summary(2, 2 * 10**14, DAY, DAY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": date(2026, 11, 23)},
        {"on": date(2099, 1, 1)},
        {"delivered_on": date(2026, 11, 23)},
        {"promised_on": date(2026, 11, 1)},
        {"delivered_on": date(2026, 11, 1)},
        {"lines": (EntryLine("茶"),)},
        {"lines": (), "amount": None},
        {"lines": (EntryLine("茶", price=MOST + 1),)},
        {"customer_id": 99},
        {"number": " s1"},
        {"original_id": 99},
    ],
)
def test_what_cannot_be_is_refused(shop: Shop, owner: Actor, wrong: dict[str, Any]) -> None:
    with shop.write(owner, "Sell") as unit:
        enter_receipt(unit, NewEntry(None, DAY, amount=100, number="S1"))
    said: dict[str, Any] = {"customer_id": None, "on": DAY, "lines": (EntryLine("茶", price=1),)}
    with pytest.raises(Refused), shop.write(owner, "Sell") as unit:
        enter_receipt(unit, NewEntry(**{**said, **wrong}))
