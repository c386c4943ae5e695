"""Starts the parsing child, hears it out, and ends it when it is silent or not wanted."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import app
from app.core.errors import Cancelled
from app.core.exchange import frames
from app.core.exchange.faults import Fault, refusal
from app.core.exchange.limits import LIMITS, Limits
from app.core.progress import SILENT, Progress
from app.i18n import language

HIDDEN_ARGUMENT = "--parse-child"
_LISTEN = 0.1
_AHEAD = 8  # frames read before they are asked for


@dataclass(frozen=True)
class Chunk:
    """Some rows that follow one another; `first` is the row number of the first (1 = top)."""

    first: int
    rows: list[list[Any]]


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
        self._process = _start()
        self._frames: Queue[tuple[int, bytes] | None] = Queue(_AHEAD)
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()
        request = {"path": str(path.resolve()), "encoding": encoding, "separator": separator}
        request["language"] = language()
        self._ask({**request, "limits": asdict(limits), "careful": careful})

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        while self._listener.is_alive():
            self._drain()
            self._listener.join(_LISTEN)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                _close_quietly(pipe)

    def opened(self, progress: Progress = SILENT) -> dict[str, Any]:
        """What the file is and what stands at the top of its tables."""
        _, body = self._next(progress)
        return dict(json.loads(body))

    def rows(self, table: str, progress: Progress = SILENT) -> Iterator[Chunk]:
        """Every row of one table, in chunks."""
        self._ask({"table": table})
        while True:
            kind, body = self._next(progress)
            if kind == frames.END:
                return
            yield Chunk(**json.loads(body))

    def _ask(self, request: dict[str, Any]) -> None:
        assert self._process.stdin
        with contextlib.suppress(BrokenPipeError):  # its last frame says why it ended
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()

    def _next(self, progress: Progress) -> tuple[int, bytes]:
        frame = self._wait(progress)
        if frame is None:
            raise Fault("crashed")
        if frame[0] == frames.FAULT:
            said = json.loads(frame[1])
            raise Fault(str(said["code"]), **said["values"])
        return frame

    def _wait(self, progress: Progress) -> tuple[int, bytes] | None:
        deadline = time.monotonic() + self._limits.silence_seconds
        while True:
            if progress.is_cancelled():
                self.close()
                raise Cancelled
            try:
                return self._frames.get(timeout=_LISTEN)
            except Empty:
                if time.monotonic() > deadline:
                    self.close()
                    raise Fault("no_progress") from None

    def _listen(self) -> None:
        assert self._process.stdout
        frame: tuple[int, bytes] | None = (0, b"")
        while frame is not None:
            try:
                frame = frames.receive(self._process.stdout)
            except (OSError, ValueError):
                frame = None
            self._frames.put(frame)

    def _drain(self) -> None:
        try:
            while True:
                self._frames.get_nowait()
        except Empty:
            return


def _close_quietly(pipe: Any) -> None:
    with contextlib.suppress(OSError):
        pipe.close()


def _start() -> subprocess.Popen[bytes]:
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=flags,
    )


def command() -> list[str]:
    """The same program with its hidden argument, frozen or from a checkout."""
    if getattr(sys, "frozen", False):
        return [sys.executable, HIDDEN_ARGUMENT]
    return [sys.executable, "-m", "app.core.exchange.parser"]


def _environment() -> dict[str, str]:
    """Ours without anything secret, and with the place our modules are found."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("SHUKE_")}
    root = str(Path(app.__file__).resolve().parent.parent)
    paths = [root, *filter(None, [kept.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}


def said(fault: Fault, path: Path) -> Exception:
    """The refusal for the user that a child's fault stands for."""
    return refusal(fault.code, path.name, **fault.values)
