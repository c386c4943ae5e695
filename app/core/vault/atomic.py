"""Small files are replaced whole or not at all, whatever dies in between."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".unfinished"  # the end of every temporary name; swept at start


def write_atomically(path: Path, content: bytes) -> None:
    """Replace `path` by `content`; a reader sees the old or the new, never a part."""
    with replacing(path) as draft:
        _write_new(draft, content)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A draft's path beside `path`: put in its place when the block ends well, else deleted."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}{UNFINISHED}")
    try:
        yield draft
        sync_file(draft)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Have the disk hold what was written to this file."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Have the disk hold the folder's names (Windows does it by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> int:
    """Delete what killed writers left in this folder; how many there were."""
    left = [path for path in folder.glob(f".*{UNFINISHED}*") if path.is_file()]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _write_new(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
