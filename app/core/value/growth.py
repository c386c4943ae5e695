"""Growth: in each period the revenue of new customers against that of those kept."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from app.core.value.columns import Flags, Integers, Ledger
from app.core.value.months import Calendar, months_of
from app.core.value.takings import Takings, moved

TOO_EARLY_DAYS = 90
"""Nobody can tell new from kept so soon after the shop's first receipt."""
_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Growth:
    """One row per period without a gap; money in fen, on the day on which it moved."""

    calendar: Calendar
    periods: Integers
    new: Integers
    kept: Integers
    others: Integers  # walk-ins, unknown cards, customers in the bin
    new_buyers: Integers
    kept_buyers: Integers
    known: Flags  # False: too soon after the shop's first receipt to tell new from kept
    last: date

    @property
    def total(self) -> Integers:
        """All that came in."""
        return self.new + self.kept + self.others

    def change(self, row: int, back: int = 1) -> Fraction | None:
        """By what share the total grew against `back` periods earlier; None without one."""
        if row - back < 0:
            return None
        before, now = int(self.total[row - back]), int(self.total[row])
        return Fraction(now - before, before) if before > 0 else None

    def new_share(self, row: int) -> Fraction | None:
        """What new customers brought, of what customers brought; None where not known."""
        new, kept = int(self.new[row]), int(self.kept[row])
        if not self.known[row] or new + kept <= 0:
            return None
        return Fraction(new, new + kept)


def growth(book: Ledger, till: Takings, calendar: Calendar) -> Growth:
    """Part each period's takings by whether the customer first bought in that period."""
    if not len(till.day):
        return _nothing(calendar, book.last)
    flow = moved(book)
    period = calendar.of_months(months_of(till.day))
    begin, end = int(period.min()), calendar.of(book.last)
    count = end - begin + 1
    all_of_it = _added(period - begin, till.money, count)
    visits = _visits(book, calendar)
    there = calendar.of_months(months_of(flow.day))
    since = visits.first[flow.owner]
    is_new, is_kept = (there <= since) & (since < _NEVER), there > since
    new = _added((there - begin)[is_new], flow.money[is_new], count)
    kept = _added((there - begin)[is_kept], flow.money[is_kept], count)
    buyers = _buyers(visits, begin, count)
    periods = np.arange(begin, end + 1, dtype=np.int64)
    soon = int(till.day.min()) + TOO_EARLY_DAYS
    known = np.array([calendar.first_day(each).toordinal() >= soon for each in periods.tolist()])
    return Growth(calendar, periods, new, kept, all_of_it - new - kept, *buyers, known, book.last)


def members(book: Ledger, calendar: Calendar, period: int, *, new: bool) -> Integers:
    """The ids of those who bought in a period: for the first time in it, or before too."""
    visits = _visits(book, calendar)
    mine = (visits.period == period) & ((visits.first[visits.owner] == period) == new)
    ids: Integers = book.ids[visits.owner[mine]]
    return ids


def _added(place: Integers, money: Integers, count: int) -> Integers:
    found = np.zeros(count, np.int64)
    np.add.at(found, place, money)
    return found


@dataclass(frozen=True, eq=False)
class _Visits:
    """Customers and the periods in which they bought, each pair once."""

    owner: Integers
    period: Integers
    first: Integers  # per customer of the ledger: her first period; `_NEVER` without one


def _visits(book: Ledger, calendar: Calendar) -> _Visits:
    rows = np.flatnonzero(book.counted > 0)
    owner = book.owners()[rows].astype(np.int64)
    period = calendar.of_months(months_of(book.day[rows]))
    another = np.ones(len(rows), np.bool_)
    another[1:] = owner[1:] != owner[:-1]
    first = np.full(len(book.ids), _NEVER, np.int64)
    first[owner[another]] = period[another]
    another[1:] |= period[1:] != period[:-1]
    return _Visits(owner[another], period[another], first)


def _buyers(visits: _Visits, begin: int, count: int) -> tuple[Integers, Integers]:
    is_new = visits.first[visits.owner] == visits.period
    place = visits.period - begin
    new = np.bincount(place[is_new], minlength=count)
    return new.astype(np.int64), np.bincount(place[~is_new], minlength=count).astype(np.int64)


def _nothing(calendar: Calendar, last: date) -> Growth:
    none = np.empty(0, np.int64)
    return Growth(calendar, none, none, none, none, none, none, np.empty(0, np.bool_), last)
