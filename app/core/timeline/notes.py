"""Reads what is noted of a customer: what she likes, what to avoid, what is worth knowing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select

from app.core.actor import Right, needs
from app.core.store.reader import Reader
from app.core.timeline.records import note

NOTE, PREFERENCE, AVOID = "note", "preference", "avoid"


@dataclass(frozen=True)
class Note:
    """One dated note; `source` says from where, `who` wrote it down."""

    id: int
    customer_id: int
    kind: str  # preference, avoid, note
    text: str
    on: date
    source: str | None
    who: str | None


@needs(Right.SEE_CUSTOMERS)
def preferences(reader: Reader, customer_id: int, limit: int = 5) -> tuple[Note, ...]:
    """What she likes, the newest first."""
    return _notes(reader, _of(customer_id, PREFERENCE).limit(limit))


@needs(Right.SEE_CUSTOMERS)
def avoids(reader: Reader, customer_id: int, limit: int = 5) -> tuple[Note, ...]:
    """What to avoid with her, the newest first."""
    return _notes(reader, _of(customer_id, AVOID).limit(limit))


@needs(Right.SEE_CUSTOMERS)
def notes(
    reader: Reader, customer_id: int, kind: str | None = None, limit: int = 50
) -> tuple[Note, ...]:
    """All notes, or those of one kind, the newest first."""
    return _notes(reader, _of(customer_id, kind).limit(limit))


def _of(customer_id: int, kind: str | None) -> Select[Any]:
    asked = select(note).where(note.c.customer_id == customer_id)
    if kind is not None:
        asked = asked.where(note.c.kind == kind)
    return asked.order_by(note.c.at_day.desc(), note.c.id.desc())


def _notes(reader: Reader, asked: Select[Any]) -> tuple[Note, ...]:
    upto = asked.where(note.c.at_day <= reader.today)
    return tuple(note_of(row) for row in reader.connection.execute(upto))


def note_of(row: Row[Any]) -> Note:
    """A row of the table as it is handed out."""
    return Note(row.id, row.customer_id, row.kind, row.text, row.at_day, row.source, row.who)
