"""Writing a command's file: whole or not at all, and where nothing can be written, by its name."""

import errno
import os
from pathlib import Path
from secrets import token_hex

from app.core.errors import Refused
from app.i18n import N_

_FULL = (errno.ENOSPC, errno.EDQUOT)


def write_file(path: Path, content: bytes) -> None:
    """Write beside its place and rename, so that nobody meets half a file."""
    draft = path.with_name(f".{path.name}.{token_hex(4)}.new")
    try:
        draft.write_bytes(content)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def refuse_no_place(file: Path | None) -> None:
    """Refuse before any work a file whose folder is missing or closed; None is no file."""
    if file is None:
        return
    folder = file.absolute().parent
    if not folder.is_dir():
        raise Refused(
            N_("The folder {folder} does not exist."),
            N_("Nothing was written."),
            N_("Make it first, or choose another folder."),
            folder=str(folder),
        )
    refuse_closed(folder)


def refuse_missing(file: Path) -> None:
    """Refuse before any work a file to be read that is not there."""
    if not file.exists():
        raise Refused(
            N_("The file {file} does not exist."),
            N_("Nothing was changed."),
            N_("Check its name; if it lies on a stick, is the stick plugged in?"),
            file=str(file),
        )


def refuse_closed(folder: Path) -> None:
    """Refuse a folder in which no file can be made; a full disk has words of its own."""
    draft = folder / f".{token_hex(4)}.new"
    try:
        draft.touch(exist_ok=False)
        draft.unlink()
    except OSError as error:
        if error.errno in _FULL:
            return
        raise Refused(
            N_("Nothing can be written in the folder {folder}."),
            N_("Nothing was changed."),
            N_("Choose a folder in which you may make files."),
            folder=str(folder.absolute()),
        ) from None
