"""When a yearly day comes round: solar and lunar, by the shop's three rules (D20)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import Literal

from app.catalogue.lunar import (
    leap_month,
    lunar_to_solar,
    month_length,
)
from app.catalogue.values import Calendar
from app.i18n import N_

# The words an occurrence carries for how it came about; "" when the day is simply there.
ORDINARY_MONTH = "ordinary_month"
LEAP_MONTH = "leap_month"
DAY_29 = "day_29"
NEXT_DAY = "next_day"
FEB_28 = "feb_28"
MAR_1 = "mar_1"
RULE_TEXTS = {
    ORDINARY_MONTH: N_("Born in a leap month: kept in the ordinary month"),
    LEAP_MONTH: N_("Born in a leap month: kept in this year's leap month"),
    DAY_29: N_("The month has no 30th this year: kept on the 29th"),
    NEXT_DAY: N_("The month has no 30th this year: kept on the next day"),
    FEB_28: N_("No February 29 this year: kept on February 28"),
    MAR_1: N_("No February 29 this year: kept on March 1"),
}
_LUNAR_SPAN = 40  # a 30th that is skipped where it is missing may stay away for years


@dataclass(frozen=True)
class DayRules:
    """What a day does in a year that does not have it; the shop's choice."""

    leap_month: Literal["ordinary", "leap", "both"] = "ordinary"
    day_30: Literal["29", "next", "skip"] = "29"
    feb_29: Literal["feb_28", "mar_1"] = "feb_28"


DEFAULT_RULES = DayRules()


@dataclass(frozen=True, order=True)
class MonthDay:
    """A day that comes round: calendar, month, day, and whether its month was a leap one."""

    calendar: Calendar
    month: int
    day: int
    leap: bool = False


@dataclass(frozen=True, order=True)
class Occurrence:
    """One time that a day comes round; `rule` joins the rules' words with "+"."""

    on: date
    rule: str = ""


def in_year(day: MonthDay, year: int, rules: DayRules = DEFAULT_RULES) -> tuple[Occurrence, ...]:
    """All occurrences in one year of the day's own calendar, in order."""
    if day.calendar == "solar":
        return _in_solar_year(day, year, rules)
    return tuple(_in_lunar_year(day, year, rules))


def between(
    day: MonthDay, start: date, end: date, rules: DayRules = DEFAULT_RULES
) -> tuple[Occurrence, ...]:
    """All occurrences from `start` to `end`, both included, in order."""
    found = (each for year in _years(day, start, end) for each in in_year(day, year, rules))
    return tuple(sorted(each for each in found if start <= each.on <= end))


def next_from(day: MonthDay, start: date, rules: DayRules = DEFAULT_RULES) -> Occurrence | None:
    """The first occurrence on `start` or later; None when the calendars end before it."""
    span = _LUNAR_SPAN if day.calendar == "lunar" else 1
    for year in range(start.year - 1, start.year + span + 1):
        coming = [each for each in in_year(day, year, rules) if each.on >= start]
        if coming:
            return min(coming)
    return None


def falling(
    start: date, days: int, rules: DayRules = DEFAULT_RULES
) -> tuple[tuple[Occurrence, MonthDay], ...]:
    """Every month-day of either calendar that comes round in the window, in order.

    The window's first day counts: `days` 31 ends 30 days after `start`. Asking each of
    the 366 + 732 month-days forward keeps one definition of the rules for both ways.
    """
    end = start + timedelta(days=days - 1)
    found = [(each, day) for day in _all_month_days() for each in between(day, start, end, rules)]
    return tuple(sorted(found))


def _years(day: MonthDay, start: date, end: date) -> range:
    # A lunar year begins within its Gregorian one and ends, with its moved days, in the next.
    first = start.year - 1 if day.calendar == "lunar" else start.year
    return range(first, end.year + 1)


def _in_solar_year(day: MonthDay, year: int, rules: DayRules) -> tuple[Occurrence, ...]:
    if not MINYEAR <= year <= MAXYEAR:
        return ()
    if (day.month, day.day) != (2, 29) or _is_leap_year(year):
        return (Occurrence(date(year, day.month, day.day)),)
    if rules.feb_29 == "mar_1":
        return (Occurrence(date(year, 3, 1), MAR_1),)
    return (Occurrence(date(year, 2, 28), FEB_28),)


def _in_lunar_year(day: MonthDay, year: int, rules: DayRules) -> Iterator[Occurrence]:
    doubled = day.leap and leap_month(year) == day.month
    if not doubled or rules.leap_month != "leap":
        word = ORDINARY_MONTH if day.leap else ""
        yield from _in_lunar_month(year, day.month, False, day.day, word, rules)
    if doubled and rules.leap_month != "ordinary":
        yield from _in_lunar_month(year, day.month, True, day.day, LEAP_MONTH, rules)


def _in_lunar_month(
    year: int, month: int, leap: bool, day: int, word: str, rules: DayRules
) -> Iterator[Occurrence]:
    first = _month_start(year, month, leap)
    if first is None:
        return
    if day <= month_length(year, month, leap):
        yield Occurrence(first + timedelta(days=day - 1), word)
    elif rules.day_30 == "29":
        yield Occurrence(first + timedelta(days=28), _joined(word, DAY_29))
    elif rules.day_30 == "next":
        yield Occurrence(first + timedelta(days=29), _joined(word, NEXT_DAY))


def _joined(first: str, second: str) -> str:
    return f"{first}+{second}" if first else second


@lru_cache(maxsize=8192)
def _month_start(year: int, month: int, leap: bool) -> date | None:
    return lunar_to_solar(year, month, 1, leap)


@lru_cache(maxsize=1)
def _all_month_days() -> tuple[MonthDay, ...]:
    lengths = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    solar = [
        MonthDay("solar", month, day)
        for month, length in enumerate(lengths, 1)
        for day in range(1, length + 1)
    ]
    lunar = [
        MonthDay("lunar", month, day, leap)
        for month in range(1, 13)
        for day in range(1, 31)
        for leap in (False, True)
    ]
    return tuple(solar + lunar)


def _is_leap_year(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def rule_texts(rule: str) -> tuple[str, ...]:
    """The marked sentences for an occurrence's rule words; empty for none."""
    return tuple(RULE_TEXTS[word] for word in rule.split("+") if word)
