"""Everything that writes photos and files."""

import mimetypes
from pathlib import Path

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.attachments import contents, queries
from app.core.attachments.names import clean_name
from app.core.attachments.pictures import Photo, prepare
from app.core.attachments.queries import FILE, PHOTO
from app.core.attachments.records import attachment
from app.core.attachments.sweeping import sweep
from app.core.customers.own_values import existing
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.store.unit import Unit
from app.i18n import N_

__all__ = [
    "add_data",
    "add_file",
    "delete_file",
    "note_left",
    "remove_photo",
    "rename_file",
    "set_photo",
    "sweep",
]

MOST_BYTES = 25 * 1024 * 1024
_UNKNOWN = "application/octet-stream"


@needs(Right.EDIT_CUSTOMERS)
def set_photo(unit: Unit, customer_id: int, picture: bytes | Photo) -> int:
    """Give a customer this photo, in place of the one she had; any picture's bytes will do."""
    existing(unit, customer_id)
    made = prepare(picture) if isinstance(picture, bytes) else picture
    values = {
        "name": "photo.png" if made.media == "image/png" else "photo.jpg",
        "media": made.media,
        "size": len(made.data),
        "digest": contents.keep(unit, customer_id, made.data),
        "added_at": unit.now,
        "added_by": unit.actor.name,
    }
    known = _photos(unit, customer_id)
    if not known:
        return unit.insert(attachment, customer_id=customer_id, role=PHOTO, **values)
    _remember(unit, known[0])
    unit.update(attachment, known[0], **values)
    return known[0]


@needs(Right.EDIT_CUSTOMERS)
def remove_photo(unit: Unit, customer_id: int) -> None:
    """She has no photo any more; an undo brings it back."""
    for each in _photos(unit, customer_id):
        _remember(unit, each)
        unit.delete(attachment, each)


@needs(Right.EDIT_CUSTOMERS)
def add_file(unit: Unit, customer_id: int, path: Path, progress: Progress = SILENT) -> int:
    """Keep a copy of a file with a customer; at most 25 MB."""
    return add_data(unit, customer_id, path.name, _read(path, progress), progress)


@needs(Right.EDIT_CUSTOMERS)
def add_data(
    unit: Unit, customer_id: int, name: str, data: bytes, progress: Progress = SILENT
) -> int:
    """Keep bytes as a file of this name."""
    existing(unit, customer_id)
    if len(data) > MOST_BYTES:
        raise _too_big(name)
    shown = clean_name(name)
    return unit.insert(
        attachment,
        customer_id=customer_id,
        role=FILE,
        name=shown,
        media=mimetypes.guess_type(shown)[0] or _UNKNOWN,
        size=len(data),
        digest=contents.keep(unit, customer_id, data, progress),
        added_at=unit.now,
        added_by=unit.actor.name,
    )


@needs(Right.EDIT_CUSTOMERS)
def rename_file(unit: Unit, file_id: int, name: str) -> None:
    """Call a file something else; its ending stays."""
    found = queries.file(unit, file_id)
    ending = Path(found.name).suffix
    wanted = clean_name(name)
    if ending and not wanted.lower().endswith(ending.lower()):
        wanted += ending
    unit.update(attachment, file_id, name=wanted)


@needs(Right.EDIT_CUSTOMERS)
def delete_file(unit: Unit, file_id: int) -> None:
    """Take a file away; for 30 days an undo brings it back."""
    _remember(unit, file_id)
    unit.delete(attachment, file_id)


@needs(Right.EXPORT)
def note_left(unit: Unit, file_id: int, how: str) -> None:
    """Tell the audit trail that a file leaves the shop: "opened" in another program, "copied"."""
    found = queries.file(unit, file_id)
    whose = select(customer.c.uuid).where(customer.c.id == found.customer_id)
    uuid = unit.connection.execute(whose).scalar_one()
    unit.audit(f"attachment.{how}", uuid, file=file_id, size=found.size)


def _remember(unit: Unit, file_id: int) -> None:
    found = queries.file(unit, file_id)
    contents.note_use(unit, found.digest, found.customer_id)


def _photos(unit: Unit, customer_id: int) -> list[int]:
    mine = (attachment.c.customer_id == customer_id, attachment.c.role == PHOTO)
    asked = select(attachment.c.id).where(*mine).order_by(attachment.c.id.desc())
    return list(unit.connection.execute(asked).scalars())


def _read(path: Path, progress: Progress) -> bytes:
    try:
        if not path.is_file():
            raise _unreadable(path)
        if path.stat().st_size > MOST_BYTES:
            raise _too_big(path.name)
        found = bytearray()
        with path.open("rb") as file:
            while body := file.read(contents.PIECE):
                stop_if_cancelled(progress)
                found += body
                if len(found) > MOST_BYTES:  # it grew since
                    raise _too_big(path.name)
    except OSError:
        raise _unreadable(path) from None
    return bytes(found)


def _too_big(name: str) -> Refused:
    return Refused(
        N_("“{name}” is larger than 25 MB."),
        N_("Nothing was kept of it."),
        N_("Make it smaller, or keep it elsewhere and note where."),
        name=name,
    )


def _unreadable(path: Path) -> Refused:
    return Refused(
        N_("“{name}” cannot be read."),
        N_("Nothing was kept of it."),
        N_("Is it a file, and is its disk still there?"),
        name=path.name,
    )
