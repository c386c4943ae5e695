"""Memory that is not used any more goes back to the system (glibc keeps it, others do not).

Columns of a million customers come and go; freed, they would stay with the thread that made
them, and each of our threads would grow to the largest answer it ever reckoned.
"""

import ctypes
import sys

_BIG = 4 << 20
_MMAP_THRESHOLD = -3  # of glibc's `mallopt`


def give_big_pieces_back() -> None:
    """From now on whatever is larger goes back as soon as it is let go."""
    found = _glibc("mallopt")
    if found is not None:
        found(_MMAP_THRESHOLD, _BIG)


def give_back() -> None:
    """Many small pieces were let go: their pages, too."""
    found = _glibc("malloc_trim")
    if found is not None:
        found(0)


def _glibc(name: str) -> "ctypes._NamedFuncPointer | None":
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
