"""How old, in years and in the lunar way, under which animal, and whether a minor (D21)."""

from datetime import date
from typing import Literal

from app.catalogue.lunar import solar_to_lunar, spring_begins
from app.core.reminders.occurrences import DEFAULT_RULES, DayRules, MonthDay, in_year
from app.i18n import N_

ZodiacTurn = Literal["new_year", "spring"]
ZODIAC = (
    N_("Rat"),
    N_("Ox"),
    N_("Tiger"),
    N_("Rabbit"),
    N_("Dragon"),
    N_("Snake"),
    N_("Horse"),
    N_("Goat"),
    N_("Monkey"),
    N_("Rooster"),
    N_("Dog"),
    N_("Pig"),
)
_A_RAT_YEAR = 1900
_FULL_CARE_UNTIL = 14  # PIPL article 28: under fourteen


def years_old(born: date, on: date, rules: DayRules = DEFAULT_RULES) -> int:
    """周岁: birthdays passed by the solar calendar; a Feb-29 child follows the shop's rule."""
    day = MonthDay("solar", born.month, born.day)
    birthday = in_year(day, on.year, rules)[0].on
    return on.year - born.year - (on < birthday)


def nominal_age(born: date, on: date) -> int | None:
    """虚岁: one at birth, one more with each lunar new year; None outside the calendar."""
    first, now = solar_to_lunar(born), solar_to_lunar(on)
    return now[0] - first[0] + 1 if first and now else None


def zodiac(born: date, turn: ZodiacTurn = "new_year") -> str | None:
    """The marked name of the animal; the year turns at lunar new year, or at 立春."""
    year = _spring_year(born) if turn == "spring" else _lunar_year(born)
    return None if year is None else ZODIAC[(year - _A_RAT_YEAR) % 12]


def is_minor(born: date, on: date, rules: DayRules = DEFAULT_RULES) -> bool:
    """Under the full care for children: through the fourteenth birthday, to stay safe.

    The law says under 14; courts count a full year from the day after the birthday.
    """
    day = MonthDay("solar", born.month, born.day)
    return on <= in_year(day, born.year + _FULL_CARE_UNTIL, rules)[0].on


def is_milestone(years: int) -> bool:
    """The first, fifth, tenth, fifteenth … year: worth a word to a customer."""
    return years == 1 or (years > 0 and years % 5 == 0)


def _lunar_year(born: date) -> int | None:
    found = solar_to_lunar(born)
    return found[0] if found else None


def _spring_year(born: date) -> int | None:
    begins = spring_begins(born.year)
    if begins is None:
        return None
    return born.year - (born < begins)
