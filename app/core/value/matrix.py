"""The customer value matrix (definition D1): how often a customer buys by how much at a time."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Integers
from app.core.value.cut_lines import AVERAGES, Cut, CutKind, Lines, lines_for
from app.core.value.groups import Group

__all__ = ["Codes", "Integers", "Matrix", "make_matrix"]
Codes: TypeAlias = NDArray[np.uint8]
_LARGEST = 2**62
_AT_A_TIME = 100_000  # customers: what is reckoned on the way is as long, many times over


@dataclass(frozen=True, eq=False)
class Matrix:
    """One row per customer with at least one purchase, as columns; money in fen."""

    ids: Integers
    purchases: Integers
    revenue: Integers
    groups: Codes
    lines: Lines | None = None
    """Where the quarters part; None without customers."""
    cut: CutKind = CutKind.AVERAGES

    @property
    def customers(self) -> int:
        """N of the definition."""
        return len(self.ids)

    @property
    def total_purchases(self) -> int:
        """P of the definition."""
        return int(self.purchases.sum())

    @property
    def total_revenue(self) -> int:
        """V of the definition, in fen."""
        return int(self.revenue.sum())

    @property
    def purchases_per_customer(self) -> Fraction | None:
        """The frequency f = P/N; None without customers."""
        return Fraction(self.total_purchases, self.customers) if self.customers else None

    @property
    def average_purchase(self) -> Fraction | None:
        """The average a = V/P in fen; None without purchases."""
        return Fraction(self.total_revenue, self.total_purchases) if self.customers else None

    def count(self, group: Group) -> int:
        """How many customers stand in the group."""
        return int(np.count_nonzero(self.groups == group))

    def members(self, group: Group) -> Integers:
        """The ids of the customers in the group."""
        found: Integers = self.ids[self.groups == group]
        return found

    def group_revenue(self, group: Group) -> int:
        """What the customers of the group brought in, in fen."""
        return int(self.revenue[self.groups == group].sum())

    def revenue_share(self, group: Group) -> Fraction | None:
        """The group's share of all revenue; None when that is not above zero."""
        total = self.total_revenue
        return Fraction(self.group_revenue(group), total) if total > 0 else None


def make_matrix(
    ids: Integers, purchases: Integers, revenue: Integers, cut: Cut = AVERAGES
) -> Matrix:
    """Part the customers into the four groups; those without a purchase are left out."""
    buying = purchases > 0
    if not buying.all():
        ids, purchases, revenue = ids[buying], purchases[buying], revenue[buying]
    lines = lines_for(cut, purchases, revenue)
    return Matrix(ids, purchases, revenue, _codes(purchases, revenue, lines), lines, cut.kind)


def _codes(purchases: Integers, revenue: Integers, lines: Lines | None) -> Codes:
    """Compare n with one line and v/n with the other by cross-multiplying: exact, ties high."""
    if lines is None:
        return np.empty(0, np.uint8)
    often, level = lines.often, lines.level
    factors = (often.numerator, often.denominator, level.numerator, level.denominator)
    codes = np.full(len(purchases), Group.UNCERTAIN, np.uint8)
    for low in range(0, len(codes), _AT_A_TIME):
        some = slice(low, low + _AT_A_TIME)
        largest = max(abs(each) for each in factors)
        n, v = _wide_enough(purchases[some], revenue[some], largest)
        is_often = (n * often.denominator >= often.numerator).astype(bool)
        is_high = (v * level.denominator >= n * level.numerator).astype(bool)
        codes[some][is_often] = Group.FREQUENT
        codes[some][is_high] = Group.SPENDERS
        codes[some][is_often & is_high] = Group.BEST
    return codes


def _wide_enough(
    purchases: Integers, revenue: Integers, factor: int
) -> tuple[NDArray[Any], NDArray[Any]]:
    """The columns as they are, or as Python integers where a product would overflow."""
    largest = max(int(purchases.max()), abs(int(revenue.max())), abs(int(revenue.min())))
    if max(largest, 1) * factor < _LARGEST:
        return purchases, revenue
    return purchases.astype(object), revenue.astype(object)
