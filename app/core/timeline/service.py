"""Everything that writes what was said and promised, and where a customer stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, select

from app.catalogue.cleaning import tidy, tidy_line
from app.core.actor import Right, needs
from app.core.customers.own_values import existing
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.store.unit import Unit
from app.core.timeline.handover import hand_over, note_sheet
from app.core.timeline.notes import NOTE
from app.core.timeline.promises import BROKEN, KEPT, OPEN
from app.core.timeline.records import note
from app.core.timeline.records import promise as promise_table
from app.core.timeline.records import touch as touch_table
from app.core.timeline.touches import CONTACT, VISIT
from app.core.timeline.words import DIRECTIONS, NOTE_KINDS, STATUSES, WAYS
from app.i18n import N_

__all__ = [
    "Said",
    "add_note",
    "break_promise",
    "delete_note",
    "delete_promise",
    "delete_touch",
    "edit_note",
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

LONGEST = 100_000  # characters of one text


@dataclass(frozen=True)
class Said:
    """A contact or visit as it is told: how, about what, with which outcome, and what next.

    `same` and `different` answer the two questions of a visit; `mass` is a letter to many.
    Without `on` it was now; without `who` it was the person at the keyboard.
    """

    way: str = "counter"
    direction: str = "in"
    topic: str = ""
    outcome: str = ""
    same: str = ""
    different: str = ""
    next_step: str = ""
    next_due: date | None = None
    on: date | None = None
    who: str | None = None
    mass: bool = False


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
    day, clock = _when(unit, on)
    return unit.insert(
        note,
        customer_id=customer_id,
        kind=_one_of(NOTE_KINDS, kind),
        text=_must(text),
        at_day=day,
        at_time=clock,
        source=source,
        who=unit.actor.name,
    )


@needs(Right.EDIT_CUSTOMERS)
def edit_note(unit: Unit, note_id: int, text: str, kind: str | None = None) -> bool:
    """Put a note in other words, or call it something else; False when nothing changed."""
    _row(unit, note, note_id)
    more = {} if kind is None else {"kind": _one_of(NOTE_KINDS, kind)}
    return unit.update(note, note_id, text=_must(text), **more)


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
    day, clock = _when(unit, made_on)
    _refuse_backwards(day, due_on)
    return unit.insert(
        promise_table,
        customer_id=customer_id,
        what=_must(what),
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
    _row(unit, promise_table, promise_id)
    unit.update(promise_table, promise_id, state=OPEN, settled_on=None, word=None)


@needs(Right.EDIT_CUSTOMERS)
def delete_promise(unit: Unit, promise_id: int) -> None:
    """It was never promised; an undo brings it back."""
    unit.delete(promise_table, promise_id)


@needs(Right.EDIT_CUSTOMERS)
def log_touch(unit: Unit, customer_id: int, said: Said) -> int:
    """Write down a contact: a call, a letter, a talk in the shop."""
    _must(said.topic or said.outcome or said.next_step)
    return _add_touch(unit, customer_id, CONTACT, said)


@needs(Right.EDIT_CUSTOMERS)
def visit(unit: Unit, customer_id: int, said: Said) -> int:
    """Write down a visit, with what is the same as with others and what is different."""
    _must(said.same or said.different or said.topic or said.outcome or said.next_step)
    return _add_touch(unit, customer_id, VISIT, said)


@needs(Right.EDIT_CUSTOMERS)
def step_done(unit: Unit, touch_id: int, on: date | None = None) -> None:
    """The next step was taken."""
    row = _row(unit, touch_table, touch_id)
    day, _ = _when(unit, on)
    _refuse_backwards(row["at_day"], day)
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
        said = {"status": _one_of(STATUSES, value), **by}
    unit.update(customer, customer_id, **said)


def _add_touch(unit: Unit, customer_id: int, kind: str, said: Said) -> int:
    existing(unit, customer_id)
    day, clock = _when(unit, said.on)
    _refuse_backwards(day, said.next_due)
    if said.next_due is not None:
        _must(said.next_step)
    return unit.insert(
        touch_table,
        customer_id=customer_id,
        kind=kind,
        at_day=day,
        at_time=clock,
        way=_one_of(WAYS, said.way),
        direction=_one_of(DIRECTIONS, said.direction),
        topic=_text(said.topic),
        outcome=_text(said.outcome),
        same_as_others=_text(said.same),
        unlike_others=_text(said.different),
        next_step=_text(said.next_step),
        next_due=said.next_due,
        who=tidy_line(said.who or "") or unit.actor.name,
        mass=int(said.mass),
    )


def _settle(unit: Unit, promise_id: int, state: str, word: str, on: date | None) -> None:
    row = _row(unit, promise_table, promise_id)
    day, _ = _when(unit, on)
    _refuse_backwards(row["made_on"], day)
    unit.update(promise_table, promise_id, state=state, settled_on=day, word=_text(word))


def _when(unit: Unit, on: date | None) -> tuple[date, str | None]:
    """The day, and the time of what is written down on its own day."""
    today = unit.today
    if on is not None and on > today:
        raise Refused(
            N_("{date} has not come yet."),
            N_("Nothing was kept."),
            N_("Choose today or an earlier day."),
            date=on.isoformat(),
        )
    if on is None or on == today:
        return today, f"{unit.clock.local():%H:%M:%S}"
    return on, None


def _refuse_backwards(first: date, later: date | None) -> None:
    if later is not None and later < first:
        raise Refused(
            N_("{date} lies before the day itself."),
            N_("Nothing was kept."),
            N_("Choose a later day."),
            date=later.isoformat(),
        )


def _text(typed: str) -> str | None:
    cleaned = tidy(typed)
    if len(cleaned) > LONGEST:
        raise Refused(
            N_("The text has {count} characters; at most {most} can be kept."),
            N_("Nothing was kept."),
            N_("Shorten it, or keep it as a file."),
            count=len(cleaned),
            most=LONGEST,
        )
    return cleaned or None


def _must(typed: str) -> str:
    found = _text(typed)
    if found is None:
        raise Refused(
            N_("There is nothing to keep yet."),
            N_("Nothing was changed."),
            N_("Type a few words first."),
        )
    return found


def _one_of(known: dict[str, str], value: str) -> str:
    if value not in known:
        raise ValueError(value)
    return value


def _row(unit: Unit, table: Table, row_id: int) -> dict[str, Any]:
    found = unit.connection.execute(select(table).where(table.c.id == row_id)).first()
    if found is None:
        raise Refused(
            N_("This entry is not there any more."),
            N_("Nothing was changed."),
            N_("It may have been undone or deleted."),
        )
    return found._asdict()
