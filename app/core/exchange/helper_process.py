"""A process of our own that is spoken to by pipe: heard out, and ended when not wanted."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import app
from app.core.errors import Cancelled
from app.core.exchange import frames
from app.core.exchange.faults import Fault
from app.core.progress import Progress

HIDDEN_ARGUMENT = "--parse-child"
_LISTEN = 0.1
_AHEAD = 40  # frames read before they are asked for: what a second of writing takes
_LARGE = 2 << 20  # after one of so many bytes nothing is read before all were taken
_PIPE = 1 << 20  # a whole frame, so that nobody waits for the other end to be woken


class HelperProcess:
    """One process; whoever starts it must `close` it."""

    def __init__(self, silence_seconds: float) -> None:
        """Start it; when it says nothing for so long, it is ended."""
        self._silence = silence_seconds
        self.process = _start()
        _widen(self.process)
        self._frames: Queue[tuple[int, bytes] | None] = Queue(_AHEAD)
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        while self._listener.is_alive():
            self._drain()
            self._listener.join(_LISTEN)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                _close_quietly(pipe)

    def say(self, body: bytes) -> None:
        """Write to it; its last frame says why it ended, if it has."""
        assert self.process.stdin
        with contextlib.suppress(OSError, ValueError):  # ValueError: closed by us
            self.process.stdin.write(body)
            self.process.stdin.flush()

    def next(self, progress: Progress) -> tuple[int, bytes]:
        """Its next frame; `Fault` when there is none, `Cancelled` when nobody wants it."""
        frame = self._wait(progress)
        if frame is None:
            raise Fault("crashed")
        if frame[0] == frames.FAULT:
            said = frames.content(frame[1])
            raise Fault(str(said["code"]), **said["values"])
        return frame

    def _wait(self, progress: Progress) -> tuple[int, bytes] | None:
        deadline = time.monotonic() + self._silence
        while True:
            if progress.is_cancelled():
                self.close()
                raise Cancelled
            try:
                return self._taken(timeout=_LISTEN)
            except Empty:
                if time.monotonic() > deadline:
                    self.close()
                    raise Fault("no_progress") from None

    def _listen(self) -> None:
        assert self.process.stdout
        frame: tuple[int, bytes] | None = (0, b"")
        while frame is not None:
            try:
                frame = frames.receive(self.process.stdout)
            except (OSError, ValueError):
                frame = None
            self._frames.put(frame)
            if frame and len(frame[1]) > _LARGE:
                self._frames.join()

    def _taken(self, timeout: float) -> tuple[int, bytes] | None:
        frame = self._frames.get(timeout=timeout)
        self._frames.task_done()
        return frame

    def _drain(self) -> None:
        with contextlib.suppress(Empty):
            while True:
                self._taken(timeout=0)


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


def _widen(process: subprocess.Popen[bytes]) -> None:
    """Where the system allows it; a narrow pipe is only slower."""
    if sys.platform == "linux":
        import fcntl

        for pipe in filter(None, (process.stdin, process.stdout)):
            with contextlib.suppress(OSError):
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


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
