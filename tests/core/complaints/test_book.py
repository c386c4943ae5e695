"""The columns kept of all complaints equal what the file holds, after every sort of write."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from app.core.actor import Actor
from app.core.complaints import queries, service
from app.core.complaints.book import Book, book
from app.core.complaints.figures import By, behind, customers_behind, figures, months, pareto_by
from app.core.complaints.records import Step, complaint
from app.core.complaints.recovery import days_for, recovered
from app.core.complaints.service import NewComplaint
from app.core.customers import bin as bins
from app.core.errors import Refused
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.store.unit import Unit
from app.core.value.window import Window, all_time, last_days
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase
from tests.ready_shops import ReadyShops

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC)
NUMBER = 40
Row = dict[str, Any]


def receive(unit: Unit, chance: Random, people: list[int]) -> int:
    """One complaint of any sort; most are settled, some late, some reopened."""
    at = NOON - timedelta(days=chance.randrange(30, 500), minutes=chance.randrange(600))
    kinds = [each.id for each in queries.categories(unit)]
    causes = [each.id for each in queries.causes(unit)]
    told = NewComplaint(
        "有话说",
        received_at=at,
        customer_id=chance.choice([None, *people]),
        category_id=chance.choice([None, *kinds]),
        channel=chance.choice(["", "微信", "电话"]),
        item=chance.choice(["", "龙井", "微信"]),
        owner=chance.choice(["", "小李"]),
        promised_at=chance.choice([None, at + timedelta(hours=9)]),
    )
    made = service.receive(unit, told)
    cost, grade = chance.choice([None, 0, 500]), chance.choice([None, 2, 5])
    service.edit(unit, made, cause_id=chance.choice([None, *causes]), cost=cost, satisfaction=grade)
    for kind in (Step.ANSWERED, Step.CONFIRMED, Step.REOPENED, Step.CLOSED):
        at += timedelta(hours=chance.randrange(1, 90))
        if chance.random() < 0.2:
            break
        service.take_step(unit, made, kind, at=at)
    return made


def fill(shop: Shop, owner: Actor) -> None:
    people = [make_customer(shop, owner, name) for name in ("王堃", "李娜", "陈欣")]
    chance = Random(7)
    with shop.write(owner, "Complaints") as unit:
        service.begin_lists(unit)
        for _ in range(NUMBER):
            receive(unit, chance, people)


@pytest.fixture
def shop(ready: ReadyShops, owner: Actor, tmp_path: Path) -> Iterator[Shop]:
    """With complaints in it; they take long to write."""
    with ready.copy(fill, owner, tmp_path / "shop.shuke") as opened:
        yield opened


@pytest.fixture
def made(shop: Shop, owner: Actor) -> list[int]:
    with shop.read(owner) as reader:
        return list(reader.connection.scalars(select(complaint.c.id).order_by(complaint.c.id)))


def told(found: Book) -> list[tuple[Any, ...]]:
    """Row by row, with words instead of places."""
    words = {"channel", "item", "owner"}
    texts = dict(enumerate(found.texts))
    columns = [
        [texts.get(each) for each in cells] if name in words else cells
        for name, cells in ((name, getattr(found, name).tolist()) for name in _NAMES)
    ]
    return list(zip(*columns, strict=True))


_NAMES = [name for name in Book.__dataclass_fields__ if name != "texts"]


def afresh(shop: Shop, owner: Actor) -> list[tuple[Any, ...]]:
    """As somebody who just opened the shop reads it."""
    shop.session.memory.clear()
    with shop.read(owner) as reader:
        return told(book(reader))


def rows(reader: Reader) -> list[Row]:
    return [dict(each) for each in reader.connection.execute(select(complaint)).mappings()]


def test_what_is_kept_follows_every_write(shop: Shop, owner: Actor, made: list[int]) -> None:
    def same() -> None:
        with shop.read(owner) as reader:
            kept = told(book(reader))
        assert kept == afresh(shop, owner)

    same()
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made[3], item="普洱", cost=700, channel="来信")
    same()
    with shop.write(owner, "Steps") as unit:
        service.take_step(unit, made[5], Step.NOTED, "再看看")
        service.delete(unit, made[6])
    same()
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, unit.act_id - 1)
    same()
    with shop.write(owner, "One more") as unit:
        receive(unit, Random(1), [])
        assert len(book(unit).id) == NUMBER + 1  # a unit sees what it has written itself
    same()
    with shop.write(owner, "Gone for good") as unit:
        person = select(complaint.c.customer_id).where(complaint.c.customer_id.is_not(None))
        bins.move_to_bin(unit, unit.connection.execute(person).scalars().first() or 0)
        bins.empty_bin(unit, older_than_days=-1)
    same()


def test_a_unit_that_fails_leaves_nothing_behind(shop: Shop, owner: Actor, made: list[int]) -> None:
    def fail() -> None:
        with shop.write(owner, "Fails") as unit:
            service.edit(unit, made[0], cost=99_900)
            assert 99_900 in book(unit).cost
            service.edit(unit, made[1], cost=-1)

    before = afresh(shop, owner)
    with pytest.raises(Refused):
        fail()
    with shop.read(owner) as reader:
        assert told(book(reader)) == before


def test_an_older_look_keeps_its_own(shop: Shop, owner: Actor, made: list[int]) -> None:
    with shop.read(owner) as early:
        with shop.write(owner, "Delete") as unit:
            service.delete(unit, made[0])
        with shop.read(owner) as late:
            assert len(book(late).id) == NUMBER - 1
        assert len(book(early).id) == NUMBER


@pytest.mark.parametrize("days", [None, 90, 365])
def test_figures_equal_a_count_of_the_rows(
    shop: Shop, owner: Actor, made: list[int], days: int | None
) -> None:
    window = all_time(TODAY) if days is None else last_days(TODAY, days)
    with shop.read(owner) as reader:
        mine = [each for each in rows(reader) if inside(each, window)]
        found = figures(reader, window)
        assert found.received == len(mine)
        assert found.settled == sum(each["settled_at"] is not None for each in mine)
        assert found.confirmed == sum(each["confirmed"] == 1 for each in mine)
        assert found.reopened == sum(each["reopened"] > 0 for each in mine)
        assert found.late == sum(late(each) for each in mine)
        costs = [each["cost"] for each in mine if each["cost"] is not None]
        assert (found.cost, found.cost_known) == (sum(costs), len(costs))
        assert sorted(found.grades) == sorted(each["satisfaction"] for each in mine
                                              if each["satisfaction"] is not None)  # fmt: skip
        assert found.answered.n == sum(each["answered_minutes"] is not None for each in mine)
        by_month = Counter(date_of(each).replace(day=1) for each in mine)
        assert {each.first: each.received for each in months(reader, window) if each.received} == (
            by_month
        )


@pytest.mark.parametrize(
    ("by", "name"), [(By.PRODUCT, "item"), (By.CHANNEL, "channel"), (By.CAUSE, "cause_id")]
)
def test_behind_each_bar_are_its_complaints(
    shop: Shop, owner: Actor, made: list[int], by: By, name: str
) -> None:
    window = all_time(TODAY)
    with shop.read(owner) as reader:
        counted = Counter(each[name] for each in rows(reader))
        bars = pareto_by(reader, window, by)
        assert sorted(each.count for each in bars) == sorted(counted.values())
        for bar in bars:
            ids = set(behind(reader, window, by, bar))
            mine = [each for each in rows(reader) if each["id"] in ids]
            assert len(mine) == bar.count
            assert len({each[name] for each in mine}) == 1
            known = {each["customer_id"] for each in mine} - {None}
            assert set(customers_behind(reader, window, by, bar)) == known


def test_came_back_looks_at_the_window_and_after_the_end(second_shop: Shop, owner: Actor) -> None:
    """Days between the receipt and the end are on neither side."""
    shop = second_shop  # with no other complaints
    who = make_customer(shop, owner, "王堃")
    received, ended = TODAY - timedelta(days=300), TODAY - timedelta(days=280)
    for on, amount in ((received, -10), (received, 10), (ended, 10)):
        make_purchase(shop, owner, who, on + timedelta(days=amount), 100 + amount)
    with shop.write(owner, "Complaint") as unit:
        at = NOON - timedelta(days=300)
        made = service.receive(unit, NewComplaint("碎了", customer_id=who, received_at=at))
        service.take_step(unit, made, Step.CONFIRMED, at=at + timedelta(days=20))
    with shop.read(owner) as reader:
        year, quarter = last_days(TODAY, 365), last_days(TODAY, 90)
        found = recovered(reader, year)
        assert (found.days, found.customers, found.before, found.after) == (180, 1, 90, 110)
        assert found.bought_again == 1
        assert recovered(reader, quarter).customers == 0
        assert recovered(reader, year, 281).customers == 0  # the time after is not over
    assert (days_for(all_time(TODAY)), days_for(quarter)) == (180, 30)


def inside(row: Row, window: Window) -> bool:
    day = date_of(row)
    return day <= window.last and (window.first is None or day >= window.first)


def date_of(row: Row) -> Any:
    return type(TODAY).fromordinal(row["received_day"])


def late(row: Row) -> bool:
    ended, promised = row["settled_at"], row["promised_at"]
    return ended is not None and promised is not None and ended > promised
