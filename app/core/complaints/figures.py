"""What complaints add up to in a window of days: Pareto, trend, durations, cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.complaints.book import NOTHING, Book, Integers, book
from app.core.complaints.pareto import Bar, Counted, median, pareto, percentile
from app.core.complaints.records import complaint_category, complaint_cause
from app.core.purchases.records import from_day, to_day
from app.core.store.reader import Reader
from app.core.value.window import Window
from app.i18n import N_, tr

NINETIETH = Fraction(90, 100)
UNKNOWN = N_("Not noted")


class By(StrEnum):
    """What complaints are counted by."""

    CATEGORY = "category"
    CAUSE = "cause"
    PRODUCT = "product"
    CHANNEL = "channel"
    PERSON = "person"  # who looks after them


@dataclass(frozen=True)
class Durations:
    """Calendar or open minutes of those that have an end: how many, middle, slow end."""

    n: int
    median: Fraction | None
    p90: Fraction | None


@dataclass(frozen=True)
class Month:
    """A month's complaints: received, settled by now, and what they cost in fen."""

    first: date
    received: int
    settled: int
    cost: int | None


@dataclass(frozen=True)
class Figures:
    """Everything about one window, in one answer."""

    window: Window
    received: int
    settled: int
    confirmed: int
    reopened: int
    late: int
    cost: int | None
    cost_known: int
    grades: Sequence[int]
    answered: Durations
    settled_calendar: Durations
    settled_open: Durations

    @property
    def grade(self) -> Fraction | None:
        """The mean of the customers' own grades, 1 to 5."""
        return Fraction(sum(self.grades), len(self.grades)) if self.grades else None


@needs(Right.SEE_FIGURES)
def figures(reader: Reader, window: Window) -> Figures:
    """How many, how fast, how much: of the complaints received in the window."""
    found = book(reader)
    inside = within(found, window)
    costs = _known(found.cost[inside])
    return Figures(
        window,
        int(inside.sum()),
        int((found.settled[inside] != NOTHING).sum()),
        int((found.confirmed[inside] == 1).sum()),
        int((found.reopened[inside] > 0).sum()),
        int(found.late[inside].sum()),
        int(costs.sum()) if len(costs) else None,
        len(costs),
        tuple(_known(found.grade[inside]).tolist()),
        _durations(found.answered_minutes[inside]),
        _durations(found.settled_minutes[inside]),
        _durations(found.settled_open_minutes[inside]),
    )


@needs(Right.SEE_FIGURES)
def pareto_by(reader: Reader, window: Window, by: By) -> tuple[Bar, ...]:
    """How many of each, the most frequent first; what is not noted, and "other", last."""
    found = book(reader)
    keys, counts = np.unique(_keys(found, by)[within(found, window)], return_counts=True)
    names, others = _names(reader, found, by)
    return pareto(
        Counted(
            key if by in _LISTED and key != NOTHING else None,
            names.get(key) or tr(UNKNOWN),
            count,
            key in others or names.get(key) is None,
        )
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True)
    )


@needs(Right.SEE_FIGURES)
def behind(reader: Reader, window: Window, by: By, bar: Bar) -> tuple[int, ...]:
    """The complaints behind one bar, the newest first."""
    found = book(reader)
    rows = _behind(reader, found, window, by, bar)
    newest = np.lexsort((found.id[rows], found.day[rows]))[::-1]
    return tuple(found.id[rows][newest].tolist())


@needs(Right.SEE_FIGURES)
def customers_behind(reader: Reader, window: Window, by: By, bar: Bar) -> tuple[int, ...]:
    """The customers behind one bar, whoever complained last first."""
    found = book(reader)
    rows = _behind(reader, found, window, by, bar)
    rows = rows[found.customer[rows] != NOTHING]
    newest = rows[np.lexsort((found.id[rows], found.day[rows]))[::-1]]
    return tuple(dict.fromkeys(found.customer[newest].tolist()))


@needs(Right.SEE_FIGURES)
def months(reader: Reader, window: Window) -> tuple[Month, ...]:
    """Month by month, those without any complaint included."""
    found = book(reader)
    inside = within(found, window)
    if not inside.any():
        return ()
    days = found.day[inside]
    firsts = _firsts(from_day(int(days.min())).replace(day=1), window.last)
    place = np.searchsorted([to_day(each) for each in firsts], days, side="right") - 1
    settled, cost = found.settled[inside] != NOTHING, found.cost[inside]
    known = cost != NOTHING
    size = len(firsts)
    sums = np.zeros(size, np.int64)
    np.add.at(sums, place[known], cost[known])
    told = (
        np.bincount(place, minlength=size),
        np.bincount(place[settled], minlength=size),
        np.where(np.bincount(place[known], minlength=size) > 0, sums, NOTHING),
    )
    return tuple(
        Month(first, received, ended, None if spent == NOTHING else spent)
        for first, received, ended, spent in zip(
            firsts, *(each.tolist() for each in told), strict=True
        )
    )


def within(found: Book, window: Window) -> NDArray[np.bool_]:
    """Which rows were received in the window."""
    upto = found.day <= to_day(window.last)
    return upto if window.first is None else upto & (found.day >= to_day(window.first))


def _durations(minutes: Integers) -> Durations:
    known = np.sort(_known(minutes)).tolist()
    return Durations(len(known), median(known), percentile(known, NINETIETH))


def _known(cells: Integers) -> Integers:
    found: Integers = cells[cells != NOTHING]
    return found


def _keys(found: Book, by: By) -> Integers:
    return {
        By.CATEGORY: found.category,
        By.CAUSE: found.cause,
        By.PRODUCT: found.item,
        By.CHANNEL: found.channel,
        By.PERSON: found.owner,
    }[by]


def _names(reader: Reader, found: Book, by: By) -> tuple[dict[int, str], frozenset[int]]:
    """What each number of a column is called, and which of them mean "other"."""
    if by not in _LISTED:
        return dict(enumerate(found.texts)), frozenset()
    table = _LISTED[by]
    rows = reader.connection.execute(select(table)).all()
    others = frozenset(row.id for row in rows if by is By.CATEGORY and row.other)
    return {row.id: row.name for row in rows}, others


def _behind(reader: Reader, found: Book, window: Window, by: By, bar: Bar) -> Integers:
    """The rows behind one bar."""
    key = bar.key
    if key is None:
        names, _ = _names(reader, found, by)
        key = next((each for each, name in names.items() if name == bar.name), NOTHING)
    return np.flatnonzero(within(found, window) & (_keys(found, by) == key))


def _firsts(first: date, last: date) -> list[date]:
    found = []
    while first <= last:
        found.append(first)
        first = (first + timedelta(days=31)).replace(day=1)
    return found


_LISTED = {By.CATEGORY: complaint_category, By.CAUSE: complaint_cause}
