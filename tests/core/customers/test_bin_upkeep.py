"""The bin once a day: 30 days, then for good; never by a clock that jumped, never unasked."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.customers import bin_upkeep, queries, service
from app.core.customers.queries import ListQuery
from app.core.purchases.records import purchase
from app.core.settings import service as settings
from app.core.settings.declared import EMPTY_BIN
from app.core.store.shop import Shop
from app.core.store.tables import audit, history
from tests.conftest import TODAY
from tests.core.history.test_past import on
from tests.factories import make_customer, make_purchase


@pytest.fixture
def binned(shop: Shop, owner: Actor) -> int:
    """A customer with a purchase, put into the bin on the tests' day."""
    made = make_customer(shop, owner, "陈晓云", "A1")
    make_purchase(shop, owner, made, date(2026, 11, 1), 2500)
    with shop.write(owner, "Bin") as unit:
        service.move_to_bin(unit, made)
    return made


def in_bin(shop: Shop, owner: Actor) -> list[int]:
    with shop.read(owner) as reader:
        return list(queries.list_ids(reader, ListQuery(bin=True)))


def work_on(shop: Shop, owner: Actor, day: date) -> None:
    on(shop, day)
    make_customer(shop, owner, "路人")


def test_after_thirty_days_she_leaves_for_good_and_the_money_stays(
    shop: Shop, owner: Actor, binned: int
) -> None:
    work_on(shop, owner, TODAY + timedelta(days=20))
    on(shop, TODAY + timedelta(days=29))
    assert bin_upkeep.keep_up(owner, shop) == 0
    assert in_bin(shop, owner) == [binned]
    on(shop, TODAY + timedelta(days=30))
    assert bin_upkeep.keep_up(owner, shop) == 1
    assert in_bin(shop, owner) == []
    with shop.read(owner) as reader:
        told = select(func.count()).where(audit.c.action == bin_upkeep.TITLE)
        assert reader.connection.execute(told).scalar() == 1
        mine = (history.c.record_table == "customer") & (history.c.record_id == binned)
        assert reader.connection.execute(select(history).where(mine)).first() is None
        money = select(func.sum(purchase.c.net), func.count())
        assert tuple(reader.connection.execute(money).one()) == (2500, 1)
    assert bin_upkeep.keep_up(owner, shop) == 0


def test_a_clock_that_jumped_deletes_nobody(shop: Shop, owner: Actor, binned: int) -> None:
    work_on(shop, owner, TODAY + timedelta(days=400))
    assert bin_upkeep.keep_up(owner, shop) == 0
    assert in_bin(shop, owner) == [binned]


def test_after_long_holidays_the_second_day_empties_it(
    shop: Shop, owner: Actor, binned: int
) -> None:
    work_on(shop, owner, TODAY + timedelta(days=60))
    assert bin_upkeep.keep_up(owner, shop) == 0
    on(shop, TODAY + timedelta(days=61))
    assert bin_upkeep.keep_up(owner, shop) == 1


def test_a_shop_that_keeps_its_bin(shop: Shop, owner: Actor, binned: int) -> None:
    with shop.write(owner, "Setting") as unit:
        settings.put(unit, EMPTY_BIN, False)
    work_on(shop, owner, TODAY + timedelta(days=29))
    on(shop, TODAY + timedelta(days=31))
    assert bin_upkeep.keep_up(owner, shop) == 0
    assert in_bin(shop, owner) == [binned]


def test_who_may_not_edit_leaves_the_bin_alone(
    shop: Shop, owner: Actor, custodian: Actor, binned: int
) -> None:
    work_on(shop, owner, TODAY + timedelta(days=29))
    on(shop, TODAY + timedelta(days=31))
    assert bin_upkeep.keep_up(custodian, shop) == 0
    assert in_bin(shop, owner) == [binned]
