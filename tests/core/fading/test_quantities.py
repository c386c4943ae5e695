"""Falling by goods: she comes and pays as ever, but carries less home; unit by unit."""

from datetime import date, timedelta

import numpy as np
import pytest
from sqlalchemy import select

from app.core.actor import Actor
from app.core.errors import Cancelled
from app.core.fading import goods_walk, quantities, queries
from app.core.fading.goods import Goods, goods_of
from app.core.fading.hints import Standing
from app.core.fading.thresholds import USUAL, Thresholds
from app.core.fading.words import why
from app.core.progress import SILENT, Silent
from app.core.purchases import bulk, service
from app.core.purchases.bulk import NewLine
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.records import QUANTITY_UNIT, purchase, purchase_line
from app.core.purchases.summaries import refresh_summaries
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.value.units import BETWEEN
from app.i18n import use_language
from tests.conftest import TODAY
from tests.factories import make_customer

BEFORE, RECENT = (340, 310, 280, 250, 220, 190), (160, 130, 100, 70, 40, 10)  # days ago


class Counter:
    """Sells by line; money is the same each time."""

    def __init__(self, shop: Shop, owner: Actor) -> None:
        self.shop, self.owner = shop, owner

    def sell(
        self, who: int, ago: int, quantity: float | None, unit: str = "斤", **more: object
    ) -> int:
        amount = None if quantity is None else round(quantity * QUANTITY_UNIT)
        line = EntryLine("茶", amount, amount=10_000, unit=unit, **more)  # type: ignore[arg-type]
        with self.shop.write(self.owner, "Sale") as made:
            return enter_receipt(made, NewEntry(who, TODAY - timedelta(ago), (line,)))

    def person(self, before: float | None, recent: float | None, unit: str = "斤") -> int:
        who = make_customer(self.shop, self.owner)
        for days, quantity in ((BEFORE, before), (RECENT, recent)):
            for ago in days:
                self.sell(who, ago, quantity, unit)
        return who

    def falling(self) -> dict[int, str]:
        with self.shop.read(self.owner) as reader:
            found = queries.who_fades(reader)
            rows = found.rows(Standing.FALLING).tolist()
            told = {int(found.ids[row]): why(found, row) for row in rows}
            for who, words in told.items():  # alone she is judged as among all
                alone = queries.standing_of(reader, who)
                assert alone is not None
                assert why(*alone) == words
            return told


@pytest.fixture
def counter(shop: Shop, owner: Actor) -> Counter:
    return Counter(shop, owner)


def test_as_often_for_as_much_but_half_the_goods(counter: Counter) -> None:
    less, same = counter.person(2, 1), counter.person(2, 1.5)
    found = counter.falling()
    assert list(found) == [less]
    assert found[less] == (
        "Still comes about every 30 days, last 10 days ago; takes less home since May, "
        "12 斤 in as many days before, now 6 斤."
    )
    use_language("zh")
    assert "12 斤" in counter.falling()[less]
    assert same not in found


def test_units_are_never_added_up(counter: Counter) -> None:
    changed = make_customer(counter.shop, counter.owner)
    for ago in BEFORE:
        counter.sell(changed, ago, 250, "克")
    for ago in RECENT:
        counter.sell(changed, ago, 1, "罐")
    both = make_customer(counter.shop, counter.owner)
    for ago in BEFORE:
        counter.sell(both, ago, 2, "斤")
    for ago in BEFORE[:2]:
        counter.sell(both, ago, 2, "罐")
    for ago in RECENT:
        counter.sell(both, ago, 1, "斤")
    assert list(counter.falling()) == [both]


def test_without_quantities_nothing_is_said(counter: Counter) -> None:
    counter.person(None, None)
    counter.person(2, None)  # the till stopped writing them: not known is not less
    assert counter.falling() == {}


def test_returns_gifts_and_what_was_taken_back(counter: Counter) -> None:
    who = counter.person(2, 2)
    for ago in RECENT:
        counter.sell(who, ago, 5, gift=True)  # says nothing of what she takes home
    assert counter.falling() == {}
    whole = [counter.sell(who, ago, 9) for ago in BEFORE]
    assert list(counter.falling()) == [who]
    with counter.shop.write(counter.owner, "Void") as unit:
        for each in whole:
            service.void(unit, each)
    assert counter.falling() == {}


def test_whoever_brings_it_back(counter: Counter) -> None:
    """A friend, or somebody without a card: what counts is whose sale it lowers."""
    who, friend = counter.person(2, 2), make_customer(counter.shop, counter.owner)
    sales = [counter.sell(who, ago, 1) for ago in RECENT]
    whole = NewLine(-1, quantity=-3 * QUANTITY_UNIT, unit="斤")
    with counter.shop.write(counter.owner, "Back") as unit:
        for each in sales:
            unit.update(purchase, each, number=f"S{each}", number_key=f"s{each}")
        back = [
            bulk.NewReceipt((TODAY - timedelta(1)).toordinal(), -1, brought, number=f"T{each}",
                            original_number=f"S{each}", lines=(whole,))
            for each, brought in zip(sales, (None, friend) * 3, strict=True)
        ]  # fmt: skip
        bulk.finish(unit, *bulk.add_receipts(unit, back), ALL)
    assert list(counter.falling()) == [who]


def test_a_sale_is_known_at_once(counter: Counter) -> None:
    first, second = counter.person(2, 1), counter.person(2, 1)
    assert sorted(counter.falling()) == [first, second]
    counter.sell(first, 0, 4)
    assert sorted(counter.falling()) == [second]
    assert date(2026, 5, 27) == TODAY - timedelta(179)  # where the recent days begin


def test_lines_taken_back_are_known_after_somebody_else_bought(counter: Counter) -> None:
    first, second = counter.person(2, 2), counter.person(2, 1)
    theirs = purchase_line.c.purchase_id.in_(
        select(purchase.c.id).where(purchase.c.customer_id == first)
    )
    with counter.shop.write(counter.owner, "Corrected by a list") as unit:
        for row in unit.connection.scalars(select(purchase_line.c.id).where(theirs)).all()[6:]:
            unit.update(purchase_line, row, quantity=QUANTITY_UNIT)
        refresh_summaries(unit, ALL)
        corrected = unit.act_id
    assert sorted(counter.falling()) == [first, second]
    with counter.shop.write(counter.owner, "Undo") as unit:
        undo_act(unit, corrected)
    counter.sell(second, 0, 1)
    assert not counter.falling()


def test_silent_too_long_is_not_made_worse_by_quantity_alone(counter: Counter) -> None:
    who = make_customer(counter.shop, counter.owner)
    for ago in BEFORE:
        counter.sell(who, ago, 2)
    for ago in (175, 170, 165, 160):
        counter.sell(who, ago, 0.5)
    with counter.shop.read(counter.owner) as reader:
        found = queries.who_fades(reader)
        assert found.standing[found.row_of(who)] == Standing.STEADY


def test_everybody_is_read_as_each_one_alone(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines that say nothing, gifts, returns of others, and units that hold any sign."""
    monkeypatch.setattr(goods_walk, "_IDS", 3)
    people = [counter.person(2, 1, unit) for unit in ("斤", f"a{BETWEEN}b", "")]
    for ago in (150, 20):
        counter.sell(people[0], ago, 1, gift=True)
        counter.sell(people[1], ago, None)
    with counter.shop.write(counter.owner, "No lines") as unit:
        bare = bulk.NewReceipt((TODAY - timedelta(9)).toordinal(), 500, people[2], number="B")
        back = bulk.NewReceipt((TODAY - timedelta(8)).toordinal(), -100, None, number="T",
                               original_number="B")  # fmt: skip
        bulk.finish(unit, *bulk.add_receipts(unit, [bare, back]), ALL)
    with counter.shop.read(counter.owner) as reader:
        for limits in (USUAL, Thresholds(window=300), Thresholds(window=20)):
            every = lines(goods_walk.goods_of_all(reader, limits, SILENT))
            assert every == lines(goods_of(reader, limits, people))
            assert every


@pytest.mark.parametrize("whose", [[7], [7, 9], [1, 7, 7, 7]])
def test_whoever_has_most_of_very_many_lines_is_judged_too(whose: list[int]) -> None:
    lines = quantities._AT_ONCE + 3  # one part is full
    who = np.resize(np.array(whose, np.uint32), lines)
    recent, known = np.arange(lines) % 12 == 0, np.ones(lines, np.bool_)
    many, unit = np.ones(lines, np.int64), np.zeros(lines, np.int32)
    found = quantities.judged(Goods(who, recent, known, many, unit, ("斤",)), 50)
    assert found.ids.tolist() == sorted(set(whose))


def lines(found: Goods) -> list[tuple[object, ...]]:
    units = [found.units[each] for each in found.unit.tolist()]
    columns = (found.whose, found.recent, found.known, found.quantity)
    return sorted(zip(*(column.tolist() for column in columns), units, strict=True))


def test_reading_all_lines_can_be_stopped(counter: Counter) -> None:
    counter.person(2, 1)
    told: list[tuple[int, int]] = []

    class Stopping(Silent):
        def report(self, done: int, total: int, text: str = "") -> None:
            told.append((done, total))

        def is_cancelled(self) -> bool:
            return bool(told)

    with counter.shop.read(counter.owner) as reader:
        reader.progress = Stopping()
        queries.who_slips(reader)  # asks for no lines
        assert told == []
        goods_walk.goods_of_all(reader, USUAL, reader.progress)
        with pytest.raises(Cancelled):
            queries.who_fades(reader)
        reader.progress = SILENT
        assert len(queries.who_fades(reader).rows(Standing.FALLING)) == 1
    assert told[0][0] == told[0][1] > 0
