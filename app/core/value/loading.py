"""Reads the ledger's columns out of the file: kept pieces, all along one index, or a few people."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from datetime import date
from itertools import groupby

import numpy as np
from sqlalchemy import literal_column, select

from app.core.customers.records import customer
from app.core.progress import stop_if_cancelled
from app.core.purchases.records import purchase
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.second_look import second_look
from app.core.value import kept
from app.core.value.came_back import RECEIPT, all_linked, linked_of, some_of, steps_of
from app.core.value.columns import Integers, Ledger
from app.core.value.kept import Stretch
from app.core.value.packed import packed, whole_table
from app.core.value.packed_ledger import PackedLedger, Piece, kept_piece, packed_piece
from app.core.value.packing import from_bytes, to_bytes
from app.core.value.patching import patched
from app.core.value.records import BLOCK
from app.core.value.walking import Rows, Table, block, together, walk_of

EVER = date.max
"""A ledger up to this day holds the receipts of the future too."""
MANY = 200_000
"""Rows; fewer are read before a second connection is there."""
_COMPANIES = select(packed(customer.c.id)).where(customer.c.kind == literal_column("'company'"))
_BINNED = select(packed(customer.c.id)).where(customer.c.binned_on.is_not(None))


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
    stretches = list(kept.stretches(reader.connection))
    missing = [each for each in stretches if each.block is None]
    stale = kept.stale(reader.connection)
    with closing(_anew(reader, missing, without)) as anew:
        for each in stretches:
            if each.block is None:
                yield from next(anew)
            else:
                yield each.block, _kept(reader, each, each.block, stale, without)


def _kept(reader: Reader, ends: Stretch, block: int, stale: Integers, without: Integers) -> Piece:
    """A piece out of the file, with the rows of those who bought since."""
    stop_if_cancelled(reader.progress)
    data = kept.columns_of(reader.connection, block)
    whose = stale[(stale >= ends.low) & (stale <= ends.high)].tolist()
    if whose:
        book = from_bytes(EVER, data)
        data = to_bytes(patched(book, load_some(reader, whose, without), whose))
    return kept_piece(data)


_Pieces = Iterator[tuple[int, Piece]]


def _anew(
    reader: Reader, several: list[Stretch], without: Integers
) -> Generator[_Pieces, None, None]:
    """The pieces of each stretch of which none is kept."""
    if not several:
        return
    walk, linked = walk_of(reader.connection), all_linked(reader.connection)
    with second_look(reader) if walk.rows >= MANY else nullcontext() as other:
        if other is not None:
            walk = replace(walk, connections=(reader.connection, other))
        for each in several:
            tables = walk.tables(each.low, each.high, reader.progress)
            yield _read(tables, linked, without)


def _read(
    tables: Generator[tuple[int, Table], None, None], linked: Integers, without: Integers
) -> Iterator[tuple[int, Piece]]:
    with closing(tables):
        for number, several in groupby(tables, lambda each: each[0] // BLOCK):
            rows = together(block(table, without) for _, table in several)
            if len(rows[0]):
                mine = some_of(linked, *kept.ends_of(number))
                yield number, packed_piece(_ledger(rows, mine))


def load_blocks(reader: Reader, first: int, last: int, without: Integers) -> list[bytes]:
    """The pieces of some blocks in a row, read anew; nobody in them is known as a company."""
    low, high = kept.ends_of(first)[0], kept.ends_of(last)[1]
    mine = RECEIPT.c.customer_id.between(low, high)
    one, connection = first == last, reader.connection
    linked = linked_of(connection, mine) if one else all_linked(connection)
    tables = walk_of(connection).tables(low, high, reader.progress)
    found = dict(_read(tables, linked, without))
    nobody = to_bytes(_ledger(together(()), linked[:0]))
    blocks = range(first, last + 1)
    return [found[each].data if each in found else nobody for each in blocks]


def load_some(reader: Reader, whom: Iterable[int], without: Integers) -> Ledger:
    """The same of a few customers."""
    chosen = sorted(set(whom))
    key = purchase.c.bought_day * 2 + purchase.c.counted
    asked = select(packed(purchase.c.customer_id, key, purchase.c.net))
    asked = asked.where(purchase.c.customer_id.in_(id_list(chosen)))
    table = whole_table(reader.connection, asked, 3)
    table = table[np.lexsort((table[:, 2], table[:, 1], table[:, 0]))]
    rows = together([block((table[:, 0], table[:, 1], table[:, 2]), without)])
    mine = RECEIPT.c.customer_id.in_(id_list(chosen))
    book = _ledger(rows, linked_of(reader.connection, mine))
    return replace(book, companies=np.isin(book.ids, companies(reader)))


def _ledger(rows: Rows, linked: Integers) -> Ledger:
    ids, counts, day, counted, net = rows
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    steps = steps_of(linked, (ids, starts, day, counted, net))
    return Ledger(EVER, ids, starts, np.zeros(len(ids), np.bool_), day, counted, net, steps)
