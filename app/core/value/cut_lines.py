"""The two lines that part the value matrix: averages, medians, or the shop's own (D1)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from app.core.value.columns import Integers


class CutKind(StrEnum):
    """Where the lines come from; the value is what the setting keeps."""

    AVERAGES = "averages"
    MEDIANS = "medians"
    OWN = "own"


@dataclass(frozen=True)
class Cut:
    """Which lines are wanted; `often` and `level` (fen) are read for the shop's own only."""

    kind: CutKind = CutKind.AVERAGES
    often: Fraction | None = None
    level: Fraction | None = None


AVERAGES, MEDIANS = Cut(CutKind.AVERAGES), Cut(CutKind.MEDIANS)


@dataclass(frozen=True)
class Lines:
    """From this many purchases on is often, from this many fen at a time is high."""

    often: Fraction
    level: Fraction


def own(often: Fraction, level: Fraction) -> Cut:
    """Lines that the shop drew itself."""
    return Cut(CutKind.OWN, often, level)


def lines_for(cut: Cut, purchases: Integers, revenue: Integers) -> Lines | None:
    """The lines for these customers, all of whom bought; None when there is nobody."""
    if not len(purchases):
        return None
    averages = _averages(purchases, revenue)
    if cut.kind is CutKind.MEDIANS:
        return Lines(_median_count(purchases), _median_average(purchases, revenue))
    if cut.kind is CutKind.OWN:
        often = averages.often if cut.often is None else cut.often
        return Lines(often, averages.level if cut.level is None else cut.level)
    return averages


def _averages(purchases: Integers, revenue: Integers) -> Lines:
    total = int(purchases.sum())
    return Lines(Fraction(total, len(purchases)), Fraction(int(revenue.sum()), total))


def _median_count(purchases: Integers) -> Fraction:
    low, high = _middle(len(purchases))
    found = np.partition(purchases, (low, high))
    return Fraction(int(found[low]) + int(found[high]), 2)


def _median_average(purchases: Integers, revenue: Integers) -> Fraction:
    """The median of what each customer spends at a time, exact."""
    quotient = revenue / purchases
    low, high = _middle(len(purchases))
    found = np.partition(quotient, (low, high))
    pair = (_exact(quotient, purchases, revenue, found, each) for each in (low, high))
    return sum(pair, Fraction(0)) / 2


def _exact(
    quotient: "np.typing.NDArray[np.float64]",
    purchases: Integers,
    revenue: Integers,
    found: "np.typing.NDArray[np.float64]",
    rank: int,
) -> Fraction:
    """The value of a rank: rounding keeps the order, so only its equals are compared exactly."""
    value = found[rank]
    alike = np.flatnonzero(quotient == value)
    pairs = set(zip(revenue[alike].tolist(), purchases[alike].tolist(), strict=True))
    if len({Fraction(money, count) for money, count in pairs}) == 1:
        money, count = next(iter(pairs))
        return Fraction(money, count)
    below = int(np.count_nonzero(quotient < value))
    ordered = sorted(Fraction(int(revenue[each]), int(purchases[each])) for each in alike.tolist())
    return ordered[rank - below]


def _middle(count: int) -> tuple[int, int]:
    return (count - 1) // 2, count // 2
