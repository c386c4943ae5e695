"""The figures of complaints: by what, how fast, month by month, and who came back."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from app.core.actor import Actor
from app.core.complaints import queries, service
from app.core.complaints.figures import (
    By,
    behind,
    figures,
    months,
    pareto_by,
)
from app.core.complaints.records import Step
from app.core.complaints.recovery import recovered
from app.core.complaints.service import NewComplaint
from app.core.store.shop import Shop
from app.core.surveys import queries as surveys
from app.core.value.window import all_time, last_days
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase

START = datetime(2026, 3, 2, 1, tzinfo=UTC)  # a Monday, nine o'clock in the shop


@pytest.fixture
def book(shop: Shop, owner: Actor) -> dict[str, int]:
    """Five complaints: three late, one of quality, one of another sort; hours 1, 2, 3, 10."""
    with shop.write(owner, "Complaints") as unit:
        ids = {
            name: service.add_category(unit, name, other=name == "其他")
            for name in ("质量", "送货", "其他")
        }
        for place, (name, hours) in enumerate(
            [("送货", 1), ("送货", 2), ("送货", 3), ("质量", 10), ("其他", None)]
        ):
            made = service.receive(
                unit,
                NewComplaint(
                    "晚了",
                    received_at=START + timedelta(days=31 * place),
                    category_id=ids[name],
                    channel="微信" if place else "",
                ),
            )
            if hours is not None:
                done = START + timedelta(days=31 * place, hours=hours)
                service.take_step(unit, made, Step.CONFIRMED if place else Step.CLOSED, at=done)
                service.edit(unit, made, cost=100 * place or None, satisfaction=place + 1)
    return ids


def test_how_many_how_fast_how_much(shop: Shop, owner: Actor, book: dict[str, int]) -> None:
    with shop.read(owner) as reader:
        found = figures(reader, all_time(TODAY))
        nobody = figures(reader, last_days(TODAY, 7))
    assert (found.received, found.settled, found.confirmed, found.reopened) == (5, 4, 3, 0)
    assert found.settled_calendar.median == Fraction(150)
    assert found.settled_calendar.p90 == Fraction(474)
    assert found.settled_calendar.n == 4
    assert found.answered.n == 0
    assert found.answered.median is None
    assert (found.cost, found.cost_known) == (600, 3)
    assert found.grade == Fraction(5, 2)
    assert (nobody.received, nobody.cost, nobody.grade) == (0, None, None)


def test_by_category_channel_and_what_is_not_noted(
    shop: Shop, owner: Actor, book: dict[str, int]
) -> None:
    with shop.read(owner) as reader:
        window = all_time(TODAY)
        bars = pareto_by(reader, window, By.CATEGORY)
        assert [(each.name, each.count, each.vital) for each in bars] == [
            ("送货", 3, True),
            ("质量", 1, True),
            ("其他", 1, False),
        ]
        assert len(behind(reader, window, By.CATEGORY, bars[0])) == 3
        ways = pareto_by(reader, window, By.CHANNEL)
        assert [(each.name, each.count) for each in ways] == [("微信", 4), ("Not noted", 1)]
        assert len(behind(reader, window, By.CHANNEL, ways[1])) == 1
        assert len(behind(reader, window, By.CHANNEL, ways[0])) == 4
        for by in (By.CAUSE, By.PRODUCT, By.PERSON):
            assert [each.count for each in pareto_by(reader, window, by)] == [5]


def test_months_without_any_stand_there_too(shop: Shop, owner: Actor, book: dict[str, int]) -> None:
    with shop.read(owner) as reader:
        found = months(reader, all_time(TODAY))
        assert months(reader, last_days(TODAY, 3)) == ()
    assert found[0].first == date(2026, 3, 1)
    assert [each.settled for each in found] == [1, 1, 1, 1, 0, 0, 0, 0, 0]
    assert [each.received for each in found] == [1, 1, 1, 1, 1, 0, 0, 0, 0]
    assert found[0].cost is None
    assert found[1].cost == 100


def test_recovered_customers_are_those_whose_time_after_is_over(shop: Shop, owner: Actor) -> None:
    back, lost, young = (make_customer(shop, owner, name) for name in ("王堃", "李娜", "陈欣"))
    day = date(2026, 3, 2)
    for who, before, after in ((back, 10_000, 20_000), (lost, 5_000, 0)):
        make_purchase(shop, owner, who, day - timedelta(days=30), before)
        if after:
            make_purchase(shop, owner, who, day + timedelta(days=30), after)
    with shop.write(owner, "Complaints") as unit:
        for who, when in ((back, START), (lost, START), (young, START + timedelta(days=200))):
            made = service.receive(unit, NewComplaint("晚了", customer_id=who, received_at=when))
            service.take_step(unit, made, Step.CONFIRMED, at=when + timedelta(hours=1))
    with shop.read(owner) as reader:
        found = recovered(reader, all_time(TODAY))
        assert (found.customers, found.before, found.after, found.bought_again) == (
            2,
            15_000,
            20_000,
            1,
        )
        assert queries.closed(reader)[0].customer_id == young


def test_several_of_one_day_are_all_counted(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Complaints") as unit:
        for minutes in (1, 2, 3):
            told = NewComplaint("晚了", received_at=START + timedelta(minutes=minutes))
            made = service.receive(unit, told)
            service.take_step(unit, made, Step.CLOSED, at=START + timedelta(hours=1))
    with shop.read(owner) as reader:
        month = months(reader, all_time(TODAY))[0]
        assert (month.received, month.settled) == (3, 3)
        found = surveys.evidence(reader)
        assert (found.complaints, found.open_complaints, found.settled_late) == (3, 0, 0)
