"""What customers will bring: expected purchases times expected sums, discounted (D9)."""

from dataclasses import dataclass

import numpy as np

from app.core.fading.bg_nbd import Model
from app.core.fading.histories import Histories
from app.core.fading.rhythm import Numbers

WEEKS_OF_A_YEAR = 365 / 7


@dataclass(frozen=True)
class Terms:
    """Over how many periods, how long each is, and what a later yuan is worth today."""

    periods: int = 12
    weeks: float = WEEKS_OF_A_YEAR / 12
    discount: float = 0.1  # a year
    margin: float = 1.0  # of each sum

    @property
    def rate(self) -> float:
        """The discount of one period."""
        return float((1 + self.discount) ** (self.weeks / WEEKS_OF_A_YEAR) - 1)


def discounted_purchases(model: Model, seen: Histories, terms: Terms = Terms()) -> Numbers:
    """For each history the purchases to come, those later counting for less."""
    total = np.zeros(len(seen.count))
    so_far = np.zeros(len(seen.count))
    for period in range(1, terms.periods + 1):
        by_then = model.expected(seen, period * terms.weeks)
        total += (by_then - so_far) / (1 + terms.rate) ** period
        so_far = by_then
    return total


def lifetime_value(purchases: Numbers, each: Numbers, terms: Terms = Terms()) -> Numbers:
    """Yuan that a customer will bring: discounted purchases, what each brings, the margin."""
    return np.asarray(purchases * each * terms.margin)
