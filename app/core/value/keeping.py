"""Keeps columns of the ledger, of goods and of channels in the file, some pieces at a time.

    while keep_next(shop, actor):          # in a quiet moment
        pass

Empty pieces are put in their places first: from then on triggers note whose rows change. Then
their rows are read, beside all writes, and put into them. Whatever came between is noted as
stale, so that a piece with what is noted can never say what the receipts do not.
"""

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select, update

from app.core.actor import Actor
from app.core.customers.records import customer
from app.core.purchases.records import purchase
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.value import channels, lines, loading
from app.core.value.kept import ends_of, usable
from app.core.value.records import BLOCK, kept_block, kept_channels, kept_lines, kept_stale

FEWEST_ROWS = 200_000
"""A shop with fewer receipts reads them in the blink of an eye."""
AT_ONCE = 500_000
"""So many receipts' pieces are made at once: more of them share the pages of their lines."""
_REST = (kept_lines, kept_channels)


def keep_next(shop: Shop, actor: Actor) -> bool:
    """Keep some more pieces that are missing or too old; False when all are kept."""
    with shop.read(actor) as reader:
        blocks = _due(reader.connection)
    if blocks is None:
        return False
    keep(shop, actor, *blocks)
    return True


def keep(shop: Shop, actor: Actor, first: int, last: int | None = None) -> None:
    """Make pieces in a row anew: two short writes, and a long look between them."""
    last = first if last is None else last
    with shop.aside() as connection:
        _empty(connection, first, last)
    with shop.read(actor) as reader:
        made = _made(reader, first, last)
    with shop.aside() as connection:
        for block, columns in enumerate(made, first):
            _fill(connection, block, columns)


def _empty(connection: Connection, first: int, last: int) -> None:
    connection.execute(delete(kept_stale).where(kept_stale.c.block_id.between(first, last)))
    for table in (kept_block, *_REST):
        connection.execute(delete(table).where(table.c.id.between(first, last)))
    rows = [{"id": block, "columns": b""} for block in range(first, last + 1)]
    connection.execute(insert(kept_block), rows)


def _fill(connection: Connection, block: int, columns: tuple[bytes, ...]) -> None:
    mine = update(kept_block).where(kept_block.c.id == block)
    if not connection.execute(mine.values(columns=columns[0])).rowcount:
        return  # somebody of them went for good meanwhile
    for table, each in zip(_REST, columns[1:], strict=True):
        connection.execute(insert(table).values(id=block, columns=each))


def _made(reader: Reader, first: int, last: int) -> list[tuple[bytes, bytes, bytes]]:
    """Of each block: the ledger, the lines of goods, the channels."""
    books = loading.load_blocks(reader, first, last, loading.binned(reader))
    goods = map(lines.to_bytes, lines.lines_of_blocks(reader.connection, first, last))
    usual = (
        channels.columns_between(reader.connection, *ends_of(block))
        for block in range(first, last + 1)
    )
    return list(zip(books, goods, usual, strict=True))


def _due(connection: Connection) -> tuple[int, int] | None:
    """The first block of which nothing is kept, and the last of those in a row with it."""
    rows = connection.execute(select(func.max(purchase.c.id))).scalar() or 0
    if rows < FEWEST_ROWS:
        return None
    top = int(connection.execute(select(func.max(customer.c.id))).scalar() or 0)
    missing = np.setdiff1d(np.arange(top // BLOCK + 1), usable(connection), assume_unique=True)
    if not len(missing):
        return None
    first = last = int(missing[0])
    many = _rows_of(connection, first)
    for block in missing[1:].tolist():
        many += _rows_of(connection, block)
        if block > last + 1 or many > AT_ONCE:
            break
        last = block
    return first, last


def _rows_of(connection: Connection, block: int) -> int:
    mine = purchase.c.customer_id.between(*ends_of(block))
    return int(connection.execute(select(func.count()).where(mine)).scalar_one())
