"""A piece of the ledger as bytes, and pieces as one ledger."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.value import column_bytes
from app.core.value.columns import Ledger, Steps, no_steps

_COLUMNS = (np.int64, np.int64, np.int32, np.int8, np.int64)
_STEPS = (np.int64, np.int64, np.int32, np.int8, np.int64)
_DAY, _UNTIL = 2, len(_COLUMNS) + 2
_PER_PERSON = 3  # of the six columns that are laid down


def to_bytes(book: Ledger) -> bytes:
    """Its columns one after the other, behind a head that says how each is kept."""
    steps = book.steps
    whole = (book.ids, np.diff(book.starts), book.day, book.counted, book.net)
    lowered = (steps.owner, steps.offset, steps.until, steps.counted, steps.net)
    return column_bytes.to_bytes((*whole, *lowered))


def from_bytes(last: date, data: bytes) -> Ledger:
    """The piece again; nobody in it is known as a company."""
    found = column_bytes.from_bytes(data, (*_COLUMNS, *_STEPS))
    ids, counts, day, counted, net, *lowered = found
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    companies = np.zeros(len(ids), np.bool_)
    return Ledger(last, ids, starts, companies, day, counted, net, Steps(*lowered))


def size_of(data: bytes) -> tuple[int, int]:
    """How many customers and rows a piece has."""
    return column_bytes.count_of(data, 0), column_bytes.count_of(data, _DAY)


def latest_of(data: bytes) -> int:
    """The last day that a piece knows of; 0 for an empty one."""
    of = len(_COLUMNS) + len(_STEPS)
    return max(column_bytes.greatest(data, column, of) for column in (_DAY, _UNTIL))


def joined(last: date, pieces: Iterable[Ledger], room: tuple[int, int]) -> Ledger:
    """Pieces in the order of their customers as one, laid behind one another as they come.

    `room`: customers and rows that they have at most. What of it is not written takes no
    memory, and no column is ever there twice.
    """
    kinds = (np.int64, np.int64, np.bool_, np.int32, np.int8, np.int64)
    laid: list[NDArray[Any]] = [
        np.empty(room[k >= _PER_PERSON], kind) for k, kind in enumerate(kinds)
    ]
    ends: list[int] = [0, 0]
    steps: list[Steps] = []
    for each in pieces:
        people: tuple[NDArray[Any], ...] = each.ids, np.diff(each.starts), each.companies
        columns = (*people, each.day, each.counted, each.net)
        for k, (column, more) in enumerate(zip(laid, columns, strict=True)):
            end = ends[k >= _PER_PERSON]
            column[end : end + len(more)] = more
        ends = [ends[0] + len(each.ids), ends[1] + each.rows]
        steps.append(each.steps)
    ids, counts, companies = (column[: ends[0]] for column in laid[:_PER_PERSON])
    day, counted, net = (column[: ends[1]] for column in laid[_PER_PERSON:])
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Ledger(last, ids, starts, companies, day, counted, net, _one_after_another(steps))


def _one_after_another(several: list[Steps]) -> Steps:
    if not several:
        return no_steps()
    return Steps(
        np.concatenate([each.owner for each in several]),
        np.concatenate([each.offset for each in several]),
        np.concatenate([each.until for each in several]),
        np.concatenate([each.counted for each in several]),
        np.concatenate([each.net for each in several]),
    )
