"""Three tiers by what customers leave over, or by revenue; and the best few of all."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.i18n import N_, tr


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
