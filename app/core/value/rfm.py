"""Recency, frequency and money as independent quintiles (definition D2), 5 the best."""

from dataclasses import dataclass

import numpy as np

from app.core.value.matrix import Codes, Integers

PARTS = 5


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


def quintiles(values: Integers) -> Codes:
    """Score 1–5 for each value, the largest 5; equal values share a score.

    p = (midrank - 1/2)/n and floor(5p), with twice the midrank kept whole so that
    no rounding can tip a value over an edge.
    """
    count = len(values)
    if count == 0:
        return np.empty(0, np.uint8)
    _, place, size = np.unique(values, return_inverse=True, return_counts=True)
    below = np.cumsum(size) - size
    # midrank = below + (size + 1)/2, so 2*midrank - 1 = 2*below + size
    doubled = 2 * below + size
    score = np.minimum(PARTS, PARTS * doubled // (2 * count) + 1).astype(np.uint8)
    return np.take(score, place)
