"""V20: replacement from product life, and moves from one stage of life to the next."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core.rules.life_stage import Bought, moves
from app.core.rules.periods import months_later
from app.core.rules.replacement import Unit, days_near, in_window, replacement


def test_five_years_after_the_end_of_march() -> None:
    found = replacement([Unit(date(2021, 3, 31), 60)], lead_days=30)
    assert found is not None
    assert (found.on, found.opens) == (date(2026, 3, 31), date(2026, 3, 1))


def test_half_a_year_after_the_end_of_august_is_the_end_of_february() -> None:
    found = replacement([Unit(date(2024, 8, 31), 6)])
    assert found is not None
    assert found.on == date(2025, 2, 28)


def test_the_later_unit_wins() -> None:
    found = replacement([Unit(date(2025, 6, 10), 24), Unit(date(2024, 8, 31), 60)])
    assert found is not None
    assert found.on == date(2027, 6, 10)


def test_what_came_back_is_none() -> None:
    assert replacement([Unit(date(2021, 3, 31), 60, left=False)]) is None
    assert replacement([Unit(date(2021, 3, 31), 0)]) is None
    assert replacement([]) is None


def test_a_returned_later_unit_leaves_the_earlier_one() -> None:
    kept = Unit(date(2024, 8, 31), 6)
    found = replacement([kept, Unit(date(2025, 6, 10), 24, left=False)])
    assert found is not None
    assert found.unit == kept


def test_the_window_is_lead_and_lateness() -> None:
    due = date(2026, 3, 31)
    assert not in_window(due, date(2026, 2, 28), 30, 90)
    assert in_window(due, date(2026, 3, 1), 30, 90)
    assert in_window(due, due + timedelta(days=90), 30, 90)
    assert not in_window(due, due + timedelta(days=91), 30, 90)
    assert in_window(date(1, 1, 2), date(1, 1, 2), 30, 90)


def test_baby_goods_become_child_goods_after_five_years() -> None:
    (found,) = moves(5, [], [Bought(date(2021, 11, 1))])
    assert found.on == date(2026, 11, 1)
    assert not found.by_birth


def test_a_gift_never_rolls() -> None:
    assert moves(5, [], [Bought(date(2021, 11, 1), gift=True)]) == ()


def test_the_birth_date_beats_the_purchase() -> None:
    (found,) = moves(5, [date(2020, 2, 29)], [Bought(date(2021, 11, 1))])
    assert found.by_birth
    assert found.on == date(2025, 2, 28)


def test_a_second_child_is_told_by_goods_bought_after_the_stage_was_over() -> None:
    days = [date(2015, 1, 1), date(2016, 5, 1), date(2020, 1, 1), date(2022, 1, 1)]
    found = moves(5, [], [Bought(each) for each in days])
    assert [(each.run, each.on) for each in found] == [
        (1, date(2020, 1, 1)),
        (2, date(2025, 1, 1)),
    ]


@given(
    st.lists(st.tuples(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.booleans()), max_size=20),
    st.integers(1, 18),
)
def test_every_run_begins_with_an_own_purchase(bought: list[tuple[date, bool]], years: int) -> None:
    found = moves(years, [], [Bought(*each) for each in bought])
    own = {day for day, gift in bought if not gift}
    assert {each.began for each in found} <= own
    assert bool(found) == bool(own)
    assert all(one.on <= other.began for one, other in itertools.pairwise(found))


@given(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.integers(1, 120),
    st.integers(0, 400),
    st.integers(0, 400),
)
def test_whatever_is_due_began_near_the_days_told(
    began: date, today: date, months: int, lead: int, late: int
) -> None:
    due = months_later(began, months)
    first, last = days_near(today, months, lead, late)
    assert not in_window(due, today, lead, late) or first <= began <= last
