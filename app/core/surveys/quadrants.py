"""Importance–performance analysis (Martilla & James 1977): where to begin (definition D16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.i18n import N_


class Quadrant(StrEnum):
    """What to do about an item; the words are those of the command line."""

    IMPROVE = "improve"
    KEEP = "keep"
    LOW = "low"
    OVERKILL = "overkill"


QUADRANT_WORDS: dict[Quadrant, str] = {
    Quadrant.IMPROVE: N_("Improve first"),
    Quadrant.KEEP: N_("Keep it up"),
    Quadrant.LOW: N_("Low priority"),
    Quadrant.OVERKILL: N_("Perhaps too much"),
}


@dataclass(frozen=True)
class Crosshair:
    """Where the plane is parted; "means" of the items or the "middle" of the scale."""

    importance: Fraction
    performance: Fraction


Pair = tuple[Fraction | None, Fraction | None]


def at_means(items: Sequence[Pair]) -> Crosshair | None:
    """The means of the items' means, over the items that have both; None without any."""
    known = [(i, p) for i, p in items if i is not None and p is not None]
    if not known:
        return None
    n = len(known)
    importance = sum((i for i, _ in known), Fraction(0)) / n
    return Crosshair(importance, sum((p for _, p in known), Fraction(0)) / n)


def quadrants(items: Sequence[Pair], at: Crosshair | None) -> list[Quadrant | None]:
    """The quadrant of each item, ties high; None where one of the two is unknown."""
    return [_quadrant(importance, performance, at) for importance, performance in items]


def _quadrant(
    importance: Fraction | None, performance: Fraction | None, at: Crosshair | None
) -> Quadrant | None:
    if importance is None or performance is None or at is None:
        return None
    if importance >= at.importance:
        return Quadrant.KEEP if performance >= at.performance else Quadrant.IMPROVE
    return Quadrant.OVERKILL if performance >= at.performance else Quadrant.LOW
