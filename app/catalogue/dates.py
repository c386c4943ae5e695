"""Reads a date as people write it: any order and dressing, solar or lunar, whole or partial."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.catalogue import lunar
from app.catalogue.chinese_numerals import in_digits
from app.catalogue.kind import Reading, Rules
from app.catalogue.values import CalendarDay

INVALID, PARTIAL, TWO_DIGIT = "invalid_date", "partial_date", "two_digit_year"
SERIAL, SEXAGENARY, AMBIGUOUS = "serial_as_text", "sexagenary_year", "ambiguous_date"
FIRST_SOLAR_YEAR = 1000
_LAST_CERTAIN_TWO_DIGIT = 50  # 51-99 always mean 19xx
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL = 61  # before it Excel counts a 29 February 1900 that never was

_EVERYDAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_S = "[-/.,、年月]"
_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<y>\d{{4}}){_S}+(?P<m>\d{{1,2}}){_S}+(?P<d>\d{{1,2}})[日号]?",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        rf"(?P<y2>\d\d){_S}+(?P<m>\d{{1,2}}){_S}+(?P<d>\d{{1,2}})[日号]?",
        r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?",
        r"(?P<serial>\d{5})",
        rf"(?P<y>\d{{4}}){_S}+(?P<m>\d{{1,2}})月?",
        r"(?P<y>(?:1[5-9]|20)\d\d)年?",
        r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])",
        r"(?P<y2>\d\d)(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<y2>\d\d)年(?:(?P<m>\d{1,2})月)?",
        r"(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<y>\d{4})",
        r"(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
        r"(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<m>\d{1,2})月",
    )
)


@dataclass(frozen=True)
class _Found:
    """The numbers of a date before anyone has asked whether there is such a day."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    lunar: bool = False
    leap: bool = False
    cycle: int | None = None  # place of a sexagenary year in its 60, 0 for 甲子
    warnings: tuple[str, ...] = ()


def read_date(
    text: str, rules: Rules, *, allow_lunar: bool = True, allow_future: bool = False
) -> Reading[CalendarDay]:
    """Read a date; a value with warnings is taken over, no value with a warning is not."""
    everyday = _EVERYDAY.fullmatch(text)
    if everyday and allow_lunar and rules.lunar:
        found = _read_everyday_lunar(everyday, text, rules.today)
        return found or _read_dressed(text, rules, allow_lunar, allow_future)
    if everyday:  # most dates of a list; the long way takes ten times as long
        return _read_everyday(everyday, text, date.max if allow_future else rules.today)
    return _read_dressed(text, rules, allow_lunar, allow_future)


def _read_everyday(found: re.Match[str], text: str, latest: date) -> Reading[CalendarDay]:
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    try:
        solar = date(year, month, day)
    except ValueError:
        return Reading(None, text, (INVALID,))
    if solar > latest or year < FIRST_SOLAR_YEAR:
        return Reading(None, text, (INVALID,))
    return Reading(CalendarDay("solar", year, month, day, False, text), text)


def _read_everyday_lunar(
    found: re.Match[str], text: str, today: date
) -> Reading[CalendarDay] | None:
    """A day of the lunar calendar in plain figures; None for what needs the long way."""
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    past = lunar.FIRST_YEAR <= year < today.year - 1
    if not past or not 1 <= day <= lunar.month_length(year, month, False):
        return None
    return Reading(CalendarDay("lunar", year, month, day, False, text), text)


def _read_dressed(
    text: str, rules: Rules, allow_lunar: bool, allow_future: bool
) -> Reading[CalendarDay]:
    written = in_digits(text)
    if not written.text:
        return Reading(None, text)
    found = _numbers(written.text, rules.today)
    if found is None:
        return Reading(None, text, (INVALID,))
    says_lunar = written.lunar or written.leap or (rules.lunar and not written.solar)
    found = replace(found, lunar=allow_lunar and says_lunar, leap=written.leap, cycle=written.cycle)
    return _checked(_with_cycle_year(found, rules.today), text, rules.today, allow_future)


def _numbers(text: str, today: date) -> _Found | None:
    for pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            return _from_match(match.groupdict(), today)
    return None


def _from_match(parts: dict[str, str | None], today: date) -> _Found | None:
    number = {name: int(value) for name, value in parts.items() if value is not None}
    if "serial" in number:
        return _from_serial(number["serial"])
    if "first" in number:
        return _from_day_first(number["first"], number["second"], number["y"])
    month, day = number.get("m"), number.get("d")
    if "y2" in number:
        return _Found(_whole_year(number["y2"], today), month, day, warnings=(TWO_DIGIT,))
    return _Found(number.get("y"), month, day)


def _from_serial(serial: int) -> _Found | None:
    if serial < _FIRST_SERIAL:
        return None
    day = _SERIAL_ZERO + timedelta(days=serial)
    return _Found(day.year, day.month, day.day, warnings=(SERIAL,))


def _from_day_first(first: int, second: int, year: int) -> _Found:
    """Month first as spreadsheets write it, unless only the other order is a date."""
    if first > 12:
        return _Found(year, second, first)
    ambiguous = second <= 12 and first != second
    return _Found(year, first, second, warnings=(AMBIGUOUS,) if ambiguous else ())


def _whole_year(short: int, today: date) -> int:
    recent = 2000 + short
    return recent if short <= _LAST_CERTAIN_TWO_DIGIT and recent <= today.year else 1900 + short


def _with_cycle_year(found: _Found, today: date) -> _Found:
    """Give a sexagenary year its number: the latest such year that is not in the future."""
    if found.cycle is None:
        return found
    now = lunar.solar_to_lunar(today)
    current = now[0] if now else today.year
    year = current - (current - 4 - found.cycle) % 60
    candidate = CalendarDay("lunar", year, found.month, found.day, found.leap)
    begins = _first_day(candidate)
    if begins is not None and begins > today:
        year -= 60
    return replace(found, year=year, lunar=True, warnings=(*found.warnings, SEXAGENARY))


def _checked(found: _Found, text: str, today: date, allow_future: bool) -> Reading[CalendarDay]:
    leap = found.leap and found.lunar
    value = CalendarDay(
        "lunar" if found.lunar else "solar",
        found.year,
        found.month,
        found.day,
        leap,
        text.strip(),
    )
    if (found.leap and not found.lunar) or not exists(value):
        return Reading(None, text, (INVALID,))
    if not allow_future and _is_future(value, today):
        return Reading(None, text, (INVALID,))
    partial = () if value.precision == "day" else (PARTIAL,)
    return Reading(value, text, (*found.warnings, *partial))


def _is_future(day: CalendarDay, today: date) -> bool:
    if day.year is None or day.year < today.year - 1:
        return False
    begins = _first_day(day)
    return begins is not None and begins > today


def exists(day: CalendarDay) -> bool:
    """Is there such a day (month, year), as far as it is known?"""
    if day.year is None and day.day is None:
        return False
    if day.calendar == "lunar":
        return _exists_lunar(day)
    if day.year is not None and not FIRST_SOLAR_YEAR <= day.year <= date.max.year:
        return False
    return _is_solar_date(day.year or 2000, day.month or 1, day.day or 1)


def _exists_lunar(day: CalendarDay) -> bool:
    if day.year is None:
        return 1 <= (day.month or 0) <= 12 and 1 <= (day.day or 0) <= 30
    if not lunar.FIRST_YEAR <= day.year <= lunar.LAST_YEAR:
        return False
    return day.month is None or (day.day or 1) in range(
        1, lunar.month_length(day.year, day.month, day.leap) + 1
    )


def _is_solar_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _first_day(day: CalendarDay) -> date | None:
    """The first Gregorian day it can mean; None without a year or where there is none."""
    if day.year is None:
        return None
    start = replace(day, month=day.month or 1, day=day.day or 1, leap=day.leap)
    return start.solar() if exists(start) else None
