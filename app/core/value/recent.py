"""Recent buyers: day by day, how many customers had bought not long ago."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Integers, Ledger, Whole, parts
from app.core.value.months import first_of, month_of

NEAR, FAR = 30, 90
MONTHS = 24
_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Recent:
    """At the end of each month (the last one: today), customers by their last purchase."""

    ends: tuple[date, ...]
    near: Integers  # within 30 days
    far: Integers  # within 90 days
    ever: Integers  # had ever bought by then


def recent_buyers(book: Whole, *, companies: bool = False, months: int = MONTHS) -> Recent:
    """Count them at month's ends, from the first purchase on, `months` of them at most."""
    first = min((_first(each, companies) for each in parts(book)), default=_NEVER)
    if first == _NEVER:
        nobody = np.empty(0, np.int64)
        return Recent((), nobody, nobody, nobody)
    ends = _ends(first, book.last, months)
    at = np.array([each.toordinal() for each in ends], np.int64)
    counts = np.zeros((3, len(at)), np.int64)
    for each in parts(book):
        counts += _counts(each, companies, at)
    return Recent(ends, *counts)


def _first(book: Ledger, companies: bool) -> int:
    rows = _buying(book, companies)
    return int(book.day[rows].min()) if len(rows) else _NEVER


def _counts(book: Ledger, companies: bool, at: Integers) -> NDArray[np.int64]:
    """Of some customers, at each of the days: bought within 30 days, within 90, ever."""
    rows = _buying(book, companies)
    day = book.day[rows].astype(np.int64)
    owner = book.owners()[rows]
    same = owner[1:] == owner[:-1]
    until = np.full(len(day), book.last.toordinal() + 1, np.int64)
    until[:-1][same] = day[1:][same]
    begun = np.ones(len(day), np.bool_)
    begun[1:] = ~same
    ever = np.searchsorted(np.sort(day[begun]), at, side="right").astype(np.int64)
    near, far = (_standing(day, np.minimum(until, day + days), at) for days in (NEAR, FAR))
    return np.array([near, far, ever])


def last_within(
    book: Whole, days: int, *, end: date | None = None, companies: bool = False
) -> Integers:
    """The ids of those whose last purchase, seen from a day, lies within so many days."""
    seen, found = (end or book.last).toordinal(), [np.empty(0, np.int64)]
    for each in parts(book):
        rows = _buying(each, companies)
        day = each.day[rows]
        near = rows[(day <= seen) & (day > seen - days)]
        found.append(each.ids[np.unique(each.owners()[near])])
    return np.concatenate(found)


def _buying(book: Ledger, companies: bool) -> Integers:
    kind = np.repeat(book.companies == companies, np.diff(book.starts))
    return np.flatnonzero((book.counted > 0) & kind)


def _standing(begins: Integers, ends: Integers, at: Integers) -> Integers:
    """How many stretches [begin, end) hold each of the days."""
    begun = np.searchsorted(np.sort(begins), at, side="right")
    return (begun - np.searchsorted(np.sort(ends), at, side="right")).astype(np.int64)


def _ends(first: int, last: date, months: int) -> tuple[date, ...]:
    """The ends of whole months since the first purchase, and the last day itself."""
    here = month_of(last)
    begin = max(month_of(date.fromordinal(first)), here - months + 1)
    whole = (date.fromordinal(first_of(each + 1).toordinal() - 1) for each in range(begin, here))
    return (*whole, last)
