"""The ledger says what `totals` says: for every window, on earlier days, after every write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from weakref import ref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.actor import Actor
from app.core.customers import bin as customers_bin
from app.core.customers.records import customer
from app.core.purchases import bulk, service
from app.core.purchases.bulk import NewReceipt
from app.core.purchases.records import purchase
from app.core.store import shelf as shelves
from app.core.store.changes import ALL
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.value import columns, loading
from app.core.value.answers import matrix_moved
from app.core.value.columns import Ledger, make_ledger, parts, until
from app.core.value.ledger import ledger, totals_in
from app.core.value.packed_ledger import PackedLedger, blocks
from app.core.value.packing import joined
from app.core.value.records import BLOCK
from app.core.value.totals import Totals, Whom, totals
from app.core.value.window import Window, all_time, last_days
from tests.conftest import TODAY
from tests.core.purchases.people import add_customer
from tests.core.value.examples import several
from tests.core.value.test_totals import ago, as_of, keep, tills
from tests.factories import make_customer, make_purchase

Rows = list[tuple[int, ...]]


def rows(found: Totals) -> Rows:
    told = (found.ids, found.purchases, found.revenue, found.last_day)
    return list(zip(*(column.tolist() for column in told), strict=True))


def windows() -> Iterator[Window]:
    yield all_time(TODAY)
    yield all_time(TODAY - timedelta(days=4))
    yield all_time(TODAY + timedelta(days=9))
    yield last_days(TODAY, 5)
    yield Window(TODAY - timedelta(days=9), TODAY - timedelta(days=2))
    yield Window(TODAY - timedelta(days=400), TODAY - timedelta(days=300))


def same_as_totals(reader: Reader) -> None:
    book = ledger(reader)
    sound(book.whole())
    for window in windows():
        for whom in (Whom(), Whom(merge_days=True), Whom(companies=True)):
            assert rows(totals_in(book, window, whom)) == rows(totals(reader, window, whom))


def sound(book: Ledger) -> None:
    """Sorted by customer, then day, nothing after its last day, every customer with rows."""
    assert (np.diff(book.ids) > 0).all()
    assert (np.diff(book.starts) > 0).all()
    assert book.starts[-1] == book.rows == len(book.net) == len(book.counted)
    assert not (book.day > book.last.toordinal()).any()
    for low, high in zip(book.starts[:-1], book.starts[1:], strict=True):
        assert (np.diff(book.day[low:high]) >= 0).all()


def whole(reader: Reader) -> Ledger:
    """Read anew, not from what is kept."""
    return until(loading.load(reader, loading.binned(reader)).whole(), reader.today)


@contextmanager
def mended(shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is written inside must reach the kept ledger without reading all of it again."""
    with shop.read(owner) as reader:
        ledger(reader)
    yield
    with monkeypatch.context() as patch, shop.read(owner) as reader:
        fresh = whole(reader)
        patch.delattr(loading, "load")
        book = ledger(reader).whole()
        for name in ("ids", "starts", "companies", "day", "counted", "net"):
            assert getattr(book, name).tolist() == getattr(fresh, name).tolist(), name
        for name in ("owner", "offset", "until", "counted", "net"):
            assert getattr(book.steps, name).tolist() == getattr(fresh.steps, name).tolist()
        same_as_totals(reader)


@given(receipts=tills(), back=st.integers(-4, 8))
@several
def test_equals_totals(shop: Shop, owner: Actor, receipts: list[NewReceipt], back: int) -> None:
    with shop.write(owner, "Fill") as unit:
        unit.delete_where(purchase, purchase.c.id > 0)
        unit.delete_where(customer, customer.c.id > 0)
        new = {old: add_customer(unit) for old in (1, 2, 3)}
        unit.update(customer, new[3], kind="company")
        moved = [
            NewReceipt(
                each.day,
                each.amount,
                new.get(each.customer_id or 0),
                number=each.number,
                original_number=each.original_number,
            )
            for each in receipts
        ]
        bulk.finish(unit, *bulk.add_receipts(unit, moved), ALL)
    with shop.read(owner) as reader:
        same_as_totals(reader)
        same_as_totals(as_of(reader, TODAY - timedelta(days=back)))


@pytest.fixture
def people(shop: Shop, owner: Actor) -> list[int]:
    """Three customers with purchases, returns and a receipt of the future."""
    with shop.write(owner, "Add") as unit:
        found = [add_customer(unit) for _ in range(3)]
    receipts = [
        NewReceipt(ago(20), 500, found[0], number="S1"),
        NewReceipt(ago(20), 500, found[0], number="S2"),
        NewReceipt(ago(3), -500, found[0], number="T1", original_number="S2"),
        NewReceipt(ago(1), -100, found[0], number="T2", original_number="S1"),
        NewReceipt(ago(9), 700, found[1], number="S3"),
        NewReceipt(ago(8), -50, found[1], number="R1"),
        NewReceipt(ago(-30), 900, found[2], number="S4"),
        NewReceipt(ago(2), 300, found[2], number="S5"),
        NewReceipt(ago(2), 300, None, number="S6"),
    ]
    keep(shop, owner, receipts)
    return found


def test_two_alike_and_one_came_back(shop: Shop, owner: Actor, people: list[int]) -> None:
    with shop.read(owner) as reader:
        book = ledger(reader).whole()
        before = until(book, TODAY - timedelta(days=5))
    first = slice(int(book.starts[0]), int(book.starts[1]))
    assert sorted(zip(book.counted[first].tolist(), book.net[first].tolist(), strict=True)) == [
        (0, 0),
        (0, 0),
        (0, 0),
        (1, 400),
    ]
    assert before.net[:2].tolist() == [500, 500]
    assert before.counted[:2].tolist() == [1, 1]


def test_a_purchase_is_put_in(
    shop: Shop, owner: Actor, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with mended(shop, owner, monkeypatch), shop.write(owner, "Buy") as unit:
        bulk.finish(unit, *bulk.add_receipts(unit, [NewReceipt(ago(0), 5, people[1])]), people[1:2])


def test_a_first_purchase_of_somebody_new(
    shop: Shop, owner: Actor, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with mended(shop, owner, monkeypatch), shop.write(owner, "Buy") as unit:
        who = add_customer(unit)
        bulk.finish(unit, *bulk.add_receipts(unit, [NewReceipt(ago(7), 5, who)]), [who])


def test_a_voided_receipt_and_its_undo(
    shop: Shop, owner: Actor, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with mended(shop, owner, monkeypatch), shop.write(owner, "Void") as unit:
        service.void(unit, 5)
        act = unit.act_id
    with mended(shop, owner, monkeypatch), shop.write(owner, "Undo") as unit:
        undo_act(unit, act)


def test_the_bin_and_back(
    shop: Shop, owner: Actor, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with mended(shop, owner, monkeypatch), shop.write(owner, "Bin") as unit:
        customers_bin.move_to_bin(unit, people[0])
    with shop.read(owner) as reader:
        assert people[0] not in ledger(reader).whole().ids.tolist()
    with mended(shop, owner, monkeypatch), shop.write(owner, "Back") as unit:
        customers_bin.restore_from_bin(unit, people[0])


def test_becoming_a_company(
    shop: Shop, owner: Actor, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with mended(shop, owner, monkeypatch), shop.write(owner, "Company") as unit:
        unit.update(customer, people[1], kind="company")
    with shop.read(owner) as reader:
        assert ledger(reader).whole().companies.tolist() == [False, True, False]


def test_deleted_customers_leave(shop: Shop, owner: Actor, people: list[int]) -> None:
    with shop.read(owner) as reader:
        ledger(reader)
    with shop.write(owner, "Delete") as unit:
        unit.delete(customer, people[0])
    with shop.read(owner) as reader:
        assert ledger(reader).whole().ids.tolist() == people[1:]
        same_as_totals(reader)


def test_a_whole_import(shop: Shop, owner: Actor, people: list[int]) -> None:
    with shop.read(owner) as reader:
        ledger(reader)
    keep(shop, owner, [NewReceipt(ago(day), 10, people[0]) for day in range(30)])
    with shop.read(owner) as reader:
        same_as_totals(reader)


def test_a_write_of_something_else_keeps_it(shop: Shop, owner: Actor, people: list[int]) -> None:
    with shop.read(owner) as reader:
        book = ledger(reader)
    with shop.write(owner, "Note") as unit:
        unit.update(purchase, 1, note="for her mother")
    with shop.read(owner) as reader:
        assert ledger(reader) is book


def test_an_older_look_stays_as_it_was(shop: Shop, owner: Actor, people: list[int]) -> None:
    with shop.read(owner) as old:
        before = ledger(old)
        with shop.write(owner, "Buy") as unit:
            bulk.finish(
                unit, *bulk.add_receipts(unit, [NewReceipt(ago(0), 5, people[1])]), people[1:2]
            )
        with shop.read(owner) as new:
            assert ledger(new).rows == before.rows + 1
        assert ledger(old).rows == before.rows
        with shop.read(owner) as new:
            assert ledger(new).rows == before.rows + 1


def test_within_a_write(shop: Shop, owner: Actor, people: list[int]) -> None:
    """A unit sees its own purchases; nobody else does, and nothing stays if it fails."""
    with shop.read(owner) as reader:
        before = ledger(reader).rows
    fails = pytest.raises(ZeroDivisionError)
    with fails, shop.write(owner, "Buy") as unit:
        bulk.finish(unit, *bulk.add_receipts(unit, [NewReceipt(ago(0), 5, people[1])]), people[1:2])
        assert ledger(unit).rows == before + 1
        raise ZeroDivisionError
    with shop.read(owner) as reader:
        assert ledger(reader).rows == before
        same_as_totals(reader)


def test_an_empty_shop(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as reader:
        same_as_totals(reader)
        assert ledger(reader).rows == 0
        assert ledger(reader).until(date(2020, 1, 1)).rows == 0


@pytest.mark.parametrize("at_once", [1, 2, 3, 100])
def test_parts_are_the_whole(
    shop: Shop, owner: Actor, people: list[int], at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part is a ledger of its own, and figures by part are figures of all."""
    monkeypatch.setattr(columns, "AT_ONCE", at_once)
    with shop.read(owner) as reader:
        book = ledger(reader).whole()
        for each in parts(book):
            sound(each)
        again = joined(book.last, parts(book), (9, 99))
        for name in ("ids", "starts", "day", "counted", "net"):
            assert getattr(again, name).tolist() == getattr(book, name).tolist(), name
        assert again.steps.offset.tolist() == book.steps.offset.tolist()
        for window in windows():
            assert rows(totals_in(book, window, Whom())) == rows(totals(reader, window, Whom()))


def test_no_parts_of_nothing() -> None:
    assert list(parts(make_ledger(TODAY, []))) == []


def test_made_by_hand() -> None:
    book = make_ledger(TODAY, [(7, TODAY, 1, 300), (3, TODAY, 1, 5), (3, TODAY, 0, -2)], [7])
    sound(book)
    assert book.ids.tolist() == [3, 7]
    assert book.companies.tolist() == [False, True]
    assert book.owners().tolist() == [0, 0, 1]
    assert rows(totals_in(book, all_time(TODAY), Whom())) == [(3, 1, 3, TODAY.toordinal())]


def test_only_the_pieces_of_who_bought_are_made_anew(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    """Nor does a day that ends earlier copy those of whom nothing came later."""
    with shop.write(owner, "Add") as unit:
        far = add_customer(unit)
    with shop.writer.connect() as writer, writer.begin():
        writer.execute(customer.update().where(customer.c.id == far).values(id=5 * BLOCK))
    keep(shop, owner, [NewReceipt(ago(40), 10, 5 * BLOCK)])
    with shop.read(owner) as reader:
        before = ledger(reader)
        assert list(before.pieces) == [0, 5]
        earlier = before.until(TODAY - timedelta(days=5))
    assert earlier.pieces[5] is before.pieces[5]
    assert earlier.pieces[0] is not before.pieces[0]
    with shop.write(owner, "Buy") as unit:
        bulk.finish(unit, *bulk.add_receipts(unit, [NewReceipt(ago(0), 5, people[1])]), people[1:2])
    with shop.read(owner) as reader:
        after = ledger(reader)
    assert after.pieces[5] is before.pieces[5]
    assert after.rows == before.rows + 1
    assert (before.of(people[1]).rows, after.of(people[1]).rows) == (2, 3)  # type: ignore[union-attr]
    assert after.of(4 * BLOCK) is None


def test_answers_of_the_ledger_before_go_first(
    shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "LARGE", 0)
    who = make_customer(shop, owner)
    with shop.read(owner) as reader:
        gone = ref(matrix_moved(reader, all_time(TODAY)))
        ledger(reader)
        assert gone() is not None
    make_purchase(shop, owner, who, TODAY, 5_000)
    with shop.read(owner) as reader:
        assert ledger(reader).rows == 1
        assert gone() is None


def test_a_crowded_piece_comes_in_parts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [(who, TODAY - timedelta(days=each), 1, 100) for who in (1, 2, 3) for each in range(4)]
    book = make_ledger(TODAY, told, [2])
    packed = PackedLedger(TODAY, dict(blocks(book)), np.array([2], np.int64))
    assert [each.rows for each in packed.parts()] == [12]
    monkeypatch.setattr(columns, "AT_ONCE", 8)
    assert [(each.ids.tolist(), each.rows) for each in packed.parts()] == [([1, 2], 8), ([3], 4)]
    assert [each.companies.tolist() for each in packed.parts()] == [[False, True], [False]]
