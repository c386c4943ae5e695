"""SERVQUAL: perception less expectation, by dimension (Parasuraman, Zeithaml & Berry 1988)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

DIMENSIONS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")
PUBLISHED_WEIGHTS: dict[str, int] = dict(zip(DIMENSIONS, (11, 32, 22, 19, 16), strict=True))
"""Points of 100 that American customers gave on average (Zeithaml et al. 1990)."""
Pair = tuple[Fraction | int | None, Fraction | int | None]
"""Perception and expectation of one item, or their means."""


@dataclass(frozen=True)
class Gap:
    """The mean gap of a dimension over the items that have both, and how many these are."""

    gap: Fraction | None
    items: int


def dimension_gap(pairs: Sequence[Pair]) -> Gap:
    """Mean of P - E; None without a complete pair."""
    gaps = [Fraction(p) - Fraction(e) for p, e in pairs if p is not None and e is not None]
    return Gap(sum(gaps, Fraction(0)) / len(gaps) if gaps else None, len(gaps))


def mean_gap(gaps: Mapping[str, Gap]) -> Fraction | None:
    """Every dimension weighs the same; None unless each has a gap."""
    known = [each.gap for each in gaps.values() if each.gap is not None]
    if not known or len(known) < len(gaps):
        return None
    return sum(known, Fraction(0)) / len(known)


def weighted_gap(gaps: Mapping[str, Gap], weights: Mapping[str, int]) -> Fraction | None:
    """Weighted by points; None unless each dimension has a gap and the points are above zero."""
    total = sum(weights[key] for key in gaps)
    known = [(weights[key], each.gap) for key, each in gaps.items() if each.gap is not None]
    if not known or len(known) < len(gaps) or total <= 0:
        return None
    return sum((weight * gap for weight, gap in known), Fraction(0)) / total
