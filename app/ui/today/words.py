"""How days, ages and rules are said on the Today page."""

from datetime import date

from app.catalogue.kinds_day import lunar_day_name, lunar_month_name
from app.catalogue.lunar import solar_to_lunar
from app.core.reminders.kinds import OccasionKind, day_words
from app.core.reminders.occurrences import rule_texts
from app.core.reminders.upcoming import Upcoming
from app.i18n import N_, language, ntr, tr
from app.ui import formats

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"),
    N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_BIRTHDAYS = frozenset(
    {
        OccasionKind.BIRTHDAY,
        OccasionKind.SPOUSE_BIRTHDAY,
        OccasionKind.CHILD_BIRTHDAY,
        OccasionKind.PERSON_BIRTHDAY,
    }
)


def whole_day(day: date) -> str:
    """The day with weekday and lunar date: "Sunday, 22 November 2026 · 十月十四"."""
    words = tr(
        N_("{weekday}, {day} {month} {year}"),
        weekday=tr(WEEKDAYS[day.weekday()]),
        day=day.day,
        month=tr(MONTHS[day.month - 1]),
        year=day.year,
    )
    moon = solar_to_lunar(day)
    if moon is None:
        return words
    lunar = _lunar(moon[1], moon[2], moon[3])
    if language() != "zh":
        lunar = tr(N_("lunar {day}"), day=lunar)
    return f"{words} · {lunar}"


def short_day(day: date) -> str:
    """Month and day, as on a calendar leaf."""
    return formats.day(day, day)


def distance(day: date, today: date) -> str:
    """How far away a day is, in words."""
    days = (day - today).days
    if days == 0:
        return tr(N_("today"))
    if days == 1:
        return tr(N_("tomorrow"))
    if days < 0:
        return ntr("{n} day ago", "{n} days ago", -days)
    return ntr("in {n} day", "in {n} days", days)


def what(each: Upcoming) -> str:
    """Whose day it is and which: "daughter Duoduo's birthday, turns 7 · lunar 三月初七"."""
    parts = [day_words(each.kind, each.row_id, each.relation)]
    if each.whose and each.whose != each.customer:
        parts[0] = tr(N_("{kind}: {whose}"), kind=parts[0], whose=each.whose)
    if each.years is not None:
        parts.append(_years(each.kind, each.years))
    if each.calendar == "lunar":
        parts.append(tr(N_("lunar {day}"), day=_lunar(each.month, each.day, each.leap)))
    return " · ".join(parts)


def rules(each: Upcoming) -> str:
    """The rule that put the day where it is, in a sentence; "" for none."""
    return " ".join(tr(text) for text in rule_texts(each.rule))


def _years(kind: OccasionKind, years: int) -> str:
    if kind in _BIRTHDAYS:
        return ntr("turns {n}", "turns {n}", years)
    return ntr("{n} year", "{n} years", years)


def _lunar(month: int, day: int, leap: bool) -> str:
    if language() == "zh":
        return ("闰" if leap else "") + lunar_month_name(month) + lunar_day_name(day)
    words = f"{month}-{day}"
    return tr(N_("leap {day}"), day=words) if leap else words
