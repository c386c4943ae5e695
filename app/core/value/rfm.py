"""Recency, frequency and money (definition D2), 5 the best: quintiles or the shop's bands."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Integers
from app.core.value.matrix import Codes

PARTS = 5
FEW = 30
"""With fewer customers fifths say nothing: then the bands."""


class Method(StrEnum):
    """How the digits are made; the value is what the setting keeps."""

    QUINTILES = "quintiles"
    """Each of the three by itself."""
    NESTED = "nested"
    """Frequency within a recency, money within both."""
    BANDS = "bands"
    """By limits that the shop has set."""


@dataclass(frozen=True)
class Bands:
    """Limits of the digits 5, 4, 3 and 2: at most so many days, at least so much else."""

    days: tuple[int, ...] = (30, 90, 180, 365)
    purchases: tuple[int, ...] = (10, 5, 3, 2)
    revenue: tuple[int, ...] = (500_000, 200_000, 100_000, 30_000)  # fen


@dataclass(frozen=True)
class Weights:
    """How much each digit counts in the composite, in tenths."""

    recency: int = 30
    frequency: int = 20
    money: int = 10


WEIGHTS = {"3-2-1": Weights(), "9.9-6.6-3.3": Weights(99, 66, 33)}
"""The two ways of the trade."""


@dataclass(frozen=True, eq=False)
class Rfm:
    """One row per customer with at least one purchase, as columns."""

    ids: Integers
    days: Integers
    purchases: Integers
    revenue: Integers
    recency: Codes
    frequency: Codes
    money: Codes

    def score(self, row: int) -> str:
        """The three digits of one row, such as "543"."""
        return f"{self.recency[row]}{self.frequency[row]}{self.money[row]}"

    @property
    def composite(self) -> Integers:
        """3R + 2F + M: 6 to 30, as the trade weighs them."""
        digits = (self.recency, self.frequency, self.money)
        recency, frequency, money = (digit.astype(np.int64) for digit in digits)
        return 3 * recency + 2 * frequency + money

    def weighted(self, weights: Weights) -> Integers:
        """The composite in tenths, by other weights."""
        pairs = (
            (weights.recency, self.recency),
            (weights.frequency, self.frequency),
            (weights.money, self.money),
        )
        found = np.zeros(len(self.ids), np.int64)
        for weight, digit in pairs:
            found += weight * digit.astype(np.int64)
        return found

    def cell(self, recency: int, frequency: int) -> Integers:
        """The ids in one cell of the heat map."""
        found: Integers = self.ids[(self.recency == recency) & (self.frequency == frequency)]
        return found


@dataclass(frozen=True, eq=False)
class Heat:
    """The heat map: row r - 1 and column f - 1; every customer stands in one cell."""

    counts: NDArray[np.int64]
    revenue: NDArray[np.int64]

    def mean(self, recency: int, frequency: int) -> int | None:
        """What a customer of the cell brought in, rounded to fen; None in an empty one."""
        count = int(self.counts[recency - 1, frequency - 1])
        money = int(self.revenue[recency - 1, frequency - 1])
        return None if count == 0 else (2 * money + count) // (2 * count)


def heat(rfm: Rfm) -> Heat:
    """Count and add up the twenty-five cells."""
    place = (rfm.recency - 1) * PARTS + rfm.frequency - 1  # 24 at most: a byte holds it
    counts = np.bincount(place, minlength=PARTS * PARTS).reshape(PARTS, PARTS)
    revenue = np.zeros(PARTS * PARTS, np.int64)
    np.add.at(revenue, place, rfm.revenue)
    return Heat(counts, revenue.reshape(PARTS, PARTS))


def make_rfm(ids: Integers, days: Integers, purchases: Integers, revenue: Integers) -> Rfm:
    """Score every customer; `days` since the last purchase, fewer is better."""
    return Rfm(
        ids,
        days,
        purchases,
        revenue,
        quintiles(-days),
        quintiles(purchases),
        quintiles(revenue),
    )


def make_nested(ids: Integers, days: Integers, purchases: Integers, revenue: Integers) -> Rfm:
    """Fifths of recency, within each fifths of frequency, within both fifths of money."""
    recency = quintiles(-days)
    frequency = quintiles_within(purchases, recency)
    both = recency.astype(np.int64) * (PARTS + 1) + frequency
    return Rfm(ids, days, purchases, revenue, recency, frequency, quintiles_within(revenue, both))


def make_banded(
    ids: Integers, days: Integers, purchases: Integers, revenue: Integers, bands: Bands
) -> Rfm:
    """Digits by fixed limits; a value on a limit has reached it."""
    recency = banded(-days, tuple(-each for each in bands.days))
    frequency, money = banded(purchases, bands.purchases), banded(revenue, bands.revenue)
    return Rfm(ids, days, purchases, revenue, recency, frequency, money)


def banded(values: Integers, limits: tuple[int, ...]) -> Codes:
    """1 below all limits, and one more for each that is reached."""
    ascending = np.array(sorted(limits), np.int64)
    return (1 + np.searchsorted(ascending, values, side="right")).astype(np.uint8)


def quintiles(values: Integers) -> Codes:
    """Score 1–5 for each value, the largest 5; equal values share a score.

    p = (midrank - 1/2)/n and floor(5p), with twice the midrank kept whole so that
    no rounding can tip a value over an edge.
    """
    if not len(values):
        return np.empty(0, np.uint8)
    ordered = np.sort(values)
    first = np.flatnonzero(_begins(ordered))
    different = ordered[first]
    alike = np.diff(np.append(first, len(values)))
    # midrank = below + (alike + 1)/2, so 2*midrank - 1 = 2*below + alike
    parts = PARTS * (2 * first + alike) // (2 * len(values)) + 1
    score = np.minimum(PARTS, parts).astype(np.uint8)
    found: Codes = score[np.searchsorted(different, values)]
    return found


def quintiles_within(values: Integers, groups: NDArray[np.integer]) -> Codes:
    """The same within each group by itself."""
    count = len(values)
    if count == 0:
        return np.empty(0, np.uint8)
    order = np.lexsort((values, groups))
    value, group = values[order], groups[order]
    new_group = _begins(group)
    new_value = new_group | _begins(value)
    first, size = _stretch(new_group)
    alike_first, alike = _stretch(new_value)
    # midrank = below + (alike + 1)/2, so 2*midrank - 1 = 2*below + alike
    doubled = 2 * (alike_first - first) + alike
    score = np.empty(count, np.uint8)
    score[order] = np.minimum(PARTS, PARTS * doubled // (2 * size) + 1)
    return score


def _begins(column: NDArray[np.integer]) -> NDArray[np.bool_]:
    found = np.ones(len(column), np.bool_)
    found[1:] = column[1:] != column[:-1]
    return found


def _stretch(begins: NDArray[np.bool_]) -> tuple[Integers, Integers]:
    """For each row where its stretch begins, and how long it is."""
    starts = np.flatnonzero(begins)
    length = np.diff(np.append(starts, len(begins)))
    return np.repeat(starts, length).astype(np.int64), np.repeat(length, length).astype(np.int64)
