"""Where a customer stands: by rule to the day, by hand until given back, the same in SQL."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.actor import Actor
from app.core.customers.records import customer
from app.core.purchases.records import purchase
from app.core.purchases.summaries import refresh_summaries
from app.core.settings import service as settings_service
from app.core.settings.declared import SLEEPING_DAYS
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.timeline import queries, service
from app.core.timeline.status import ruled, status_expression
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase

DAY = timedelta(days=1)


def status(shop: Shop, owner: Actor, customer_id: int) -> queries.Status:
    with shop.read(owner) as reader:
        return queries.status(reader, customer_id)


def in_sql(shop: Shop, owner: Actor, customer_id: int, limit: int = 365) -> str:
    with shop.read(owner) as reader:
        asked = select(status_expression(reader.today, limit)).where(customer.c.id == customer_id)
        return str(reader.connection.execute(asked).scalar_one())


@given(
    today=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    limit=st.integers(1, 36500),
    off=st.integers(-2, 2),
    target=st.booleans(),
)
def test_the_rule_turns_on_the_day_after_the_limit(
    today: date, limit: int, off: int, target: bool
) -> None:
    last = today - timedelta(days=limit + off) if (today.toordinal() > limit + off) else None
    if last is not None:
        assert ruled(last, today, limit, target=target) == ("lapsed" if off > 0 else "current")
    assert ruled(None, today, limit, target=target) == ("target" if target else "prospect")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    days=st.lists(st.integers(-3, 12), max_size=3), limit=st.integers(1, 10), marked=st.booleans()
)
def test_sql_and_rule_agree(
    shop: Shop, owner: Actor, days: list[int], limit: int, marked: bool
) -> None:
    one = make_customer(shop, owner)
    with shop.write(owner, "Buy") as unit:
        settings_service.put(unit, SLEEPING_DAYS, limit)
        service.mark_target(unit, one, marked)
        for back in days:
            day = (TODAY - back * DAY).toordinal()
            unit.insert(purchase, customer_id=one, bought_day=day, amount=1000)
        refresh_summaries(unit, [one])
    past = [TODAY - back * DAY for back in days if back >= 0]
    expected = ruled(max(past, default=None), TODAY, limit, target=marked)
    assert status(shop, owner, one).value == expected
    assert in_sql(shop, owner, one, limit) == expected


def test_a_prospect_is_marked_as_target_and_buys(shop: Shop, owner: Actor) -> None:
    one = make_customer(shop, owner)
    assert status(shop, owner, one).value == "prospect"
    with shop.write(owner, "Target") as unit:
        service.mark_target(unit, one)
    found = status(shop, owner, one)
    assert (found.value, found.since, found.by_hand) == ("target", TODAY, False)
    make_purchase(shop, owner, one, TODAY, 100)
    assert status(shop, owner, one).value == "current"


def test_lapsed_says_since_when(shop: Shop, owner: Actor) -> None:
    one = make_customer(shop, owner)
    make_purchase(shop, owner, one, TODAY - 366 * DAY, 100)
    found = status(shop, owner, one)
    assert (found.value, found.since) == ("lapsed", TODAY)


def test_by_hand_overrules_until_given_back(shop: Shop, owner: Actor) -> None:
    one = make_customer(shop, owner)
    with shop.write(owner, "Set the status") as unit:
        service.set_status(unit, one, "lapsed")
        act = unit.act_id
    found = status(shop, owner, one)
    assert (found.value, found.by_rule, found.by, found.since) == (
        "lapsed",
        "prospect",
        "老王",
        TODAY,
    )
    assert found.by_hand
    assert in_sql(shop, owner, one) == "lapsed"
    with shop.write(owner, "Back to the rule") as unit:
        service.set_status(unit, one, None)
        back = unit.act_id
    assert (status(shop, owner, one).value, status(shop, owner, one).by_hand) == ("prospect", False)
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, back)
    assert status(shop, owner, one).by_hand
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert not status(shop, owner, one).by_hand


def test_there_is_no_fifth_status(shop: Shop, owner: Actor) -> None:
    one = make_customer(shop, owner)
    with pytest.raises(ValueError, match="asleep"), shop.write(owner, "Status") as unit:
        service.set_status(unit, one, "asleep")
