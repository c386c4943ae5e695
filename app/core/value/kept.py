"""Which pieces of columns are kept in the file, and whose rows they do not know.

A piece is the ledger of some customers, their lines of goods and their usual channels.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, Select, Table, func, select

from app.core.customers.records import customer
from app.core.value.columns import Integers
from app.core.value.packed import packed, whole_table
from app.core.value.records import BLOCK, kept_block, kept_channels, kept_lines, kept_stale

MOST_STALE = 200
"""A piece of which more customers changed is made anew."""


@dataclass(frozen=True)
class Stretch:
    """Customers from `low` to `high`; `block` where their columns are kept."""

    low: int
    high: int
    block: int | None


def stretches(connection: Connection) -> Iterator[Stretch]:
    """Everybody, by ids: pieces that are kept, and all between them."""
    top = int(connection.execute(select(func.max(customer.c.id))).scalar() or 0)
    low = 1
    for block in usable(connection).tolist():
        begin, end = ends_of(block)
        if low < begin:
            yield Stretch(low, begin - 1, None)
        yield Stretch(begin, end, block)
        low = end + 1
    if low <= top:
        yield Stretch(low, top, None)


def columns_of(connection: Connection, block: int, table: Table = kept_block) -> bytes:
    """A kept piece."""
    asked = select(table.c.columns).where(table.c.id == block)
    return bytes(connection.execute(asked).scalar_one())


def stale(connection: Connection) -> Integers:
    """Customers whom the usable pieces do not know as they are."""
    asked = select(packed(kept_stale.c.block_id, kept_stale.c.customer_id))
    rows = whole_table(connection, asked, 2)
    found: Integers = np.sort(rows[np.isin(rows[:, 0], usable(connection)), 1])
    return found


def usable(connection: Connection) -> Integers:
    """The pieces that are there and not too old, ascending."""
    block, whole = kept_block.c, (kept_lines.c.id, kept_channels.c.id)
    filled = (func.length(block.columns) > 0, *(block.id.in_(select(each)) for each in whole))
    asked = select(packed(block.id)).where(*filled)
    there = np.sort(whole_table(connection, asked, 1).ravel())
    found: Integers = np.setdiff1d(there, _too_old(connection), assume_unique=True)
    return found


def _too_old(connection: Connection) -> Integers:
    number = func.count()
    asked: Select[tuple[int]] = select(kept_stale.c.block_id).group_by(kept_stale.c.block_id)
    return np.array(connection.scalars(asked.having(number > MOST_STALE)).all(), np.int64)


def ends_of(block: int) -> tuple[int, int]:
    """The first and the last id that belong to a piece."""
    return max(block * BLOCK, 1), block * BLOCK + BLOCK - 1
