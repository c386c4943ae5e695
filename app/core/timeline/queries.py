"""Everything that reads what was said and promised: notes, touches, promises, the stream."""

from app.core.timeline.entries import Entry, entry
from app.core.timeline.handover import Preview, Sheet, Who, handlers, preview, sheet
from app.core.timeline.items import Item, Key
from app.core.timeline.notes import Note, avoids, notes, preferences
from app.core.timeline.promises import Promise, count_open_promises, open_promises, promises
from app.core.timeline.status import Status, status, status_expression
from app.core.timeline.stream import KINDS, stream
from app.core.timeline.touches import (
    LastTouch,
    NextStep,
    Touch,
    last_touch,
    next_steps,
    touches,
)

__all__ = [
    "KINDS",
    "Entry",
    "Item",
    "Key",
    "LastTouch",
    "NextStep",
    "Note",
    "Preview",
    "Promise",
    "Sheet",
    "Status",
    "Touch",
    "Who",
    "avoids",
    "count_open_promises",
    "entry",
    "handlers",
    "last_touch",
    "next_steps",
    "notes",
    "open_promises",
    "preferences",
    "preview",
    "promises",
    "sheet",
    "status",
    "status_expression",
    "stream",
    "touches",
]
