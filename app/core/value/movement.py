"""Who moved from one group of the value matrix to another since the window before."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Integers
from app.core.value.groups import Group
from app.core.value.matrix import Codes, Matrix
from app.core.value.window import Window

NOBODY = len(Group)
"""The code of a customer without a purchase in a window."""
STATES = NOBODY + 1


class Way(IntEnum):
    """Where a customer went, as the shop feels it."""

    STAYED = 0
    UP = 1
    DOWN = 2
    ACROSS = 3
    NEW = 4
    GONE = 5


_WORTH = {Group.BEST: 2, Group.SPENDERS: 1, Group.FREQUENT: 1, Group.UNCERTAIN: 0}


@dataclass(frozen=True, eq=False)
class Movement:
    """One row per customer who bought in either window; groups as codes, `NOBODY` for none."""

    ids: Integers
    before: Codes
    after: Codes

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many went from a row's state to a column's."""
        pairs = self.before.astype(np.int64) * STATES + self.after
        return np.bincount(pairs, minlength=STATES * STATES).reshape(STATES, STATES)

    def moved(self, before: int, after: int) -> Integers:
        """The ids of those who went from one state to another."""
        found: Integers = self.ids[(self.before == before) & (self.after == after)]
        return found

    @property
    def ways(self) -> Codes:
        """For each customer, which way she went."""
        return _WAYS[self.before, self.after]

    def went(self, way: Way) -> Integers:
        """The ids of those who went that way."""
        found: Integers = self.ids[self.ways == way]
        return found


def window_before(window: Window) -> Window | None:
    """As many days again, ending the day before; None for all time."""
    if window.first is None or window.days is None:
        return None
    begin = window.first.toordinal() - window.days
    if begin < 1:
        return None  # before the calendar begins
    return Window(date.fromordinal(begin), window.first - timedelta(days=1))


def movement(before: Matrix, after: Matrix) -> Movement:
    """Lay two matrices side by side."""
    ids = _either(before.ids, after.ids)
    return Movement(ids, _states(ids, before), _states(ids, after))


def _either(one: Integers, other: Integers) -> Integers:
    """Whoever is in one of them, ascending: a byte a customer on the way, no sorting."""
    there = np.zeros(max(int(each.max(initial=0)) for each in (one, other)) + 1, np.bool_)
    there[one] = there[other] = True
    found: Integers = np.flatnonzero(there)
    return found


def _states(ids: Integers, matrix: Matrix) -> Codes:
    found = np.full(len(ids), NOBODY, np.uint8)
    found[np.searchsorted(ids, matrix.ids)] = matrix.groups
    return found


def way_of(before: int, after: int) -> Way:
    """Which way it is from one state to another."""
    if before == after:
        return Way.STAYED
    if before == NOBODY:
        return Way.NEW
    if after == NOBODY:
        return Way.GONE
    rise = _WORTH[Group(after)] - _WORTH[Group(before)]
    return Way.ACROSS if rise == 0 else Way.UP if rise > 0 else Way.DOWN


_WAYS: Codes = np.array(
    [[way_of(before, after) for after in range(STATES)] for before in range(STATES)], np.uint8
)
