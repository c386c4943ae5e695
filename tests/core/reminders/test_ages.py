"""Ages, animals and minors by D21: the vectors V4."""

from datetime import date

import pytest

from app.core.reminders.ages import is_milestone, is_minor, nominal_age, years_old, zodiac
from app.core.reminders.occurrences import DayRules

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("born", "on", "years", "nominal"),
    [
        (date(1990, 1, 26), TODAY, 36, 38),
        (date(1990, 1, 27), TODAY, 36, 37),
        (date(2026, 2, 16), date(2026, 2, 17), 0, 2),
        (date(2012, 11, 22), TODAY, 14, 15),
        (date(2012, 11, 23), TODAY, 13, 14 + 1),
    ],
)
def test_v4_years_and_nominal_age(born: date, on: date, years: int, nominal: int) -> None:
    assert years_old(born, on) == years
    assert nominal_age(born, on) == nominal


def test_v4_minor_through_the_fourteenth_birthday() -> None:
    """The vector calls only the 13-year-old a minor; D21 adds the birthday itself, to be safe."""
    assert is_minor(date(2012, 11, 23), TODAY)
    assert is_minor(date(2012, 11, 22), TODAY)
    assert not is_minor(date(2012, 11, 21), TODAY)


def test_feb_29_child_ages_by_the_shops_rule() -> None:
    born = date(2000, 2, 29)
    assert years_old(born, date(2027, 2, 28)) == 27
    assert years_old(born, date(2027, 2, 28), DayRules(feb_29="mar_1")) == 26
    assert years_old(born, date(2028, 2, 28)) == 27
    assert years_old(born, date(2028, 2, 29)) == 28


@pytest.mark.parametrize(
    ("born", "turn", "animal"),
    [
        (date(1991, 1, 1), "new_year", "Horse"),
        (date(2024, 2, 9), "new_year", "Rabbit"),
        (date(2024, 2, 9), "spring", "Dragon"),
        (date(2024, 2, 10), "new_year", "Dragon"),
        (date(2026, 2, 16), "new_year", "Snake"),
        (date(2024, 2, 3), "spring", "Rabbit"),
    ],
)
def test_v4_zodiac(born: date, turn: str, animal: str) -> None:
    assert zodiac(born, turn) == animal  # type: ignore[arg-type]


def test_outside_the_calendar_is_unknown() -> None:
    assert nominal_age(date(1850, 1, 1), TODAY) is None
    assert zodiac(date(1850, 1, 1)) is None
    assert zodiac(date(1850, 1, 1), "spring") is None


def test_milestones() -> None:
    assert [n for n in range(-5, 21) if is_milestone(n)] == [1, 5, 10, 15, 20]
