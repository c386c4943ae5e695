"""Growth: in each period the revenue of new customers against that of those kept."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from app.core.value.columns import Days, Flags, Integers, Ledger
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


def growth(book: Ledger, others: Takings, calendar: Calendar) -> Growth:
    """Part each period's money by whether the customer first bought in that period.

    `others` is what came in without a customer of the ledger.
    """
    flow = moved(book)
    if not (len(others.day) or len(flow.day)):
        return _nothing(calendar, book.last)
    there, elsewhere = (calendar.of_months(months_of(each)) for each in (flow.day, others.day))
    begin = min(int(each.min()) for each in (there, elsewhere) if len(each))
    count = calendar.of(book.last) - begin + 1
    visits = _visits(book, calendar)
    since = visits.first[flow.owner]
    parts = (there <= since) & (since < _NEVER), there > since, since == _NEVER
    new, kept, odd = (_added((there - begin)[each], flow.money[each], count) for each in parts)
    rest = odd + _added(elsewhere - begin, others.money, count)
    periods = np.arange(begin, begin + count, dtype=np.int64)
    known = _known(periods, calendar, (flow.day, others.day))
    buyers = _buyers(visits, begin, count)
    return Growth(calendar, periods, new, kept, rest, *buyers, known, book.last)


def _known(periods: Integers, calendar: Calendar, days: tuple[Days, Integers]) -> Flags:
    """The periods that begin late enough after the first receipt."""
    soon = min(int(each.min()) for each in days if len(each)) + TOO_EARLY_DAYS
    return np.array([calendar.first_day(each).toordinal() >= soon for each in periods.tolist()])


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
