"""Bob Stone's points (definition D3): recency, frequency and money of two years, 200 at most."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

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
        score = self.recency * np.int64(r)
        score += self.frequency * np.int64(f)
        score *= PARTS
        score += self.money * np.int64(m)
        return score


def stone_points(book: Whole, *, companies: bool = False, scale: int = 1) -> Points:
    """`scale`: how many yuan weigh as one of the currency that the scheme was made for."""
    several = (_points(each, companies, scale) for each in parts(book))
    kinds = (np.int64, np.int8, np.int8, np.int32, np.int32, np.int64)
    found = Points(*gathered(several, kinds, book.people))
    order = np.lexsort((found.ids, -found.thousandths))
    for each in fields(found):  # one column after the other, each in its own place
        column = getattr(found, each.name)
        column[:] = column[order]
    return found


def _points(book: Ledger, companies: bool, scale: int) -> tuple[NDArray[Any], ...]:
    """The columns of `Points` for some customers, in the order of the book."""
    begin = book.starts[:-1]
    bought = book.counted > 0
    inside = book.day >= months_before(book.last, MONTHS).toordinal()
    last_day = np.maximum.reduceat(np.where(bought, book.day, 0), begin).astype(np.int64)
    mine = (last_day > 0) & (book.companies == companies)
    purchases = np.add.reduceat(bought & inside, begin, dtype=np.int64)[mine]
    spent = np.add.reduceat(np.where(inside, book.net, 0), begin)[mine]
    recency = recency_points(last_day[mine], book.last)
    points = recency, np.minimum(EACH * purchases, MOST), money_points(spent, scale)
    return book.ids[mine], *points, purchases, spent


def recency_points(last_day: Integers, today: date) -> Integers:
    """By the months since the last purchase."""
    found = np.zeros(len(last_day), np.int64)
    for months, points in reversed(STEPS):
        found[last_day >= months_before(today, months).toordinal()] = points
    return found


def money_points(spent: Integers, scale: int) -> Integers:
    """A tenth of what was spent, in thousandths of a point; nothing for less than nothing."""
    return np.clip(spent // scale, 0, MOST * PARTS)
