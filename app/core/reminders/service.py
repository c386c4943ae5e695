"""What the shop did about a day: done with a word, snoozed, skipped; and opening the day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from app.core.actor import Right, needs
from app.core.errors import Refused
from app.core.reminders.records import reminder_mark
from app.core.reminders.upcoming import MarkState, OccurrenceKey
from app.core.store.tables import meta
from app.core.store.unit import Unit
from app.i18n import N_

OPENED_ON, OPENED_BEFORE = "reminders.opened_on", "reminders.opened_before"
WORDS = (N_("greeted"), N_("gift"), N_("called"))  # offered; the shop may use its own


@dataclass(frozen=True)
class OpenedDay:
    """The day the shop was open before, and whether today is opened for the first time."""

    before: date
    first: bool


@needs(Right.EDIT_CUSTOMERS)
def done(unit: Unit, which: OccurrenceKey, word: str = "") -> None:
    """It was taken care of; `word` says how: greeted, gift, called …"""
    _put(unit, which, "done", word=word.strip() or None)


@needs(Right.EDIT_CUSTOMERS)
def snooze(unit: Unit, which: OccurrenceKey, until: date) -> None:
    """Be quiet about it until a later day."""
    if until <= unit.today:
        raise Refused(
            N_("A reminder can only be put off to a later day."),
            N_("The reminder is still there."),
            N_("Choose a day after today."),
        )
    _put(unit, which, "snoozed", until=until)


@needs(Right.EDIT_CUSTOMERS)
def skip(unit: Unit, which: OccurrenceKey) -> None:
    """Say no more about it this year."""
    _put(unit, which, "skipped")


@needs(Right.EDIT_CUSTOMERS)
def remind_again(unit: Unit, which: OccurrenceKey) -> None:
    """Forget what was said about it."""
    row = _row_of(unit, which)
    if row is not None:
        unit.delete(reminder_mark, row)


@needs(Right.SEE_CUSTOMERS)
def open_day(unit: Unit) -> OpenedDay:
    """Note that the shop is open today; returns the last day it was open before.

    On the first day ever that is today: nothing was missed. All through one day that day
    stays the same, however often the program starts; only the first start is told as first.
    """
    today = unit.today
    opened_on = _day(unit, OPENED_ON)
    first = opened_on is None or opened_on < today
    if first:
        _put_day(unit, OPENED_BEFORE, opened_on or today)
        _put_day(unit, OPENED_ON, today)
    return OpenedDay(_day(unit, OPENED_BEFORE) or today, first)


def _put(
    unit: Unit,
    which: OccurrenceKey,
    state: MarkState,
    *,
    word: str | None = None,
    until: date | None = None,
) -> None:
    row = _row_of(unit, which)
    if row is None:
        unit.insert(
            reminder_mark,
            customer_id=which.customer_id,
            kind=str(which.kind),
            row_id=which.row_id,
            occurs_on=which.on,
            state=state,
            word=word,
            until=until,
            marked_at=unit.now,
        )
    else:
        said = {"state": state, "word": word, "until": until, "marked_at": unit.now}
        unit.update(reminder_mark, row, **said)


def _row_of(unit: Unit, which: OccurrenceKey) -> int | None:
    cells = reminder_mark.c
    return unit.connection.execute(
        select(cells.id).where(
            cells.customer_id == which.customer_id,
            cells.kind == str(which.kind),
            cells.row_id == which.row_id,
            cells.occurs_on == which.on,
        )
    ).scalar_one_or_none()


def _day(unit: Unit, key: str) -> date | None:
    found = unit.connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
    return date.fromisoformat(found) if found else None


def _put_day(unit: Unit, key: str, day: date) -> None:
    text = day.isoformat()
    put = insert(meta).values(key=key, value=text)
    put = put.on_conflict_do_update(index_elements=["key"], set_={"value": text})
    unit.bulk(put, tables=("meta",))
