"""Memory that is not used any more goes back to the system (glibc keeps it, others do not).

Columns of a million customers come and go; freed, they would stay with the thread that made
them, and each of our threads would grow to the largest answer it ever reckoned.
"""

import ctypes
import linecache
import os
import sys
from pathlib import Path

_BIG = 3 << 20  # a column of a million days or sums is larger, a part of the ledger smaller
_MMAP_THRESHOLD = -3  # of glibc's `mallopt`
_GROWN = 8 << 20
_PAGES = Path("/proc/self/statm")


class Growth:
    """Gives back what was let go as soon as the process has grown a good deal since."""

    def __init__(self) -> None:
        """As large as it is now."""
        self._least = resident()

    def look(self) -> bool:
        """Cheap enough for after every question; True if it gave something back."""
        now = resident()
        if now - self._least < _GROWN:
            self._least = min(self._least, now)
            return False
        give_back()
        self._least = resident()
        return True


def resident() -> int:
    """How many bytes the process has in memory; 0 where nobody tells."""
    if sys.platform != "linux":
        return 0
    return int(_PAGES.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def give_big_pieces_back() -> None:
    """From now on whatever is larger goes back as soon as it is let go."""
    found = _glibc("mallopt")
    if found is not None:
        found(_MMAP_THRESHOLD, _BIG)


def give_back() -> None:
    """Many small pieces were let go: their pages, too.

    With the lines of every module: Qt's hook reads each one that is imported, and Python's
    cache keeps them, fifteen megabytes, though nobody ever looks again.
    """
    linecache.clearcache()
    found = _glibc("malloc_trim")
    if found is not None:
        found(0)


def _glibc(name: str) -> "ctypes._NamedFuncPointer | None":
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
