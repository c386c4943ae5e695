"""What the pages ask follows the shop's settings, and bad input gives blanks, never nonsense."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.core.actor import Actor
from app.core.errors import NotAllowed
from app.core.purchases import bulk
from app.core.purchases.bulk import NewReceipt
from app.core.settings.of_value import (
    MATRIX_CUT,
    MATRIX_LINES,
    RFM_BANDS,
    RFM_METHOD,
    RFM_WEIGHTS,
    STONE_SCALE,
)
from app.core.settings.service import put
from app.core.settings.shapes import Setting, T
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.value import answers
from app.core.value.cut_lines import CutKind, Lines
from app.core.value.groups import Group
from app.core.value.months import Span
from app.core.value.movement import Way
from app.core.value.rfm import Method, Weights
from app.core.value.window import all_time, last_days
from tests.conftest import TODAY
from tests.core.purchases.people import add_customer
from tests.core.value.test_totals import ago, keep

HUGE = 10**14  # 10^12 yuan


def people(shop: Shop, owner: Actor, count: int) -> list[int]:
    with shop.write(owner, "Add") as unit:
        return [add_customer(unit) for _ in range(count)]


def change(shop: Shop, owner: Actor, setting: Setting[T], value: T) -> None:
    with shop.write(owner, "Set") as unit:
        put(unit, setting, value)


def test_the_cut_that_the_shop_set(shop: Shop, owner: Actor) -> None:
    one, two = people(shop, owner, 2)
    keep(shop, owner, [NewReceipt(ago(1), 100, one), NewReceipt(ago(2), 900, two)])
    with shop.read(owner) as reader:
        assert answers.matrix_moved(reader, last_days(TODAY)).cut.kind is CutKind.AVERAGES
    change(shop, owner, MATRIX_CUT, "own")
    change(shop, owner, MATRIX_LINES, (250, 400))
    with shop.read(owner) as reader:
        found = answers.matrix_moved(reader, last_days(TODAY)).matrix
    assert found.lines == Lines(Fraction(5, 2), Fraction(400))
    assert [Group(code) for code in found.groups] == [Group.UNCERTAIN, Group.SPENDERS]


def test_who_moved_since_the_window_before(shop: Shop, owner: Actor) -> None:
    riser, leaver, newcomer = people(shop, owner, 3)
    receipts = [NewReceipt(ago(40), 100, riser), NewReceipt(ago(45), 900, leaver)]
    receipts += [NewReceipt(ago(day), 500, riser) for day in (1, 2, 3)]
    receipts += [NewReceipt(ago(5), 200, newcomer)]
    keep(shop, owner, receipts)
    with shop.read(owner) as reader:
        found = answers.matrix_moved(reader, last_days(TODAY, 30))
        ever = answers.matrix_moved(reader, all_time(TODAY))
    assert found.movement is not None
    assert found.movement.went(Way.NEW).tolist() == [newcomer]
    assert found.movement.went(Way.GONE).tolist() == [leaver]
    assert riser in found.movement.ids.tolist()
    assert ever.movement is None


def test_limits_where_fifths_say_nothing(shop: Shop, owner: Actor) -> None:
    few = people(shop, owner, 3)
    keep(shop, owner, [NewReceipt(ago(10), 100, who) for who in few])
    with shop.read(owner) as reader:
        found = answers.rfm_scores(reader, all_time(TODAY))
    assert (found.few, found.method) == (True, Method.QUINTILES)
    assert {found.rfm.score(row) for row in range(3)} == {"511"}
    change(shop, owner, RFM_METHOD, "bands")
    change(shop, owner, RFM_BANDS, {"revenue": [90, 80, 70, 60]})
    change(shop, owner, RFM_WEIGHTS, "9.9-6.6-3.3")
    with shop.read(owner) as reader:
        found = answers.rfm_scores(reader, all_time(TODAY))
    assert not found.few
    assert found.weights == Weights(99, 66, 33)
    assert {found.rfm.score(row) for row in range(3)} == {"515"}


def test_fifths_from_thirty_customers_on(shop: Shop, owner: Actor) -> None:
    many = people(shop, owner, 30)
    keep(shop, owner, [NewReceipt(ago(n), 100 + n, who) for n, who in enumerate(many)])
    for method in ("quintiles", "nested"):
        change(shop, owner, RFM_METHOD, method)
        with shop.read(owner) as reader:
            found = answers.rfm_scores(reader, all_time(TODAY))
        assert not found.few
        assert found.rfm.recency.tolist() == [5] * 6 + [4] * 6 + [3] * 6 + [2] * 6 + [1] * 6


def test_the_scale_of_points(shop: Shop, owner: Actor) -> None:
    (one,) = people(shop, owner, 1)
    keep(shop, owner, [NewReceipt(ago(1), 70_000, one)])
    change(shop, owner, STONE_SCALE, 7)
    with shop.read(owner) as reader:
        assert answers.points(reader).money.tolist() == [10_000]


BAD: dict[str, list[tuple[int, int]]] = {
    "no purchases": [],
    "one purchase": [(1, 100)],
    "only a refund": [(1, -100)],
    "revenue nothing": [(1, 0), (2, 0)],
    "all equal": [(1, 100), (1, 100), (1, 100)],
    "a receipt of 2099": [(-26_000, 500)],
    "10^12 yuan": [(1, HUGE), (2, HUGE), (3, 1)],
    "less than nothing": [(1, 100), (2, -5_000)],
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(shop: Shop, owner: Actor, name: str) -> None:
    """Right or blank: nothing raises, nothing divides by zero."""
    (one,) = people(shop, owner, 1)
    with shop.write(owner, "Fill") as unit:
        receipts = [NewReceipt(ago(days), fen, one) for days, fen in BAD[name]]
        bulk.finish(unit, *bulk.add_receipts(unit, receipts), ALL)
    bought = [fen for days, fen in BAD[name] if days >= 0 and fen >= 0]
    with shop.read(owner) as reader:
        for window in (all_time(TODAY), last_days(TODAY, 30)):
            matrix = answers.matrix_moved(reader, window).matrix
            assert matrix.customers == (1 if bought else 0)
            assert matrix.total_purchases == len(bought)
            shares = [matrix.revenue_share(group) for group in Group]
            assert sum(each for each in shares if each is not None) in (0, 1)
            spread = answers.spread(reader, window)
            assert (spread.gini is None) == (spread.total == 0)
            scores = answers.rfm_scores(reader, window)
            assert len(scores.rfm.ids) == matrix.customers
        assert len(answers.points(reader).ids) == (1 if bought else 0)
        assert (answers.returning(reader).count > 0) == bool(bought)
        assert len(answers.recent(reader).ends) == answers.returning(reader).count
        for span in Span:
            grown = answers.grown(reader, span)
            assert grown.total.sum() == sum(fen for days, fen in BAD[name] if days >= 0)
            for row in range(len(grown.periods)):
                grown.change(row), grown.new_share(row)


def test_the_last_day_of_the_calendar(shop: Shop, owner: Actor) -> None:
    (one,) = people(shop, owner, 1)
    keep(shop, owner, [NewReceipt(date(9999, 12, 31).toordinal(), 500, one)])
    with shop.read(owner) as reader:
        assert answers.matrix_moved(reader, all_time(TODAY)).matrix.customers == 0
        assert answers.grown(reader, Span.MONTH).total.tolist() == []


def test_without_the_right(shop: Shop, custodian: Actor) -> None:
    with shop.read(custodian) as reader, pytest.raises(NotAllowed):
        answers.matrix_moved(reader, last_days(TODAY))


def test_a_currency_change_converts_nothing(shop: Shop, owner: Actor) -> None:
    (one,) = people(shop, owner, 1)
    keep(shop, owner, [NewReceipt(to_day_ago(3), 100, one)])
    with shop.read(owner) as reader:
        assert answers.first_day(reader) == TODAY - timedelta(days=3)
        assert answers.spread(reader, all_time(TODAY)).total == 100


def to_day_ago(days: int) -> int:
    return ago(days)
