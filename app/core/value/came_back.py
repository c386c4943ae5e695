"""What was linked to receipts, and how those stood before: the steps of the ledger."""

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, FromClause, case, func, select

from app.core.purchases.records import PurchaseKind, purchase
from app.core.purchases.summaries import back
from app.core.store.idlist import id_list
from app.core.value.columns import Integers, Steps
from app.core.value.packed import packed, whole_table
from app.core.value.walking import Rows, differs

_COLUMNS, _OF_RECEIPT = 9, 6
_ID, _CUSTOMER = 3, 0
RECEIPT = purchase.alias("receipt")


def linked_of(connection: Connection, whose: ColumnElement[bool]) -> Integers:
    """Each entry that lowers one of these receipts (`RECEIPT`), a row of nine columns.

    Its receipt as it is kept (customer, 2 * day + counted, net, id), that one's sum and sort,
    and what the entry took: its day, its sum, what it weighs.
    """
    entry = purchase
    row = packed(*_as_kept(RECEIPT), entry.c.bought_day, entry.c.amount, back())
    asked = select(row).join_from(entry, RECEIPT, entry.c.original_id == RECEIPT.c.id)
    return _in_order(whole_table(connection, asked.where(whose), _COLUMNS))


def all_linked(connection: Connection) -> Integers:
    """The same of everybody, read along two small indexes and joined here.

    Receipts and entries looked up one by one are a page of the encrypted file each.
    """
    took = packed(purchase.c.original_id, purchase.c.bought_day, purchase.c.amount, back())
    entries = whole_table(connection, select(took).where(purchase.c.original_id.is_not(None)), 4)
    receipts = _by_id(_lowered(connection))
    strange = ~_there(receipts, entries)
    if strange.any():  # a return that was taken back: its receipt's net is whole again
        few = id_list(np.unique(entries[strange, 0]).tolist())
        more = select(packed(*_as_kept(purchase))).where(purchase.c.id.in_(few))
        receipts = np.concatenate((receipts, whole_table(connection, more, _OF_RECEIPT)))
        receipts = _by_id(receipts)
    place = np.searchsorted(receipts[:, _ID], entries[:, 0])
    table = np.concatenate((receipts[place], entries[:, 1:]), axis=1)
    return _in_order(table[table[:, _CUSTOMER] > 0])


def some_of(table: Integers, low: int, high: int) -> Integers:
    """What concerns the customers with these ids."""
    first, end = np.searchsorted(table[:, _CUSTOMER], (low, high + 1)).tolist()
    return table[first:end]


def _as_kept(receipt: FromClause) -> tuple[ColumnElement[int], ...]:
    sale: ColumnElement[int] = case((receipt.c.kind == PurchaseKind.SALE, 1), else_=0)
    key = receipt.c.bought_day * 2 + receipt.c.counted
    owner = func.coalesce(receipt.c.customer_id, 0)
    return owner, key, receipt.c.net, receipt.c.id, receipt.c.amount, sale


def _lowered(connection: Connection) -> Integers:
    """Receipts whose net is not what was paid, all in the index ix_purchase_lowered."""
    cells = purchase.c
    mine = (cells.net != cells.amount, cells.original_id.is_(None))
    return whole_table(connection, select(packed(*_as_kept(purchase))).where(*mine), _OF_RECEIPT)


def _by_id(receipts: Integers) -> Integers:
    found: Integers = receipts[np.argsort(receipts[:, _ID])]
    return found


def _there(receipts: Integers, entries: Integers) -> NDArray[np.bool_]:
    """Whose receipt is among these, which are sorted by id?"""
    ids = np.append(receipts[:, _ID], 0)  # nothing is linked to number 0
    found: NDArray[np.bool_] = ids[np.searchsorted(ids[:-1], entries[:, 0])] == entries[:, 0]
    return found


def _in_order(table: Integers) -> Integers:
    found: Integers = table[
        np.lexsort((table[:, 6], table[:, 3], table[:, 2], table[:, 1], table[:, 0]))
    ]
    return found


def steps_of(table: Integers, rows: Rows) -> Steps:
    """How each lowered receipt stood before each day on which something came back."""
    table = table[np.isin(table[:, 0], rows[0])]
    receipt, day = table[:, _ID], table[:, 6]
    new = differs(receipt)
    given, still_open = _before(table[:, 7], new), _before(table[:, 8], new)
    net = table[:, 4] + given
    counted = (table[:, 5] == 1) & ((still_open <= 0) | (net > 0))
    offset = _offsets(table, new, rows)
    first = new | differs(day)
    return Steps(
        table[first, 0],
        offset[first],
        day[first].astype(np.int32),
        counted[first].astype(np.int8),
        net[first],
    )


def _before(values: Integers, new: NDArray[np.bool_]) -> Integers:
    """The sum of the values above within each stretch that begins at `new`."""
    above = np.cumsum(values) - values
    if not len(values):
        return above
    begin = np.maximum.accumulate(np.where(new, np.arange(len(values)), 0))
    found: Integers = above - above[begin]
    return found


def _offsets(table: Integers, new: NDArray[np.bool_], rows: Rows) -> Integers:
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
    alike = differs(table[:, 0]) | differs(wanted) | differs(money)
    found: Integers = low - starts[place] + _before(new.astype(np.int64), alike) + new - 1
    return found
