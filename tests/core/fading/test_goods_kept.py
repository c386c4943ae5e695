"""Goods and channels out of kept pieces are at every moment what lines and receipts say."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.customers.records import customer
from app.core.errors import Cancelled
from app.core.fading import goods_kept, goods_walk, quantities
from app.core.fading.goods import Goods, goods_of
from app.core.fading.goods_kept import goods_in_pieces
from app.core.fading.thresholds import USUAL, Thresholds
from app.core.progress import SILENT, Silent
from app.core.purchases import bulk, service
from app.core.purchases.bulk import NewLine, NewReceipt
from app.core.purchases.records import purchase, purchase_line
from app.core.store.changes import ALL
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.store.unit import Unit
from app.core.value import channels, keeping, kept, lines
from app.core.value.channels import Usual
from app.core.value.records import BLOCK, kept_channels, kept_lines
from app.core.value.units import BETWEEN
from tests.core.fading.test_quantities import lines as told
from tests.core.purchases.people import add_customer
from tests.core.value.examples import several
from tests.core.value.test_totals import ago, keep, tills

WINDOWS = (USUAL, Thresholds(window=5), Thresholds(window=2))
LINE = st.builds(
    NewLine,
    st.just(1),
    quantity=st.none() | st.integers(-3, 3).map(lambda n: n * 250_000),
    unit=st.sampled_from([None, "斤", "盒", f"a{BETWEEN}b"]),
    gift=st.booleans(),
)


@st.composite
def sold(draw: st.DrawFn) -> list[NewReceipt]:
    """Random tills with lines and channels."""
    rests = st.tuples(
        st.lists(LINE, max_size=2).map(tuple), st.sampled_from([None, "电话", "柜台", "a"])
    )
    found = draw(tills())
    several_rests = draw(st.lists(rests, min_size=len(found), max_size=len(found)))
    return [
        replace(each, lines=made, channel=channel)
        for each, (made, channel) in zip(found, several_rests, strict=True)
    ]


def everyone(reader: Reader) -> list[int]:
    return list(reader.connection.scalars(select(customer.c.id)))


def right(shop: Shop, owner: Actor) -> None:
    """What the pieces say, with what is noted, is what everybody's receipts say."""
    with shop.read(owner) as reader:
        people = everyone(reader)
        assert len(kept.usable(reader.connection)) == 1
        for limits in WINDOWS:
            pieces = [row for each in goods_in_pieces(reader, limits) for row in told(each)]
            assert sorted(pieces) == told(goods_of(reader, limits, people))
            assert sorted(pieces) == told(goods_walk.goods_of_all(reader, limits, SILENT))
        same(channels.usual_of_all(reader), channels.usual_of(reader, people))


def same(one: Usual, other: Usual) -> None:
    assert one.ids.tolist() == other.ids.tolist()
    assert [one.values[code] for code in one.codes] == [other.values[code] for code in other.codes]
    assert one.values == other.values == tuple(sorted(one.values))


@pytest.fixture
def people(shop: Shop, owner: Actor) -> list[int]:
    """Three customers; the second gave back something of what the first had bought. All kept."""
    with shop.write(owner, "Add") as unit:
        found = [add_customer(unit) for _ in range(3)]
    tea = NewLine(100, quantity=1_000_000, unit="斤")
    back = NewLine(-100, quantity=-500_000, unit="斤")
    receipts = [
        NewReceipt(ago(9), 100, found[0], number="S1", lines=(tea,), channel="电话"),
        NewReceipt(ago(8), 200, found[1], number="S2", lines=(tea, tea), channel="柜台"),
        NewReceipt(ago(7), -50, found[1], number="T1", original_number="S1", lines=(back,)),
        NewReceipt(ago(1), 100, found[2], number="S3"),
    ]
    keep(shop, owner, receipts)
    keeping.keep(shop, owner, 0)
    right(shop, owner)
    return found


@given(first=sold(), later=sold())
@several
def test_whatever_is_sold_later(
    shop: Shop, owner: Actor, first: list[NewReceipt], later: list[NewReceipt]
) -> None:
    with shop.write(owner, "Fill") as unit:
        unit.delete_where(purchase, purchase.c.id > 0)
        unit.delete_where(customer, customer.c.id > 0)
        new = {old: add_customer(unit) for old in (1, 2, 3)}
        bulk.finish(unit, *bulk.add_receipts(unit, _of(first, new, "")), ALL)
    keeping.keep(shop, owner, min(new.values()) // BLOCK)
    right(shop, owner)
    with shop.write(owner, "More") as unit:
        bulk.finish(unit, *bulk.add_receipts(unit, _of(later, new, "L")), ALL)
        act = unit.act_id if later else None
    right(shop, owner)
    if act is not None:
        with shop.write(owner, "Undo") as unit:
            undo_act(unit, act)
        right(shop, owner)


def _of(receipts: list[NewReceipt], people: dict[int, int], mark: str) -> list[NewReceipt]:
    return [
        replace(each, customer_id=people.get(each.customer_id or 0), number=f"{each.number}{mark}")
        for each in receipts
    ]


CHANGES: dict[str, Callable[[Unit], object]] = {
    "another quantity": lambda unit: unit.update(purchase_line, 1, quantity=2_000_000),
    "another unit": lambda unit: unit.update(purchase_line, 1, unit="盒"),
    "a gift after all": lambda unit: unit.update(purchase_line, 2, gift=1),
    "more came back": lambda unit: unit.update(purchase_line, 4, quantity=-750_000),
    "no such line": lambda unit: unit.delete(purchase_line, 2),
    "one line more": lambda unit: unit.insert(
        purchase_line, purchase_id=4, position=1, amount=100, quantity=3_000_000
    ),
    "a line of another receipt": lambda unit: unit.update(purchase_line, 3, purchase_id=4),
    "another channel": lambda unit: unit.update(purchase, 1, channel="柜台"),
    "no channel": lambda unit: unit.update(purchase, 2, channel=None),
    "another day": lambda unit: unit.update(purchase, 1, bought_day=ago(2)),
    "tomorrow": lambda unit: unit.update(purchase, 3, bought_day=ago(-1)),
    "taken back": lambda unit: service.void(unit, 1),
    "another customer": lambda unit: unit.update(purchase, 2, customer_id=3),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_known_and_so_is_its_undo(
    shop: Shop, owner: Actor, people: list[int], what: str
) -> None:
    with shop.write(owner, what) as unit:
        CHANGES[what](unit)
        act = unit.act_id
    right(shop, owner)
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    right(shop, owner)


def test_what_lies_ahead_is_read_anew(shop: Shop, owner: Actor, people: list[int]) -> None:
    """A piece made of receipts of next week says nothing until then."""
    ahead = NewReceipt(ago(-7), 5, people[0], channel="柜台", lines=(NewLine(5, quantity=1),))
    twice = replace(ahead, day=ago(-6))
    keep(shop, owner, [ahead, twice])
    keeping.keep(shop, owner, 0)
    with shop.read(owner) as reader:
        assert channels.usual_of_all(reader).of(np.array(people[:1])).values == ("柜台", "电话")
    right(shop, owner)


def test_somebody_gone_takes_goods_and_channels_along(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    with shop.write(owner, "Delete") as unit:
        unit.delete(customer, people[0])
    with shop.read(owner) as reader:
        for table in (kept_lines, kept_channels):
            left = select(func.count()).select_from(table)
            assert reader.connection.execute(left).scalar() == 0


@pytest.mark.parametrize("table", [kept_lines, kept_channels])
def test_a_piece_of_before_is_made_anew(
    shop: Shop, owner: Actor, people: list[int], table: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the ledger alone."""
    monkeypatch.setattr(keeping, "FEWEST_ROWS", 0)
    with shop.writer.connect() as writer, writer.begin():
        writer.execute(table.delete())
    with shop.read(owner) as reader:
        assert not len(kept.usable(reader.connection))
    assert keeping.keep_next(shop, owner)
    right(shop, owner)


def test_pieces_are_asked_when_most_are_there(
    shop: Shop, owner: Actor, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: Any) -> Goods:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(quantities, "goods_of_all", lost)
        with shop.read(owner) as reader:
            assert goods_kept.mostly_kept(reader.connection)
            quantities.less_bought(reader, USUAL)
    with shop.write(owner, "Add") as unit:
        far = add_customer(unit)
    with shop.writer.connect() as writer, writer.begin():
        writer.execute(customer.update().where(customer.c.id == far).values(id=3 * BLOCK))
    with shop.read(owner) as reader:
        assert not goods_kept.mostly_kept(reader.connection)


def test_going_through_pieces_can_be_stopped(shop: Shop, owner: Actor, people: list[int]) -> None:
    class Stopping(Silent):
        def is_cancelled(self) -> bool:
            return True

    with shop.read(owner) as reader:
        reader.progress = Stopping()
        with pytest.raises(Cancelled):
            list(goods_in_pieces(reader, USUAL))
        with pytest.raises(Cancelled):
            channels.usual_of_all(reader)


@given(made=st.lists(st.tuples(st.integers(1, 9), LINE, st.integers(0, 70_000)), max_size=9))
@several
def test_bytes_and_back(made: list[tuple[int, NewLine, int]]) -> None:
    made = sorted(made, key=lambda each: each[0])
    units = tuple(dict.fromkeys(each.unit or "" for _, each, _ in made))
    cells = [
        (who, day, each.quantity is not None, each.quantity or 0, units.index(each.unit or ""))
        for who, each, day in made
    ]
    kinds = (np.int64, np.int32, np.bool_, np.int64, np.int32)
    columns: list[Any] = [
        np.array([row[place] for row in cells], kind) for place, kind in enumerate(kinds)
    ]
    whose, day, known, quantity, unit = columns
    one = lines.Lines(whose, day, known, quantity, unit, units, 70_000)
    again = lines.from_bytes(lines.to_bytes(one))
    for name in ("whose", "day", "known", "quantity", "unit"):
        assert getattr(again, name).tolist() == getattr(one, name).tolist(), name
    assert (again.units, again.latest) == (units, 70_000)
