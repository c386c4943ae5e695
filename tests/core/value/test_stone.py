"""D3: Bob Stone's points of the test vectors, and at their edges."""

from datetime import date

import numpy as np
import pytest

from app.core.value.ledger import make_ledger
from app.core.value.months import months_before
from app.core.value.stone import PARTS, money_points, recency_points, stone_points
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("months", "purchases", "yuan", "score"),
    [(2, 3, 150, 166), (3, 5, 200, 200), (7, 1, 40, 45), (12, 2, 95, 58), (25, 0, 0, 0)],
)
def test_vector_v10(months: int, purchases: int, yuan: int, score: int) -> None:
    day = months_before(TODAY, months)
    each = yuan * 100 // max(purchases, 1)
    sums = [each] * max(purchases, 1)
    sums[0] += yuan * 100 - sum(sums)
    book = make_ledger(TODAY, [(1, day, 1, money) for money in sums])
    assert stone_points(book).thousandths.tolist() == [score * PARTS]


def test_the_day_itself_is_within() -> None:
    edge = months_before(TODAY, 3).toordinal()
    assert recency_points(np.array([edge, edge - 1], np.int64), TODAY).tolist() == [20, 10]


def test_months_of_unequal_length() -> None:
    assert months_before(date(2026, 5, 31), 3) == date(2026, 2, 28)
    assert months_before(date(2024, 5, 31), 3) == date(2024, 2, 29)
    assert months_before(date(1, 2, 1), 3) == date.min


def test_returns_never_take_points_away() -> None:
    assert money_points(np.array([-500, 0, 99, 10**9], np.int64), 1).tolist() == [0, 0, 99, 20_000]


def test_another_scale() -> None:
    assert money_points(np.array([140_000], np.int64), 7).tolist() == [20_000]


def test_only_refunds_are_nobody() -> None:
    book = make_ledger(TODAY, [(1, TODAY, 0, -500), (2, TODAY, 1, 10**14)], [])
    found = stone_points(book)
    assert found.ids.tolist() == [2]
    assert found.thousandths.tolist() == [(5 * 20 + 3 * 4 + 2 * 20) * PARTS]
    assert stone_points(make_ledger(TODAY, [])).ids.tolist() == []


def test_the_best_first() -> None:
    book = make_ledger(TODAY, [(1, date(2025, 6, 1), 1, 5), (2, TODAY, 1, 5), (3, TODAY, 1, 5)])
    assert stone_points(book).ids.tolist() == [2, 3, 1]
