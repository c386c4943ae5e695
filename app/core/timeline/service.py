"""Everything that writes what was said and promised, and where a customer stands."""

from datetime import date
from typing import Any

from app.catalogue.cleaning import tidy_line
from app.core.actor import Right, needs
from app.core.customers.own_values import existing
from app.core.customers.records import customer
from app.core.store.unit import Unit
from app.core.timeline.editing import edit_note, edit_promise, edit_touch
from app.core.timeline.handover import hand_over, note_sheet
from app.core.timeline.notes import NOTE
from app.core.timeline.promises import BROKEN, KEPT, OPEN
from app.core.timeline.records import note
from app.core.timeline.records import promise as promise_table
from app.core.timeline.records import touch as touch_table
from app.core.timeline.said import Said
from app.core.timeline.touches import CONTACT, VISIT
from app.core.timeline.words import DIRECTIONS, NOTE_KINDS, STATUSES, WAYS
from app.core.timeline.writing import (
    entry_row,
    must_text,
    one_of,
    refuse_backwards,
    text_of,
    when,
)

__all__ = [
    "Said",
    "add_note",
    "break_promise",
    "delete_note",
    "delete_promise",
    "delete_touch",
    "edit_note",
    "edit_promise",
    "edit_touch",
    "hand_over",
    "keep_promise",
    "log_touch",
    "mark_target",
    "note_sheet",
    "promise",
    "reopen_promise",
    "set_status",
    "step_done",
    "visit",
]


@needs(Right.EDIT_CUSTOMERS)
def add_note(
    unit: Unit,
    customer_id: int,
    text: str,
    kind: str = NOTE,
    source: str | None = None,
    on: date | None = None,
) -> int:
    """Write down what she likes (preference), what to avoid (avoid) or what is worth knowing."""
    existing(unit, customer_id)
    day, clock = when(unit, on)
    return unit.insert(
        note,
        customer_id=customer_id,
        kind=one_of(NOTE_KINDS, kind),
        text=must_text(text),
        at_day=day,
        at_time=clock,
        source=source,
        who=unit.actor.name,
    )


@needs(Right.EDIT_CUSTOMERS)
def delete_note(unit: Unit, note_id: int) -> None:
    """Take a note away; an undo brings it back."""
    unit.delete(note, note_id)


@needs(Right.EDIT_CUSTOMERS)
def promise(
    unit: Unit,
    customer_id: int,
    what: str,
    due_on: date | None = None,
    to_whom: str = "",
    made_on: date | None = None,
    who: str | None = None,
) -> int:
    """Write down what was promised, to whom (empty: herself) and until when."""
    existing(unit, customer_id)
    day, clock = when(unit, made_on)
    refuse_backwards(day, due_on)
    return unit.insert(
        promise_table,
        customer_id=customer_id,
        what=must_text(what),
        to_whom=tidy_line(to_whom) or None,
        due_on=due_on,
        made_on=day,
        made_time=clock,
        state=OPEN,
        who=tidy_line(who or "") or unit.actor.name,
    )


@needs(Right.EDIT_CUSTOMERS)
def keep_promise(unit: Unit, promise_id: int, word: str = "", on: date | None = None) -> None:
    """The promise was kept; `word` says how."""
    _settle(unit, promise_id, KEPT, word, on)


@needs(Right.EDIT_CUSTOMERS)
def break_promise(unit: Unit, promise_id: int, word: str = "", on: date | None = None) -> None:
    """The promise was broken; `word` says why."""
    _settle(unit, promise_id, BROKEN, word, on)


@needs(Right.EDIT_CUSTOMERS)
def reopen_promise(unit: Unit, promise_id: int) -> None:
    """It is still to be kept after all."""
    entry_row(unit, promise_table, promise_id)
    unit.update(promise_table, promise_id, state=OPEN, settled_on=None, word=None)


@needs(Right.EDIT_CUSTOMERS)
def delete_promise(unit: Unit, promise_id: int) -> None:
    """It was never promised; an undo brings it back."""
    unit.delete(promise_table, promise_id)


@needs(Right.EDIT_CUSTOMERS)
def log_touch(unit: Unit, customer_id: int, said: Said) -> int:
    """Write down a contact: a call, a letter, a talk in the shop."""
    must_text(said.topic or said.outcome or said.next_step)
    return _add_touch(unit, customer_id, CONTACT, said)


@needs(Right.EDIT_CUSTOMERS)
def visit(unit: Unit, customer_id: int, said: Said) -> int:
    """Write down a visit, with what is the same as with others and what is different."""
    must_text(said.same or said.different or said.topic or said.outcome or said.next_step)
    return _add_touch(unit, customer_id, VISIT, said)


@needs(Right.EDIT_CUSTOMERS)
def step_done(unit: Unit, touch_id: int, on: date | None = None) -> None:
    """The next step was taken."""
    row = entry_row(unit, touch_table, touch_id)
    day, _ = when(unit, on)
    refuse_backwards(row["at_day"], day)
    unit.update(touch_table, touch_id, next_done_on=day)


@needs(Right.EDIT_CUSTOMERS)
def delete_touch(unit: Unit, touch_id: int) -> None:
    """Take a contact or visit away; an undo brings it back."""
    unit.delete(touch_table, touch_id)


@needs(Right.EDIT_CUSTOMERS)
def mark_target(unit: Unit, customer_id: int, wanted: bool = True) -> None:
    """The owner wants her as a customer; counts until she first buys."""
    existing(unit, customer_id)
    unit.update(customer, customer_id, target_on=unit.today if wanted else None)


@needs(Right.EDIT_CUSTOMERS)
def set_status(unit: Unit, customer_id: int, value: str | None) -> None:
    """Say where she stands whatever the rule says; None gives it back to the rule."""
    existing(unit, customer_id)
    said: dict[str, Any] = dict.fromkeys(("status", "status_since", "status_by"))
    if value is not None:
        by = {"status_since": unit.today, "status_by": unit.actor.name}
        said = {"status": one_of(STATUSES, value), **by}
    unit.update(customer, customer_id, **said)


def _add_touch(unit: Unit, customer_id: int, kind: str, said: Said) -> int:
    existing(unit, customer_id)
    day, clock = when(unit, said.on)
    refuse_backwards(day, said.next_due)
    if said.next_due is not None:
        must_text(said.next_step)
    return unit.insert(
        touch_table,
        customer_id=customer_id,
        kind=kind,
        at_day=day,
        at_time=clock,
        way=one_of(WAYS, said.way),
        direction=one_of(DIRECTIONS, said.direction),
        topic=text_of(said.topic),
        outcome=text_of(said.outcome),
        same_as_others=text_of(said.same),
        unlike_others=text_of(said.different),
        next_step=text_of(said.next_step),
        next_due=said.next_due,
        who=tidy_line(said.who or "") or unit.actor.name,
        mass=int(said.mass),
    )


def _settle(unit: Unit, promise_id: int, state: str, word: str, on: date | None) -> None:
    row = entry_row(unit, promise_table, promise_id)
    day, _ = when(unit, on)
    refuse_backwards(row["made_on"], day)
    unit.update(promise_table, promise_id, state=state, settled_on=day, word=text_of(word))
