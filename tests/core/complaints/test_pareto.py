"""V19's Pareto; percentiles as the truth file reckons them."""

from fractions import Fraction
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.complaints.pareto import Counted, median, pareto, percentile


def test_v19() -> None:
    counts = {"late": 40, "quality": 25, "attitude": 15, "price": 10}
    several = [Counted(None, "other", 10, other=True)]
    several += [Counted(None, name, count) for name, count in counts.items()]
    bars = pareto(several)
    assert [each.name for each in bars] == [*counts, "other"]
    assert [float(100 * each.cumulative) for each in bars] == [40, 65, 80, 90, 100]
    assert [each.name for each in bars if each.vital] == ["late", "quality", "attitude"]


def test_other_is_last_however_large_and_empty_categories_are_left_out() -> None:
    bars = pareto([Counted(1, "a", 1), Counted(2, "other", 9, other=True), Counted(3, "b", 0)])
    assert [(each.name, each.vital) for each in bars] == [("a", True), ("other", True)]
    assert pareto([]) == ()


def test_durations_without_any_are_blank() -> None:
    assert median([]) is None
    assert percentile([], Fraction(9, 10)) is None
    assert median([5]) == 5
    assert median([3, 1, 2, 10]) == Fraction(5, 2)


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=60))
def test_the_90th_percentile_is_that_of_the_standard_library(values: list[int]) -> None:
    expected = quantiles(values, n=10, method="inclusive")[-1]
    assert float(percentile(values, Fraction(9, 10)) or 0) == pytest.approx(expected)
