"""Giving back by lines, whole and in part; voiding; buying the same again."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.actor import Actor
from app.core.errors import Refused
from app.core.products.service import NewProduct, add, edit, retire
from app.core.purchases import bulk, queries, service
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.records import QUANTITY_UNIT, PurchaseKind, to_day
from app.core.purchases.repeating import PriceChange, repeat
from app.core.purchases.returning import Pick, give_back, remaining
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.store.unit import Unit
from tests.core.purchases.people import add_customer

DAY = date(2026, 11, 3)
LATER = date(2026, 11, 9)
THREE = 3 * QUANTITY_UNIT
ONE = QUANTITY_UNIT


def sell(unit: Unit, who: int | None, *sold: EntryLine) -> int:
    return enter_receipt(unit, NewEntry(who, DAY, sold))


def left(reader: Reader, receipt: int) -> list[tuple[int | None, int]]:
    return [(each.quantity, each.amount) for each in remaining(reader, receipt)]


def test_part_of_a_line_comes_back_and_then_the_rest(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        who = add_customer(unit, "K1")
        sale = sell(
            unit, who, EntryLine("杯", THREE, price=334, discount=2), EntryLine("茶", price=50)
        )
        back = give_back(unit, sale, [Pick(1, ONE)], LATER, note="碎了")
        assert left(unit, sale) == [(2 * ONE, 667), (ONE, 50)]
        found = queries.get(unit, back)
        assert found is not None
        assert (found.kind, found.amount, found.net) == (PurchaseKind.RETURN, -333, 0)
        assert (found.original_id, found.customer_id, found.note) == (sale, who, "碎了")
        sold = queries.get(unit, sale)
        assert sold is not None
        assert (sold.net, sold.counts) == (717, True)
        give_back(unit, sale, [Pick(1), Pick(2)], LATER)
        assert left(unit, sale) == [(0, 0), (0, 0)]
        assert queries.summary(unit, who) is None
    with pytest.raises(Refused), shop.write(owner, "Return") as unit:
        give_back(unit, sale, [Pick(2)], LATER)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(data=st.data(), price=st.integers(0, 10**12), pieces=st.integers(1, 7))
def test_partial_returns_add_up_to_what_was_paid(
    shop: Shop, owner: Actor, data: st.DataObject, price: int, pieces: int
) -> None:
    with shop.write(owner, "Sell") as unit:
        sale = sell(unit, None, EntryLine("杯", pieces * ONE, price=price, discount=price % 97))
        bought = remaining(unit, sale)[0].amount
        rest, given_back = pieces, 0
        while rest:
            part = data.draw(st.integers(1, rest))
            made = give_back(unit, sale, [Pick(1, part * ONE)], LATER)
            entry = queries.get(unit, made)
            assert entry is not None
            given_back += entry.amount
            rest -= part
        assert given_back == -bought
        assert left(unit, sale) == [(0, 0)]


def test_more_than_was_bought_does_not_come_back(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        sale = sell(unit, None, EntryLine("杯", THREE, price=100))
        back = give_back(unit, sale, [Pick(1, ONE)], LATER)
    for picks in ([Pick(1, THREE)], [Pick(1, -ONE)], [Pick(1, 0)], [Pick(2)], []):
        with pytest.raises(Refused), shop.write(owner, "Return") as unit:
            give_back(unit, sale, picks, LATER)
    with pytest.raises(Refused), shop.write(owner, "Return") as unit:
        give_back(unit, back, [Pick(1)], LATER)


def test_a_line_without_quantity_comes_back_once(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        sale = sell(unit, None, EntryLine("修理", None, price=100))
        back = give_back(unit, sale, [Pick(1)], LATER)
        assert left(unit, sale) == [(0, 0)]
        service.void(unit, back)
        assert left(unit, sale) == [(None, 100)]


def test_a_till_return_is_taken_off_the_line_of_its_item(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Import") as unit:
        lines = (bulk.NewLine(300, "杯", quantity=THREE), bulk.NewLine(50, "茶", quantity=ONE))
        sold = bulk.NewReceipt(to_day(DAY), 350, number="S1", lines=lines)
        taken = bulk.NewLine(-100, "杯", quantity=-ONE)
        back = bulk.NewReceipt(to_day(DAY), -100, original_number="S1", lines=(taken,))
        first, last = bulk.add_receipts(unit, [sold, back])
        bulk.finish(unit, first, last, [])
        assert left(unit, first) == [(2 * ONE, 200), (ONE, 50)]


def test_voiding_writes_what_is_left_as_lines(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        who = add_customer(unit)
        sale = sell(unit, who, EntryLine("杯", THREE, price=100), EntryLine("茶", price=50))
        give_back(unit, sale, [Pick(1, ONE)], LATER)
        gone = service.void(unit, sale)
        taken = [(e.item, e.quantity, e.amount) for e in queries.lines(unit, gone)]
        assert taken == [("杯", -2 * ONE, -200), ("茶", -ONE, -50)]
        assert queries.summary(unit, who) is None


def test_voiding_a_return_brings_its_lines_back(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        sale = sell(unit, None, EntryLine("杯", THREE, price=100))
        back = give_back(unit, sale, [Pick(1)], LATER)
        service.void(unit, back)
        assert left(unit, sale) == [(THREE, 300)]
        entry = queries.get(unit, sale)
        assert entry is not None
        assert (entry.net, entry.counts) == (300, True)


def test_undoing_a_return_makes_the_sale_whole(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        who = add_customer(unit)
        sale = sell(unit, who, EntryLine("杯", THREE, price=100))
    with shop.write(owner, "Return") as unit:
        give_back(unit, sale, [Pick(1, ONE)], LATER)
    act = unit.act_id
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    with shop.read(owner) as reader:
        assert left(reader, sale) == [(THREE, 300)]
        assert queries.summary(reader, who) == queries.Summary(1, 300, DAY, DAY)


def test_the_same_again_at_todays_prices(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Sell") as unit:
        tea = add(unit, NewProduct("龙井", price=100))
        cup = add(unit, NewProduct("杯", price=30))
        sale = sell(
            unit, None,
            EntryLine(product_id=tea, quantity=THREE, price=100, discount=5, serial="A1"),
            EntryLine(product_id=cup, price=30, discount=1),
            EntryLine("刻字", None, amount=8),
        )  # fmt: skip
        edit(unit, tea, price=120)
        retire(unit, cup)
    with shop.read(owner) as reader:
        found = repeat(reader, sale)
    assert found.changed == (PriceChange("龙井", 100, 120),)
    assert found.retired == ("杯",)
    assert [(e.item, e.price, e.discount, e.total) for e in found.lines] == [
        ("龙井", 120, None, 360), ("杯", 30, 1, 29), ("刻字", None, None, 8),
    ]  # fmt: skip
    assert found.lines[0].serial == ""
