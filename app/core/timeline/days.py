"""Reads a day as people say it at the counter: 明天, Friday, in 3 days, 3-7, 三月初七."""

import re
from datetime import date, timedelta

from app.catalogue.dates import read_date
from app.catalogue.kind import Rules
from app.catalogue.values import CalendarDay
from app.core.errors import Refused
from app.i18n import N_

_NEAR = {
    **{"前天": -2, "昨天": -1, "yesterday": -1, "今天": 0, "today": 0, "明天": 1, "tomorrow": 1},
    **{"后天": 2, "大后天": 3, "下周": 7, "next week": 7},
}
_WEEKDAYS = {
    **{name: number for number, name in enumerate("一二三四五六日")},
    **{
        name: number
        for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    },
    "天": 6,
}
_CHINESE_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_ENGLISH_WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*")
_OTHER_WEEK = re.compile(
    r"(?:(本|这|这个|下|下个|下下|上|上个|this |next |last ) ?)?"
    rf"(?:{_CHINESE_WEEKDAY.pattern}|{_ENGLISH_WEEKDAY.pattern})"
)
_WEEKS = {
    **{"本": 0, "这": 0, "这个": 0, "this ": 0, "下": 1, "下个": 1, "next ": 1, "下下": 2},
    **{"上": -1, "上个": -1, "last ": -1},
}
_MONTH_ENDS = ("月底", "月末", "end of month", "end of the month")
_COUNTED = re.compile(r"(?:in )?(\d{1,4}) ?(?:天|days?)(后|前|以后|之后|以前|之前| ago)?")


def read_day(typed: str, today: date, *, coming: bool) -> date | None:
    """The day meant; None for an empty text. Without a year: the next one, or the last one."""
    text = " ".join(typed.split()).casefold()
    if not text:
        return None
    found = _near(text, today, coming) or _dated(text, today, coming)
    if found is None:
        raise Refused(
            N_("“{typed}” is no day that can be read."),
            N_("Nothing was kept."),
            N_("Write it like 12-1, tomorrow, next Friday or in 3 days."),
            typed=typed.strip(),
        )
    return found


def _near(text: str, today: date, coming: bool) -> date | None:
    if text in _NEAR:
        return today + timedelta(days=_NEAR[text])
    counted = _COUNTED.fullmatch(text)
    if counted:
        back = counted[2] in ("前", "以前", "之前", " ago") or (not counted[2] and not coming)
        return today + timedelta(days=int(counted[1]) * (-1 if back else 1))
    if text in _MONTH_ENDS:
        next_month = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
        return next_month - timedelta(days=1)
    found = _OTHER_WEEK.fullmatch(text)
    return None if found is None else _weekday(found, today, coming)


def _weekday(found: re.Match[str], today: date, coming: bool) -> date:
    """A bare one is the next or the last; 下周五 is the Friday of the week after this Sunday."""
    ahead = _WEEKDAYS[found[2] or found[3]] - today.weekday()
    if found[1]:
        return today + timedelta(days=ahead + 7 * _WEEKS[found[1]])
    ahead %= 7
    return today + timedelta(days=(ahead or 7) if coming else ahead - 7 if ahead else 0)


def _dated(text: str, today: date, coming: bool) -> date | None:
    value = read_date(text, Rules(today), allow_future=True).value
    if value is None or not value.recurs:
        return None
    if value.year is not None:
        return value.solar()
    years = (today.year, today.year + 1) if coming else (today.year, today.year - 1)
    days = [found for year in years if (found := _in_year(value, year)) is not None]
    fitting = [day for day in days if (day >= today if coming else day <= today)]
    return min(fitting, default=None) if coming else max(fitting, default=None)


def _in_year(value: CalendarDay, year: int) -> date | None:
    whole = CalendarDay(value.calendar, year, value.month, value.day, value.leap)
    try:
        return whole.solar()
    except ValueError:
        return None
