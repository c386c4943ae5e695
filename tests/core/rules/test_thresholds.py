"""V20: each level fires once per period, the highest of several at once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.rules.periods import Beat, PeriodKind, months_later, period_of
from app.core.rules.thresholds import NOTHING, Level, reached

ONE = (Level(100_000, "5% off"),)
THREE = (Level(100_000, "a"), Level(200_000, "b", True), Level(500_000, "c"))


def test_the_vector_of_one_level() -> None:
    assert reached(40_000 + 50_000, ONE) == NOTHING
    assert reached(100_000, ONE).fires == ONE[0]
    assert reached(80_000, ONE, {100_000}) == NOTHING
    assert reached(105_000, ONE, {100_000}) == NOTHING


def test_several_levels_at_once_fire_the_highest() -> None:
    found = reached(250_000, THREE)
    assert found.fires == THREE[1]
    assert found.logged == (THREE[0],)


def test_a_level_added_below_one_that_fired_is_only_noted() -> None:
    found = reached(250_000, THREE, {200_000})
    assert found.fires is None
    assert found.logged == (THREE[0],)


def test_a_level_of_nothing_never_fires() -> None:
    assert reached(0, (Level(0, "x"),)) == NOTHING


@given(st.lists(st.integers(-50_000, 80_000), max_size=30))
def test_no_level_ever_fires_twice(amounts: list[int]) -> None:
    fired: set[int] = set()
    told: list[int] = []
    total = 0
    for each in amounts:
        total += each
        found = reached(total, THREE, fired)
        if found.fires:
            told.append(found.fires.amount)
            fired.add(found.fires.amount)
            assert found.fires.amount <= total
        fired |= {level.amount for level in found.logged}
    assert len(told) == len(set(told))
    assert told == sorted(told)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2021, 3, 31), 60, date(2026, 3, 31)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 31), -2, date(2023, 11, 30)),
        (date(9999, 12, 1), 600, date.max),
        (date(1, 1, 1), -1, date.min),
    ],
)
def test_months_later_ends_with_the_month(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_periods() -> None:
    day = date(2026, 3, 15)
    assert period_of(day, Beat()).key == "all"
    year = period_of(day, Beat(PeriodKind.CALENDAR_YEAR))
    assert (year.first, year.last) == (date(2026, 1, 1), date(2026, 12, 31))
    fiscal = period_of(day, Beat(PeriodKind.FISCAL_YEAR, begins_month=4))
    assert (fiscal.first, fiscal.last) == (date(2025, 4, 1), date(2026, 3, 31))
    block = period_of(day, Beat(PeriodKind.MONTHS, 3, date(2025, 1, 31)))
    assert (block.first, block.last) == (date(2026, 1, 31), date(2026, 4, 29))


@given(
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.integers(1, 40),
    st.sampled_from(PeriodKind),
    st.integers(1, 12),
)
def test_every_day_lies_in_its_period(
    day: date, begins: date, months: int, kind: PeriodKind, first_month: int
) -> None:
    beat = Beat(kind, months, begins, first_month)
    found = period_of(day, beat)
    assert (found.first or date.min) <= day <= found.last
    if found.first:
        assert period_of(found.first, beat) == found
        assert period_of(found.last, beat) == found
