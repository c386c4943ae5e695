"""How our processes talk: length, kind, and JSON or bare texts, so that nothing sent can run."""

import json
import marshal
import struct
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import IO, Any

_HEAD = struct.Struct(">IB")
OPENED, ROWS, END, FAULT, TABLE, BLOCK, TEXTS = range(1, 8)
_CELL, _ROW = "\x1f", "\x1e"
MAX_FRAME = 1 << 30


def send(pipe: IO[bytes], kind: int, content: Any) -> None:
    """Write one frame and flush it."""
    pipe.write(packed(kind, content))
    pipe.flush()


def packed(kind: int, content: Any) -> bytes:
    """One frame as it travels."""
    body = json.dumps(content, ensure_ascii=False, default=cell_text).encode("utf-8", "replace")
    return headed(kind, body)


def packed_rows(first: int, rows: list[list[Any]]) -> bytes:
    """Rows of cells, the first of which has this number: most are nothing but texts."""
    text = _joined(rows)
    if text is None:
        return packed(ROWS, {"first": first, "rows": rows})
    return headed(TEXTS, f"{first}{_ROW}{text}".encode("utf-8", "replace"))


def _joined(rows: list[list[Any]]) -> str | None:
    """The cells side by side; None where they could not be told apart again."""
    try:
        text = _ROW.join([_CELL.join(row) for row in rows])
    except TypeError:  # a number among them
        return None
    whole = all(rows) and text.count(_ROW) == len(rows) - 1
    return text if whole and text.count(_CELL) == sum(map(len, rows)) - len(rows) else None


def rows(kind: int, body: bytes) -> tuple[int, list[list[Any]]]:
    """What `packed_rows` packed, its head taken off: the first row's number, and the cells."""
    if kind == TEXTS:
        first, *found = body.decode().split(_ROW)
        return int(first), [row.split(_CELL) for row in found]
    told = json.loads(body)
    return int(told["first"]), told["rows"]


def packed_block(content: Any) -> bytes:
    """A frame of the encoding process, five times as fast.

    It may be so because that process reads no foreign file: it runs our own code on what
    came through JSON.
    """
    return headed(BLOCK, marshal.dumps(content))


def block(body: bytes) -> Any:
    """What `packed_block` packed."""
    return marshal.loads(body)  # noqa: S302


def headed(kind: int, body: bytes) -> bytes:
    """One frame, from a body that was packed elsewhere."""
    return _HEAD.pack(len(body), kind) + body


def content(body: bytes) -> Any:
    """What a frame's body says."""
    return json.loads(body)


def receive(pipe: IO[bytes]) -> tuple[int, bytes] | None:
    """The next frame's kind and body; None when the other end is gone."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    size, kind = _HEAD.unpack(head)
    if size > MAX_FRAME:
        return None
    body = pipe.read(size)
    return (kind, body) if len(body) == size else None


def cell_text(value: object) -> str:
    """A cell that is neither text nor number, as the text a person would have typed."""
    for kind, show in _SHOW:
        if isinstance(value, kind):
            return show(value)
    return str(value)


def _show_moment(value: datetime) -> str:
    if value.time() == time.min:
        return value.date().isoformat()
    return value.replace(microsecond=0, tzinfo=None).isoformat(" ")


_SHOW: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (datetime, _show_moment),
    (date, date.isoformat),
    (time, lambda value: value.isoformat("seconds")),
    (timedelta, str),
)
