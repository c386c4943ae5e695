"""D2: the scores of the test vectors, and any scores against plain fractions."""

from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.value.rfm import make_rfm, quintiles


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
