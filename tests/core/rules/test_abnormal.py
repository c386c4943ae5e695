"""V20: the modified z-score, and what stands in for it where all prior amounts agree."""

from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.rules.abnormal import Verdict, judge

PRIOR = (10_000, 12_000, 11_000, 9_000, 10_500)


def _z(amount: int, prior: tuple[int, ...]) -> tuple[bool, float | None]:
    found = judge(amount, prior)
    assert found is not None
    return found.abnormal, None if found.z is None else round(float(found.z), 2)


def test_the_vectors() -> None:
    assert _z(40_000, PRIOR) == (True, 39.80)
    assert _z(13_000, PRIOR) == (False, 3.37)
    assert _z(6_000, (5_000,) * 5) == (False, None)
    assert _z(50_000, (5_000,) * 5) == (True, None)


def test_exactly_three_times_the_median_is_not_yet_abnormal() -> None:
    assert not _z(15_000, (5_000,) * 5)[0]
    assert _z(15_001, (5_000,) * 5)[0]


def test_money_that_goes_back() -> None:
    assert _z(-1, (5_000,) * 5)[0]
    assert _z(-30_000, PRIOR)[0]
    assert not _z(100, PRIOR)[0]  # a small purchase is nothing to ask about


@pytest.mark.parametrize("number", range(5))
def test_fewer_than_five_before_say_nothing(number: int) -> None:
    assert judge(10**14, (100,) * number) is None


def test_an_even_number_of_prior_amounts() -> None:
    found = judge(100, (1, 2, 3, 4, 5, 6))
    assert isinstance(found, Verdict)
    assert found.twice_median == 7


@given(
    st.integers(-(10**14), 10**14),
    st.lists(st.integers(1, 10**14), min_size=5, max_size=40),
)
def test_the_same_as_by_fractions(amount: int, prior: list[int]) -> None:
    middle = median(map(Fraction, prior))
    mad = median([abs(each - middle) for each in prior])
    found = judge(amount, prior)
    assert found is not None
    if mad == 0:
        assert found.abnormal == (amount < 0 or amount > 3 * middle)
        return
    z = Fraction(6745, 10000) * (amount - middle) / mad
    assert found.z == z
    limit = Fraction(7, 2)
    assert found.abnormal == (z > limit or (amount < 0 and -z > limit))
