"""A piece of the ledger as bytes: each column in the fewest bytes that hold its values."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Ledger, Steps, no_steps

_KINDS = (np.uint8, np.uint16, np.uint32)
_WIDE = len(_KINDS)  # int64, as it is
_COLUMNS = (np.int64, np.int64, np.int32, np.int8, np.int64)
_STEPS = (np.int64, np.int64, np.int32, np.int8, np.int64)
_DAY, _UNTIL = 2, len(_COLUMNS) + 2
_PER_PERSON = 3  # of the six columns that are laid down
_HEAD = 3  # of each column: its kind, what was taken off, how many


def to_bytes(book: Ledger) -> bytes:
    """Its columns one after the other, behind a head that says how each is kept."""
    steps = book.steps
    whole = (book.ids, np.diff(book.starts), book.day, book.counted, book.net)
    lowered = (steps.owner, steps.offset, steps.until, steps.counted, steps.net)
    kept = [_narrowed(column) for column in (*whole, *lowered)]
    head = np.array([each[0] for each in kept], "<i8")
    return b"".join([head.tobytes(), *(data for _, data in kept)])


def from_bytes(last: date, data: bytes) -> Ledger:
    """The piece again; nobody in it is known as a company."""
    kinds = (*_COLUMNS, *_STEPS)
    head = np.frombuffer(data, "<i8", _HEAD * len(kinds)).reshape(-1, _HEAD)
    at, found = head.nbytes, []
    for (kind, base, count), wanted in zip(head.tolist(), kinds, strict=True):
        kept = _kept_as(kind)
        column = np.frombuffer(data, kept, count, at).astype(wanted)
        column += wanted(base)
        found.append(column)
        at += count * kept.itemsize
    ids, counts, day, counted, net, *lowered = found
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    companies = np.zeros(len(ids), np.bool_)
    return Ledger(last, ids, starts, companies, day, counted, net, Steps(*lowered))


def size_of(data: bytes) -> tuple[int, int]:
    """How many customers and rows a piece has."""
    head = np.frombuffer(data, "<i8", _HEAD * (_DAY + 1)).reshape(-1, _HEAD)
    return int(head[0, -1]), int(head[_DAY, -1])


def latest_of(data: bytes) -> int:
    """The last day that a piece knows of; 0 for an empty one."""
    return max(_greatest(data, _DAY), _greatest(data, _UNTIL))


def _greatest(data: bytes, column: int) -> int:
    """The greatest value of a column, without opening the others."""
    head = np.frombuffer(data, "<i8", _HEAD * (len(_COLUMNS) + len(_STEPS))).reshape(-1, _HEAD)
    sizes = [_kept_as(kind).itemsize for kind in head[:, 0].tolist()]
    at = head.nbytes + sum(s * n for s, n in zip(sizes, head[:column, -1].tolist(), strict=False))
    kind, base, count = head[column].tolist()
    return int(np.frombuffer(data, _kept_as(kind), count, at).max()) + base if count else 0


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


def _kept_as(kind: int) -> np.dtype[Any]:
    return np.dtype(np.int64 if kind == _WIDE else _KINDS[kind]).newbyteorder("<")


def _narrowed(column: NDArray[Any]) -> tuple[tuple[int, int, int], bytes]:
    if not len(column):
        return (0, 0, 0), b""
    base, span = int(column.min()), int(column.max()) - int(column.min())
    for kind, narrow in enumerate(_KINDS):
        size = np.dtype(narrow)
        if span < 1 << 8 * size.itemsize:
            kept = (column.astype(np.int64) - base).astype(size.newbyteorder("<"))
            return (kind, base, len(column)), kept.tobytes()
    return (_WIDE, 0, len(column)), column.astype("<i8").tobytes()
