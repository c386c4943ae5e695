"""The parsing child: opens one foreign file, sends its rows by pipe, holds no key."""

import gc
import json
import os
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, Protocol

from app.core.attachments.pictures import Photo
from app.core.exchange import frames, sniff, zip_guard
from app.core.exchange.faults import Fault
from app.core.exchange.limits import CHUNK_ROWS, LIMITS, PREVIEW_ROWS, Limits
from app.core.exchange.text_table import TextTable
from app.core.exchange.vcard_lines import is_vcards
from app.i18n import Language

Row = list[Any]
_NICE = 5


class Opened(Protocol):
    """A file whose tables can be described and read."""

    def tables(self) -> list[dict[str, Any]]:
        """What stands in it, each with its first rows under `top`."""

    def rows(self, table: str) -> Iterator[Row]:
        """Every row of one table."""


def main() -> None:
    """Serve requests from standard input until it ends; the hidden `--parse-child`."""
    out = _own_pipe()
    line = sys.stdin.buffer.readline()
    try:
        request = json.loads(line)
        if not request.get("careful"):
            gc.disable()  # nothing here goes in circles
        _bound_memory(request)
        _give_way()
        if request.get("encode"):
            _encode(_Sender(out))
        else:
            _serve(request, _Sender(out))
    except (BrokenPipeError, ValueError, KeyboardInterrupt):
        os._exit(1)


def _encode(sender: "_Sender") -> None:
    """Be the encoding child instead: the same program, which opens no file."""
    try:
        from app.core.exchange import encoding_child

        encoding_child.serve(sys.stdin.buffer, sender)
    except Fault as fault:
        sender.fail(fault)
    except MemoryError:
        sender.fail(Fault("memory"))


def _own_pipe() -> BinaryIO:
    """Our answers' pipe; whatever else prints goes nowhere."""
    out = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    return out


def _bound_memory(request: dict[str, Any]) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent watches the time, the limits the sizes
        return
    memory = int(request["limits"]["memory_bytes"])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _give_way() -> None:
    """Who asked has a window to paint, and writes while we read ahead."""
    if hasattr(os, "nice"):
        os.nice(_NICE)


class _Sender:
    """Sends whole frames from whichever thread has something to say."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe, self._lock = pipe, Lock()

    def send(self, kind: int, content: Any) -> None:
        with self._lock:
            frames.send(self._pipe, kind, content)

    def send_packed(self, frame: bytes) -> None:
        """Send a frame that was packed before."""
        with self._lock:
            self._pipe.write(frame)
            self._pipe.flush()

    def fail(self, fault: Fault) -> None:
        """Say what is wrong and end the child at once."""
        self.send(frames.FAULT, {"code": fault.code, "values": fault.values})
        os._exit(0)


def _serve(request: dict[str, Any], sender: _Sender) -> None:
    try:
        opened = _open(request, sender)
        sender.send(frames.OPENED, {**_about(opened), "tables": opened.tables()})
        for line in sys.stdin.buffer:
            asked = json.loads(line)
            if asked.get("photos"):
                _send_photos(opened, sender)
            else:
                _send_rows(opened, asked["table"], sender)
    except Fault as fault:
        sender.fail(fault)
    except MemoryError:
        sender.fail(Fault("memory"))


def _about(opened: Opened) -> dict[str, Any]:
    wanted = ("kind", "encoding", "separator")
    return {name: getattr(opened, name, "") for name in wanted}


def _send_rows(opened: Opened, table: str, sender: _Sender) -> None:
    rows, first = opened.rows(table), 1
    while chunk := list(islice(rows, CHUNK_ROWS)):
        sender.send_packed(frames.packed_rows(first, chunk))
        first += len(chunk)
    sender.send(frames.END, {"rows": first - 1})


def _send_photos(opened: Opened, sender: _Sender) -> None:
    for row, photo in getattr(opened, "photos", lambda: ())():
        data = b64encode(photo.data).decode()
        sender.send(frames.ROWS, {"row": row, "media": photo.media, "data": data})
    sender.send(frames.END, {})


def _open(request: dict[str, Any], sender: _Sender) -> Opened:
    path, limits = Path(request["path"]), replace(LIMITS, **request["limits"])
    kind = sniff.file_kind(path, limits)
    if kind == "text" and is_vcards(_head(path)):
        return _OpenedCards(path, limits, request.get("language", "en"))
    if kind == "text":
        encoding = request.get("encoding") or sniff.encoding_of(path)
        return _OpenedText(TextTable(path, encoding, request.get("separator"), limits))
    if kind == "zip":
        kind = zip_guard.zip_kind(path, limits)
        counted = _watched(path, limits, sender, careful=bool(request.get("careful")))
        return _OpenedBook(_book(path, kind, request, limits), counted)
    return _OpenedBook(_book(path, "xls", request, limits), lambda: None)


def _watched(path: Path, limits: Limits, sender: _Sender, *, careful: bool) -> Callable[[], None]:
    """Count what the zip unpacks to: at once when it is packed oddly tight, else meanwhile."""
    from app.core.exchange.sheets import UnpackedCounter

    tight = zip_guard.is_tight(path)
    cut = frozenset[str]() if tight or careful else zip_guard.large_sheets(path)
    counter = UnpackedCounter(path, limits, sender.fail, cut)
    counter.start()
    if tight:
        counter.join()
    return counter.join


def _book(path: Path, kind: str, request: dict[str, Any], limits: Limits) -> Any:
    if request.get("careful") and kind == "xlsx":
        from app.core.exchange.careful import CarefulWorkbook

        return CarefulWorkbook(path, limits)
    from app.core.exchange.sheets import Workbook

    return Workbook(path, kind, limits)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(256)


class _OpenedCards:
    kind = "vcf"

    def __init__(self, path: Path, limits: Limits, language: Language) -> None:
        # Imported here: the catalogue comes with it, and no other file needs it in the child.
        from app.core.exchange.vcard_table import VcardTable

        self._path, self._rows = path, VcardTable(path, limits).rows(language)

    def tables(self) -> list[dict[str, Any]]:
        top, width = self._rows[:PREVIEW_ROWS], len(self._rows[0])
        return [{"name": "", "height": len(self._rows), "width": width, "top": top, "merged": []}]

    def rows(self, table: str) -> Iterator[Row]:
        return iter(self._rows)

    def photos(self) -> Iterator[tuple[int, Photo]]:
        """The small photos of the cards, by row."""
        from app.core.exchange.vcard_table import photos

        return photos(self._path)


class _OpenedText:
    kind = "text"

    def __init__(self, table: TextTable) -> None:
        self._table = table
        self.encoding, self.separator = table.encoding, table.separator

    def tables(self) -> list[dict[str, Any]]:
        top = list(islice(self._table.records(), PREVIEW_ROWS))
        width = max(map(len, top), default=0)
        if not any(any(row) for row in top):
            raise Fault("empty")
        return [{"name": "", "height": 0, "width": width, "top": top, "merged": []}]

    def rows(self, table: str) -> Iterator[Row]:
        return self._table.records()


class _OpenedBook:
    def __init__(self, book: Any, counted: Callable[[], None]) -> None:
        self._book, self._counted = book, counted
        self.kind = getattr(book, "kind", "xlsx")

    def tables(self) -> list[dict[str, Any]]:
        found = [self._table(name, hidden) for name, hidden in self._book.sheets()]
        self._counted()
        if not any(any(any(row) for row in each["top"]) for each in found):
            raise Fault("empty")
        return found

    def _table(self, name: str, hidden: bool) -> dict[str, Any]:
        top = list(islice(self._book.rows(name), PREVIEW_ROWS))
        return {**self._book.describe(name), "hidden": hidden, "top": top}

    def rows(self, table: str) -> Iterator[Row]:
        return self._book.rows(table)  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()
