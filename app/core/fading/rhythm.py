"""How often each customer comes (D6): gaps between her purchase days, their middle and spread.

Receipts of one day are one visit. Medians and spreads are kept as whole numbers (twice the
median, four times the spread), so that no limit is tipped over by a rounding error.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Days, Ledger, Whole, parts
from app.core.value.gathering import gathered

Integers: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

GAPS_FOR_A_RHYTHM = 3
_GAP_BITS = 24  # four times the longest gap of the calendar fits in
_SPREAD = 14_826  # of 10,000: from the middle deviation to a standard one
_SCALE = 40_000  # what limits are multiplied by to be whole


@dataclass(frozen=True, eq=False)
class Rhythms:
    """One row per customer who ever bought, ascending by id; days as `date.toordinal()`."""

    places: Days  # where she stands in the ledger's `ids`
    ids: Integers
    first_day: Days
    last_day: Days
    days: Days  # distinct days on which she bought
    median_doubled: Days  # 0 below three gaps
    spread_fourfold: Days  # the middle deviation (MAD), likewise

    @property
    def gaps(self) -> Days:
        """How many gaps lie between her days."""
        return self.days - 1

    @property
    def known(self) -> Flags:
        """Who has a rhythm of her own."""
        return self.gaps >= GAPS_FOR_A_RHYTHM

    @property
    def median(self) -> Numbers:
        """The usual gap in days; NaN without a rhythm. Never shown without asking `known`."""
        return np.where(self.known, self.median_doubled / 2, np.nan)

    @property
    def spread(self) -> Numbers:
        """The middle deviation from it, as a standard deviation; NaN without a rhythm."""
        return np.where(self.known, self.spread_fourfold * (_SPREAD / _SCALE), np.nan)

    @property
    def limit(self) -> Numbers:
        """The longest silence that is still like her, in days; NaN without a rhythm."""
        return np.where(self.known, self._limit_scaled / _SCALE, np.nan)

    def over_limit(self, silent: Days) -> Flags:
        """Whose silence is longer than her limit; never somebody without a rhythm."""
        return self.known & (silent.astype(np.int64) * _SCALE > self._limit_scaled)

    def some(self, rows: slice) -> "Rhythms":
        """Some of the customers; no copies."""
        return Rhythms(*(getattr(self, each.name)[rows] for each in fields(self)))

    @property
    def _limit_scaled(self) -> Integers:
        # median + 3 * max(1.4826 * MAD, median / 4), all times 40,000
        doubled = self.median_doubled.astype(np.int64)
        wide = np.maximum(_SPREAD * self.spread_fourfold.astype(np.int64), (_SCALE // 8) * doubled)
        found: Integers = (_SCALE // 2) * doubled + 3 * wide
        return found


def rhythms(book: Whole) -> Rhythms:
    """Everybody's rhythm, over all that the ledger holds."""
    names = [each.name for each in fields(Rhythms)]
    several = ([getattr(each, name) for name in names] for each in rhythms_of_parts(book))
    return Rhythms(*gathered(several, [np.int32, np.int64, *[np.int32] * 5], book.people))


def rhythms_of_parts(book: Whole) -> Iterator[Rhythms]:
    """The same, some customers at a time, in their order."""
    low = 0
    for each in parts(book):
        yield _piece(each, low)
        low += each.people


def _piece(book: Ledger, low: int) -> Rhythms:
    """Of some customers; so many stand before them."""
    owner, day = _visits(book)
    number = np.bincount(owner, minlength=book.people)
    buying = np.flatnonzero(number)
    days = number[buying]
    ends = np.cumsum(days)
    between = np.diff(day)
    within = np.ones(len(day), np.bool_)
    within[ends - days] = False  # her first day ends no gap
    median, spread = np.zeros((2, len(buying)), np.int64)
    own = days > GAPS_FOR_A_RHYTHM
    taken = within & np.repeat(own, days)
    gaps = between[np.flatnonzero(taken) - 1]
    median[own], spread[own] = _middles(gaps, days[own] - 1)
    told = day[ends - days], day[ends - 1], days, median, spread
    places = (buying + low).astype(np.int32)
    return Rhythms(places, book.ids[buying], *(each.astype(np.int32) for each in told))


def _visits(book: Ledger) -> tuple[Integers, Integers]:
    """Customer and day of each visit: days on which something was bought, each once."""
    bought = book.counted > 0
    owner, day = book.owners()[bought].astype(np.int64), book.day[bought].astype(np.int64)
    new = np.ones(len(day), np.bool_)
    new[1:] = (owner[1:] != owner[:-1]) | (day[1:] != day[:-1])
    return owner[new], day[new]


def _middles(gaps: Integers, sizes: Integers) -> tuple[Integers, Integers]:
    """Twice the median, and four times the middle deviation, of each run of gaps."""
    owner = np.repeat(np.arange(len(sizes)), sizes)
    median = doubled_medians(gaps, owner, sizes)
    away = np.abs(2 * gaps - median[owner])
    return median, doubled_medians(away, owner, sizes)


def doubled_medians(values: Integers, owner: Integers, sizes: Integers) -> Integers:
    """Twice the median of each run of small values; one sort for all of them."""
    key = (owner << _GAP_BITS) | values
    key.sort()
    key &= (1 << _GAP_BITS) - 1
    first = np.cumsum(sizes) - sizes
    found: Integers = key[first + (sizes - 1) // 2] + key[first + sizes // 2]
    return found
