"""While a shop is open, everybody's temporary files go into its own tmp folder."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

_NAMES = ("TMPDIR", "TEMP", "TMP")


def point_temporary_files(folder: Path) -> Callable[[], None]:
    """Point Python's and our children's temporary files there; call the answer to undo."""
    before = {name: os.environ.get(name) for name in _NAMES}
    here = str(folder.absolute())
    os.environ.update(dict.fromkeys(_NAMES, here))
    tempfile.tempdir = here

    def undo() -> None:
        if tempfile.tempdir != here:
            return  # another shop was opened since, and has its own
        tempfile.tempdir = None
        for name, value in before.items():
            _put_back(name, value)

    return undo


def _put_back(name: str, value: str | None) -> None:
    if value is not None and Path(value).is_dir():
        os.environ[name] = value
    else:
        os.environ.pop(name, None)
