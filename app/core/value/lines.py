"""What customers bought of goods, line by line, as columns: of all times, by customer.

Read for a piece that is kept in the file (`keeping.py`), and out of such a piece.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    func,
    select,
)

from app.core.purchases.records import purchase, purchase_line
from app.core.value import column_bytes
from app.core.value.columns import Days, Flags, Integers
from app.core.value.kept import ends_of
from app.core.value.packed import packed, unpacked
from app.core.value.units import Units, joined_units

_COLUMNS = 5
_KEPT = (np.int64, np.int64, np.int32, np.int64, np.int32, np.uint8, np.int64)
_SOLD = purchase.alias("sold")
_ID, _WHOSE, _DAY = purchase.c.id, purchase.c.customer_id, purchase.c.bought_day


@dataclass(frozen=True, eq=False)
class Lines:
    """One row a line that was not a gift, of sales that count and of what lowered them.

    A sale without lines has one row of which nothing is known.
    """

    whose: Integers  # ascending
    day: Days  # of the sale, also where something of it came back
    known: Flags  # is a quantity told?
    quantity: Integers  # millionths; what came back is below 0
    unit: NDArray[np.int32]  # its place in `units`
    units: tuple[str, ...]
    latest: int  # on no day after this one anything is otherwise

    def without(self, whom: Integers) -> "Lines":
        """The others' lines."""
        if not len(whom):
            return self
        left = ~np.isin(self.whose, whom)
        whose, day, known = self.whose[left], self.day[left], self.known[left]
        goods = self.quantity[left], self.unit[left]
        return Lines(whose, day, known, *goods, self.units, self.latest)


def lines_of_blocks(connection: Connection, first: int, last: int) -> Iterator[Lines]:
    """The lines of each of these blocks of customers.

    All are asked for at once: each page of the file that holds lines of several is fetched once.
    """
    table, unit, units = _table(connection, ends_of(first)[0], ends_of(last)[1])
    begins = [ends_of(block)[0] for block in range(first, last + 2)]
    for begin, end in pairwise(np.searchsorted(table[:, 0], begins).tolist()):
        yield _lines(table[begin:end], unit[begin:end], units)


def _table(
    connection: Connection, low: int, high: int
) -> tuple[Integers, NDArray[np.int32], tuple[str, ...]]:
    """Rows of whose, day, known, quantity and the day it was seen, by customer; their units."""
    units = Units()
    tables, codes = [np.empty((0, _COLUMNS), np.int64)], [np.empty(0, np.int32)]
    for asked in (_sales(low, high), _came_back(low, high)):
        text, told = connection.execute(asked).one()
        if text:
            tables.append(unpacked(text, _COLUMNS))
            codes.append(units.of(told, len(tables[-1])))
    table, unit = np.concatenate(tables), np.concatenate(codes)
    order = np.argsort(table[:, 0], kind="stable")
    return table[order], unit[order], tuple(units)


def _lines(table: Integers, unit: NDArray[np.int32], units: tuple[str, ...]) -> Lines:
    whose, day, known, quantity, seen = np.ascontiguousarray(table.T)
    latest = int(max(seen.max(), day.max())) if len(seen) else 0
    flags, days = known.astype(np.bool_), day.astype(np.int32)
    used, place = np.unique(unit, return_inverse=True)
    names = tuple(units[each] for each in used.tolist())
    return Lines(whose, days, flags, quantity, place.astype(np.int32), names, latest)


def to_bytes(lines: Lines) -> bytes:
    """For the file; quantities by what all of them are multiples of."""
    step = max(int(np.gcd.reduce(lines.quantity)) if len(lines.quantity) else 1, 1)
    ids, counts = np.unique(lines.whose, return_counts=True)
    words = column_bytes.words_column(lines.units)
    rest = np.array([step, lines.latest], np.int64)
    told = lines.unit * 2 + lines.known
    return column_bytes.to_bytes(
        (ids, counts, lines.day, lines.quantity // step, told, words, rest)
    )


def from_bytes(data: bytes) -> Lines:
    """The lines again."""
    ids, counts, day, quantity, told, words, rest = column_bytes.from_bytes(data, _KEPT)
    step, latest = rest.tolist()
    known = (told & 1).astype(np.bool_)
    units = column_bytes.column_words(words)
    return Lines(np.repeat(ids, counts), day, known, quantity * step, told >> 1, units, latest)


def _sales(low: int, high: int) -> Select[Any]:
    sales = select(_ID, _WHOSE, _DAY, _DAY.label("seen")).where(_WHOSE.between(low, high))
    of = _in_file_order(sales.where(purchase.c.counted == 1))
    return _asked(of, of.outerjoin(purchase_line, purchase_line.c.purchase_id == of.c.id))


def _came_back(low: int, high: int) -> Select[Any]:
    """Linked entries, whoever brought it, by day and customer of the sale they lower (D1).

    A sale given back whole counts nowhere.
    """
    sold = _SOLD.c
    lowers = and_(purchase.c.original_id == sold.id, sold.counted == 1)
    entries = select(_ID, sold.customer_id, sold.bought_day, _DAY.label("seen"))
    entries = entries.join_from(_SOLD, purchase, lowers)
    of = _in_file_order(entries.where(sold.customer_id.between(low, high)))
    return _asked(of, of.join(purchase_line, purchase_line.c.purchase_id == of.c.id))


def _in_file_order(asked: Select[Any]) -> Subquery:
    """Receipts as they stand in the file: then no page of their lines is fetched twice.

    Without a limit SQLite would take the order of a subquery for needless.
    """
    return asked.order_by(_ID).limit(-1).subquery("receipt")


def _asked(of: Subquery, joined: FromClause) -> Select[Any]:
    line = purchase_line.c
    known = case((line.quantity.is_not(None), 1), else_=0)
    cells = (of.c.bought_day, known, func.coalesce(line.quantity, 0), of.c.seen)
    row: list[ColumnElement[Any]] = [packed(of.c.customer_id, *cells), joined_units()]
    own = func.coalesce(line.gift, 0) == 0
    return select(*row).select_from(joined).where(own)
