"""Three tiers by what customers leave over, or by revenue; and the best few of all."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.i18n import N_, tr

Integers: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.uint8]
_LARGEST = 2**62 // 500


class Tier(StrEnum):
    """FedEx's three: 好, 不好, 坏."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


NAMES = {Tier.GOOD: N_("The good"), Tier.FAIR: N_("The not so good"), Tier.POOR: N_("The bad")}
"""Their usual names, marked; a shop may call them otherwise."""
CODES: tuple[Tier | None, ...] = (None, *Tier)
"""The tier of each code in a column."""
PROFIT, REVENUE = "profit", "revenue"


@dataclass(frozen=True)
class Rule:
    """By what tiers are reckoned; the margin in percent, the cost of one contact in fen."""

    by: str = PROFIT
    margin: int = 30
    contact_cost: int = 0

    def sentence(self, money: Callable[[int], str] = lambda fen: f"{fen // 100:,}") -> str:
        """The rule in words."""
        if self.by == REVENUE:
            return tr(_BY_REVENUE)
        words = _BY_MARGIN if self.contact_cost == 0 else _BY_PROFIT
        return tr(words, margin=self.margin, cost=money(self.contact_cost))


_BY_REVENUE = N_(
    "By revenue: the largest who bring the first 80% stand in the first tier, the next up to "
    "95% in the second, the rest in the third."
)
_BY_MARGIN = N_(
    "By what is left over, {margin}% of revenue: the largest who bring the first 80% stand in "
    "the first tier, other gains in the second, losses in the third."
)
_BY_PROFIT = N_(
    "By what is left over, {margin}% of revenue less {cost} for each contact and visit: the "
    "largest who bring the first 80% stand in the first tier, other gains in the second, losses "
    "in the third."
)


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
    running = np.cumsum(ordered)
    before = running - ordered
    first = np.searchsorted(-worth[order], -worth[order], side="left")
    before, total = before[first], running[-1]
    codes[order] = CODES.index(Tier.FAIR)
    if rule.by == REVENUE:
        codes[order[(before * 20 >= total * 19).astype(bool)]] = CODES.index(Tier.POOR)
    codes[order[(before * 5 < total * 4).astype(bool)]] = CODES.index(Tier.GOOD)
    return codes


def best(worth: Integers, revenue: Integers, percent: int) -> NDArray[np.intp]:
    """The rows of the best so many percent, rounded up, the best first; no losses among them.

    Equal ones go by revenue, then by their place in the book.
    """
    number = -(-len(worth) * percent // 100)
    order = np.lexsort((np.arange(len(worth)), -revenue, -worth))[:number]
    found: NDArray[np.intp] = order[worth[order] > 0]
    return found


def _wide_enough(worth: Integers) -> NDArray[Any]:
    """As they are, or as Python integers where their sum would overflow."""
    return worth if float(np.abs(worth).sum(dtype=np.float64)) < _LARGEST else worth.astype(object)
