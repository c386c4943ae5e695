"""Keeps columns of the ledger, of goods and of channels in the file, piece by piece.

    while keep_next(shop, actor):          # in a quiet moment
        pass

An empty piece is put in its place first: from then on triggers note whose rows change. Then its
rows are read, beside all writes, and put into it. Whatever came between is noted as stale, so
that a piece with what is noted can never say what the receipts do not.
"""

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select, update

from app.core.actor import Actor
from app.core.customers.records import customer
from app.core.purchases.records import purchase
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.value import channels, lines, loading, packing
from app.core.value.kept import ends_of, usable
from app.core.value.records import BLOCK, kept_block, kept_channels, kept_lines, kept_stale

FEWEST_ROWS = 200_000
"""A shop with fewer receipts reads them in the blink of an eye."""
_REST = (kept_lines, kept_channels)


def keep_next(shop: Shop, actor: Actor) -> bool:
    """Keep one more piece, the first that is missing or too old; False when all are kept."""
    with shop.read(actor) as reader:
        block = _due(reader.connection)
    if block is None:
        return False
    keep(shop, actor, block)
    return True


def keep(shop: Shop, actor: Actor, block: int) -> None:
    """Make one piece anew: two short writes, and a long look between them."""
    with shop.aside() as connection:
        connection.execute(delete(kept_stale).where(kept_stale.c.block_id == block))
        for table in (kept_block, *_REST):
            connection.execute(delete(table).where(table.c.id == block))
        connection.execute(insert(kept_block).values(id=block, columns=b""))
    with shop.read(actor) as reader:
        data, rest = _made(reader, *ends_of(block))
    with shop.aside() as connection:
        mine = update(kept_block).where(kept_block.c.id == block)
        if not connection.execute(mine.values(columns=data)).rowcount:
            return  # somebody of them went for good meanwhile
        for table, columns in zip(_REST, rest, strict=True):
            connection.execute(insert(table).values(id=block, columns=columns))


def _made(reader: Reader, low: int, high: int) -> tuple[bytes, tuple[bytes, bytes]]:
    """The ledger of these customers; their lines of goods and their channels."""
    book = loading.load_between(reader.connection, low, high, loading.binned(reader))
    goods = lines.to_bytes(lines.lines_between(reader.connection, low, high))
    return packing.to_bytes(book), (goods, channels.columns_between(reader.connection, low, high))


def _due(connection: Connection) -> int | None:
    rows = connection.execute(select(func.max(purchase.c.id))).scalar() or 0
    if rows < FEWEST_ROWS:
        return None
    top = int(connection.execute(select(func.max(customer.c.id))).scalar() or 0)
    missing = np.setdiff1d(np.arange(top // BLOCK + 1), usable(connection), assume_unique=True)
    return int(missing[0]) if len(missing) else None
