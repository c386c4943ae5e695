"""Who bought in a stretch of days, and who of them for the first time ever."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.core.purchases.records import to_day
from app.core.value.columns import Ledger
from app.core.value.window import Window


@dataclass(frozen=True, eq=False)
class Visitors:
    """Counted purchases, and the places in the ledger of whoever made them."""

    purchases: int
    whom: NDArray[np.intp]
    new: NDArray[np.intp]


def visitors(book: Ledger, window: Window) -> Visitors:
    """Everybody who bought in the window."""
    first = to_day(window.first) if window.first is not None else 0
    counted = book.counted > 0
    here = counted & (book.day >= first) & (book.day <= to_day(window.last))
    owner = book.owners()
    theirs = np.unique(owner[here]).astype(np.intp)
    ever = np.unique(owner[counted & (book.day < first)])
    return Visitors(int(here.sum()), theirs, np.setdiff1d(theirs, ever).astype(np.intp))
