"""The parsing child as the parent knows it: a file it has open, and the rows it sends."""

import base64
import json
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

from app.core.attachments.pictures import Photo
from app.core.exchange import frames
from app.core.exchange.faults import Fault, refusal
from app.core.exchange.helper_process import HIDDEN_ARGUMENT, HelperProcess, command
from app.core.exchange.limits import LIMITS, Limits
from app.core.progress import SILENT, Progress
from app.i18n import language

__all__ = ["HIDDEN_ARGUMENT", "Child", "Chunk", "command", "said"]


LARGEST_PHOTO = 1 << 21
"""512 × 512 pixels take a tenth of it."""
_BEGINNINGS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n"}


class Chunk:
    """Some rows that follow one another; read only when somebody looks into it."""

    def __init__(self, kind: int, body: bytes) -> None:
        """Keep what the child sent."""
        self.kind, self.body = kind, body

    @cached_property
    def _content(self) -> tuple[int, list[list[Any]]]:
        return frames.rows(self.kind, self.body)

    @property
    def first(self) -> int:
        """The row number of the first (1 = top)."""
        return self._content[0]

    @property
    def rows(self) -> list[list[Any]]:
        """The cells of each row."""
        return self._content[1]


class Child:
    """One child process and the file it has open; a context manager that always ends it."""

    def __init__(
        self,
        path: Path,
        *,
        encoding: str | None = None,
        separator: str | None = None,
        limits: Limits = LIMITS,
        careful: bool = False,
    ) -> None:
        """Start it on a file; `careful` reads an xlsx in little memory, slowly."""
        self.path, self._limits, self.careful = path, limits, careful
        self._helper = HelperProcess(limits.silence_seconds)
        request = {"path": str(path.resolve()), "encoding": encoding, "separator": separator}
        request["language"] = language()
        self._ask({**request, "limits": asdict(limits), "careful": careful})

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._helper.close()

    @property
    def _process(self) -> subprocess.Popen[bytes]:
        return self._helper.process

    def opened(self, progress: Progress = SILENT) -> dict[str, Any]:
        """What the file is and what stands at the top of its tables."""
        _, body = self._helper.next(progress)
        return dict(json.loads(body))

    def rows(self, table: str, progress: Progress = SILENT) -> Iterator[Chunk]:
        """Every row of one table, in chunks."""
        self._ask({"table": table})
        while True:
            kind, body = self._helper.next(progress)
            if kind == frames.END:
                return
            yield Chunk(kind, body)

    def photos(self, progress: Progress = SILENT) -> Iterator[tuple[int, Photo]]:
        """The photos of a file of cards by row; what is larger than ours ever are is dropped."""
        self._ask({"photos": True})
        while True:
            kind, body = self._helper.next(progress)
            if kind == frames.END:
                return
            told = frames.content(body)
            data = base64.b64decode(told["data"])
            if len(data) <= LARGEST_PHOTO and data.startswith(_BEGINNINGS.get(told["media"], b"-")):
                yield int(told["row"]), Photo(data, str(told["media"]))

    def _ask(self, request: dict[str, Any]) -> None:
        self._helper.say(json.dumps(request).encode() + b"\n")


def said(fault: Fault, path: Path) -> Exception:
    """The refusal for the user that a child's fault stands for."""
    return refusal(fault.code, path.name, **fault.values)
