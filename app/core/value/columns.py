"""The shop's purchases as columns of numbers: what every figure about value is reckoned on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Integers: TypeAlias = NDArray[np.int64]
Days: TypeAlias = NDArray[np.int32]
Small: TypeAlias = NDArray[np.int8]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Steps:
    """How receipts stood before something of them came back, sorted by these columns.

    Row `offset` of customer `owner` was `counted` and `net` as seen on days before `until`
    (and not before the `until` of the step before it).
    """

    owner: Integers
    offset: Integers
    until: Days
    counted: Small
    net: Integers


def no_steps() -> Steps:
    """Nothing ever came back."""
    whole = np.empty(0, np.int64)
    return Steps(whole, whole, np.empty(0, np.int32), np.empty(0, np.int8), whole)


@dataclass(frozen=True, eq=False)
class Ledger:
    """All that counts up to a day, sorted by customer, then by day; money in fen.

    The columns follow D1: a sale that was not fully returned has `counted` 1 and its net; a
    refund without a receipt 0 and its own negative sum; an entry that lowered another receipt
    0 and 0. Look at `counted` before taking a row for a purchase. Never write into a column.
    """

    last: date  # nothing after this day is in it
    ids: Integers  # ascending: customers, not in the bin, with at least one row
    starts: Integers  # len(ids) + 1: the rows of ids[k] are starts[k]:starts[k + 1]
    companies: Flags  # per customer
    day: Days  # date.toordinal(), per row as the rest
    counted: Small
    net: Integers
    steps: Steps

    @property
    def rows(self) -> int:
        """How many entries it holds."""
        return len(self.day)

    @property
    def people(self) -> int:
        """How many customers have an entry."""
        return len(self.ids)

    def parts(self) -> Iterator["Ledger"]:
        """By customers, in their order, each part with about so many rows; no copies."""
        low = 0
        while low < len(self.ids):
            edge = int(self.starts[low]) + AT_ONCE
            high = max(low + 1, int(np.searchsorted(self.starts, edge, side="right")) - 1)
            yield _part(self, low, high)
            low = high

    def of(self, customer_id: int) -> "Ledger | None":
        """One customer's rows; None without any."""
        found = between(self, customer_id, customer_id + 1)
        return found if found.rows else None

    def until(self, last: date) -> "Ledger":
        """As it stood in the evening of an earlier day."""
        return until(self, last)

    def owners(self) -> NDArray[np.int32]:
        """For each row the place of its customer in `ids`."""
        places = np.arange(len(self.ids), dtype=np.int32)
        return np.repeat(places, np.diff(self.starts))


class Whole(Protocol):
    """A ledger, however it is kept in memory: figures are reckoned part by part."""

    @property
    def last(self) -> date:
        """Nothing after this day is in it."""

    @property
    def rows(self) -> int:
        """How many entries it holds."""

    @property
    def people(self) -> int:
        """How many customers have an entry."""

    def parts(self) -> Iterator[Ledger]:
        """All its customers, some at a time, in their order."""

    def of(self, customer_id: int) -> Ledger | None:
        """One customer's rows; None without any."""

    def until(self, last: date) -> "Whole":
        """As it stood in the evening of an earlier day."""


AT_ONCE = 200_000
"""Rows; so many are reckoned at a time: ten million at once take seconds and half a gigabyte."""


def parts(book: Whole) -> Iterator[Ledger]:
    """The ledger by customers, in their order, some at a time."""
    return book.parts()


def between(book: Ledger, low: int, high: int) -> Ledger:
    """The customers from an id up to another one; no copies."""
    first, end = np.searchsorted(book.ids, (low, high)).tolist()
    return _part(book, first, end) if first < end else _nobody(book)


def _nobody(book: Ledger) -> Ledger:
    rows, none = slice(0, 0), slice(0, 1)
    columns = (book.ids[rows], book.starts[none] * 0, book.companies[rows])
    return Ledger(
        book.last, *columns, book.day[rows], book.counted[rows], book.net[rows], no_steps()
    )


def _part(book: Ledger, low: int, high: int) -> Ledger:
    if low == 0 and high == len(book.ids):
        return book
    first, last = int(book.starts[low]), int(book.starts[high])
    begin, end = np.searchsorted(book.steps.owner, (book.ids[low], book.ids[high - 1] + 1))
    return Ledger(
        book.last,
        book.ids[low:high],
        book.starts[low : high + 1] - first,
        book.companies[low:high],
        book.day[first:last],
        book.counted[first:last],
        book.net[first:last],
        _some_steps(book.steps, slice(begin, end)),
    )


def _some_steps(steps: Steps, rows: slice) -> Steps:
    return Steps(
        steps.owner[rows],
        steps.offset[rows],
        steps.until[rows],
        steps.counted[rows],
        steps.net[rows],
    )


def make_ledger(
    last: date, rows: Iterable[tuple[int, date, int, int]], companies: Iterable[int] = ()
) -> Ledger:
    """A small ledger of (customer, day, counted, fen), for examples and tests."""
    ordered = sorted((who, day.toordinal(), counted, net) for who, day, counted, net in rows)
    table = np.array(ordered, np.int64).reshape(-1, 4)
    ids, counts = np.unique(table[:, 0], return_counts=True)
    return Ledger(
        last,
        ids,
        np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        np.isin(ids, np.array(list(companies), np.int64)),
        table[:, 1].astype(np.int32),
        table[:, 2].astype(np.int8),
        np.ascontiguousarray(table[:, 3]),
        no_steps(),
    )


def until(book: Ledger, last: date) -> Ledger:
    """The ledger as it stood in the evening of an earlier day."""
    day = last.toordinal()
    late = book.day > day
    changed = _standing(book, day)
    if not (len(changed) or late.any()):
        return replace(book, last=last)
    counted, net = book.counted, book.net
    if len(changed):
        counted, net = counted.copy(), net.copy()
        row = _row_of(book, changed)
        counted[row], net[row] = book.steps.counted[changed], book.steps.net[changed]
    if not late.any():
        return replace(book, last=last, counted=counted, net=net)
    return _without(replace(book, last=last, counted=counted, net=net), late)


def _standing(book: Ledger, day: int) -> NDArray[np.intp]:
    """The steps that tell how rows were on a day: the first later one of each row."""
    steps = book.steps
    later = np.flatnonzero(steps.until > day)
    if not len(later):
        return later
    owner, offset = steps.owner[later], steps.offset[later]
    first = np.ones(len(later), np.bool_)
    first[1:] = (owner[1:] != owner[:-1]) | (offset[1:] != offset[:-1])
    return later[first]


def _row_of(book: Ledger, steps: NDArray[np.intp]) -> Integers:
    place = np.searchsorted(book.ids, book.steps.owner[steps])
    found: Integers = book.starts[place] + book.steps.offset[steps]
    return found


def _without(book: Ledger, late: Flags) -> Ledger:
    """Without these rows, and without the customers and steps that lose theirs."""
    kept = ~late
    counts = np.add.reduceat(kept, book.starts[:-1], dtype=np.int64)
    has = counts > 0
    return replace(
        book,
        ids=book.ids[has],
        starts=np.concatenate(([0], np.cumsum(counts[has]))).astype(np.int64),
        companies=book.companies[has],
        day=book.day[kept],
        counted=book.counted[kept],
        net=book.net[kept],
        steps=_steps_of(book.steps, book.ids[has], counts[has]) if has.any() else no_steps(),
    )


def _steps_of(steps: Steps, ids: Integers, counts: Integers) -> Steps:
    """The steps of rows that are still there."""
    place = np.minimum(np.searchsorted(ids, steps.owner), max(len(ids) - 1, 0))
    there = (ids[place] == steps.owner) & (steps.offset < counts[place])
    columns = (steps.owner, steps.offset, steps.until, steps.counted, steps.net)
    owner, offset, day, counted, net = (column[there] for column in columns)
    return Steps(owner, offset, day, counted, net)
