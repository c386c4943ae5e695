"""D2: the scores of the test vectors, and any scores against plain fractions."""

from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.value.columns import Integers
from app.core.value.rfm import (
    WEIGHTS,
    Bands,
    banded,
    heat,
    make_banded,
    make_nested,
    make_rfm,
    quintiles,
)


def scores(values: list[int]) -> list[int]:
    return [int(score) for score in quintiles(np.array(values, np.int64))]


def test_vector_v10() -> None:
    columns = (
        list(range(10)),
        [5, 12, 20, 33, 47, 60, 90, 130, 200, 365],
        [9, 4, 7, 2, 3, 1, 6, 5, 8, 10],
        [900, 150, 700, 80, 300, 60, 1200, 500, 400, 2000],
    )
    found = make_rfm(*(np.array(column, np.int64) for column in columns))
    assert [found.score(row) for row in range(7)] == [
        "554",
        "522",
        "444",
        "411",
        "322",
        "311",
        "235",
    ]
    assert [int(found.composite[row]) for row in (0, 1, 2, 3, 4, 6)] == [29, 21, 24, 15, 15, 17]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 1, 1, 1, 1, 1, 2, 2, 5, 9], [2, 2, 2, 2, 2, 2, 4, 4, 5, 5]),
        ([7, 7, 7, 7], [3, 3, 3, 3]),
        ([42], [3]),
        ([10, 20, 30, 40], [1, 2, 4, 5]),
        ([], []),
    ],
)
def test_ties_of_v10(values: list[int], expected: list[int]) -> None:
    assert scores(values) == expected


@given(st.lists(st.integers(-5, 5), max_size=40))
def test_like_plain_fractions(values: list[int]) -> None:
    def naive(value: int) -> int:
        below = sum(other < value for other in values)
        same = values.count(value)
        midrank = below + Fraction(same + 1, 2)
        return min(5, floor(5 * (midrank - Fraction(1, 2)) / len(values)) + 1)

    assert scores(values) == [naive(value) for value in values]


def of(*columns: list[int]) -> list[Integers]:
    return [np.array(column, np.int64) for column in columns]


def test_bands_count_what_has_reached_a_limit() -> None:
    ids, days, purchases, revenue = of(
        [1, 2, 3], [30, 31, 400], [10, 1, 2], [500_000, 29_999, 30_000]
    )
    found = make_banded(ids, days, purchases, revenue, Bands())
    assert [found.score(row) for row in range(3)] == ["555", "411", "122"]
    assert banded(np.array([5], np.int64), (5, 5, 5, 5)).tolist() == [5]


def test_frequency_within_recency() -> None:
    """The five most recent buy seldom, but among themselves some buy more often."""
    days = [1] * 5 + [100] * 5
    ids, away, purchases, revenue = of(
        list(range(10)), days, [1, 2, 3, 4, 5, 10, 20, 30, 40, 50], [7] * 10
    )
    found = make_nested(ids, away, purchases, revenue)
    assert found.frequency.tolist() == [1, 2, 3, 4, 5] * 2
    assert set(found.money.tolist()) == {3}


def test_weights_of_the_trade() -> None:
    ids, days, purchases, revenue = of([1, 2], [1, 9], [5, 1], [90, 10])
    found = make_rfm(ids, days, purchases, revenue)
    assert found.weighted(WEIGHTS["3-2-1"]).tolist() == [10 * each for each in found.composite]
    assert found.weighted(WEIGHTS["9.9-6.6-3.3"]).tolist() == [
        99 * r + 66 * f + 33 * m
        for r, f, m in zip(
            *(each.tolist() for each in (found.recency, found.frequency, found.money)), strict=True
        )
    ]


def test_mean_of_a_cell() -> None:
    ids, days, purchases, revenue = of([1, 2, 3], [1, 1, 90], [4, 4, 1], [100, 201, 5])
    made = make_rfm(ids, days, purchases, revenue)
    found = heat(made)
    r, f = int(made.recency[0]), int(made.frequency[0])
    assert found.mean(r, f) == 151
    assert sorted(made.cell(r, f).tolist()) == [1, 2]
    assert found.mean(5, 1) is None
    assert found.counts.sum() == 3
