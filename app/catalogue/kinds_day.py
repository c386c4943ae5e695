"""Kinds of days: solar or lunar, whole or partial; and years of age."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, ClassVar

from app.catalogue import lunar as chinese
from app.catalogue.cleaning import narrow
from app.catalogue.dates import PARTIAL, read_date
from app.catalogue.kind import Cell, Column, Kind, Reading, Rules
from app.catalogue.values import Age, Calendar, CalendarDay
from app.i18n import N_, language, tr

_CODE = re.compile(r"(L?)(\d{4}|-)(?:-(\d\d)(\+?))?(?:-(\d\d))?")
_MONTHS = "正 二 三 四 五 六 七 八 九 十 十一 十二".split()  # noqa: SIM905
_ONES = "一二三四五六七八九十"
_AGE = re.compile(r"(\d{1,3})(?:\.0)?\s*(?:周?岁|years?(?: old)?)?", re.IGNORECASE)
_OLDEST = 150


def day_code(day: CalendarDay) -> str:
    """A short code that sorts by date: 1985-03-07, --03-07, 1985, L2020-04+-08."""
    year = "-" if day.year is None else f"{day.year:04}"
    month = "" if day.month is None else f"-{day.month:02}" + "+" * day.leap
    rest = "" if day.day is None else f"-{day.day:02}"
    return ("L" if day.calendar == "lunar" else "") + year + month + rest


def day_from_code(code: str, typed: str = "") -> CalendarDay:
    """The day that `day_code` wrote; ValueError for any other text."""
    found = _CODE.fullmatch(code)
    if found is None:
        raise ValueError(f"not the code of a day: {code!r}")
    calendar: Calendar = "lunar" if found[1] else "solar"
    year = None if found[2] == "-" else int(found[2])
    month, day = (None if part is None else int(part) for part in (found[3], found[5]))
    return CalendarDay(calendar, year, month, day, bool(found[4]), typed)


@dataclass(frozen=True)
class Day(Kind[CalendarDay]):
    """A day, perhaps only its year or its month and day.

    `lunar` allows the Chinese calendar, `future` days to come; `whole` flags a partial one.
    """

    name: ClassVar[str] = "day"
    columns = (Column("", "text"), Column("_typed", "text"), Column("_on", "text"))
    lunar: bool = False
    future: bool = False
    whole: bool = False

    def parse(self, text: str, rules: Rules) -> Reading[CalendarDay]:
        """Read any style; see `app.catalogue.dates`."""
        reading = read_date(text, rules, allow_lunar=self.lunar, allow_future=self.future)
        if self.whole or PARTIAL not in reading.warnings:
            return reading
        kept = tuple(name for name in reading.warnings if name != PARTIAL)
        return Reading(reading.value, text, kept)

    def show(self, value: CalendarDay) -> str:
        """The date in the current language's way."""
        return _in_chinese(value) if language() == "zh" else _in_english(value)

    def edit_text(self, value: CalendarDay) -> str:
        """The date so that it is read back in either language."""
        if value.calendar == "lunar":
            return _in_chinese(value) if language() == "zh" else _lunar_english(value)
        return day_code(value).removeprefix("--")

    def to_cells(self, value: CalendarDay) -> tuple[Cell, ...]:
        """The code, the text as typed where it is another, the Gregorian day it stands for."""
        on, code = value.solar(), day_code(value)
        typed = value.typed if value.typed != code else None
        return (code, typed or None, on.isoformat() if on else None)

    def from_cells(self, cells: Sequence[Cell]) -> CalendarDay | None:
        """The day of the code."""
        return None if cells[0] is None else day_from_code(str(cells[0]), str(cells[1] or ""))

    def to_json(self, value: CalendarDay) -> Any:
        """YYYY-MM-DD for a whole solar day, else its parts."""
        if value.calendar == "solar" and value.precision == "day":
            return day_code(value)
        return {
            "calendar": value.calendar,
            "y": value.year,
            "m": value.month,
            "d": value.day,
            "leap": value.leap,
            "precision": value.precision,
            "typed": value.typed or None,
        }

    def from_json(self, data: Any) -> CalendarDay:
        """Either form."""
        if isinstance(data, str):
            return day_from_code(data)
        typed = data.get("typed") or ""
        leap = bool(data.get("leap"))
        return CalendarDay(data["calendar"], data["y"], data["m"], data["d"], leap, typed)

    def sample(self, random: Random) -> CalendarDay:
        """A day between 1945 and 2005, lunar now and then."""
        solar = date.fromordinal(random.randint(710136, 732312))
        moon = chinese.solar_to_lunar(solar) if self.lunar and random.random() < 0.3 else None
        if moon:
            return CalendarDay("lunar", *moon)
        return CalendarDay("solar", solar.year, solar.month, solar.day)


def _in_chinese(day: CalendarDay) -> str:
    year = "" if day.year is None else f"{day.year}年"
    if day.calendar == "solar":
        month = "" if day.month is None else f"{day.month}月"
        return year + month + ("" if day.day is None else f"{day.day}日")
    month = "" if day.month is None else "闰" * day.leap + lunar_month_name(day.month)
    return f"农历{year}{month}" + ("" if day.day is None else lunar_day_name(day.day))


def _in_english(day: CalendarDay) -> str:
    if day.calendar == "lunar":
        leap = tr(N_(" (leap month)")) if day.leap else ""
        return tr(N_("lunar {date}{leap}"), date=_dashed(day), leap=leap)
    return _dashed(day)


def _lunar_english(day: CalendarDay) -> str:
    return f"lunar {_dashed(day)}" + " leap" * day.leap


def _dashed(day: CalendarDay) -> str:
    return day_code(day).lstrip("L").replace("+", "").removeprefix("--")


def lunar_month_name(month: int) -> str:
    """The Chinese name of a lunar month: 正月 … 十二月."""
    return _MONTHS[month - 1] + "月"


def lunar_day_name(day: int) -> str:
    """The Chinese name of a day of a lunar month: 初一 … 三十."""
    if day <= 10:
        return "初" + _ONES[day - 1]
    if day in (20, 30):
        return "二十" if day == 20 else "三十"
    return ("十" if day < 20 else "廿") + _ONES[day % 10 - 1]


class Years(Kind[Age]):
    """Years of age, kept with the year in which they were told."""

    name: ClassVar[str] = "age"
    columns = (Column("", "integer"), Column("_told_in", "integer"))

    def parse(self, text: str, rules: Rules) -> Reading[Age]:
        """Read "61", "61岁" or a birth year ("1965年生") as the age told today."""
        plain = narrow(text)
        if not plain:
            return Reading(None, text)
        found = _AGE.fullmatch(plain)
        if found and int(found[1]) <= _OLDEST:
            return Reading(Age(int(found[1]), rules.today.year), text)
        told = re.fullmatch(r"(\d{1,3})\s*[(]\s*(\d{4})\s*[)]", plain)
        if told and int(told[1]) <= _OLDEST:
            return Reading(Age(int(told[1]), int(told[2])), text)
        return self._from_birth(text, rules)

    def _from_birth(self, text: str, rules: Rules) -> Reading[Age]:
        born = read_date(text, rules).value
        if born is None or born.year is None:
            return Reading(None, text, ("invalid_age",))
        years = rules.today.year - born.year
        if not 0 <= years <= _OLDEST:
            return Reading(None, text, ("invalid_age",))
        return Reading(Age(years, rules.today.year), text)

    def show(self, value: Age) -> str:
        """The years and when they were told."""
        return f"{value.years} ({value.told_in})"

    def edit_text(self, value: Age) -> str:
        """The same: the year told is kept when only looked at."""
        return self.show(value)

    def to_cells(self, value: Age) -> tuple[Cell, ...]:
        """Years, year told."""
        return (value.years, value.told_in)

    def from_cells(self, cells: Sequence[Cell]) -> Age | None:
        """Both numbers."""
        if cells[0] is None or cells[1] is None:
            return None
        return Age(int(cells[0]), int(cells[1]))

    def to_json(self, value: Age) -> Any:
        """{years, told_in}."""
        return {"years": value.years, "told_in": value.told_in}

    def from_json(self, data: Any) -> Age:
        """{years, told_in}."""
        return Age(int(data["years"]), int(data["told_in"]))

    def sample(self, random: Random) -> Age:
        """An adult's age."""
        return Age(random.randint(25, 70), 2026)
