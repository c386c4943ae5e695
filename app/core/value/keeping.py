"""Keeps the ledger's columns in the file, piece by piece.

    while keep_next(shop):          # in a quiet moment; each step is a short write of its own
        pass

A piece is read and written within one transaction, and triggers note whose rows it no longer
knows, so it can never say what the receipts do not.
"""

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select

from app.core.customers.records import customer
from app.core.purchases.records import purchase
from app.core.store.shop import Shop
from app.core.value import loading, packing
from app.core.value.kept import ends_of, usable
from app.core.value.records import BLOCK, kept_block, kept_stale

FEWEST_ROWS = 200_000
"""A shop with fewer receipts reads them in the blink of an eye."""


def keep_next(shop: Shop) -> bool:
    """Keep one more piece, the first that is missing or too old; False when all are kept."""
    with shop.aside() as connection:
        due = _due(connection)
        if due is None:
            return False
        keep(connection, due)
    return True


def keep(connection: Connection, block: int) -> None:
    """Read a piece and put it in its place; what was known to be stale in it is not any more."""
    low, high = ends_of(block)
    made = loading.load_between(connection, low, high, loading.in_bin(connection))
    connection.execute(delete(kept_stale).where(kept_stale.c.block_id == block))
    connection.execute(delete(kept_block).where(kept_block.c.id == block))
    connection.execute(insert(kept_block).values(id=block, columns=packing.to_bytes(made)))


def _due(connection: Connection) -> int | None:
    rows = connection.execute(select(func.max(purchase.c.id))).scalar() or 0
    if rows < FEWEST_ROWS:
        return None
    top = int(connection.execute(select(func.max(customer.c.id))).scalar() or 0)
    missing = np.setdiff1d(np.arange(top // BLOCK + 1), usable(connection), assume_unique=True)
    return int(missing[0]) if len(missing) else None
