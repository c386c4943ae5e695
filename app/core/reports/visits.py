"""Who bought in a stretch of days, and who of them for the first time ever."""

from dataclasses import dataclass

import numpy as np

from app.core.purchases.records import to_day
from app.core.value.columns import Integers, Whole, parts
from app.core.value.window import Window


@dataclass(frozen=True, eq=False)
class Visitors:
    """Counted purchases, and the ids of whoever made them."""

    purchases: int
    whom: Integers
    new: Integers


def visitors(book: Whole, window: Window) -> Visitors:
    """Everybody who bought in the window."""
    first = to_day(window.first) if window.first is not None else 0
    purchases, whom, new = 0, [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for each in parts(book):
        counted, owner = each.counted > 0, each.owners()
        here = counted & (each.day >= first) & (each.day <= to_day(window.last))
        theirs = np.unique(owner[here])
        ever = np.unique(owner[counted & (each.day < first)])
        purchases += int(here.sum())
        whom.append(each.ids[theirs])
        new.append(each.ids[np.setdiff1d(theirs, ever)])
    return Visitors(purchases, np.concatenate(whom), np.concatenate(new))
