"""What a shop's own purchases say for the lifetime table: revenue a year, and who stays."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from app.core.purchases.records import from_day, to_day
from app.core.value.columns import Ledger, Whole, parts
from app.core.value.gathering import gathered
from app.core.value.window import Window

_YEAR = 365
MOST_YEARS = 10
FEW, TOO_FEW = 30, 5
"""Under the first a figure is called uncertain, under the second it is not shown."""


@dataclass(frozen=True)
class Year:
    """One customer's year: the days it covers, times bought, revenue in fen."""

    window: Window
    purchases: int
    revenue: int


@dataclass(frozen=True)
class History:
    """One customer's years since she first bought, the oldest first; the last ends today."""

    customer_id: int
    first: date | None
    years: tuple[Year, ...]

    @property
    def purchases(self) -> int:
        """How many purchases these years hold."""
        return sum(each.purchases for each in self.years)


@dataclass(frozen=True)
class Observed:
    """Many customers: what the last twelve months brought, and who stayed since those before.

    `customers` bought in the last year; of `before` who bought the year before, `stayed` did
    again. Money in fen.
    """

    window: Window
    earlier: Window
    customers: int
    purchases: int
    revenue: int
    before: int
    stayed: int

    @property
    def revenue_each(self) -> Fraction | None:
        """Revenue of one customer in a year; None when nobody bought."""
        return Fraction(self.revenue, self.customers) if self.customers else None

    @property
    def spacing(self) -> Fraction | None:
        """Years between two purchases of one customer; None when nobody bought."""
        return Fraction(self.customers, self.purchases) if self.purchases else None

    @property
    def amount(self) -> Fraction | None:
        """One purchase on average; None when there is none."""
        return Fraction(self.revenue, self.purchases) if self.purchases else None

    @property
    def kept(self) -> Fraction | None:
        """How many of a hundred stay for another year; None where too few bought before."""
        return Fraction(self.stayed, self.before) if self.before >= TOO_FEW else None

    @property
    def is_uncertain(self) -> bool:
        """Is the kept-rate of so few that it may be chance?"""
        return self.before < FEW


@dataclass(frozen=True, eq=False)
class Whom:
    """The customers behind `Observed`: who bought, who did the year before, who did both."""

    bought: NDArray[np.int64]
    before: NDArray[np.int64]
    stayed: NDArray[np.int64]


def whom(book: Whole, among: NDArray[np.int64] | None, *, companies: bool | None) -> Whom:
    """Who they are that `observed` counts."""
    two = _two_years(book, among, companies)
    bought, before = two.number > 0, two.before > 0
    return Whom(two.ids[bought], two.ids[before], two.ids[bought & before])


def observed(book: Whole, among: NDArray[np.int64] | None, *, companies: bool | None) -> Observed:
    """The last two years of these customers (None: of all), of one kind or of both."""
    two = _two_years(book, among, companies)
    bought, before = two.number > 0, two.before > 0
    return Observed(
        _year_ending(book.last, 0),
        _year_ending(book.last, 1),
        int(np.count_nonzero(bought)),
        int(two.number.sum()),
        sum(two.revenue[bought].tolist()),
        int(np.count_nonzero(before)),
        int(np.count_nonzero(bought & before)),
    )


@dataclass(frozen=True, eq=False)
class _TwoYears:
    """One row a customer asked for: times bought and revenue of a year, times of the one before."""

    ids: NDArray[np.int64]
    number: NDArray[np.int64]
    revenue: NDArray[np.int64]
    before: NDArray[np.int64]


def _two_years(book: Whole, among: NDArray[np.int64] | None, companies: bool | None) -> _TwoYears:
    windows = [_year_ending(book.last, back) for back in (0, 1)]

    def reckoned(part: Ledger) -> tuple[NDArray[np.int64], ...]:
        chosen = _chosen(part, among, companies)
        (number, revenue), (before, _) = (_in_window(part, window) for window in windows)
        return part.ids[chosen], number[chosen], revenue[chosen], before[chosen]

    return _TwoYears(*gathered(map(reckoned, parts(book)), [np.int64] * 4, book.people))


def _chosen(
    book: Ledger, among: NDArray[np.int64] | None, companies: bool | None
) -> NDArray[np.bool_]:
    found = np.ones(len(book.ids), np.bool_) if among is None else np.isin(book.ids, among)
    return found if companies is None else found & (book.companies == companies)


def history(book: Whole, customer_id: int, most: int = MOST_YEARS) -> History:
    """One customer's years, counted back from today; at most the last so many."""
    hers = book.of(customer_id)
    if hers is None:
        return History(customer_id, None, ())
    day, counted, net = hers.day, hers.counted, hers.net
    bought = day[counted > 0]
    if not len(bought):
        return History(customer_id, None, ())
    first = from_day(int(bought.min()))
    number = min((book.last - first).days // _YEAR + 1, most)
    years = []
    for back in range(number - 1, -1, -1):
        window = _year_ending(book.last, back)
        assert window.first is not None
        inside = (day >= to_day(window.first)) & (day <= to_day(window.last))
        revenue = sum(net[inside].tolist())
        years.append(Year(window, int(counted[inside].sum()), revenue))
    return History(customer_id, first, tuple(years))


def _year_ending(today: date, back: int) -> Window:
    last = today - timedelta(days=_YEAR * back)
    return Window(last - timedelta(days=_YEAR - 1), last)


def _in_window(book: Ledger, window: Window) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each customer the times bought and the revenue."""
    assert window.first is not None
    inside = (book.day >= to_day(window.first)) & (book.day <= to_day(window.last))
    begin = book.starts[:-1]
    number = np.add.reduceat(inside & (book.counted > 0), begin, dtype=np.int64)
    return number, np.add.reduceat(np.where(inside, book.net, 0), begin)
