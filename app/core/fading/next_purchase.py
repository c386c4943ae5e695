"""When each customer is expected next: her last day and her usual gap, with its range.

Somebody without three gaps has no expected day; the course's rule, and an honest one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.fading.rhythm import Integers, Rhythms, rhythms_of_parts
from app.core.value.columns import Days, Whole
from app.core.value.gathering import gathered

WEEK, MONTH = 7, 30
_AT_A_TIME = 100_000  # customers: what is reckoned on the way is as long, many times over
_KINDS = (np.int64, *(np.int32,) * 5, np.uint8)


class When(IntEnum):
    """How an expected day lies to today."""

    OVERDUE = 0
    """Her day has passed, though her silence is still within her own limit."""
    WEEK = 1
    """Within the seven days that begin today."""
    MONTH = 2
    """Within the thirty days that begin today, but not in the first seven."""
    LATER = 3
    GONE = 4
    """Silent beyond her own limit: she belongs to those who slip away."""


@dataclass(frozen=True, eq=False)
class Expected:
    """One row per customer with a rhythm, ascending by id; days as `date.toordinal()`."""

    today: date
    buyers: int  # how many ever bought, with a rhythm or without
    ids: Integers
    last_day: Days
    median_doubled: Days
    day: Days
    early: Days
    late: Days
    when: NDArray[np.uint8]

    def count(self, when: When) -> int:
        """How many of them there are."""
        return int(np.count_nonzero(self.when == when))

    def rows(self, when: When) -> Integers:
        """These rows, the earliest day first."""
        rows = np.flatnonzero(self.when == when)
        return rows[np.lexsort((self.ids[rows], self.late[rows], self.day[rows]))]


def expected(found: Rhythms, today: date) -> Expected:
    """The next day of everybody who has a rhythm."""
    several = (found.some(slice(low, low + _AT_A_TIME))
               for low in range(0, len(found.ids), _AT_A_TIME))  # fmt: skip
    return _expected(several, today, len(found.ids))


def expected_of(book: Whole) -> Expected:
    """The same of a ledger: the rhythms of some are let go before those of others are found."""
    return _expected(rhythms_of_parts(book), book.last, book.people)


def _expected(several: Iterable[Rhythms], today: date, room: int) -> Expected:
    buyers = 0

    def pieces() -> Iterator[tuple[NDArray[Any], ...]]:
        nonlocal buyers
        for each in several:
            buyers += len(each.ids)
            yield _piece(each, today.toordinal())

    columns = gathered(pieces(), _KINDS, room)
    return Expected(today, buyers, *columns)


def _piece(found: Rhythms, now: int) -> tuple[NDArray[Any], ...]:
    """The columns of `Expected` for some customers."""
    rows = np.flatnonzero(found.known)
    last, doubled = found.last_day[rows], found.median_doubled[rows]
    day = last + (doubled + 1) // 2
    # As far out as whole days can say, and never before the day after the last purchase.
    aside = np.ceil(found.spread[rows]).astype(np.int64)
    early, late = np.maximum(day - aside, last + 1), day + aside
    over = found.over_limit(now - found.last_day)[rows]
    when = np.select(
        [over, day < now, day < now + WEEK, day < now + MONTH],
        [When.GONE, When.OVERDUE, When.WEEK, When.MONTH],
        When.LATER,
    )
    return found.ids[rows], last, doubled, day, early, late, when
