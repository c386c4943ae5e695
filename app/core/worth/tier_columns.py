"""Tiers for columns of customers, and the rows of the best."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.core.worth.tiers import CODES, REVENUE, Rule, Tier

Integers: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.uint8]
_LARGEST = 2**62 // 500
_NINETEEN, _FOUR = (19, 20), (4, 5)


def worth_of(revenue: Integers, contacts: Integers, rule: Rule) -> Integers:
    """What each customer counts for, in hundredths of a fen, so that no percent is rounded."""
    if rule.by == REVENUE:
        return revenue * 100
    return revenue * rule.margin - contacts * (rule.contact_cost * 100)


def tier_codes(worth: Integers, rule: Rule) -> Codes:
    """The tier of each; equal ones stand in the same, whoever stood first in the book."""
    codes = np.full(len(worth), CODES.index(Tier.POOR), np.uint8)
    gains = np.flatnonzero(worth > 0)
    if not len(gains):
        return codes
    order = gains[np.argsort(-worth[gains], kind="stable")]
    ordered = _wide_enough(worth[order])
    poor, good = (_until(ordered, share) for share in (_NINETEEN, _FOUR))
    codes[order] = CODES.index(Tier.FAIR)
    if rule.by == REVENUE:
        codes[order[poor:]] = CODES.index(Tier.POOR)
    codes[order[:good]] = CODES.index(Tier.GOOD)
    return codes


def _until(ordered: NDArray[Any], share: tuple[int, int]) -> int:
    """How many stand before less than a share was reached, equal ones with their first."""
    part, whole = share
    before = np.cumsum(ordered)
    before -= ordered
    before *= whole
    number = int(np.count_nonzero(before < ordered.sum() * part))
    if not 0 < number < len(ordered):
        return number
    return number + int(np.count_nonzero(ordered[number:] == ordered[number - 1]))


def best(worth: Integers, revenue: Integers, percent: int) -> NDArray[np.intp]:
    """The rows of the best so many percent, rounded up, the best first; no losses among them.

    Equal ones go by revenue, then by their place in the book.
    """
    number = -(-len(worth) * percent // 100)
    if not number:
        return np.empty(0, np.intp)
    least = np.partition(worth, len(worth) - number)[len(worth) - number]
    several = np.flatnonzero((worth >= least) & (worth > 0))
    order = np.lexsort((several, -revenue[several], -worth[several]))[:number]
    found: NDArray[np.intp] = several[order]
    return found


def _wide_enough(worth: Integers) -> NDArray[Any]:
    """As they are, or as Python integers where their sum would overflow."""
    return worth if float(np.abs(worth).sum(dtype=np.float64)) < _LARGEST else worth.astype(object)
