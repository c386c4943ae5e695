"""Bob Stone's points (definition D3): recency, frequency and money of two years, 200 at most."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Integers, Ledger, Whole, parts
from app.core.value.gathering import gathered
from app.core.value.months import months_before

STEPS = ((3, 20), (6, 10), (9, 5), (12, 3), (24, 1))
"""Bought within so many months: so many points."""
MONTHS = 24
EACH, MOST = 4, 20
WEIGHTS = (5, 3, 2)
BEST = sum(WEIGHTS) * MOST
PARTS = 1000
"""Money's points are kept in thousandths of a point: a tenth of a yuan's hundredth."""


@dataclass(frozen=True, eq=False)
class Points:
    """One row per customer who ever bought, the best first; money's points in thousandths."""

    ids: Integers
    recency: NDArray[np.int8]
    frequency: NDArray[np.int8]
    money: NDArray[np.int32]
    purchases: NDArray[np.int32]  # of the 24 months
    spent: Integers  # of the 24 months, fen

    @property
    def thousandths(self) -> Integers:
        """The score, 0 to 200, in thousandths."""
        r, f, m = WEIGHTS
        recency, frequency, money = (
            column.astype(np.int64) for column in (self.recency, self.frequency, self.money)
        )
        return PARTS * (r * recency + f * frequency) + m * money


def stone_points(book: Whole, *, companies: bool = False, scale: int = 1) -> Points:
    """`scale`: how many yuan weigh as one of the currency that the scheme was made for."""
    found = (_bought(each, companies) for each in parts(book))
    return _points(_Bought(*gathered(found, [np.int64] * 4, book.people)), book.last, scale)


def _bought(book: Ledger, companies: bool) -> tuple[Integers, ...]:
    begin = book.starts[:-1]
    bought = book.counted > 0
    inside = book.day >= months_before(book.last, MONTHS).toordinal()
    last_day = np.maximum.reduceat(np.where(bought, book.day, 0), begin).astype(np.int64)
    purchases = np.add.reduceat(bought & inside, begin, dtype=np.int64)
    spent = np.add.reduceat(np.where(inside, book.net, 0), begin)
    mine = (last_day > 0) & (book.companies == companies)
    return book.ids[mine], last_day[mine], purchases[mine], spent[mine]


@dataclass(frozen=True, eq=False)
class _Bought:
    ids: Integers
    last_day: Integers
    purchases: Integers
    spent: Integers


def _points(who: _Bought, today: date, scale: int) -> Points:
    recency = recency_points(who.last_day, today).astype(np.int8)
    frequency = np.minimum(EACH * who.purchases, MOST).astype(np.int8)
    money = money_points(who.spent, scale).astype(np.int32)
    purchases = who.purchases.astype(np.int32)
    found = Points(who.ids, recency, frequency, money, purchases, who.spent)
    order = np.lexsort((who.ids, -found.thousandths))
    points = recency[order], frequency[order], money[order]
    return Points(who.ids[order], *points, purchases[order], who.spent[order])


def recency_points(last_day: Integers, today: date) -> Integers:
    """By the months since the last purchase."""
    found = np.zeros(len(last_day), np.int64)
    for months, points in reversed(STEPS):
        found[last_day >= months_before(today, months).toordinal()] = points
    return found


def money_points(spent: Integers, scale: int) -> Integers:
    """A tenth of what was spent, in thousandths of a point; nothing for less than nothing."""
    return np.clip(spent // scale, 0, MOST * PARTS)
