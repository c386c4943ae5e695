"""How unevenly revenue is spread over customers (definition D4): Pareto, ABC, Gini, HHI."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from app.core.value.columns import Integers

A_SHARE = Fraction(80, 100)
B_SHARE = Fraction(95, 100)
LETTERS = "ABC"
_LARGEST = 2**62
_FEWEST_AT_A_TIME = 256


@dataclass(frozen=True, eq=False)
class Concentration:
    """Customers with their revenue in fen, largest first; net returners are set aside.

    Nothing is defined (None, "") where the total is zero.
    """

    ids: Integers
    revenue: Integers
    running: Integers  # the sum up to and including each
    set_aside: Integers  # ids of those whose returns outweigh what they bought

    @property
    def customers(self) -> int:
        """How many are counted."""
        return len(self.ids)

    @property
    def total(self) -> int:
        """What they brought in together, in fen."""
        return int(self.running[-1]) if len(self.running) else 0

    @property
    def gini(self) -> Fraction | None:
        """0 when all bring the same, towards 1 when one brings everything."""
        size, total = self.customers, self.total
        if total == 0:
            return None
        ranks = np.arange(size, 0, -1, dtype=np.int64)  # ascending from 1, seen from the top
        return Fraction(2 * _product_sum(ranks, self.revenue), size * total) - Fraction(
            size + 1, size
        )

    @property
    def gini_small_sample(self) -> Fraction | None:
        """The same, stretched by n/(n - 1)."""
        gini, size = self.gini, self.customers
        return None if gini is None or size < 2 else gini * size / (size - 1)

    @property
    def hhi(self) -> Fraction | None:
        """The sum of squared shares: 1/n when all bring the same, 1 when one brings all."""
        if self.total == 0:
            return None
        return Fraction(_product_sum(self.revenue, self.revenue), self.total**2)

    @property
    def first_of(self) -> tuple[int, int, int]:
        """The places at which A, B and C begin; an empty class begins where the next does."""
        if self.total == 0:
            return (0, 0, 0)
        ends = [_after(self.running, share, self.total) for share in (A_SHARE, B_SHARE)]
        return (0, ends[0], ends[1])

    @property
    def letters(self) -> str:
        """A letter for each customer, by the share accumulated before her."""
        if self.total == 0:
            return ""
        bounds = (*self.first_of, self.customers)
        return "".join(
            letter * (high - low)
            for letter, low, high in zip(LETTERS, bounds, bounds[1:], strict=False)
        )

    def of_letter(self, letter: str) -> slice:
        """The places of a class."""
        bounds = (*self.first_of, self.customers if self.total else 0)
        place = LETTERS.index(letter)
        return slice(bounds[place], bounds[place + 1])

    def share(self, low: int, high: int) -> Fraction | None:
        """What the customers of these places bring in, as a share of all."""
        if self.total == 0:
            return None
        return Fraction(int(self.revenue[low:high].sum()), self.total)

    @property
    def cumulative(self) -> tuple[Fraction, ...]:
        """The share accumulated with each customer."""
        total = self.total
        return tuple(Fraction(each, total) for each in self.running.tolist()) if total else ()

    def top(self, percent: Fraction) -> int:
        """How many customers the top so-many percent are: rounded up, so that one is some."""
        return -(-self.customers * percent.numerator // (100 * percent.denominator))

    def top_share(self, percent: Fraction) -> Fraction | None:
        """What they bring in, as a share of all."""
        return self.share(0, self.top(percent))


def concentrated(ids: Integers, revenue: Integers) -> Concentration:
    """Put the customers in order of what they brought in, equals by id."""
    aside = revenue < 0
    given_back = ids[aside]
    if len(given_back):
        ids, revenue = ids[~aside], revenue[~aside]
    order = np.lexsort((ids, -revenue))
    ordered = revenue[order]
    return Concentration(ids[order], ordered, np.cumsum(ordered), given_back)


def concentration(revenues: Sequence[int]) -> Concentration:
    """The same of bare sums; ids are their places."""
    money = np.array([int(each) for each in revenues], np.int64)
    return concentrated(np.arange(len(money), dtype=np.int64), money)


def _after(running: Integers, share: Fraction, total: int) -> int:
    """How many stand in classes up to this share: all before whom less was accumulated."""
    least = -(-total * share.numerator // share.denominator)
    return min(int(np.searchsorted(running, least, side="left")) + 1, len(running))


def _product_sum(one: Integers, other: Integers) -> int:
    """The exact sum of products, by stretches so short that none overflows."""
    largest = max(int(np.abs(one).max(initial=1)), 1) * max(int(np.abs(other).max(initial=1)), 1)
    width = _LARGEST // largest
    if width < _FEWEST_AT_A_TIME:
        return sum(x * y for x, y in zip(one.tolist(), other.tolist(), strict=True))
    return sum(
        int(np.dot(one[low : low + width], other[low : low + width]))
        for low in range(0, len(one), width)
    )
