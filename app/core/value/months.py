"""Weeks, calendar months, quarters and fiscal years as whole numbers that can be counted on."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Integers

_YEAR, _WEEK = 12, 7


class Span(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """In months; a week is not made of any."""
        return {"month": 1, "quarter": 3, "year": _YEAR}[self.value]


def month_of(day: date) -> int:
    """Months since the beginning of year 0."""
    return day.year * _YEAR + day.month - 1


def first_of(month: int) -> date:
    """The first day of such a month."""
    return date(month // _YEAR, month % _YEAR + 1, 1)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the month's last where it has none such."""
    month = month_of(day) - months
    if month < _YEAR:
        return date.min
    year, of_year = month // _YEAR, month % _YEAR + 1
    return date(year, of_year, min(day.day, monthrange(year, of_year)[1]))


def months_of(days: NDArray[np.integer]) -> Integers:
    """The month of each kept day, by a table over the days between the first and the last."""
    if not len(days):
        return np.empty(0, np.int64)
    low, high = int(days.min()), int(days.max())
    first, last = month_of(date.fromordinal(low)), month_of(date.fromordinal(high))
    begins = [first_of(each).toordinal() for each in range(first, last + 1)]
    edges: Integers = np.array([low, *begins[1:], high + 1], np.int64)
    lengths = edges[1:] - edges[:-1]
    by_day = np.repeat(np.arange(first, last + 1, dtype=np.int64), lengths)
    found: Integers = by_day[days - low]
    return found


@dataclass(frozen=True)
class Calendar:
    """Periods of one length; a year may begin with any month (1 to 12).

    Of weeks `begins` is the first weekday, 1 for Monday.
    """

    span: Span
    begins: int = 1

    def of_days(self, days: NDArray[np.integer]) -> Integers:
        """The period of each kept day; consecutive periods are consecutive numbers."""
        if self.span is Span.WEEK:
            weeks: Integers = (days.astype(np.int64) - self.begins) // _WEEK
            return weeks
        return (months_of(days) - (self.begins - 1)) // self.span.months

    def of(self, day: date) -> int:
        """The period of a day."""
        if self.span is Span.WEEK:
            return (day.toordinal() - self.begins) // _WEEK
        return (month_of(day) - (self.begins - 1)) // self.span.months

    def first_day(self, period: int) -> date:
        """Where a period begins."""
        if self.span is Span.WEEK:
            return date.fromordinal(max(period * _WEEK + self.begins, 1))
        return first_of(period * self.span.months + self.begins - 1)

    def last_day(self, period: int) -> date:
        """Where it ends."""
        return date.fromordinal(self.first_day(period + 1).toordinal() - 1)
