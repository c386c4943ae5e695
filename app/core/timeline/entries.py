"""Reads one note, contact, visit or promise by its place, to be put in other words."""

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.store.reader import Reader
from app.core.timeline.notes import Note, note_of
from app.core.timeline.promises import Promise, promise_of, promises_told
from app.core.timeline.records import note, promise, touch
from app.core.timeline.touches import Touch, touch_of

Entry = Note | Touch | Promise


@needs(Right.SEE_CUSTOMERS)
def entry(reader: Reader, table: str, row_id: int) -> Entry | None:
    """The entry at this place of the stream; None when it is there no more."""
    if table == promise.name:
        found = reader.connection.execute(
            promises_told(reader.today).where(promise.c.id == row_id)
        ).first()
        return None if found is None else promise_of(found)
    asked = {"note": note, "touch": touch}[table]
    row = reader.connection.execute(select(asked).where(asked.c.id == row_id)).first()
    if row is None:
        return None
    return note_of(row) if table == note.name else touch_of(row)
