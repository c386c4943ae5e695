"""All purchases read at once: in one number a row or two, on one thread or several."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import enumerate as enumerate_threads
from typing import Any, NoReturn

import numpy as np
import pytest
from hypothesis import given
from sqlalchemy import Connection, select

from app.core.actor import Actor
from app.core.customers.records import customer
from app.core.errors import Cancelled
from app.core.progress import Silent
from app.core.purchases import bulk, service
from app.core.purchases.bulk import NewReceipt
from app.core.purchases.records import purchase
from app.core.store.changes import ALL
from app.core.store.reader import Reader
from app.core.store.second_look import second_look
from app.core.store.shop import Shop
from app.core.value import asked_ahead, came_back, loading, walking
from app.core.value.columns import Ledger
from app.core.value.records import BLOCK
from tests.core.purchases.people import add_customer
from tests.core.value.examples import several
from tests.core.value.test_kept import same
from tests.core.value.test_totals import ago, keep, tills

GREAT = 10**12
NOBODY = np.empty(0, np.int64)


def of_everybody(reader: Reader) -> Ledger:
    return loading.load(reader, NOBODY).whole()


def by_name(reader: Reader) -> Ledger:
    """Each customer asked for by name: another question to the same file."""
    everybody = reader.connection.scalars(select(customer.c.id)).all()
    return loading.load_some(reader, everybody, NOBODY)


def fill(shop: Shop, owner: Actor, receipts: list[NewReceipt], who: list[int] | None = None) -> int:
    """Three customers with these receipts, and nothing else; the first one's id."""
    with shop.write(owner, "Fill") as unit:
        unit.delete_where(purchase, purchase.c.id > 0)
        unit.delete_where(customer, customer.c.id > 0)
        new = [add_customer(unit) for _ in range(3)]
        theirs = [
            NewReceipt(
                each.day,
                each.amount,
                new[each.customer_id - 1] if each.customer_id else None,
                number=each.number,
                original_number=each.original_number,
            )
            for each in receipts
        ]
        bulk.finish(unit, *bulk.add_receipts(unit, theirs), ALL)
    return new[0]


@given(receipts=tills())
@several
def test_everybody_and_each_by_name(shop: Shop, owner: Actor, receipts: list[NewReceipt]) -> None:
    fill(shop, owner, receipts)
    with shop.read(owner) as reader:
        same(of_everybody(reader), by_name(reader))
        whose = came_back.RECEIPT.c.customer_id.is_not(None)
        linked = came_back.linked_of(reader.connection, whose)
        assert came_back.all_linked(reader.connection).tolist() == linked.tolist()


@pytest.mark.parametrize("money", [GREAT, -GREAT, 2**39, 2**39 - 1, -(2**39), -(2**39) - 1])
@pytest.mark.parametrize("day", [ago(3), 1])
def test_money_that_does_not_fit_beside_the_day(
    shop: Shop, owner: Actor, money: int, day: int
) -> None:
    fill(
        shop, owner, [NewReceipt(day, money, 1), NewReceipt(ago(2), 5, 2), NewReceipt(ago(2), 4, 2)]
    )
    with shop.read(owner) as reader:
        book = of_everybody(reader)
        assert book.net.tolist() == [money, 4, 5]
        assert book.day.tolist() == [day, ago(2), ago(2)]
        same(book, by_name(reader))


def test_what_fits_comes_as_one_number(shop: Shop, owner: Actor) -> None:
    fill(shop, owner, [NewReceipt(ago(3), 700, 1), NewReceipt(ago(2), -5, 2)])
    with shop.read(owner) as reader, pytest.MonkeyPatch.context() as patch:
        patch.setattr(walking, "_WIDE", None)
        assert of_everybody(reader).net.tolist() == [700, -5]


def test_a_return_that_was_taken_back(shop: Shop, owner: Actor) -> None:
    """The receipt's net is whole again; on the days between it was not."""
    first = fill(
        shop,
        owner,
        [
            NewReceipt(ago(9), 500, 1, number="S1"),
            NewReceipt(ago(7), -500, 2, number="T1", original_number="S1"),
        ],
    )
    with shop.read(owner) as reader:
        back = reader.connection.scalar(select(purchase.c.id).where(purchase.c.amount < 0))
        assert len(came_back._lowered(reader.connection)) == 1
    with shop.write(owner, "Void") as unit:
        service.void(unit, int(back or 0))
    with shop.read(owner) as reader:
        assert not len(came_back._lowered(reader.connection))
        book = of_everybody(reader)
        same(book, by_name(reader))
    assert book.net[book.starts[0]] == 500
    assert book.steps.owner.tolist() == [first, first]


@pytest.mark.parametrize("look", ["_lowered", "entries"])
def test_what_came_back_is_read_along_small_indexes(shop: Shop, owner: Actor, look: str) -> None:
    """A receipt looked up in the table is a page of the encrypted file by itself."""
    seen: list[str] = []
    with shop.read(owner) as reader:
        connection = reader.connection.connection.driver_connection
        assert connection is not None
        connection.set_trace_callback(seen.append)
        came_back.all_linked(reader.connection)
        connection.set_trace_callback(None)
        asked = [
            each for each in seen if ("original_id IS NOT NULL" in each) == (look == "entries")
        ]
        assert len(asked) == 1
        plan = reader.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0]}").all()
    index = "ix_purchase_original" if look == "entries" else "ix_purchase_lowered"
    assert [row[3] for row in plan if f"USING COVERING INDEX {index}" in row[3]], plan


@pytest.fixture
def far_apart(shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Customers in several blocks, read in many steps on two connections."""
    monkeypatch.setattr(walking, "_AT_A_TIME", 1)
    monkeypatch.setattr(asked_ahead, "FEW", 0)
    monkeypatch.setattr(loading, "MANY", 0)
    with shop.write(owner, "Add") as unit:
        new = [add_customer(unit) for _ in range(4)]
    there = [3, 40, BLOCK + 1, 2 * BLOCK]
    with shop.writer.connect() as writer, writer.begin():
        for old, then in reversed(list(zip(new, there, strict=True))):
            writer.execute(customer.update().where(customer.c.id == old).values(id=then))
    receipts = [NewReceipt(ago(day), day, who) for who in there for day in (9, 3)] * 40
    keep(shop, owner, receipts)
    return there


def test_many_steps_on_two_connections(
    shop: Shop, owner: Actor, far_apart: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    used: set[int] = set()
    real: Callable[..., Any] = walking.Walk._told

    def told(walk: walking.Walk, connection: Connection, ends: tuple[int, int]) -> Any:
        used.add(id(connection))
        return real(walk, connection, ends)

    monkeypatch.setattr(walking.Walk, "_told", told)
    with shop.read(owner) as reader:
        book = of_everybody(reader)
        assert len(used) == 2
        same(book, by_name(reader))
    assert book.ids.tolist() == far_apart
    assert book.rows == 4 * 80


class Stops(Silent):
    """Cancelled at the third look."""

    looks = 0

    def is_cancelled(self) -> bool:
        self.looks += 1
        return self.looks > 2


def interrupted(*_: object) -> NoReturn:
    """Ctrl+C."""
    raise KeyboardInterrupt


@pytest.mark.timeout(30)  # the connection would be waited for without an end
@pytest.mark.usefixtures("far_apart")
@pytest.mark.parametrize("how", [Cancelled, KeyboardInterrupt])
def test_nobody_asks_on_after_an_end_in_the_middle(
    shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch, how: type[BaseException]
) -> None:
    if how is KeyboardInterrupt:
        monkeypatch.setattr(loading, "packed_piece", interrupted)
    with shop.read(owner) as reader:
        reader.progress = Stops() if how is Cancelled else reader.progress
        with pytest.raises(how) as _end:  # it holds on to all that it went through
            of_everybody(reader)
        assert not [each for each in enumerate_threads() if each.name.startswith("ahead")]


@pytest.mark.usefixtures("far_apart")
def test_cancel_in_the_middle(shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    others: list[Connection] = []

    @contextmanager
    def seen(reader: Reader) -> Iterator[Connection | None]:
        with second_look(reader) as other:
            others.append(other or reader.connection)
            yield other

    monkeypatch.setattr(loading, "second_look", seen)
    with shop.read(owner) as reader:
        reader.progress = Stops()
        with pytest.raises(Cancelled) as _end:  # it holds on to all that it went through
            of_everybody(reader)
        assert [each.closed for each in others] == [True]
    assert shop.reader.pool.checkedout() == 0  # type: ignore[attr-defined]
    with shop.read(owner) as reader:
        assert of_everybody(reader).rows == 4 * 80


def test_those_in_the_bin_are_left_out(shop: Shop, owner: Actor, far_apart: list[int]) -> None:
    with shop.read(owner) as reader:
        book = loading.load(reader, np.array(far_apart[1:3])).whole()
    assert book.ids.tolist() == [far_apart[0], far_apart[3]]
    assert book.rows == 2 * 80
