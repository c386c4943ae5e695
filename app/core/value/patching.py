"""Puts the rows of a few customers anew into a ledger."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Integers, Ledger, Steps


def patched(book: Ledger, fresh: Ledger, whose: Iterable[int]) -> Ledger:
    """`book` with the rows of these customers as `fresh` has them; `fresh` has only theirs."""
    chosen = np.array(sorted(whose), np.int64)
    old, new = np.isin(book.ids, chosen), len(fresh.ids)
    if not (old.any() or new):
        return book
    pieces = _pieces(book, fresh, np.flatnonzero(old))
    counts = _customers(np.diff(book.starts), np.diff(fresh.starts), book, fresh, old)
    ids = _customers(book.ids, fresh.ids, book, fresh, old)
    companies = _customers(book.companies, fresh.companies, book, fresh, old)
    steps = _steps(book.steps, fresh.steps, chosen)
    day, counted, net = (
        _rows(getattr(book, name), getattr(fresh, name), pieces)
        for name in ("day", "counted", "net")
    )
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Ledger(book.last, ids, starts, companies, day, counted, net, steps)


_Piece = tuple[bool, int, int]
"""Rows of the fresh one (True) or of the old one: from, to."""


def _pieces(book: Ledger, fresh: Ledger, dropped: NDArray[np.intp]) -> list[_Piece]:
    """The old rows between the customers that change, and the fresh ones in their places."""
    events = [
        (int(book.ids[k]), False, int(book.starts[k]), int(book.starts[k + 1])) for k in dropped
    ]
    places = np.searchsorted(book.ids, fresh.ids)
    for k, place in enumerate(places.tolist()):
        events.append((int(fresh.ids[k]), True, int(book.starts[place]), k))
    found: list[_Piece] = []
    at = 0
    for _, is_fresh, start, other in sorted(events):
        found.append((False, at, start))
        at = max(at, start)
        if is_fresh:
            found.append((True, int(fresh.starts[other]), int(fresh.starts[other + 1])))
        else:
            at = other
    return [*found, (False, at, book.rows)]


def _rows(old: NDArray[Any], fresh: NDArray[Any], pieces: list[_Piece]) -> NDArray[Any]:
    cut = [(fresh if is_fresh else old)[low:high] for is_fresh, low, high in pieces if high > low]
    return np.concatenate(cut) if cut else old[:0]


def _customers(
    old: NDArray[Any], fresh: NDArray[Any], book: Ledger, new: Ledger, dropped: NDArray[np.bool_]
) -> NDArray[Any]:
    """A column of customers, in the order of their ids."""
    ids = np.concatenate((book.ids[~dropped], new.ids))
    return np.concatenate((old[~dropped], fresh))[np.argsort(ids, kind="stable")]


def _steps(old: Steps, fresh: Steps, chosen: Integers) -> Steps:
    """Both, sorted again; a step tells its row by customer and offset, so none moves."""
    left = ~np.isin(old.owner, chosen)
    owner = np.concatenate((old.owner[left], fresh.owner))
    offset = np.concatenate((old.offset[left], fresh.offset))
    until = np.concatenate((old.until[left], fresh.until))
    order = np.lexsort((until, offset, owner))
    counted = np.concatenate((old.counted[left], fresh.counted))
    net = np.concatenate((old.net[left], fresh.net))
    return Steps(owner[order], offset[order], until[order], counted[order], net[order])
