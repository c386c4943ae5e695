"""How often each customer comes (D6): gaps between her purchase days, their middle and spread.

Receipts of one day are one visit. Medians and spreads are kept as whole numbers (twice the
median, four times the spread), so that no limit is tipped over by a rounding error.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Ledger

Integers: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

GAPS_FOR_A_RHYTHM = 3
_AT_ONCE = 500_000  # rows; keeps the memory of ten million small
_GAP_BITS = 24  # four times the longest gap of the calendar fits in
_SPREAD = 14_826  # of 10,000: from the middle deviation to a standard one
_SCALE = 40_000  # what limits are multiplied by to be whole


@dataclass(frozen=True, eq=False)
class Rhythms:
    """One row per customer who ever bought, ascending by id; days as `date.toordinal()`."""

    places: Integers  # where she stands in the ledger's `ids`
    ids: Integers
    first_day: Integers
    last_day: Integers
    days: Integers  # distinct days on which she bought
    median_doubled: Integers  # 0 below three gaps
    spread_fourfold: Integers  # the middle deviation (MAD), likewise

    @property
    def gaps(self) -> Integers:
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

    def over_limit(self, silent: Integers) -> Flags:
        """Whose silence is longer than her limit; never somebody without a rhythm."""
        return self.known & (silent * _SCALE > self._limit_scaled)

    @property
    def _limit_scaled(self) -> Integers:
        # median + 3 * max(1.4826 * MAD, median / 4), all times 40,000
        doubled = self.median_doubled
        wide = np.maximum(_SPREAD * self.spread_fourfold, (_SCALE // 8) * doubled)
        found: Integers = (_SCALE // 2) * doubled + 3 * wide
        return found


def rhythms(book: Ledger) -> Rhythms:
    """Everybody's rhythm, over all that the ledger holds."""
    pieces = [_piece(book, low, high) for low, high in _slices(book.starts)]
    if not pieces:
        return Rhythms(*(np.empty(0, np.int64) for _ in range(7)))
    return Rhythms(*(np.concatenate(columns) for columns in zip(*pieces, strict=True)))


def _slices(starts: Integers) -> list[tuple[int, int]]:
    """Ranges of customers, each with about so many rows."""
    count = len(starts) - 1
    edges = [0]
    while edges[-1] < count:
        row = starts[edges[-1]] + _AT_ONCE
        edges.append(max(edges[-1] + 1, int(np.searchsorted(starts, row, side="right")) - 1))
    return list(pairwise(edges))


def _piece(book: Ledger, low: int, high: int) -> tuple[Integers, ...]:
    """The columns of `Rhythms` for the customers from `low` up to `high`."""
    owner, day = _visits(book, low, high)
    number = np.bincount(owner, minlength=high - low)
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
    places = buying + low
    return places, book.ids[places], day[ends - days], day[ends - 1], days, median, spread


def _visits(book: Ledger, low: int, high: int) -> tuple[Integers, Integers]:
    """Customer and day of each visit: days on which something was bought, each once."""
    rows = slice(int(book.starts[low]), int(book.starts[high]))
    owner = np.repeat(np.arange(high - low), np.diff(book.starts[low : high + 1]))
    bought = book.counted[rows] > 0
    owner, day = owner[bought], book.day[rows][bought].astype(np.int64)
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
