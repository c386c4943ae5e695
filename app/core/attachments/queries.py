"""Reads photos and files: what there is, how much it is, and the bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select

from app.core.actor import Right, needs
from app.core.attachments import contents
from app.core.attachments.records import attachment, content
from app.core.errors import Refused
from app.core.store.reader import Reader
from app.i18n import N_

FILE, PHOTO = "file", "photo"


@dataclass(frozen=True)
class File:
    """One file of a customer's, without its bytes."""

    id: int
    customer_id: int
    name: str
    media: str  # image/jpeg, application/pdf …
    size: int
    digest: str
    added_at: datetime
    added_by: str | None


@dataclass(frozen=True)
class Total:
    """How many files and how many bytes."""

    files: int
    size: int


@needs(Right.SEE_CUSTOMERS)
def photo(reader: Reader, customer_id: int) -> bytes | None:
    """A customer's photo: JPEG or PNG, at most 512 pixels; None when there is none."""
    newest = _of(customer_id, PHOTO).limit(1)
    row = reader.connection.execute(newest).first()
    return None if row is None else contents.whole(reader, row.digest)


@needs(Right.SEE_CUSTOMERS)
def files(reader: Reader, customer_id: int, limit: int = 500) -> tuple[File, ...]:
    """A customer's files, the newest first."""
    rows = reader.connection.execute(_of(customer_id, FILE).limit(limit))
    return tuple(_file(row) for row in rows)


@needs(Right.SEE_CUSTOMERS)
def file(reader: Reader, file_id: int) -> File:
    """One file; refused when it is gone."""
    row = reader.connection.execute(select(attachment).where(attachment.c.id == file_id)).first()
    if row is None:
        raise Refused(
            N_("This file is not there any more."),
            N_("Nothing was changed."),
            N_("It may have been undone or deleted."),
        )
    return _file(row)


@needs(Right.SEE_CUSTOMERS)
def pieces(reader: Reader, file_id: int) -> Iterator[bytes]:
    """A file's bytes, piece by piece."""
    return contents.pieces(reader, file(reader, file_id).digest)


@needs(Right.SEE_CUSTOMERS)
def total(reader: Reader, customer_id: int | None = None) -> Total:
    """What a customer's files come to; without one, what all bytes in the shop come to."""
    if customer_id is None:
        asked = select(func.count(), func.coalesce(func.sum(content.c.size), 0))
    else:
        mine = (attachment.c.customer_id == customer_id, attachment.c.role == FILE)
        asked = select(func.count(), func.coalesce(func.sum(attachment.c.size), 0)).where(*mine)
    number, size = reader.connection.execute(asked).one()
    return Total(int(number), int(size))


def _of(customer_id: int, role: str) -> Select[Any]:
    mine = (attachment.c.customer_id == customer_id, attachment.c.role == role)
    return select(attachment).where(*mine).order_by(attachment.c.id.desc())


def _file(row: Row[Any]) -> File:
    return File(*(getattr(row, name) for name in File.__dataclass_fields__))
