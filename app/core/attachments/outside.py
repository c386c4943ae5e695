"""Files given to other programs: temporary copies inside the shop's folder, put away in time.

They lie in `tmp/outside/…`, readable by this user alone and write-protected, and go when the
shop is locked or closed, when the user puts them away, and at the next start at the latest.
"""

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.core.actor import Actor, Right, require
from app.core.attachments import queries, service
from app.core.attachments.names import clean_name, runs_when_opened
from app.core.errors import Refused
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.vault.atomic import UNFINISHED
from app.core.vault.folder import ShopFolder
from app.i18n import N_

_FOLDER = "outside"


def open_outside(shop: Shop, actor: Actor, file_id: int, progress: Progress = SILENT) -> Path:
    """A temporary copy for another program to show; the audit trail hears of it."""
    with shop.read(actor) as reader:
        found = queries.file(reader, file_id)
        if runs_when_opened(found.name):
            raise _runs(found.name)
        _note(shop, actor, file_id, "opened")
        place = _fresh_place(shop)
        path = place / clean_name(found.name)
        _write(path, queries.pieces(reader, file_id), found.size, progress)
    path.chmod(stat.S_IRUSR)
    return path


def save_copy(
    shop: Shop, actor: Actor, file_id: int, target: Path, progress: Progress = SILENT
) -> None:
    """Write a copy outside the shop's folder, whole or not at all; the audit trail hears of it."""
    draft = target.with_name(target.name + UNFINISHED)
    with shop.read(actor) as reader:
        found = queries.file(reader, file_id)
        _note(shop, actor, file_id, "copied")
        try:
            _write(draft, queries.pieces(reader, file_id), found.size, progress)
            draft.replace(target)
        except OSError:
            raise _not_written(target) from None
        finally:
            draft.unlink(missing_ok=True)


def opened(shop: Shop) -> int:
    """How many temporary copies there are now."""
    return len(list(_copies(shop)))


def put_away(shop: Shop) -> int:
    """Remove the temporary copies; returns how many could not be, because a program holds them."""
    place = ShopFolder(shop.folder).tmp / _FOLDER
    shutil.rmtree(place, onerror=_unlock_and_retry)
    return opened(shop)


def _copies(shop: Shop) -> Iterator[Path]:
    place = ShopFolder(shop.folder).tmp / _FOLDER
    return (path for path in place.rglob("*") if path.is_file()) if place.is_dir() else iter(())


def _fresh_place(shop: Shop) -> Path:
    outer = ShopFolder(shop.folder).tmp / _FOLDER
    if not outer.is_dir():
        outer.mkdir(mode=0o700, parents=True, exist_ok=True)
        shop.closers.append(lambda: _put_away_quietly(shop))
    return Path(tempfile.mkdtemp(dir=outer))


def _put_away_quietly(shop: Shop) -> None:
    put_away(shop)


def _note(shop: Shop, actor: Actor, file_id: int, how: str) -> None:
    # Said here too: where nothing can be noted, the file would leave all the same.
    require(actor, Right.EXPORT)
    if shop.read_only:
        return
    title = N_("Open a file") if how == "opened" else N_("Save a copy of a file")
    with shop.write(actor, title) as unit:
        service.note_left(unit, file_id, how)


def _write(path: Path, pieces: Iterator[bytes], size: int, progress: Progress) -> None:
    done = 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        for body in pieces:
            stop_if_cancelled(progress)
            file.write(body)
            done += len(body)
            progress.report(done, size)


def _unlock_and_retry(remove: Callable[[str], Any], path: str, _: Any) -> None:
    # Windows does not delete what is write-protected; what another program holds stays.
    try:
        Path(path).chmod(stat.S_IRWXU)
        remove(path)
    except OSError:
        return


def _runs(name: str) -> Refused:
    return Refused(
        N_("“{name}” is not only shown but run when it is opened."),
        N_("It was not opened."),
        N_("If you trust it, save a copy elsewhere and open that."),
        name=name,
    )


def _not_written(target: Path) -> Refused:
    return Refused(
        N_("“{name}” could not be written."),
        N_("The file in the shop is as it was."),
        N_("Choose another folder; is there room on the disk?"),
        name=target.name,
    )


def content_of(reader: Reader, file_id: int) -> bytes:
    """All bytes of a file, for a preview of a picture."""
    return b"".join(queries.pieces(reader, file_id))
