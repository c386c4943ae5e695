"""A child of a customer, and the days on which she may have been born."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.catalogue.values import CalendarDay

_DECEMBER = 12


@dataclass(frozen=True)
class KnownChild:
    """`key` names her in findings; `born` and `latest` are the same where the day is known."""

    key: str
    born: date
    latest: date
    name: str | None

    @property
    def is_certain(self) -> bool:
        """Is the day of her birth known?"""
        return self.born == self.latest


def possible_days(day: CalendarDay | None) -> tuple[date, date] | None:
    """The first and the last day that it may be; None without a year.

    A lunar month or year is taken as it lies in ours: a few days more or less tell nothing here.
    """
    if day is None or day.year is None:
        return None
    whole = day.solar()
    if whole is not None:
        return whole, whole
    if day.month is None:
        return date(day.year, 1, 1), date(day.year, _DECEMBER, 31)
    first = replace(day, day=1).solar()
    if first is None:
        return None
    after = (first.replace(day=28) + timedelta(4)).replace(day=1)
    last = after - timedelta(1) if day.calendar == "solar" else first + timedelta(29)
    return first, last
