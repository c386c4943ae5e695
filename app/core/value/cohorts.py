"""Cohorts (definition D5): of those who first bought in a month, who bought again later."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Integers, Ledger, Whole, parts
from app.core.value.months import first_of, month_of, months_of


@dataclass(frozen=True, eq=False)
class Cohorts:
    """A triangle: cohort by month since; -1 where the month has not come yet."""

    months: Integers  # of each cohort, ascending, without a gap
    sizes: Integers
    buyers: NDArray[np.int64]
    last: date

    @property
    def count(self) -> int:
        """How many cohorts there are."""
        return len(self.months)

    def share(self, cohort: int, since: int) -> Fraction | None:
        """Of the cohort, the share that bought `since` months later; None unobserved."""
        size, found = int(self.sizes[cohort]), int(self.buyers[cohort, since])
        return None if found < 0 or size == 0 else Fraction(found, size)

    def pooled(self, since: int) -> Fraction | None:
        """All cohorts together that have reached that month."""
        column = self.buyers[:, since]
        seen = column >= 0
        size = int(self.sizes[seen].sum())
        return Fraction(int(column[seen].sum()), size) if size else None

    def first_day(self, cohort: int) -> date:
        """The first day of the cohort's month."""
        return first_of(int(self.months[cohort]))


@dataclass(frozen=True, eq=False)
class _Bought:
    """Each customer's months with a purchase, once; places of customers, months."""

    owner: Integers
    month: Integers
    first: Integers  # per row: the customer's first month


def cohorts(book: Whole, *, companies: bool = False) -> Cohorts:
    """Everybody who ever bought, by the month of the first purchase."""
    here = month_of(book.last)
    last = book.last.toordinal()
    firsts = (each.day.min(where=each.counted > 0, initial=last) for each in parts(book))
    day = int(min(firsts, default=last))
    start = month_of(date.fromordinal(day))
    count = here - start + 1
    cells = np.zeros(count * count, np.int64)
    for each in parts(book):
        found = _bought(each, companies)
        place = (found.first - start) * count + found.month - found.first
        cells += np.bincount(place, minlength=count * count)
    buyers = cells.reshape(count, count)
    begun = np.flatnonzero(buyers[:, 0])
    if not len(begun):
        nobody = np.empty(0, np.int64)
        return Cohorts(nobody, nobody, np.empty((0, 0), np.int64), book.last)
    early = int(begun[0])
    return _triangle(buyers[early:, : count - early].copy(), start + early, book.last)


def _triangle(buyers: NDArray[np.int64], begin: int, last: date) -> Cohorts:
    """Cohorts from a month on; what has not come yet is marked."""
    count = len(buyers)
    sizes = buyers[:, 0].copy()
    along = np.arange(count)
    buyers[along[:, None] + along[None, :] >= count] = -1
    return Cohorts(np.arange(begin, begin + count, dtype=np.int64), sizes, buyers, last)


def members(
    book: Whole, cohort_month: int, since: int | None = None, *, companies: bool = False
) -> Integers:
    """The ids behind a cell; the whole cohort without `since`."""
    ids = []
    for each in parts(book):
        found = _bought(each, companies)
        mine = found.first == cohort_month
        mine &= found.month - found.first == (0 if since is None else since)
        ids.append(each.ids[found.owner[mine]])
    return _all(ids)


def everybody(book: Whole, *, companies: bool = False) -> Integers:
    """The ids of all who ever bought."""
    return _all([each.ids[np.unique(_bought(each, companies).owner)] for each in parts(book)])


def _all(ids: list[Integers]) -> Integers:
    return np.concatenate(ids) if ids else np.empty(0, np.int64)


def _bought(book: Ledger, companies: bool) -> _Bought:
    kind = np.repeat(book.companies == companies, np.diff(book.starts))
    rows = np.flatnonzero((book.counted > 0) & kind)
    owner, month = book.owners()[rows].astype(np.int64), months_of(book.day[rows])
    new = np.ones(len(rows), np.bool_)
    new[1:] = (owner[1:] != owner[:-1]) | (month[1:] != month[:-1])
    owner, month = owner[new], month[new]
    begins = np.ones(len(owner), np.bool_)
    begins[1:] = owner[1:] != owner[:-1]
    starts = np.flatnonzero(begins)
    return _Bought(owner, month, np.repeat(month[starts], np.diff(np.append(starts, len(owner)))))
