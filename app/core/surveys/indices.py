"""Indices of a whole questionnaire: CSI, the American index, the self-assessment percents.

Definitions D13 and D15. A percent is always one of two, and says which: raw (score / highest)
or rescaled ((score - lowest) / (highest - lowest)).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Number = Fraction | int


@dataclass(frozen=True)
class Index:
    """A weighted score on its scale, and as a share (0 to 1) both ways; None when unknown."""

    score: Fraction | None
    raw: Fraction | None
    rescaled: Fraction | None
    items: int
    """How many items have both a weight and a score, and so are in it."""


@dataclass(frozen=True)
class Scale:
    """The lowest and the highest answer."""

    low: int
    high: int

    def holds(self, value: int) -> bool:
        """Is it an answer of this scale?"""
        return self.low <= value <= self.high


def csi(items: Sequence[tuple[Number | None, Number | None]], scale: Scale) -> Index:
    """The customer satisfaction index of (importance, satisfaction) pairs.

    w_i = importance_i / sum; CSI = sum of w_i * s_i. Items that miss one of the two are out.
    """
    known = [(w, s) for w, s in items if w is not None and s is not None and w > 0]
    total = sum((Fraction(w) for w, _ in known), Fraction(0))
    if not total:
        return Index(None, None, None, 0)
    score = sum((Fraction(w) * Fraction(s) for w, s in known), Fraction(0)) / total
    return as_index(score, scale, len(known))


def acsi(scores: Sequence[Number], weights: Sequence[Number] | None = None) -> Fraction | None:
    """The American index of three 10-point items (Fornell et al. 1996), 0 to 100.

    Without weights each item weighs the same.
    """
    if not scores:
        return None
    given = weights if weights is not None else [Fraction(1, len(scores))] * len(scores)
    pairs = zip(given, scores, strict=True)
    total = sum((Fraction(w) * (Fraction(x) - 1) for w, x in pairs), Fraction(0))
    return total / sum((Fraction(w) for w in given), Fraction(0)) / 9 * 100


def self_assessment(scores: Sequence[int | None], scale: Scale = Scale(1, 5)) -> Index:
    """One class of the course's self-assessment; None unless every statement was answered."""
    known = [score for score in scores if score is not None]
    if not scores or len(known) < len(scores):
        return Index(None, None, None, len(known))
    return as_index(Fraction(sum(known), len(known)), scale, len(known))


def as_index(score: Fraction, scale: Scale, items: int) -> Index:
    """A mean on its scale, and as a share both ways."""
    return Index(score, _raw(score, scale), _rescaled(score, scale), items)


def _raw(score: Fraction, scale: Scale) -> Fraction:
    return score / scale.high


def _rescaled(score: Fraction, scale: Scale) -> Fraction:
    return (score - scale.low) / (scale.high - scale.low)
