"""The whole ledger in memory as it is kept in the file: packed pieces, opened one at a time.

Seven bytes a purchase instead of thirteen; and when somebody buys, or a day begins, only the
pieces concerned are made anew, all others are shared with what was there before.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from app.core.value.columns import Integers, Ledger, between, until
from app.core.value.packing import from_bytes, joined, latest_of, size_of, to_bytes
from app.core.value.patching import patched
from app.core.value.records import BLOCK


@dataclass(frozen=True)
class Piece:
    """The columns of some customers; on no day after `latest` anything is otherwise."""

    data: bytes
    people: int
    rows: int
    latest: int


@dataclass(frozen=True, eq=False)
class PackedLedger:
    """All that counts up to a day; `pieces` by the number of their block, ascending."""

    last: date
    pieces: Mapping[int, Piece]
    companies: Integers  # ids, ascending

    @property
    def rows(self) -> int:
        """How many entries it holds."""
        return sum(each.rows for each in self.pieces.values())

    @property
    def people(self) -> int:
        """How many customers have an entry."""
        return sum(each.people for each in self.pieces.values())

    def parts(self) -> Iterator[Ledger]:
        """One piece after the other, opened."""
        for each in self.pieces.values():
            yield from self._opened(each).parts()  # somebody may have half a million

    def of(self, customer_id: int) -> Ledger | None:
        """One customer's rows; None without any."""
        piece = self.pieces.get(customer_id // BLOCK)
        return self._opened(piece).of(customer_id) if piece else None

    def until(self, last: date) -> "PackedLedger":
        """As it stood in the evening of an earlier day."""
        day, pieces = last.toordinal(), {}
        for block, piece in self.pieces.items():
            if piece.latest > day:
                earlier = until(self._opened(piece), last)
                if earlier.rows:
                    pieces[block] = packed_piece(earlier)
            else:
                pieces[block] = piece
        return replace(self, last=last, pieces=pieces)

    def mended(self, fresh: Ledger, whose: Iterable[int]) -> "PackedLedger":
        """With the rows of these customers as `fresh` has them; `fresh` has only theirs."""
        chosen, pieces = np.array(sorted(whose), np.int64), dict(self.pieces)
        for block in np.unique(chosen // BLOCK).tolist():
            theirs, low = chosen[chosen // BLOCK == block], block * BLOCK
            old = pieces.get(block)
            book = between(fresh, low, low + BLOCK)
            if old is not None:
                book = patched(self._opened(old), book, theirs.tolist())
            pieces.pop(block, None)
            if book.rows:
                pieces[block] = packed_piece(book)
        return replace(self, pieces=dict(sorted(pieces.items())))

    def whole(self) -> Ledger:
        """All of it opened at once: for tests, and shops that keep no pieces."""
        return joined(self.last, self.parts(), (self.people, self.rows))

    def _opened(self, piece: Piece) -> Ledger:
        book = from_bytes(self.last, piece.data)
        if len(book.ids):
            low, high = np.searchsorted(self.companies, (book.ids[0], book.ids[-1] + 1))
            book.companies[:] = np.isin(book.ids, self.companies[low:high])
        return book


def packed_piece(book: Ledger) -> Piece:
    """The columns of a block's customers, packed."""
    return kept_piece(to_bytes(book))


def kept_piece(data: bytes) -> Piece:
    """A piece as the file has it."""
    return Piece(data, *size_of(data), latest_of(data))


def blocks(book: Ledger) -> Iterator[tuple[int, Piece]]:
    """The pieces of a ledger, each with the number of its block."""
    for block in np.unique(book.ids // BLOCK).tolist():
        yield block, packed_piece(between(book, block * BLOCK, block * BLOCK + BLOCK))
