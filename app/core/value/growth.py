"""Growth: in each period the revenue of new customers against that of those kept."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Days, Flags, Integers, Ledger, Whole, parts
from app.core.value.months import Calendar
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


def growth(book: Whole, others: Takings, calendar: Calendar) -> Growth:
    """Part each period's money by whether the customer first bought in that period.

    `others` is what came in without a customer of the ledger.
    """
    soon = min((each for each in (_first_day(book), _earliest(others.day)) if each), default=0)
    if not soon:
        return _nothing(calendar, book.last)
    begin = calendar.of(date.fromordinal(soon))
    count = calendar.of(book.last) - begin + 1
    sums = np.zeros((5, count), np.int64)
    for each in parts(book):
        sums += _part(each, calendar, begin, count)
    new, kept, rest, new_buyers, kept_buyers = sums
    elsewhere = calendar.of_days(others.day) - begin
    rest += _added(elsewhere, others.money, count)
    periods = np.arange(begin, begin + count, dtype=np.int64)
    known = _known(periods, calendar, soon + TOO_EARLY_DAYS)
    money = (new, kept, rest)
    return Growth(calendar, periods, *money, new_buyers, kept_buyers, known, book.last)


def _first_day(book: Whole) -> int | None:
    """The first day on which money moved, up to the ledger's last."""
    days = (_earliest(each) for part in parts(book) for each in (part.day, part.steps.until))
    return min((each for each in days if each is not None), default=None)


def _earliest(days: Days | Integers) -> int | None:
    return int(days.min()) if len(days) else None


def _part(book: Ledger, calendar: Calendar, begin: int, count: int) -> NDArray[np.int64]:
    """Of some customers: money of new ones, of kept ones, of neither; new and kept buyers."""
    flow, visits = moved(book), _visits(book, calendar)
    there, since = calendar.of_days(flow.day), visits.first[flow.owner]
    kinds = ((there <= since) & (since < _NEVER), there > since, since == _NEVER)
    money = [_added((there - begin)[each], flow.money[each], count) for each in kinds]
    return np.array([*money, *_buyers(visits, begin, count)])


def _known(periods: Integers, calendar: Calendar, soon: int) -> Flags:
    """The periods that begin late enough after the first receipt."""
    return np.array([calendar.first_day(each).toordinal() >= soon for each in periods.tolist()])


def members(book: Whole, calendar: Calendar, period: int, *, new: bool) -> Integers:
    """The ids of those who bought in a period: for the first time in it, or before too."""
    ids = [np.empty(0, np.int64)]
    for each in parts(book):
        visits = _visits(each, calendar)
        mine = (visits.period == period) & ((visits.first[visits.owner] == period) == new)
        ids.append(each.ids[visits.owner[mine]])
    return np.concatenate(ids)


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
    period = calendar.of_days(book.day[rows])
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
