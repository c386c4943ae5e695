"""A piece of the ledger as bytes: each column in the fewest bytes that hold its values."""

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.value.columns import Ledger, Steps

_KINDS = (np.uint8, np.uint16, np.uint32)
_WIDE = len(_KINDS)  # int64, as it is
_COLUMNS = (np.int64, np.int64, np.int32, np.int8, np.int64)
_STEPS = (np.int64, np.int64, np.int32, np.int8, np.int64)
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
        kept = np.dtype(np.int64 if kind == _WIDE else _KINDS[kind]).newbyteorder("<")
        column = np.frombuffer(data, kept, count, at).astype(wanted)
        column += wanted(base)
        found.append(column)
        at += count * kept.itemsize
    ids, counts, day, counted, net, *lowered = found
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    companies = np.zeros(len(ids), np.bool_)
    return Ledger(last, ids, starts, companies, day, counted, net, Steps(*lowered))


def joined(last: date, pieces: list[Ledger]) -> Ledger:
    """Pieces in the order of their customers as one; the list is emptied on the way."""
    counts = _laid([np.diff(each.starts) for each in pieces], np.int64)
    steps = Steps(
        *(
            _laid([getattr(each.steps, name) for each in pieces], kind)
            for name, kind in zip(("owner", "offset", "until", "counted", "net"), _STEPS,
                                  strict=True)
        )
    )  # fmt: skip
    columns = {
        name: _laid([getattr(each, name) for each in pieces], kind)
        for name, kind in (("ids", np.int64), ("companies", np.bool_), ("day", np.int32),
                           ("counted", np.int8), ("net", np.int64))
    }  # fmt: skip
    pieces.clear()
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Ledger(last=last, starts=starts, steps=steps, **columns)


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


def _laid(columns: list[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate(columns) if columns else np.empty(0, kind)
