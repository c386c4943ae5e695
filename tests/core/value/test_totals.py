"""Windows, returns, refunds, the bin and the future: against a naive reckoning of D1."""

import os
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.actor import Actor
from app.core.clock import fixed_clock
from app.core.customers.records import customer
from app.core.purchases import bulk
from app.core.purchases.bulk import NewReceipt
from app.core.purchases.records import purchase, purchase_summary, to_day
from app.core.purchases.summaries import refresh_summaries
from app.core.store.changes import ALL
from app.core.store.reader import Reader, Session
from app.core.store.shop import Shop
from app.core.value import queries
from app.core.value.totals import Whom, totals
from app.core.value.window import Window, all_time, last_days
from tests.conftest import SHANGHAI, TODAY
from tests.core.purchases.people import add_customer

EXAMPLES = int(os.environ.get("SHUKE_VALUE_EXAMPLES", "15"))

Figures = dict[int, tuple[int, int, int]]


def keep(shop: Shop, owner: Actor, receipts: Sequence[NewReceipt]) -> None:
    with shop.write(owner, "Import") as unit:
        bulk.finish(unit, *bulk.add_receipts(unit, receipts), ALL)


def ago(days: int) -> int:
    return to_day(TODAY - timedelta(days=days))


def figures(reader: Reader, window: Window, whom: Whom = Whom()) -> Figures:  # noqa: B008
    found = totals(reader, window, whom)
    columns = (found.ids, found.purchases, found.revenue, found.last_day)
    return {
        who: (n, v, last) for who, n, v, last in zip(*(c.tolist() for c in columns), strict=True)
    }


def as_of(reader: Reader, day: date) -> Reader:
    """The same look with another today."""
    session = Session(fixed_clock(day, SHANGHAI), None, b"")
    return Reader(reader.connection, reader.actor, session)


def naive(receipts: Sequence[NewReceipt], first: int, last: int, *, merge: bool) -> Figures:
    """D1 by the letter, one receipt after another."""
    upto = [each for each in receipts if each.day <= last]
    back: dict[str, list[int]] = {}
    sales = {each.number for each in receipts if each.original_number is None and each.amount >= 0}
    for each in upto:
        if each.original_number in sales:
            back.setdefault(str(each.original_number), []).append(each.amount)
    days: dict[int, list[int]] = {}
    money: dict[int, int] = {}
    for each in upto:
        if each.day < first or each.original_number in sales or each.customer_id is None:
            continue
        given = back.get(str(each.number), [])
        net = each.amount + sum(given)
        money[each.customer_id] = money.get(each.customer_id, 0) + net
        if each.original_number is None and each.amount >= 0 and not (given and net <= 0):
            days.setdefault(each.customer_id, []).append(each.day)
    return {
        who: (len(set(found)) if merge else len(found), money[who], max(found))
        for who, found in days.items()
    }


@st.composite
def tills(draw: st.DrawFn) -> list[NewReceipt]:
    """Sales, then returns of some of them and refunds, some in the future."""
    receipts = []
    for place in range(draw(st.integers(0, 12))):
        day, amount = ago(draw(st.integers(-3, 12))), draw(st.integers(0, 5))
        who = draw(st.sampled_from([1, 2, 3, None]))
        receipts.append(NewReceipt(day, amount, who, number=f"S{place}"))
    for place in range(draw(st.integers(0, 8))):
        day, amount = ago(draw(st.integers(-3, 12))), -draw(st.integers(1, 5))
        names = [each.number for each in receipts if each.number and each.number[0] == "S"]
        original = draw(st.sampled_from([*names, "gone", None]))
        who = draw(st.sampled_from([1, 2, 3, None]))
        receipts.append(NewReceipt(day, amount, who, number=f"T{place}", original_number=original))
    return receipts


@given(receipts=tills(), first=st.integers(0, 15), last=st.integers(-5, 8), merge=st.booleans())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_like_the_definition(
    shop: Shop, owner: Actor, receipts: list[NewReceipt], first: int, last: int, merge: bool
) -> None:
    with shop.write(owner, "Empty") as unit:
        unit.delete_where(purchase, purchase.c.id > 0)
        unit.delete_where(customer, customer.c.id > 0)
        new = {old: add_customer(unit) for old in (1, 2, 3)}
        moved = [_for(each, new) for each in receipts]
        bulk.finish(unit, *bulk.add_receipts(unit, moved), ALL)
    today = TODAY - timedelta(days=last)
    with shop.read(owner) as reader:
        look = as_of(reader, today)
        found = figures(look, Window(TODAY - timedelta(days=first), today), Whom(merge_days=merge))
        assert found == naive(moved, ago(first), to_day(today), merge=merge)
        ever = figures(look, all_time(today), Whom(merge_days=merge))
        assert ever == naive(moved, 1, to_day(today), merge=merge)


def _for(each: NewReceipt, people: dict[int, int]) -> NewReceipt:
    who = people.get(each.customer_id or 0)
    return NewReceipt(
        each.day, each.amount, who, number=each.number, original_number=each.original_number
    )


def test_both_ends_of_the_window_count(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        who = add_customer(unit)
    keep(shop, owner, [NewReceipt(ago(days), 100, who) for days in (0, 364, 365)])
    with shop.read(owner) as reader:
        assert figures(reader, last_days(TODAY)) == {who: (2, 200, ago(0))}


def test_a_return_counts_on_the_day_of_its_receipt(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        who = add_customer(unit)
    receipts = [
        NewReceipt(ago(400), 1000, who, number="S1"),
        NewReceipt(ago(10), 500, who, number="S2"),
        NewReceipt(ago(9), -300, who, number="T1", original_number="S1"),
        NewReceipt(ago(8), -200, who, number="T2", original_number="S2"),
    ]
    keep(shop, owner, receipts)
    with shop.read(owner) as reader:
        assert figures(reader, last_days(TODAY)) == {who: (1, 300, ago(10))}
        assert figures(reader, all_time(TODAY)) == {who: (2, 1000, ago(10))}


def test_a_return_before_its_receipt_is_known_is_linked_later(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        who = add_customer(unit)
    keep(shop, owner, [NewReceipt(ago(3), -400, who, number="T1", original_number="s1")])
    with shop.write(owner, "Import") as unit:
        late = [NewReceipt(ago(5), 400, who, number="S1"), NewReceipt(ago(4), 50, who, number="S2")]
        bulk.finish(unit, *bulk.add_receipts(unit, late), [who])
    with shop.read(owner) as reader:
        assert figures(reader, all_time(TODAY)) == {who: (1, 50, ago(4))}


def test_only_refunds_are_no_customer(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        who = add_customer(unit)
    keep(shop, owner, [NewReceipt(ago(3), -400, who)])
    with shop.read(owner) as reader:
        assert figures(reader, all_time(TODAY)) == figures(reader, last_days(TODAY)) == {}


def test_what_lies_after_today_counts_nowhere(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        who = add_customer(unit)
    keep(shop, owner, [NewReceipt(ago(days), 100, who) for days in (0, -1)])
    with shop.read(owner) as reader:
        for window in (all_time(TODAY), last_days(TODAY), Window(None, TODAY + timedelta(days=9))):
            assert figures(reader, window) == {who: (1, 100, ago(0))}


def test_people_and_companies_are_apart_and_the_bin_is_out(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        person, company = add_customer(unit), add_customer(unit, kind="company")
        binned = add_customer(unit)
        unit.update(customer, binned, binned_on=unit.now)
    keep(shop, owner, [NewReceipt(ago(1), 100, who) for who in (person, company, binned)])
    with shop.read(owner) as reader:
        for window in (all_time(TODAY), last_days(TODAY)):
            assert queries.matrix(reader, window).ids.tolist() == [person]
            assert queries.matrix(reader, window, companies=True).ids.tolist() == [company]


def test_receipts_of_one_day_may_be_one_purchase(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        who = add_customer(unit)
    keep(shop, owner, [NewReceipt(ago(days), 100, who) for days in (1, 1, 2)])
    with shop.read(owner) as reader:
        for window in (all_time(TODAY), last_days(TODAY)):
            assert queries.matrix(reader, window, merge_days=True).total_purchases == 2
            assert queries.matrix(reader, window).total_purchases == 3


@pytest.mark.parametrize("window", [all_time(TODAY), last_days(TODAY)])
def test_an_empty_shop_has_an_empty_matrix(shop: Shop, owner: Actor, window: Window) -> None:
    with shop.read(owner) as reader:
        assert queries.matrix(reader, window).customers == 0
        assert len(queries.rfm(reader, window).ids) == 0


def test_a_window_reads_its_index_alone(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as reader:
        seen: list[str] = []
        driver = reader.connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(seen.append)
        queries.matrix(reader, last_days(TODAY))
        driver.set_trace_callback(None)
        walk = next(each for each in seen if "bought_day BETWEEN" in each)
        plan = reader.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {walk}").all()
    steps = " ".join(str(row[-1]) for row in plan)
    assert "COVERING INDEX ix_purchase_window" in steps
    assert "TEMP B-TREE" not in steps


def test_summaries_of_some_are_summaries_of_all(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Import") as unit:
        people = [add_customer(unit) for _ in range(3)]
        for one, other in pairwise(people):
            some = [NewReceipt(ago(one), 100, one), NewReceipt(ago(9), 50, other)]
            bulk.finish(unit, *bulk.add_receipts(unit, some), [one, other])
        rows = set(unit.connection.execute(purchase_summary.select()).all())
        refresh_summaries(unit, ALL)
        assert set(unit.connection.execute(purchase_summary.select()).all()) == rows
