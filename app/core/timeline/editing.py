"""Puts notes, contacts, visits and promises in other words; the history keeps the old ones."""

from datetime import date
from typing import Any

from app.catalogue.cleaning import tidy_line
from app.core.actor import Right, needs
from app.core.store.unit import Unit
from app.core.timeline.promises import OPEN
from app.core.timeline.records import note, promise, touch
from app.core.timeline.said import Said
from app.core.timeline.words import DIRECTIONS, NOTE_KINDS, WAYS
from app.core.timeline.writing import (
    entry_row,
    must_text,
    one_of,
    refuse_backwards,
    text_of,
    when,
)


@needs(Right.EDIT_CUSTOMERS)
def edit_note(
    unit: Unit, note_id: int, text: str, kind: str | None = None, on: date | None = None
) -> bool:
    """Put a note in other words, call it something else, move it; False: nothing changed."""
    row = entry_row(unit, note, note_id)
    more: dict[str, Any] = {} if kind is None else {"kind": one_of(NOTE_KINDS, kind)}
    more |= _moved(unit, row, on, ("at_day", "at_time"))
    return unit.update(note, note_id, text=must_text(text), **more)


@needs(Right.EDIT_CUSTOMERS)
def edit_touch(unit: Unit, touch_id: int, said: Said) -> bool:
    """Tell a contact or visit anew; without a day or a person those stay as they were."""
    row = entry_row(unit, touch, touch_id)
    must_text(said.topic or said.outcome or said.same or said.different or said.next_step)
    moved = _moved(unit, row, said.on, ("at_day", "at_time"))
    refuse_backwards(moved.get("at_day", row["at_day"]), said.next_due)
    if said.next_due is not None:
        must_text(said.next_step)
    return unit.update(
        touch,
        touch_id,
        way=one_of(WAYS, said.way),
        direction=one_of(DIRECTIONS, said.direction),
        topic=text_of(said.topic),
        outcome=text_of(said.outcome),
        same_as_others=text_of(said.same),
        unlike_others=text_of(said.different),
        next_step=text_of(said.next_step),
        next_due=said.next_due,
        next_done_on=_still_done(row, said),
        who=tidy_line(said.who or "") or row["who"],
        **moved,
    )


@needs(Right.EDIT_CUSTOMERS)
def edit_promise(
    unit: Unit,
    promise_id: int,
    what: str,
    due_on: date | None = None,
    to_whom: str = "",
    made_on: date | None = None,
) -> bool:
    """Put a promise in other words or move its days; whether it was kept stays as it is."""
    row = entry_row(unit, promise, promise_id)
    moved = _moved(unit, row, made_on, ("made_on", "made_time"))
    made = moved.get("made_on", row["made_on"])
    refuse_backwards(made, due_on)
    if row["state"] != OPEN:
        refuse_backwards(made, row["settled_on"])
    said = {"what": must_text(what), "due_on": due_on, "to_whom": tidy_line(to_whom) or None}
    return unit.update(promise, promise_id, **said, **moved)


def _moved(
    unit: Unit, row: dict[str, Any], on: date | None, cells: tuple[str, str]
) -> dict[str, Any]:
    """The cells of another day; the same day keeps its time."""
    if on is None or on == row[cells[0]]:
        return {}
    return dict(zip(cells, when(unit, on), strict=True))


def _still_done(row: dict[str, Any], said: Said) -> date | None:
    # A step that was taken stays taken, unless another one is agreed now.
    same = text_of(said.next_step) == row["next_step"] and said.next_due == row["next_due"]
    return row["next_done_on"] if same else None
