"""Walks all purchases along the index of customers and gives their columns, some at a time.

A row comes as one number where its customer, day and money fit into one, else as two: to add
numbers and to write one as text is most of what SQLite does for a row.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, bindparam, func, not_, select

from app.core.customers.records import customer
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.purchases.records import purchase
from app.core.value.asked_ahead import asked_ahead
from app.core.value.columns import Days, Integers, Small
from app.core.value.packed import packed, unpacked
from app.core.value.records import BLOCK

Table = tuple[Integers, Integers, Integers]
"""Whose, 2 * day + counted, and net: one row per entry, sorted by all three."""
Rows = tuple[Integers, Integers, Days, Small, Integers]
"""Customers and how many rows each has (later: where they start), then the rows' columns."""

_AT_A_TIME = 20_000  # rows
_DAY_BITS = 23  # a day of the calendar takes 22, `counted` one
_ALL_BITS, _MOST_MONEY, _LEAST_MONEY = 62, 40, 20
_WHO, _DAY, _COUNTED = purchase.c.customer_id, purchase.c.bought_day, purchase.c.counted


def _bound(name: str) -> Any:
    return bindparam(name, type_=purchase.c.id.type)


_MINE = _WHO.between(_bound("low"), _bound("high"))


def _wide_rows() -> Select[Any]:
    key = (_WHO - _bound("low")) * (1 << _DAY_BITS) + _DAY * 2 + _COUNTED
    return select(packed(key, purchase.c.net)).where(_MINE)


def _narrow_rows() -> Select[Any]:
    net, half = purchase.c.net, _bound("half")
    day = _WHO * _bound("days") + _DAY - _bound("base")
    row = (day * 2 + _COUNTED) * _bound("money") + net + half
    too_much = func.count().filter(not_(net.between(-half, half - 1)))
    return select(func.group_concat(row), too_much).where(_MINE)


_WIDE, _NARROW = _wide_rows(), _narrow_rows()
_ENDS = (
    select(func.max(customer.c.id)),
    select(func.max(purchase.c.id)),
    select(func.min(_DAY)),
    select(func.max(_DAY)),
)


@dataclass(frozen=True)
class Walk:
    """How the purchases of a shop are read: so many customers at once, in so many bits."""

    connections: tuple[Connection, ...]
    rows: int  # about so many
    top: int  # the greatest id of a customer
    width: int  # customers at a time, a part of `BLOCK`
    first_day: int
    day_bits: int
    money_bits: int

    def tables(
        self, low: int, high: int, progress: Progress = SILENT
    ) -> Generator[tuple[int, Table], None, None]:
        """The rows of these customers, so many at a time that their text stays small.

        With each table the first of its customers; all of them are of one block. Whoever stops
        before the end closes it: a connection that a thread still asks can't be given back.
        """
        several = list(self._ends(low, min(high, self.top)))
        told = asked_ahead(self.connections, several, self._told)
        with closing(told):
            for (first, _), answer in zip(several, told, strict=True):
                stop_if_cancelled(progress)
                if first > 1:  # a shop whose receipts come at one go has no bar
                    progress.report(first, self.top)
                yield first, self._table(first, *answer)

    def _ends(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        while low <= high:
            end = min(low - low % self.width + self.width - 1, high)
            yield low, end
            low = end + 1

    def _told(self, connection: Connection, ends: tuple[int, int]) -> tuple[str, bool]:
        """The rows as text; a number a row, or two where somebody's money does not fit in one."""
        low, high = ends
        if self.money_bits >= _LEAST_MONEY:
            half, days = 1 << self.money_bits - 1, 1 << self.day_bits
            bound = {"low": low, "high": high, "days": days, "base": low * days + self.first_day}
            asked = {**bound, "money": 2 * half, "half": half}
            text, too_much = connection.execute(_NARROW, asked).one()
            if not too_much:
                return text or "", True
        return connection.execute(_WIDE, {"low": low, "high": high}).scalar() or "", False

    def _table(self, low: int, text: str, narrow: bool) -> Table:
        if not narrow:
            table = unpacked(text, 2)
            key, net = _in_order(table[:, 0], table[:, 1])
            return (key >> _DAY_BITS) + low, key & ((1 << _DAY_BITS) - 1), net
        row, half = np.fromstring(text, np.int64, sep=","), 1 << self.money_bits - 1
        # SQLite promises no order within an aggregate; along the index they come sorted.
        if (row[1:] < row[:-1]).any():
            row.sort()
        key, net = row >> self.money_bits, (row & (2 * half - 1)) - half
        day = key & ((2 << self.day_bits) - 1)
        return (key >> self.day_bits + 1) + low, day + 2 * self.first_day, net


def walk_of(connection: Connection) -> Walk:
    """How this shop is read: its days and its number of customers decide."""
    top, rows, first, last = (connection.execute(each).scalar() or 0 for each in _ENDS)
    width = min(max(1, top * _AT_A_TIME // max(rows, 1)), BLOCK)
    width = 1 << width.bit_length() - 1
    days = max(1, (last - first).bit_length())
    money = min(_ALL_BITS - width.bit_length() - days, _MOST_MONEY)
    return Walk((connection,), rows, top, width, first, days, money)


def _in_order(key: Integers, net: Integers) -> tuple[Integers, Integers]:
    if (key[1:] < key[:-1]).any() or ((key[1:] == key[:-1]) & (net[1:] < net[:-1])).any():
        order = np.lexsort((net, key))
        return key[order], net[order]
    return key, net


def block(table: Table, without: Integers) -> Rows:
    """The rows by customer, but for those `without`."""
    whose, key, net = table
    first = np.flatnonzero(differs(whose))
    ids, counts = whose[first], np.diff(np.append(first, len(whose)))
    if len(without) and (left := ~np.isin(ids, without)).sum() < len(ids):
        rows = np.repeat(left, counts)
        ids, counts, key, net = ids[left], counts[left], key[rows], net[rows]
    return ids, counts, (key >> 1).astype(np.int32), (key & 1).astype(np.int8), net.copy()


def together(blocks: Iterable[Rows]) -> Rows:
    """All blocks as one; each column's pieces are let go before the next is joined."""
    pieces: list[list[NDArray[Any]]] = [list(column) for column in zip(*blocks, strict=True)]
    kinds = (np.int64, np.int64, np.int32, np.int8, np.int64)
    whole: list[NDArray[Any]] = []
    for kind in kinds:
        whole.append(np.concatenate(pieces.pop(0)) if pieces else np.empty(0, kind))
    ids, counts, day, counted, net = whole
    return ids, counts, day, counted, net


def differs(column: Integers) -> NDArray[np.bool_]:
    """Where a value is another than the one above it."""
    found = np.ones(len(column), np.bool_)
    found[1:] = column[1:] != column[:-1]
    return found
