"""Months and years on the calendar: later by months, and the period a day lies in."""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_MONTHS = 600


class PeriodKind(StrEnum):
    """Over which time a rule adds up."""

    ALL = "all"
    CALENDAR_YEAR = "calendar_year"
    FISCAL_YEAR = "fiscal_year"
    MONTHS = "months"


@dataclass(frozen=True)
class Period:
    """A span of days; `first` None: since the beginning. `last` may lie ahead."""

    first: date | None
    last: date

    @property
    def key(self) -> str:
        """What tells this period from the others of a rule."""
        return self.first.isoformat() if self.first else "all"


@dataclass(frozen=True)
class Beat:
    """How a rule's periods follow one another.

    `begins` is the day from which blocks of `months` are counted, and for the fiscal year
    `begins_month` is its first month.
    """

    kind: PeriodKind = PeriodKind.ALL
    months: int = 12
    begins: date = date(2000, 1, 1)
    begins_month: int = 1


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is none."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period_of(day: date, beat: Beat) -> Period:
    """The period that `day` lies in."""
    if beat.kind is PeriodKind.ALL:
        return Period(None, date.max)
    if beat.kind is PeriodKind.CALENDAR_YEAR:
        return Period(date(day.year, 1, 1), date(day.year, 12, 31))
    if beat.kind is PeriodKind.FISCAL_YEAR:
        year = day.year - (day.month < beat.begins_month)
        return _block(date(year, beat.begins_month, 1), 0, 12)
    behind = (day.year - beat.begins.year) * 12 + day.month - beat.begins.month
    number = behind // beat.months
    if months_later(beat.begins, number * beat.months) > day:
        number -= 1
    return _block(beat.begins, number, beat.months)


def _block(begins: date, number: int, months: int) -> Period:
    first = months_later(begins, number * months)
    after = months_later(begins, (number + 1) * months)
    return Period(first, date.fromordinal(max(after.toordinal() - 1, 1)))
