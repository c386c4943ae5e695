"""Pieces of the ledger kept in the file say at every moment what the receipts say."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from sqlalchemy import Connection, func, select

from app.core.actor import Actor
from app.core.customers import bin as customers_bin
from app.core.customers.records import customer
from app.core.purchases import bulk, service
from app.core.purchases.bulk import NewLine, NewReceipt
from app.core.purchases.records import purchase
from app.core.store.changes import ALL
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.value import keeping, kept, lines, loading
from app.core.value.columns import Ledger, Steps
from app.core.value.kept import Stretch
from app.core.value.packing import from_bytes, joined, to_bytes
from app.core.value.records import BLOCK, kept_block, kept_stale
from tests.core.purchases.people import add_customer
from tests.core.value.examples import several
from tests.core.value.test_ledger import sound
from tests.core.value.test_totals import ago, keep, tills

COLUMNS = ("ids", "starts", "companies", "day", "counted", "net")
STEPS = ("owner", "offset", "until", "counted", "net")


def same(one: Ledger, other: Ledger) -> None:
    for name in COLUMNS:
        assert getattr(one, name).tolist() == getattr(other, name).tolist(), name
        assert getattr(one, name).dtype == getattr(other, name).dtype, name
    for name in STEPS:
        assert getattr(one.steps, name).tolist() == getattr(other.steps, name).tolist(), name


def receipts_alone(reader: Reader) -> Ledger:
    """What the receipts say, whatever is kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "stretches", _everybody)
        patch.setattr(kept, "stale", lambda _: np.empty(0, np.int64))
        return loading.load(reader, loading.binned(reader)).whole()


def _everybody(_: Connection) -> Iterator[Stretch]:
    yield Stretch(1, 10**6, None)


def right(shop: Shop, owner: Actor, *, pieces: int = 1) -> None:
    """So many pieces are there, and with them the ledger is what the receipts say."""
    with shop.read(owner) as reader:
        assert len(kept.usable(reader.connection)) == pieces
        found = loading.load(reader, loading.binned(reader)).whole()
        sound(found)
        same(found, receipts_alone(reader))


@pytest.fixture
def people(shop: Shop, owner: Actor) -> list[int]:
    """Three customers, the second with a return of a friend's, all kept."""
    with shop.write(owner, "Add") as unit:
        found = [add_customer(unit) for _ in range(3)]
    receipts = [
        NewReceipt(ago(20), 500, found[0], number="S1"),
        NewReceipt(ago(9), 700, found[1], number="S2"),
        NewReceipt(ago(5), -100, None, number="T1", original_number="S1"),
        NewReceipt(ago(2), 300, found[2], number="S3"),
    ]
    keep(shop, owner, receipts)
    keeping.keep(shop, owner, 0)
    right(shop, owner)
    return found


@given(first=tills(), later=tills())
@several
def test_whatever_is_bought_later(
    shop: Shop, owner: Actor, first: list[NewReceipt], later: list[NewReceipt]
) -> None:
    with shop.write(owner, "Fill") as unit:
        unit.delete_where(purchase, purchase.c.id > 0)
        unit.delete_where(customer, customer.c.id > 0)
        new = {old: add_customer(unit) for old in (1, 2, 3)}
        bulk.finish(unit, *bulk.add_receipts(unit, _of(first, new, "")), ALL)
    block = min(new.values()) // BLOCK
    keeping.keep(shop, owner, block)
    with shop.write(owner, "More") as unit:
        bulk.finish(unit, *bulk.add_receipts(unit, _of(later, new, "L")), ALL)
        act = unit.act_id if later else None
    right(shop, owner)
    if act is not None:
        with shop.write(owner, "Undo") as unit:
            undo_act(unit, act)
        right(shop, owner)


def _of(receipts: list[NewReceipt], people: dict[int, int], mark: str) -> list[NewReceipt]:
    """Receipts of real people; what comes back later may belong to a receipt of before."""
    return [
        NewReceipt(
            each.day,
            each.amount,
            people.get(each.customer_id or 0),
            number=f"{each.number}{mark}",
            original_number=each.original_number,
        )
        for each in receipts
    ]


def test_a_return_without_a_customer_changes_whose_receipt_it_was(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    keep(shop, owner, [NewReceipt(ago(1), -700, None, number="T2", original_number="S2")])
    with shop.read(owner) as reader:
        assert kept.stale(reader.connection).tolist() == people[1:2]
    right(shop, owner)


def test_a_return_on_another_day(shop: Shop, owner: Actor, people: list[int]) -> None:
    """The receipt itself stays as it is; how it stood before does not."""
    with shop.write(owner, "Correct") as unit:
        unit.update(purchase, 3, bought_day=ago(1))
    right(shop, owner)


def test_voided_and_undone(shop: Shop, owner: Actor, people: list[int]) -> None:
    with shop.write(owner, "Void") as unit:
        service.void(unit, 2)
        act = unit.act_id
    right(shop, owner)
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    right(shop, owner)


def test_into_the_bin_and_back(shop: Shop, owner: Actor, people: list[int]) -> None:
    with shop.write(owner, "Bin") as unit:
        customers_bin.move_to_bin(unit, people[0])
    right(shop, owner)
    keeping.keep(shop, owner, 0)
    right(shop, owner)
    with shop.write(owner, "Back") as unit:
        customers_bin.restore_from_bin(unit, people[0])
    right(shop, owner)


def test_becoming_a_company(shop: Shop, owner: Actor, people: list[int]) -> None:
    with shop.write(owner, "Company") as unit:
        unit.update(customer, people[1], kind="company")
    right(shop, owner)


def test_somebody_gone_takes_her_piece_along(shop: Shop, owner: Actor, people: list[int]) -> None:
    with shop.write(owner, "Delete") as unit:
        unit.delete(customer, people[0])
    right(shop, owner, pieces=0)
    with shop.read(owner) as reader:
        left = reader.connection.execute(select(func.count()).select_from(kept_block)).scalar()
    assert left == 0


def test_a_write_taken_back_leaves_all_as_it_was(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    fails = pytest.raises(ZeroDivisionError)
    with fails, shop.write(owner, "Buy") as unit:
        bulk.finish(unit, *bulk.add_receipts(unit, [NewReceipt(ago(0), 5, people[1])]), people[1:2])
        raise ZeroDivisionError
    with shop.read(owner) as reader:
        assert not len(kept.stale(reader.connection))
    right(shop, owner)


def test_a_piece_that_many_changed_in_is_made_anew(
    shop: Shop, owner: Actor, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_STALE", 1)
    monkeypatch.setattr(keeping, "FEWEST_ROWS", 0)
    keep(shop, owner, [NewReceipt(ago(0), 10, who) for who in people])
    right(shop, owner, pieces=0)
    assert keeping.keep_next(shop, owner)
    right(shop, owner)
    assert not keeping.keep_next(shop, owner)
    with shop.read(owner) as reader:
        left = reader.connection.execute(select(func.count()).select_from(kept_stale)).scalar()
    assert left == 0


@pytest.fixture
def far(shop: Shop, owner: Actor, people: list[int]) -> tuple[int, int]:
    """Two more customers with goods, two and four blocks away; only the first piece is kept."""
    with shop.write(owner, "Add") as unit:
        new = [add_customer(unit) for _ in range(2)]
    there = (2 * BLOCK + 5, 4 * BLOCK)
    with shop.writer.connect() as writer, writer.begin():
        for old, then in zip(new, there, strict=True):
            writer.execute(customer.update().where(customer.c.id == old).values(id=then))
    receipts = []
    for day in (3, 2):
        receipts += [
            NewReceipt(ago(day), 10, who, lines=(NewLine(10, quantity=who, unit=f"盒{who}"),))
            for who in there
        ]
    keep(shop, owner, receipts)
    right(shop, owner)
    return there


def test_several_pieces_and_what_lies_between(
    shop: Shop, owner: Actor, far: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "FEWEST_ROWS", 0)
    keeping.keep(shop, owner, 4)
    right(shop, owner, pieces=2)
    monkeypatch.setattr(keeping, "AT_ONCE", 0)
    assert [keeping.keep_next(shop, owner) for _ in range(4)] == [True, True, True, False]
    right(shop, owner, pieces=5)


@pytest.mark.usefixtures("far")
def test_all_that_lie_in_a_row_at_once(
    shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "FEWEST_ROWS", 0)
    keeping.keep(shop, owner, 3)
    steps = []
    while keeping.keep_next(shop, owner):
        with shop.read(owner) as reader:
            steps.append(kept.usable(reader.connection).tolist())
    assert steps == [[0, 1, 2, 3], [0, 1, 2, 3, 4]]
    right(shop, owner, pieces=5)


def test_goods_of_several_blocks_at_once(shop: Shop, owner: Actor, far: tuple[int, int]) -> None:
    with shop.read(owner) as reader:
        together = list(lines.lines_of_blocks(reader.connection, 0, 4))
        alone = [next(lines.lines_of_blocks(reader.connection, each, each)) for each in range(5)]
    assert [each.whose.tolist() for each in together[1:]] == [[], [far[0]] * 2, [], [far[1]] * 2]
    assert together[4].units == (f"盒{far[1]}",)
    assert [lines.to_bytes(each) for each in together] == [lines.to_bytes(each) for each in alone]


def test_what_is_written_while_a_piece_is_read(
    shop: Shop, owner: Actor, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows are read beside all writes; whoever buys meanwhile is noted."""
    real = loading.load_blocks

    def slow(*asked: Any) -> list[bytes]:
        keep(shop, owner, [NewReceipt(ago(0), 10, people[2])])
        found = real(*asked)
        keep(shop, owner, [NewReceipt(ago(0), 20, people[1])])
        return found

    with monkeypatch.context() as patch:
        patch.setattr(loading, "load_blocks", slow)
        keeping.keep(shop, owner, 0)
    with shop.read(owner) as reader:
        assert kept.stale(reader.connection).tolist() == people[1:]
    right(shop, owner)


def test_somebody_gone_while_a_piece_is_read(
    shop: Shop, owner: Actor, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = loading.load_blocks

    def slow(*asked: Any) -> list[bytes]:
        found = real(*asked)
        with shop.write(owner, "Delete") as unit:
            unit.delete(customer, people[0])
        return found

    with monkeypatch.context() as patch:
        patch.setattr(loading, "load_blocks", slow)
        keeping.keep(shop, owner, 0)
    right(shop, owner, pieces=0)


def test_a_piece_that_was_never_filled_counts_as_none(
    shop: Shop, owner: Actor, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program may end in the middle of it."""
    monkeypatch.setattr(keeping, "FEWEST_ROWS", 0)
    with shop.writer.connect() as writer, writer.begin():
        writer.execute(kept_block.update().values(columns=b""))
    right(shop, owner, pieces=0)
    assert keeping.keep_next(shop, owner)
    right(shop, owner)


def test_a_small_shop_keeps_nothing(shop: Shop, owner: Actor) -> None:
    assert not keeping.keep_next(shop, owner)


def test_the_triggers_know_how_many_belong_together(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as reader:
        told = reader.connection.exec_driver_sql(
            "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'kept%'"
        ).scalars()
        texts = [str(each) for each in told]
    assert len(texts) == 9
    for each in texts:
        assert f"/ {BLOCK}" in each


@pytest.mark.parametrize("money", [[5], [-(10**15), 10**15, 0], [2**33, 1, 2], [300, 255, 0], []])
def test_bytes_and_back(money: list[int]) -> None:
    many = len(money)
    steps = Steps(
        np.array([7][:many], np.int64), np.array([0][:many], np.int64),
        np.array([739_000][:many], np.int32), np.array([1][:many], np.int8),
        np.array(money[:1], np.int64),
    )  # fmt: skip
    book = Ledger(
        date.max, np.array([7][:many], np.int64),
        np.array([0, many] if many else [0], np.int64), np.zeros(min(many, 1), np.bool_),
        np.arange(many, dtype=np.int32) + 700_000, np.ones(many, np.int8),
        np.array(money, np.int64), steps,
    )  # fmt: skip
    again = from_bytes(date.max, to_bytes(book))
    same(book, again)
    same(book, joined(date.max, [again], (1, 9)))
    again.net[:] = 1  # its own memory, not the bytes'
