"""Columns of whole numbers as bytes: each in the fewest bytes that hold its values."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_KINDS = (np.uint8, np.uint16, np.uint32)
_WIDE = len(_KINDS)  # int64, as it is
_HEAD = 3  # of each column: its kind, what was taken off, how many


def to_bytes(columns: Sequence[NDArray[Any]]) -> bytes:
    """One after the other, behind a head that says how each is kept."""
    kept = [_narrowed(column) for column in columns]
    head = np.array([each[0] for each in kept], "<i8")
    return b"".join([head.tobytes(), *(data for _, data in kept)])


def from_bytes(data: bytes, kinds: Sequence[Any]) -> list[NDArray[Any]]:
    """The columns again, each as the kind of number that is wanted, in memory of its own."""
    head = _head(data, len(kinds))
    at, found = head.nbytes, []
    for (kind, base, count), wanted in zip(head.tolist(), kinds, strict=True):
        kept = _kept_as(kind)
        column = np.frombuffer(data, kept, count, at).astype(wanted)
        column += wanted(base)
        found.append(column)
        at += count * kept.itemsize
    return found


def count_of(data: bytes, column: int) -> int:
    """How many rows a column has, without opening any."""
    return int(_head(data, column + 1)[column, -1])


def greatest(data: bytes, column: int, of: int) -> int:
    """The greatest value of one of so many columns, without opening the others; 0 if empty."""
    head = _head(data, of)
    sizes = [_kept_as(kind).itemsize for kind in head[:, 0].tolist()]
    at = head.nbytes + sum(s * n for s, n in zip(sizes, head[:column, -1].tolist(), strict=False))
    kind, base, count = head[column].tolist()
    return int(np.frombuffer(data, _kept_as(kind), count, at).max()) + base if count else 0


def words_column(words: Sequence[str]) -> NDArray[np.uint8]:
    """Texts as a column of bytes."""
    return np.frombuffer(json.dumps(list(words), ensure_ascii=False).encode(), np.uint8)


def column_words(column: NDArray[np.uint8]) -> tuple[str, ...]:
    """The texts again."""
    return tuple(json.loads(column.tobytes()))


def _head(data: bytes, columns: int) -> NDArray[np.int64]:
    return np.frombuffer(data, "<i8", _HEAD * columns).reshape(-1, _HEAD)


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
