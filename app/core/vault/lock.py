"""One process per shop: an exclusive lock of the operating system, freed when we die."""

import getpass
import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from app.core.errors import OpenElsewhere
from app.i18n import N_

_FAR = 1 << 30  # Windows locks a byte far behind the text, so that the text stays readable


@dataclass(frozen=True)
class Holder:
    """Who holds a shop."""

    pid: int
    host: str
    user: str
    since: str  # UTC, ISO


class ShopLock:
    """A held lock; `release` or the end of the process frees it."""

    def __init__(self, file: IO[bytes] | None) -> None:
        """Made by `acquire`."""
        self._file = file

    def release(self) -> None:
        """Free the shop for others; the text of the holder is wiped."""
        if self._file is None:
            return
        if self._file.writable():
            with suppress(OSError):
                self._file.seek(0)
                self._file.truncate()
        self._file.close()
        self._file = None


def acquire(path: Path, now: datetime) -> ShopLock:
    """Lock the shop, or raise `OpenElsewhere` saying who has it; there is no "force"."""
    try:
        file = _open(path)
    except FileNotFoundError:
        if path.parent.is_dir():
            return ShopLock(None)  # a read-only place where nobody ever had it open
        raise
    try:
        _lock(file)
    except OSError:
        held = _read_holder(file)
        file.close()
        raise _open_elsewhere(held) from None
    with suppress(OSError):  # the lock holds without its text, on a full disk too
        _write_holder(file, now)
    return ShopLock(file)


def holder(path: Path) -> Holder | None:
    """Who holds the shop, as far as the lock file tells."""
    try:
        with path.open("rb") as file:
            return _read_holder(file)
    except OSError:
        return None


def _open(path: Path) -> IO[bytes]:
    if os.access(path.parent, os.W_OK):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        return os.fdopen(handle, "r+b", buffering=0)
    return path.open("rb", buffering=0)


def _write_holder(file: IO[bytes], now: datetime) -> None:
    if not file.writable():
        return
    me = Holder(os.getpid(), socket.gethostname(), _user(), now.isoformat(timespec="seconds"))
    file.seek(0)
    file.truncate()
    file.write(json.dumps(asdict(me), ensure_ascii=False).encode())
    file.flush()


def _read_holder(file: IO[bytes]) -> Holder | None:
    try:
        file.seek(0)
        data = json.loads(file.read(4096))
        return Holder(int(data["pid"]), str(data["host"]), str(data["user"]), str(data["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _open_elsewhere(held: Holder | None) -> OpenElsewhere:
    safe = N_("Nothing was opened and nothing was changed.")
    todo = N_("Close it there, then try again.")
    if held is None:
        return OpenElsewhere(N_("The shop is open in another window or program."), safe, todo)
    return OpenElsewhere(
        N_("The shop is open elsewhere: {user} on {host}, since {since} (process {pid})."),
        safe,
        todo,
        **(asdict(held) | {"since": _local(held.since)}),
    )


def _local(since: str) -> str:
    try:
        return f"{datetime.fromisoformat(since).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return since


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"


if os.name == "nt":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
