"""The customer value matrix (definition D1): how often a customer buys by how much at a time."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.core.value.groups import Group

Integers: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.uint8]
_LARGEST = 2**62


@dataclass(frozen=True, eq=False)
class Matrix:
    """One row per customer with at least one purchase, as columns; money in fen."""

    ids: Integers
    purchases: Integers
    revenue: Integers
    groups: Codes

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
        """The frequency f = P/N that parts left from right; None without customers."""
        return Fraction(self.total_purchases, self.customers) if self.customers else None

    @property
    def average_purchase(self) -> Fraction | None:
        """The average a = V/P in fen that parts low from high; None without purchases."""
        return Fraction(self.total_revenue, self.total_purchases) if self.customers else None

    def count(self, group: Group) -> int:
        """How many customers stand in the group."""
        return int(np.count_nonzero(self.groups == group))

    def group_revenue(self, group: Group) -> int:
        """What the customers of the group brought in, in fen."""
        return int(self.revenue[self.groups == group].sum())

    def revenue_share(self, group: Group) -> Fraction | None:
        """The group's share of all revenue; None when that is not above zero."""
        total = self.total_revenue
        return Fraction(self.group_revenue(group), total) if total > 0 else None


def make_matrix(ids: Integers, purchases: Integers, revenue: Integers) -> Matrix:
    """Part the customers into the four groups; those without a purchase are left out."""
    buying = purchases > 0
    if not buying.all():
        ids, purchases, revenue = ids[buying], purchases[buying], revenue[buying]
    return Matrix(ids, purchases, revenue, _codes(purchases, revenue))


def _codes(purchases: Integers, revenue: Integers) -> Codes:
    """Compare n/1 with P/N and v/n with V/P by cross-multiplying: exact, ties high."""
    if len(purchases) == 0:
        return np.empty(0, np.uint8)
    total, money = int(purchases.sum()), int(revenue.sum())
    n, v = _wide_enough(purchases, revenue, total, money)
    often = (n * len(purchases) >= total).astype(bool)
    high = (v * total >= n * money).astype(bool)
    codes = np.full(len(purchases), Group.UNCERTAIN, np.uint8)
    codes[often] = Group.FREQUENT
    codes[high] = Group.SPENDERS
    codes[often & high] = Group.BEST
    return codes


def _wide_enough(
    purchases: Integers, revenue: Integers, total: int, money: int
) -> tuple[NDArray[Any], NDArray[Any]]:
    """The columns as they are, or as Python integers where a product would overflow."""
    largest = max(abs(int(revenue.max())), abs(int(revenue.min()))) * total
    if max(largest, int(purchases.max()) * abs(money)) < _LARGEST:
        return purchases, revenue
    return purchases.astype(object), revenue.astype(object)
