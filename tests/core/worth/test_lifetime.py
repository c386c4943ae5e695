"""Lifetime value (D11, vector V15): the course's table, both retention formulas, the edges."""

from fractions import Fraction

import pytest

from app.core.errors import Refused
from app.core.worth.lifetime import (
    COURSE_A,
    COURSE_B,
    MOST_PURCHASES,
    Terms,
    growth,
    lifetime,
    retained,
)

TENTH = Fraction(1, 10)


def cents(exact: Fraction | None) -> str:
    assert exact is not None
    return f"{float(exact):.2f}"


def test_v15_totals_of_the_course() -> None:
    free = Terms(Fraction(0))
    assert lifetime(COURSE_A, free).total == lifetime(COURSE_A, free).today == 185000
    assert lifetime(COURSE_B, free).total == 54000


def test_v15_present_values() -> None:
    yearly, four = Terms(TENTH), Terms(TENTH, Fraction(4))
    assert cents(lifetime(COURSE_A, yearly).today) == "117591.77"
    assert cents(lifetime(COURSE_B, yearly).today) == "49239.67"
    assert cents(lifetime(COURSE_A, four).today) == "44007.87"
    assert cents(lifetime(COURSE_B, four).today) == "38691.38"


def test_v15_retention_says_both() -> None:
    found = retained(Fraction(100), Fraction(8, 10), TENTH)
    assert found.later == Fraction(800, 3)
    assert found.at_once == Fraction(1100, 3)


def test_the_retention_formula_is_the_long_table() -> None:
    kept, found = Fraction(8, 10), retained(Fraction(100), Fraction(8, 10), TENTH)
    table = lifetime([100 * kept**year for year in range(150)], Terms(TENTH))
    assert found.at_once is not None
    assert abs(table.today - found.at_once) < Fraction(1, 10**6)
    later = lifetime(
        [100 * kept ** (year + 1) for year in range(150)], Terms(TENTH, first_now=False)
    )
    assert found.later is not None
    assert abs(later.today - found.later) < Fraction(1, 10**6)


def test_the_first_one_later_is_worth_one_spacing_less() -> None:
    now = lifetime(COURSE_B, Terms(TENTH, Fraction(2)))
    later = lifetime(COURSE_B, Terms(TENTH, Fraction(2), first_now=False))
    assert now.today == later.today * Fraction(11, 10) ** 2
    assert [each.years for each in later.steps] == [2, 4, 6]


def test_half_a_year_is_right_to_many_digits() -> None:
    half = growth(Fraction(21, 100), Fraction(1, 2))
    assert abs(half - Fraction(11, 10)) < Fraction(1, 10**40)
    steps = lifetime([Fraction(110)] * 3, Terms(Fraction(21, 100), Fraction(1, 2))).steps
    assert abs(steps[1].today - 100) < Fraction(1, 10**30)


def test_no_purchases_are_worth_nothing_and_negative_ones_count() -> None:
    assert lifetime([], Terms()).today == lifetime([], Terms()).total == 0
    assert lifetime([Fraction(100), Fraction(-100)], Terms(Fraction(0))).today == 0


def test_everybody_stays_and_money_is_free() -> None:
    assert retained(Fraction(100), Fraction(1), Fraction(0)).later is None
    assert retained(Fraction(100), Fraction(0), TENTH).later == 0
    assert retained(Fraction(100), Fraction(0), TENTH).at_once == 100


@pytest.mark.parametrize(
    "terms",
    [Terms(Fraction(-1, 100)), Terms(Fraction(11)), Terms(TENTH, Fraction(0)),
     Terms(TENTH, Fraction(-1)), Terms(TENTH, Fraction(101))],
)  # fmt: skip
def test_impossible_terms_are_refused(terms: Terms) -> None:
    with pytest.raises(Refused):
        lifetime(COURSE_B, terms)


def test_impossible_kept_rates_and_lives_are_refused() -> None:
    for kept in (Fraction(-1, 10), Fraction(11, 10)):
        with pytest.raises(Refused):
            retained(Fraction(100), kept, TENTH)
    with pytest.raises(Refused):
        lifetime([Fraction(1)] * (MOST_PURCHASES + 1), Terms())
