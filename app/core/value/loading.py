"""Reads the ledger's columns out of the file: kept pieces, all along one index, or a few people."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    bindparam,
    case,
    func,
    literal_column,
    select,
)

from app.core.customers.records import customer
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.purchases.records import PurchaseKind, purchase
from app.core.purchases.summaries import back
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.value import kept
from app.core.value.columns import Days, Integers, Ledger, Small, Steps
from app.core.value.packed import packed, unpacked, whole_table
from app.core.value.packed_ledger import PackedLedger, Piece, blocks, kept_piece
from app.core.value.packing import from_bytes, to_bytes
from app.core.value.patching import patched
from app.core.value.records import BLOCK

EVER = date.max
"""A ledger up to this day holds the receipts of the future too."""
_AT_A_TIME = 20_000
_DAY_BITS = 23  # a day of the calendar takes 22, `counted` one
_RECEIPT = purchase.alias("receipt")
_COMPANIES = select(packed(customer.c.id)).where(customer.c.kind == literal_column("'company'"))
_BINNED = select(packed(customer.c.id)).where(customer.c.binned_on.is_not(None))


def _rows_between() -> Any:
    low: ColumnElement[int] = bindparam("low", type_=Integer)
    high: ColumnElement[int] = bindparam("high", type_=Integer)
    whose = (purchase.c.customer_id - low) * (1 << _DAY_BITS)
    key = whose + purchase.c.bought_day * 2 + purchase.c.counted
    return select(packed(key, purchase.c.net)).where(purchase.c.customer_id.between(low, high))


_ROWS = _rows_between()


def companies(reader: Reader) -> Integers:
    """Every customer that is a company."""
    return np.sort(whole_table(reader.connection, _COMPANIES, 1).ravel())


def binned(reader: Reader) -> Integers:
    """Every customer in the bin."""
    return np.sort(whole_table(reader.connection, _BINNED, 1).ravel())


def load(reader: Reader, without: Integers) -> PackedLedger:
    """Everything there is, the future too, but for these customers."""
    pieces = {block: piece for block, piece in _pieces(reader, without) if piece.rows}
    return PackedLedger(EVER, pieces, companies(reader))


def _pieces(reader: Reader, without: Integers) -> Iterator[tuple[int, Piece]]:
    stale = kept.stale(reader.connection)
    for each in kept.stretches(reader.connection):
        if each.block is None:
            ends = each.low, each.high
            yield from blocks(load_between(reader.connection, *ends, without, reader.progress))
            continue
        stop_if_cancelled(reader.progress)
        data = kept.columns_of(reader.connection, each.block)
        whose = stale[(stale >= each.low) & (stale <= each.high)].tolist()
        if whose:
            book = from_bytes(EVER, data)
            data = to_bytes(patched(book, load_some(reader, whose, without), whose))
        yield each.block, kept_piece(data)


def load_between(
    connection: Connection, low: int, high: int, without: Integers, progress: Progress = SILENT
) -> Ledger:
    """The same of the customers with these ids; nobody is known as a company."""
    tables = _tables(connection, low, high, progress)
    rows = _joined(_block(each, without) for each in tables)
    return _ledger(connection, rows, _between(low, high))


def load_some(reader: Reader, whom: Iterable[int], without: Integers) -> Ledger:
    """The same of a few customers."""
    chosen = sorted(set(whom))
    key = purchase.c.bought_day * 2 + purchase.c.counted
    asked = select(packed(purchase.c.customer_id, key, purchase.c.net))
    asked = asked.where(purchase.c.customer_id.in_(id_list(chosen)))
    table = whole_table(reader.connection, asked, 3)
    table = table[np.lexsort((table[:, 2], table[:, 1], table[:, 0]))]
    whole = (table[:, 0], table[:, 1], table[:, 2])
    rows = _joined([_block(whole, without)])
    book = _ledger(reader.connection, rows, _RECEIPT.c.customer_id.in_(id_list(chosen)))
    return replace(book, companies=np.isin(book.ids, companies(reader)))


_Table = tuple[Integers, Integers, Integers]
"""Whose, 2 * day + counted, and net: one row per entry, sorted by all three."""
_Rows = tuple[Integers, Integers, Days, Small, Integers]
"""Customers and how many rows each has (later: where they start), then the rows' columns."""


def _tables(connection: Connection, low: int, high: int, progress: Progress) -> Iterator[_Table]:
    """The rows, so many at a time that their text stays small."""
    top = connection.execute(select(func.max(customer.c.id))).scalar() or 0
    rows = connection.execute(select(func.max(purchase.c.id))).scalar() or 0
    width = max(1, top * _AT_A_TIME // max(rows, 1))
    for first in range(low, min(high, top) + 1, width):
        stop_if_cancelled(progress)
        if first > low:  # a shop whose receipts come at one go has no bar
            progress.report(first, top)
        bound = {"low": first, "high": min(first + width - 1, high)}
        text = connection.execute(_ROWS, bound).scalar()
        if text:
            yield _in_order(unpacked(text, 2), first)


def _in_order(table: Integers, low: int) -> _Table:
    # SQLite promises no order within an aggregate; along the index they come sorted.
    key, net = table[:, 0], table[:, 1]
    if (key[1:] < key[:-1]).any() or ((key[1:] == key[:-1]) & (net[1:] < net[:-1])).any():
        table = table[np.lexsort((net, key))]
        key, net = table[:, 0], table[:, 1]
    return (key >> _DAY_BITS) + low, key & ((1 << _DAY_BITS) - 1), net


def _block(table: _Table, without: Integers) -> _Rows:
    whose, key, net = table
    if len(without) and np.isin(whose, without).any():
        kept = ~np.isin(whose, without)
        whose, key, net = whose[kept], key[kept], net[kept]
    first = np.flatnonzero(_differs(whose))
    counts = np.diff(np.append(first, len(whose)))
    return whose[first], counts, (key >> 1).astype(np.int32), (key & 1).astype(np.int8), net.copy()


def _joined(blocks: Iterable[_Rows]) -> _Rows:
    """All blocks as one; each column's pieces are let go before the next is joined."""
    pieces: list[list[NDArray[Any]]] = [list(column) for column in zip(*blocks, strict=True)]
    kinds = (np.int64, np.int64, np.int32, np.int8, np.int64)
    whole: list[NDArray[Any]] = []
    for kind in kinds:
        whole.append(np.concatenate(pieces.pop(0)) if pieces else np.empty(0, kind))
    ids, counts, day, counted, net = whole
    return ids, counts, day, counted, net


def _ledger(connection: Connection, rows: _Rows, whose: ColumnElement[bool]) -> Ledger:
    ids, counts, day, counted, net = rows
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    steps = _steps(connection, whose, (ids, starts, day, counted, net))
    return Ledger(EVER, ids, starts, np.zeros(len(ids), np.bool_), day, counted, net, steps)


def _steps(connection: Connection, whose: ColumnElement[bool], rows: _Rows) -> Steps:
    """How each lowered receipt stood before each day on which something came back."""
    table = whole_table(connection, _lowered(whose), 9)
    table = table[np.isin(table[:, 0], rows[0])]
    table = table[np.lexsort((table[:, 6], table[:, 3], table[:, 2], table[:, 1], table[:, 0]))]
    receipt, day = table[:, 3], table[:, 6]
    new = _differs(receipt)
    given, still_open = _before(table[:, 7], new), _before(table[:, 8], new)
    net = table[:, 4] + given
    counted = (table[:, 5] == 1) & ((still_open <= 0) | (net > 0))
    offset = _offsets(table, new, rows)
    first = new | _differs(day)
    return Steps(
        table[first, 0],
        offset[first],
        day[first].astype(np.int32),
        counted[first].astype(np.int8),
        net[first],
    )


def _between(low: int, high: int) -> ColumnElement[bool]:
    """Receipts of these customers: of few looked up by customer, of many behind what came back."""
    mine = _RECEIPT.c.customer_id
    column = mine if high - low < BLOCK else mine + 0  # a sum keeps SQLite from its index
    return column.between(low, high)


def _lowered(whose: ColumnElement[bool]) -> Any:
    """Each linked entry: its receipt as kept (four), sum and sort of that, and what it took."""
    entry, receipt = purchase, _RECEIPT
    sale: ColumnElement[int] = case((receipt.c.kind == PurchaseKind.SALE, 1), else_=0)
    kept_as = (receipt.c.customer_id, receipt.c.bought_day * 2 + receipt.c.counted, receipt.c.net)
    took = (entry.c.bought_day, entry.c.amount, back())
    row = packed(*kept_as, receipt.c.id, receipt.c.amount, sale, *took)
    return select(row).join_from(entry, receipt, entry.c.original_id == receipt.c.id).where(whose)


def _differs(column: Integers) -> NDArray[np.bool_]:
    """Where a value is another than the one above it."""
    found = np.ones(len(column), np.bool_)
    found[1:] = column[1:] != column[:-1]
    return found


def _before(values: Integers, new: NDArray[np.bool_]) -> Integers:
    """The sum of the values above within each stretch that begins at `new`."""
    above = np.cumsum(values) - values
    if not len(values):
        return above
    begin = np.maximum.accumulate(np.where(new, np.arange(len(values)), 0))
    found: Integers = above - above[begin]
    return found


def _offsets(table: Integers, new: NDArray[np.bool_], rows: _Rows) -> Integers:
    """Where, among its customer's rows, each entry's receipt stands.

    Receipts that look the same take the rows that look the same, one each.
    """
    ids, starts, day, counted, net = rows
    place = np.searchsorted(ids, table[:, 0])
    low, high = starts[place].copy(), starts[place + 1].copy()
    wanted, money = table[:, 1], table[:, 2]
    while (open_ := low < high).any():
        middle = np.where(open_, (low + high) // 2, 0)
        key = day[middle].astype(np.int64) * 2 + counted[middle]
        less = (key < wanted) | ((key == wanted) & (net[middle] < money))
        low = np.where(open_ & less, middle + 1, low)
        high = np.where(open_ & ~less, middle, high)
    alike = _differs(table[:, 0]) | _differs(wanted) | _differs(money)
    found: Integers = low - starts[place] + _before(new.astype(np.int64), alike) + new - 1
    return found
