"""What the board asks the shop, off the interface thread."""

from dataclasses import dataclass

import numpy as np

from app.core.store.reader import Reader
from app.core.value.queries import Named, named
from app.core.wallet import queries
from app.core.wallet.board import Board
from app.core.wallet.rad import Rad
from app.core.wallet.rad_columns import Integers

SHOWN = 24
"""At most so many customers of a field have a card of their own."""


@dataclass(frozen=True, eq=False)
class Seen:
    """The board, the first rows of each field, and the names of those who are shown."""

    board: Board
    first: dict[Rad, Integers]
    names: dict[int, Named]


def ask(reader: Reader) -> Seen:
    """Everybody on the board, the first of each field by name."""
    board = queries.board(reader)
    first = board.first(SHOWN)
    shown = board.ids[np.concatenate(list(first.values()))]
    return Seen(board, first, named(reader, shown.tolist()))
