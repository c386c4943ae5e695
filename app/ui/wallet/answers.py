"""What the board asks the shop, off the interface thread."""

from dataclasses import dataclass

from app.core.store.reader import Reader
from app.core.value.queries import Named, named
from app.core.wallet import queries
from app.core.wallet.board import Board
from app.core.wallet.rad import Rad

SHOWN = 24
"""At most so many customers of a field have a card of their own."""


@dataclass(frozen=True, eq=False)
class Seen:
    """The board, and the names of those who are shown."""

    board: Board
    names: dict[int, Named]


def ask(reader: Reader) -> Seen:
    """Everybody on the board, the first of each field by name."""
    board = queries.board(reader)
    first = [row for rad in Rad for row in board.rows(rad)[:SHOWN].tolist()]
    return Seen(board, named(reader, (int(board.ids[row]) for row in first)))
