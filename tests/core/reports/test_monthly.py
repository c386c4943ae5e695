"""The monthly report's figures: this month, the one before, the year before, new customers."""

from datetime import date

import pytest

from app.core.actor import Actor
from app.core.reports.queries import Monthly, monthly, months_with_entries
from app.core.store.shop import Shop
from app.core.value.groups import Group
from app.core.value.months import month_of
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase

OCTOBER = month_of(date(2026, 10, 1))


@pytest.fixture
def book(shop: Shop, owner: Actor) -> dict[str, int]:
    ids = {name: make_customer(shop, owner, name) for name in ("王堃", "李娜", "陈欣")}
    for name, day, fen in (
        ("王堃", date(2025, 10, 5), 5_000),
        ("王堃", date(2026, 9, 30), 10_000),
        ("王堃", date(2026, 10, 1), 20_000),
        ("王堃", date(2026, 10, 31), 5_000),
        ("李娜", date(2026, 10, 2), 5_000),
        ("陈欣", date(2026, 11, 1), 7_000),
    ):
        make_purchase(shop, owner, ids[name], day, fen)
    return ids


def report(shop: Shop, owner: Actor, month: int) -> Monthly:
    with shop.read(owner) as reader:
        return monthly(reader, month)


def test_a_month_beside_the_one_before_and_the_year_before(
    shop: Shop, owner: Actor, book: dict[str, int]
) -> None:
    found = report(shop, owner, OCTOBER)
    assert (found.first, found.last, found.whole) == (date(2026, 10, 1), date(2026, 10, 31), True)
    assert (found.revenue, found.before, found.year_before) == (30_000, 10_000, 5_000)
    assert len(found.line) == 13
    assert found.line[0] == (OCTOBER - 12, 5_000)
    assert found.line[1] == (OCTOBER - 11, None)  # unknown is blank, never 0
    now, then = found.visits, found.visits_before
    assert (now.purchases, now.customers, now.new) == (3, 2, 1)
    assert (then.purchases, then.customers, then.new) == (1, 1, 0)
    assert sum(count for count, _ in found.groups.values()) == 2
    assert sum(revenue for _, revenue in found.groups.values()) == 40_000
    assert found.groups[Group.BEST][0] >= 1


def test_this_month_is_told_up_to_today(shop: Shop, owner: Actor, book: dict[str, int]) -> None:
    found = report(shop, owner, month_of(TODAY))
    assert (found.last, found.whole) == (TODAY, False)
    assert (found.revenue, found.visits.new) == (7_000, 1)
    with shop.read(owner) as reader:
        months = months_with_entries(reader)
    assert months[0] == month_of(TODAY)
    assert months[-1] == OCTOBER - 12


def test_a_shop_without_purchases_has_no_month_and_blanks(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as reader:
        assert months_with_entries(reader) == ()
    found = report(shop, owner, OCTOBER)
    assert (found.revenue, found.sellers, found.leaving) == (None, (), ())
