"""Every figure equals a plain recomputation on random shops, returns and ties included."""

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.actor import Actor
from app.core.customers.records import customer
from app.core.purchases import bulk
from app.core.purchases.bulk import NewReceipt
from app.core.purchases.records import purchase
from app.core.store.changes import ALL
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.value import (
    cohorts,
    columns,
    concentration,
    growth,
    movement,
    recent,
    rfm,
    stone,
    takings,
)
from app.core.value.cut_lines import AVERAGES, MEDIANS, Cut, own
from app.core.value.groups import Group
from app.core.value.ledger import ledger, totals_in
from app.core.value.matrix import Matrix, make_matrix
from app.core.value.months import Calendar, Span, month_of, months_before
from app.core.value.packed_ledger import PackedLedger
from app.core.value.rfm import Rfm
from app.core.value.totals import Whom
from app.core.value.window import Window, last_days
from tests.conftest import TODAY
from tests.core.purchases.people import add_customer
from tests.core.value import plain
from tests.core.value.examples import several
from tests.core.value.plain import shops

LAST = TODAY.toordinal()


def kept(shop: Shop, owner: Actor, receipts: list[NewReceipt]) -> list[NewReceipt]:
    """The same receipts in an otherwise empty shop, with its customers' ids."""
    with shop.write(owner, "Fill") as unit:
        unit.delete_where(purchase, purchase.c.id > 0)
        unit.delete_where(customer, customer.c.id > 0)
        new = {old: add_customer(unit) for old in range(1, 9)}
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
    return moved


def matrix_in(book: PackedLedger, window: Window, cut: Cut = AVERAGES) -> Matrix:
    found = totals_in(book, window, Whom())
    return make_matrix(found.ids, found.purchases, found.revenue, cut)


def words(found: Matrix) -> dict[int, str]:
    pairs = zip(found.ids.tolist(), found.groups.tolist(), strict=True)
    return {who: Group(code).word for who, code in pairs}


def scores(found: Rfm) -> dict[int, plain.Score]:
    columns = (found.ids, found.recency, found.frequency, found.money)
    rows = zip(*(each.tolist() for each in columns), strict=True)
    return {who: (r, f, m) for who, r, f, m in rows}


def test_what_came_back_of_a_sale_dated_later_has_moved_already(shop: Shop, owner: Actor) -> None:
    receipts = [
        NewReceipt(LAST + 3, 500, 1, number="S0"),
        NewReceipt(LAST, -200, 1, number="T0", original_number="S0"),
    ]
    moved = kept(shop, owner, receipts)
    with shop.read(owner) as reader:
        month = month_of(TODAY)
        assert takings.revenue_by_month(reader) == {month: -200}
        months(reader, ledger(reader), moved)


@given(receipts=shops(), days=st.integers(1, 200))
@several
def test_like_a_plain_recomputation(
    shop: Shop, owner: Actor, receipts: list[NewReceipt], days: int
) -> None:
    receipts = kept(shop, owner, receipts)
    with shop.read(owner) as reader, pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "AT_ONCE", 3)  # a million receipts are reckoned in parts, too
        book = ledger(reader)
        matrix_and_movement(book, receipts, days)
        rfm_and_points(book, receipts)
        spread(book, receipts)
        months(reader, book, receipts)
        trend(book, receipts)


def matrix_and_movement(book: PackedLedger, receipts: list[NewReceipt], days: int) -> None:
    window = last_days(TODAY, days)
    ours = plain.accounts(receipts, LAST)
    within = {who: each.within(LAST - days + 1, LAST) for who, each in ours.items()}
    now = matrix_in(book, window)
    assert words(now) == plain.matrix(within)
    assert words(matrix_in(book, window, MEDIANS)) == plain.matrix_by_medians(within)
    lines = own(Fraction(3, 2), Fraction(6))
    drawn = {
        who: plain.group(each, Fraction(3, 2), Fraction(6))
        for who, each in plain.buying(within).items()
    }
    assert words(matrix_in(book, window, lines)) == drawn
    earlier = movement.window_before(window)
    assert earlier is not None
    end = LAST - days
    then = {
        who: each.within(end - days + 1, end) for who, each in plain.accounts(receipts, end).items()
    }
    before = matrix_in(book, earlier)
    assert words(before) == plain.matrix(then)
    moved = movement.movement(before, now)
    pairs = {who: (words(before).get(who), words(now).get(who)) for who in moved.ids.tolist()}
    names: list[str | None] = [*(each.word for each in Group), None]
    for old, old_name in enumerate(names):
        for new, new_name in enumerate(names):
            mine = {who for who, pair in pairs.items() if pair == (old_name, new_name)}
            assert set(moved.moved(old, new).tolist()) == mine
            assert moved.counts[old, new] == len(mine)
    assert sum(len(moved.went(way)) for way in movement.Way) == len(moved.ids)


def rfm_and_points(book: PackedLedger, receipts: list[NewReceipt]) -> None:
    ours = plain.accounts(receipts, LAST)
    found = totals_in(book, Window(None, TODAY), Whom())
    columns = (found.ids, LAST - found.last_day, found.purchases, found.revenue)
    made = rfm.make_rfm(*columns)
    assert scores(made) == plain.rfm(ours, LAST)
    assert scores(rfm.make_nested(*columns)) == plain.nested(ours, LAST)
    heat = rfm.heat(made)
    cells = [set(made.cell(r, f).tolist()) for r in range(1, 6) for f in range(1, 6)]
    assert sum(map(len, cells)) == len(set().union(*cells)) == len(made.ids) == heat.counts.sum()
    assert heat.revenue.sum() == made.revenue.sum()
    begin = months_before(TODAY, 24).toordinal()
    points = stone.stone_points(book)
    told = dict(zip(points.ids.tolist(), points.thousandths.tolist(), strict=True))
    for who, account in plain.buying(ours).items():
        latest = date.fromordinal(max(day for day, _ in account.purchases))
        r = next((p for m, p in stone.STEPS if latest >= months_before(TODAY, m)), 0)
        two_years = account.within(begin, LAST)
        money = min(max(Fraction(two_years.revenue, 1000), Fraction(0)), Fraction(20))
        score = 5 * r + 3 * min(4 * len(two_years.purchases), 20) + 2 * money
        assert told.pop(who) == score * 1000
    assert not told


def spread(book: PackedLedger, receipts: list[NewReceipt]) -> None:
    who = plain.buying(plain.accounts(receipts, LAST))
    revenues = [each.revenue for each in who.values()]
    found = matrix_in(book, Window(None, TODAY))
    ours = concentration.concentrated(found.ids, found.revenue)
    assert ours.gini == plain.gini(revenues)
    assert ours.letters == plain.letters(revenues)
    assert set(ours.set_aside.tolist()) == {key for key, each in who.items() if each.revenue < 0}
    positive = [value for value in revenues if value >= 0]
    if sum(positive):
        squares = sum(Fraction(value, sum(positive)) ** 2 for value in positive)
        assert ours.hhi == squares
        assert ours.top_share(Fraction(100)) == 1
    else:
        assert ours.hhi is ours.top_share(Fraction(5)) is None


def months(reader: Reader, book: PackedLedger, receipts: list[NewReceipt]) -> None:
    told = plain.cohorts(plain.accounts(receipts, LAST), LAST)
    found = cohorts.cohorts(book)
    assert [each + 1 for each in found.months.tolist()] == sorted(told)
    for row, first in enumerate(sorted(told)):
        size, counts = told[first]
        seen = [cell for cell in found.buyers[row].tolist() if cell >= 0]
        assert (int(found.sizes[row]), seen) == (size, counts)
        for since, count in enumerate(counts):
            behind = cohorts.members(book, int(found.months[row]), since)
            assert len(behind) == len(set(behind.tolist())) == count
    by_month = plain.by_month(receipts, LAST)
    assert {k + 1: v for k, v in takings.revenue_by_month(reader).items()} == by_month
    by_day = plain.by_day(receipts, LAST)
    for span in Span:
        calendar = Calendar(span, begins=4)
        grown = growth.growth(book, takings.unnamed(reader), calendar)
        assert int(grown.total.sum()) == sum(by_month.values())
        places = zip(grown.periods.tolist(), grown.total.tolist(), strict=True)
        for period, total in places:
            begins, ends = calendar.first_day(period), calendar.first_day(period + 1)
            mine = range(begins.toordinal(), ends.toordinal())
            assert total == sum(by_day.get(each, 0) for each in mine)
        new_ones = sum(grown.new_buyers.tolist())
        assert new_ones == len(plain.buying(plain.accounts(receipts, LAST)))


def trend(book: PackedLedger, receipts: list[NewReceipt]) -> None:
    who = plain.buying(plain.accounts(receipts, LAST))
    found = recent.recent_buyers(book)
    for row, end in enumerate(found.ends):
        day = end.toordinal()
        latest = [
            max(bought for bought, _ in each.purchases if bought <= day)
            for each in who.values()
            if min(bought for bought, _ in each.purchases) <= day
        ]
        assert found.ever[row] == len(latest)
        assert found.near[row] == sum(day - each < recent.NEAR for each in latest)
        assert found.far[row] == sum(day - each < recent.FAR for each in latest)
        assert len(recent.last_within(book, recent.FAR, end=end)) == found.far[row]
    if len(found.ends):
        assert len(recent.last_within(book, recent.NEAR)) == found.near[-1]


def test_windows_side_by_side() -> None:
    window = last_days(TODAY, 30)
    before = movement.window_before(window)
    assert before == Window(TODAY - timedelta(days=59), TODAY - timedelta(days=30))
    assert movement.window_before(Window(None, TODAY)) is None
    assert movement.window_before(Window(date.min, TODAY)) is None


def test_which_way() -> None:
    up = movement.movement(matrix_of(1, Group.UNCERTAIN), matrix_of(1, Group.SPENDERS))
    assert up.went(movement.Way.UP).tolist() == [1]
    down = movement.movement(matrix_of(1, Group.BEST), matrix_of(1, Group.FREQUENT))
    assert down.went(movement.Way.DOWN).tolist() == [1]
    across = movement.movement(matrix_of(1, Group.SPENDERS), matrix_of(1, Group.FREQUENT))
    assert across.went(movement.Way.ACROSS).tolist() == [1]


def matrix_of(who: int, group: Group) -> Matrix:
    one = np.array([who], np.int64)
    return Matrix(one, one, one, np.array([group], np.uint8))
