"""Losing one customer (D26, vector V15): the course's table, and any other numbers."""

from fractions import Fraction

import pytest

from app.core.errors import Refused
from app.core.worth.losing import Start, lose, steps


@pytest.mark.parametrize(
    ("leavers", "ours", "theirs", "gap", "yuan"),
    [(1, 99, 101, 2, 20), (2, 98, 102, 4, 40), (10, 90, 110, 20, 200), (25, 75, 125, 50, 500),
     (50, 50, 150, 100, 1000)],
)  # fmt: skip
def test_v15_accumulation(leavers: int, ours: int, theirs: int, gap: int, yuan: int) -> None:
    found = lose(leavers)
    assert (found.ours, found.theirs, found.gap) == (ours, theirs, gap)
    assert found.profit_gap == yuan
    assert found.lost_profit == yuan // 2
    assert found.relative_gap == Fraction(2 * leavers, 100 - leavers)


def test_years_and_referrals_multiply() -> None:
    found = lose(3, Start(200, Fraction(25), Fraction(4), Fraction(1, 2)))
    assert found.lost_profit == 3 * 25 * 4 * Fraction(3, 2)
    assert found.profit_gap == 2 * found.lost_profit


def test_when_everybody_goes_nothing_is_divided_by_nobody() -> None:
    found = lose(100)
    assert (found.ours, found.relative_gap) == (0, None)
    assert lose(0, Start(customers=0)).relative_gap is None


@pytest.mark.parametrize(
    ("leavers", "start"),
    [(101, Start()), (-1, Start()), (1, Start(years=Fraction(-1))), (0, Start(customers=-1)),
     (0, Start(brings=Fraction(10**13))), (0, Start(profit=Fraction(10**15)))],
)  # fmt: skip
def test_impossible_figures_are_refused(leavers: int, start: Start) -> None:
    with pytest.raises(Refused):
        lose(leavers, start)


def test_a_large_shop_s_table_goes_by_percents() -> None:
    assert steps(100) == (1, 2, 10, 25, 50)
    assert steps(7) == (1, 2)
    assert steps(0) == ()
    assert steps(2_466) == (1, 25, 49, 247, 616, 1233)
