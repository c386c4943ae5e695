"""Who is slipping away, who buys less, who is long gone (D7): exact, for everybody at once."""

from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from app.core.fading.amounts import NOTHING, Quantities
from app.core.fading.rhythm import Flags, Integers, Rhythms, rhythms
from app.core.fading.thresholds import USUAL, Thresholds
from app.core.value.columns import Days, Ledger, Whole, parts
from app.core.value.gathering import gathered

_HUNDRED = 100
_AT_A_TIME = 100_000  # customers: what is reckoned on the way is as long, many times over
__all__ = [
    "Excuses",
    "Fading",
    "Standing",
    "Thresholds",
    "fading",
    "shrank",
    "too_silent",
    "with_goods",
]


class Standing(IntEnum):
    """How a customer stands; the number is the code in a `Fading`'s column."""

    STEADY = 0
    FADING = 1
    """Silent for too long, and the last days brought far less than those before."""
    LAPSED = 2
    """Silent for too long, with nothing before to compare: lapsed, or bought once."""
    FALLING = 3
    """Comes in her own rhythm, but less often than before or for less money."""


_AS_JUDGED = (Standing.STEADY, Standing.LAPSED, Standing.FADING, Standing.FALLING)
"""Excused; then whoever is silent with nothing before, with less than before, less alone."""


@dataclass(frozen=True, eq=False)
class Excuses:
    """Silences whose reason is known, as columns: `ids` ascending, each once, days ordinal.

    Up to `until` a customer is excused; later on her silence counts from there. A purchase
    after the day on which it was `said` ends it.
    """

    ids: Integers
    until: Integers
    said: Integers


@dataclass(frozen=True, eq=False)
class Fading:
    """Everybody who ever bought, with the numbers that the hint looks at; money in fen."""

    today: date
    thresholds: Thresholds
    rhythms: Rhythms
    silent: Days
    visits_recent: Days  # purchases in the last window
    visits_before: Days
    money_recent: Integers
    money_before: Integers
    excused: Flags
    standing: NDArray[np.uint8]
    quantities: Quantities = NOTHING

    @property
    def ids(self) -> Integers:
        """Whom the rows are about, ascending."""
        return self.rhythms.ids

    def rows(self, standing: Standing) -> Integers:
        """The rows of those who stand so."""
        return np.flatnonzero(self.standing == standing)

    def row_of(self, customer_id: int) -> int | None:
        """A customer's row; None when she never bought."""
        place = int(np.searchsorted(self.ids, customer_id))
        there = place < len(self.ids) and int(self.ids[place]) == customer_id
        return place if there else None


NOBODY = Excuses(*(np.empty(0, np.int64) for _ in range(3)))


def fading(
    book: Whole,
    thresholds: Thresholds = USUAL,
    excuses: Excuses = NOBODY,
    quantities: Quantities = NOTHING,
) -> Fading:
    """Judge everybody in the ledger as of its last day."""
    found = rhythms(book)
    today = book.last.toordinal()
    recent, before = ((a.toordinal(), b.toordinal()) for a, b in thresholds.spans(book.last))
    visits, money = _in_window(book, found, recent)
    visits_before, money_before = _in_window(book, found, before)
    until = _until(found, excuses)
    silent = np.maximum(today - np.maximum(found.last_day, np.minimum(until, today)), 0)
    silent = silent.astype(np.int32, copy=False)
    excused = until >= today
    shrunk = shrank(visits, visits_before, thresholds) | (
        (money_before > 0) & shrank(money, money_before, thresholds)
    )
    late = too_silent(found, silent, thresholds)
    standing = np.select(
        [
            excused,
            late & (visits_before == 0),
            late & shrunk,
            ~late & shrunk & found.known & (visits_before > 0),
        ],
        [np.uint8(each) for each in _AS_JUDGED],
        np.uint8(Standing.STEADY),
    )
    columns = (visits, visits_before, money, money_before)
    made = Fading(book.last, thresholds, found, silent, *columns, excused, standing)
    return with_goods(made, quantities) if len(quantities.ids) else made


def with_goods(found: Fading, less: Quantities) -> Fading:
    """Whoever buys less goods is falling too, but does not slip away by that alone."""
    rhythm = found.rhythms
    can = (found.standing == Standing.STEADY) & rhythm.known & (found.visits_before > 0)
    can &= ~found.excused & ~too_silent(rhythm, found.silent, found.thresholds)
    standing = found.standing.copy()
    if len(can):
        place = np.minimum(np.searchsorted(found.ids, less.ids), len(can) - 1)
        place = place[found.ids[place] == less.ids]
        standing[place[can[place]]] = Standing.FALLING
    return replace(found, standing=standing, quantities=less)


def too_silent(found: Rhythms, silent: Days, thresholds: Thresholds) -> Flags:
    """Longer than so many times the usual gap, or than the shop's limit without a rhythm."""
    by_rhythm = 2 * silent > thresholds.times * found.median_doubled
    return np.where(found.known, by_rhythm, silent > thresholds.hiatus)


def shrank(recent: Days | Integers, before: Days | Integers, thresholds: Thresholds) -> Flags:
    """At most so many percent of before; in whole parts, which no sum overflows."""
    found = np.empty(len(before), np.bool_)
    for low in range(0, len(found), _AT_A_TIME):
        some = slice(low, low + _AT_A_TIME)
        whole, rest = before[some] // _HUNDRED, before[some] % _HUNDRED
        most = thresholds.percent * whole + thresholds.percent * rest // _HUNDRED
        found[some] = recent[some] <= most
    return found


def _in_window(book: Whole, found: Rhythms, days: tuple[int, int]) -> tuple[Days, Integers]:
    """Purchases and money of everybody in a window; refunds by their own day."""
    several = (_part_in_window(each, days) for each in parts(book))
    visits, money = gathered(several, (np.int32, np.int64), book.people)
    if len(found.places) == len(visits):
        return visits, money  # everybody in the ledger bought
    visits = visits[found.places]
    return visits, money[found.places]


def _part_in_window(book: Ledger, days: tuple[int, int]) -> tuple[Days, Integers]:
    within = (book.day >= days[0]) & (book.day <= days[1])
    first = book.starts[:-1]
    visits = np.add.reduceat(within & (book.counted > 0), first, dtype=np.int32)
    return visits, np.add.reduceat(np.where(within, book.net, 0), first)


def _until(found: Rhythms, excuses: Excuses) -> Days:
    """The day up to which each is excused; 0 for most."""
    until = np.zeros(len(found.ids), np.int32)
    if len(until) and len(excuses.ids):
        place = np.minimum(np.searchsorted(found.ids, excuses.ids), len(until) - 1)
        holds = (found.ids[place] == excuses.ids) & (found.last_day[place] <= excuses.said)
        until[place[holds]] = excuses.until[holds]
    return until
