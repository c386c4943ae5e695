"""Pareto's order, and the middle and the slow end of durations (definition D18)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

VITAL = Fraction(80, 100)


@dataclass(frozen=True)
class Bar:
    """One category: how many, the share up to and with it, whether it is one of the vital few."""

    key: int | None
    name: str
    count: int
    cumulative: Fraction
    vital: bool


@dataclass(frozen=True)
class Counted:
    """A category's count before it is put into order; `other` goes last."""

    key: int | None
    name: str
    count: int
    other: bool = False


def pareto(several: Iterable[Counted]) -> tuple[Bar, ...]:
    """Largest first, "other" last; vital are those until 80 % are reached, that one included."""
    known = [each for each in several if each.count > 0]
    total = sum(each.count for each in known)
    ordered = sorted(known, key=lambda each: (each.other, -each.count, each.name))
    bars, before = [], 0
    for each in ordered:
        vital = Fraction(before, total) < VITAL
        before += each.count
        bars.append(Bar(each.key, each.name, each.count, Fraction(before, total), vital))
    return tuple(bars)


def percentile(values: Sequence[int], share: Fraction) -> Fraction | None:
    """Linear and inclusive: rank (n - 1) * share of the sorted values; None without any."""
    if not values:
        return None
    ordered = sorted(values)
    rank = (len(ordered) - 1) * share
    low = rank.numerator // rank.denominator
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (rank - low) * (ordered[high] - ordered[low])


def median(values: Sequence[int]) -> Fraction | None:
    """The middle one, or the mean of the middle two."""
    return percentile(values, Fraction(1, 2))
