"""The Chinese calendar 1900–2100 by GB/T 33661: the only file that knows borax."""

from datetime import date, timedelta
from functools import lru_cache

from borax.calendars.lunardate import LCalendars, LunarDate, TermUtils

FIRST_YEAR, LAST_YEAR = 1900, 2100


def lunar_to_solar(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The Gregorian day of a lunar one; None when there is no such lunar day."""
    if not 1 <= day <= month_length(year, month, leap):
        return None
    return _first_of_month(year, month, leap) + timedelta(days=day - 1)


@lru_cache(maxsize=4096)
def _first_of_month(year: int, month: int, leap: bool) -> date:
    found: date = LunarDate(year, month, 1, 1 if leap else 0).to_solar_date()
    return found


def solar_to_lunar(day: date) -> tuple[int, int, int, bool] | None:
    """Year, month, day and leap flag of a Gregorian day; None outside 1900–2100."""
    try:
        found = LunarDate.from_solar(day)
    except (ValueError, IndexError):
        return None
    return found.year, found.month, found.day, bool(found.leap)


@lru_cache(maxsize=8192)
def month_length(year: int, month: int, leap: bool = False) -> int:
    """29 or 30; 0 when the year has no such month."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return 0
    if leap and leap_month(year) != month:
        return 0
    return int(LCalendars.ndays(year, month, 1 if leap else 0))


@lru_cache(maxsize=512)
def leap_month(year: int) -> int:
    """The number of the month that is doubled in a lunar year; 0 for none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return 0
    return int(LCalendars.leap_month(year))


@lru_cache(maxsize=512)
def spring_begins(year: int) -> date | None:
    """The day of 立春 in a Gregorian year; None outside the calendar's years."""
    if not FIRST_YEAR < year <= LAST_YEAR:
        return None
    found: date = TermUtils.nth_term_day(year, 2)
    return found
