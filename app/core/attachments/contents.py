"""The bytes of photos and files: kept once each by their digest, in pieces, never changed."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import select

from app.core.attachments.records import content, content_piece, content_use
from app.core.errors import Damaged
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_

PIECE = 1024 * 1024


def keep(unit: Unit, customer_id: int, data: bytes, progress: Progress = SILENT) -> str:
    """Keep bytes for a customer's file; returns their digest. What is there is not kept twice."""
    digest = sha256(data).hexdigest()
    known = unit.connection.execute(
        select(content.c.id).where(content.c.digest == digest)
    ).scalar_one_or_none()
    if known is None:
        content_id = unit.insert(content, digest=digest, size=len(data))
        for number, start in enumerate(range(0, len(data), PIECE)):
            stop_if_cancelled(progress)
            body = data[start : start + PIECE]
            unit.insert(content_piece, content_id=content_id, number=number, body=body)
            progress.report(min(start + PIECE, len(data)), len(data))
    note_use(unit, digest, customer_id)
    return digest


def note_use(unit: Unit, digest: str, customer_id: int) -> None:
    """Remember that a customer's history names these bytes (a merge may have brought them)."""
    use = select(content_use.c.id).where(
        content_use.c.digest == digest, content_use.c.customer_id == customer_id
    )
    if unit.connection.execute(use).first() is None:
        unit.insert(content_use, digest=digest, customer_id=customer_id)


def pieces(reader: Reader, digest: str) -> Iterator[bytes]:
    """The bytes, piece by piece; `Damaged` when they are not those that were kept."""
    found = reader.connection.execute(
        select(content.c.id, content.c.size).where(content.c.digest == digest)
    ).first()
    if found is None:
        raise _lost()
    asked = select(content_piece.c.body).where(content_piece.c.content_id == found.id)
    seen = sha256()
    for (body,) in reader.connection.execute(asked.order_by(content_piece.c.number)):
        seen.update(body)
        yield body
    if seen.hexdigest() != digest:
        raise _lost()


def whole(reader: Reader, digest: str) -> bytes:
    """All bytes at once."""
    return b"".join(pieces(reader, digest))


def _lost() -> Damaged:
    return Damaged(
        N_("The content of this file is not there or not whole."),
        N_("Nothing was changed."),
        N_("Run the check-up; a backup may still hold it."),
    )
