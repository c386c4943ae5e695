"""Reads the estimates that count: of some customers, or of everybody, block by block."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Text, and_, case, func, select, type_coerce

from app.core.progress import stop_if_cancelled
from app.core.store.reader import Reader
from app.core.value.gathering import gathered
from app.core.value.loading import binned
from app.core.value.packed import each_packed, numbers
from app.core.wallet.columns import Estimates
from app.core.wallet.rad_columns import Integers
from app.core.wallet.records import wallet_estimate

_AT_A_TIME = 50_000
_BETWEEN = "\x1f"
_BITS, _KNOWS = 20, 3
_ALL = (1 << _BITS) - 1
# Customer, day, row, what it says and which of it is known, then the category.
_KINDS = (*(np.int32,) * 3, np.int64, np.int64, np.int32, np.int32, np.int8, np.int32)
_Codes = dict[str, int]
"""Each category's number, from 1; 0 is for everything she buys."""


def estimates_of(reader: Reader, among: range) -> Estimates:
    """The newest estimate of each of these customers and category that says a share."""
    whose = wallet_estimate.c.customer_id.between(among.start, among.stop - 1)
    return _counting(np.column_stack(_rows(reader, whose, {})), binned(reader))


def everybodys(reader: Reader, block: int) -> Iterator[tuple[int, Estimates]]:
    """The same of all, so many ids at a time, with the block's number.

    The table is walked as it lies, and sorted in memory in narrow columns: customer by customer
    a million of them would be looked up one by one.
    """
    columns, out = _walked(reader), binned(reader)
    order = np.argsort(columns[0], kind="stable").astype(np.uint32)
    where = columns[0][order] // block
    for number in np.unique(where).tolist():
        low, high = np.searchsorted(where, (number, number + 1))
        mine = order[low:high]
        rows = np.column_stack([column[mine].astype(np.int64) for column in columns])
        yield number, _counting(rows, out)


def _walked(reader: Reader) -> list[NDArray[Any]]:
    last = int(reader.connection.execute(select(func.max(wallet_estimate.c.id))).scalar() or 0)
    codes: _Codes = {}

    def pieces() -> Iterator[list[NDArray[Any]]]:
        for low in range(1, last + 1, _AT_A_TIME):
            stop_if_cancelled(reader.progress)
            if low > 1:
                reader.progress.report(low, last)
            piece = wallet_estimate.c.id.between(low, low + _AT_A_TIME - 1)
            yield _rows(reader, piece, codes)

    return gathered(pieces(), _KINDS, last)


def _rows(reader: Reader, which: ColumnElement[bool], codes: _Codes) -> list[Integers]:
    """The figures of these rows, and each one's category, as far as they are of today."""
    cells = wallet_estimate.c
    key = func.replace(cells.category_key, _BETWEEN, " ")
    # Joined are only those that there are; the last bit says which rows they belong to.
    told = (cells.customer_id, cells.id, _or_0(cells.ours), _or_0(cells.total), _mixed(cells))
    days = func.aggregate_strings(type_coerce(cells.at_day, Text), " ")
    asked = select(*each_packed(*told), days, func.aggregate_strings(key, _BETWEEN))
    asked = asked.where(and_(which, cells.at_day <= reader.today))
    *texts, day, names = reader.connection.execute(asked).one()
    who, number, ours, total, mixed = map(numbers, texts)
    category = mixed & 1
    several = np.flatnonzero(category)
    if len(several):
        known = (codes.setdefault(each, len(codes) + 1) for each in names.split(_BETWEEN))
        category[several] = np.fromiter(known, np.int64, len(several))
    knows, ranks = mixed >> 1 & 3, mixed >> _KNOWS
    on = numbers(day and day.replace("-", ""))
    return [who, on, number, ours, total, ranks >> _BITS, ranks & _ALL, knows, category]


def _counting(rows: Integers, out: Integers) -> Estimates:
    """Of each customer and category the row of the latest day, and of that day the last one.

    What is said about everything comes before what is said of categories.
    """
    rows = rows[~np.isin(rows[:, 0], out)]
    who, day, number, category = rows[:, 0], rows[:, 1], rows[:, 2], rows[:, -1]
    rows = rows[np.lexsort((number, day, category, who))]
    who, category = rows[:, 0], rows[:, -1]
    newest, first = np.ones(len(rows), np.bool_), np.ones(len(rows), np.bool_)
    another = who[1:] != who[:-1]
    newest[:-1] = another | (category[1:] != category[:-1])
    first[1:] = another
    everything = np.repeat(
        category[first] == 0, np.diff(np.append(np.flatnonzero(first), len(who)))
    )
    rows = rows[newest & ((category == 0) | ~everything)]
    ids, _, _, ours, total, rank, shops, knows, _ = rows.T
    return Estimates(ids, ours, knows % 2 == 1, total, knows >= 2, rank, shops)


def _mixed(cells: Any) -> ColumnElement[int]:
    """What is small goes into one number; what is not known is 0."""
    knows = _is_there(cells.ours) + 2 * _is_there(cells.total)
    ranks = _or_0(cells.rank) * (1 << _BITS) + _or_0(cells.shops)
    return ranks * (1 << _KNOWS) + 2 * knows + _is_there(cells.category_key)


def _or_0(column: ColumnElement[Any]) -> ColumnElement[int]:
    return func.coalesce(column, 0)


def _is_there(column: ColumnElement[Any]) -> ColumnElement[int]:
    return case((column.is_not(None), 1), else_=0)
