"""What happens when the program itself fails: a report without anybody's data, and a word.

The report holds an allow-list only: versions, the system, the error's type, and the place
in our own code. Never the error's message, a value, a path or a name: they may be customers'.
"""

import faulthandler
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

import PySide6
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_ROOT = Path(__file__).resolve().parent.parent.parent
_MOST_REPORTS = 20
Show = Callable[[BaseException, str], object]


def report(problem: BaseException) -> str:
    """What may be told about a failure, as text."""
    lines = [
        f"python {platform.python_version()}",
        f"pyside {PySide6.__version__}",
        f"system {platform.system()} {platform.release()} {platform.machine()}",
        f"error {type(problem).__module__}.{type(problem).__qualname__}",
    ]
    return "\n".join([*lines, *_places(problem.__traceback__)]) + "\n"


def keep(problem: BaseException, folder: Path) -> Path | None:
    """Write a report into the folder; the oldest go when there are many."""
    text = report(problem)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.glob("crash-*.txt"))[: -_MOST_REPORTS + 1]:
            old.unlink()
        file = folder / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
        file.write_text(text, "utf-8")
    except OSError:
        return None
    return file


def install(folder: Path, show: Show) -> None:
    """Catch what nobody caught, in every thread; `show` tells the user."""

    def caught(problem: BaseException) -> None:
        if isinstance(problem, KeyboardInterrupt):
            sys.exit(130)
        keep(problem, folder)
        show(problem, report(problem))

    def on_error(
        _kind: type[BaseException], problem: BaseException, _trace: TracebackType | None
    ) -> None:
        caught(problem)

    def on_thread_error(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            keep(arguments.exc_value, folder)

    sys.excepthook = on_error
    threading.excepthook = on_thread_error
    qInstallMessageHandler(_qt_message)
    _catch_faults(folder)


def _qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Qt's own messages go to stderr; they hold no customers' data, and are not kept."""
    if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or sys.stderr is None:
        return
    sys.stderr.write(f"Qt: {text}\n")


_faults: list[IO[str]] = []  # faulthandler needs its file to stay open


def _catch_faults(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "faults.txt").open("w", encoding="utf-8")
    except OSError:
        return
    _faults.append(file)
    faulthandler.enable(file)


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"at {_own(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace, limit=60)
    ]


def _own(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_ROOT / "app"):
        return path.relative_to(_ROOT).as_posix()
    return path.name  # a library's file: its folder may hold the user's name
