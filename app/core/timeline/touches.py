"""Reads contacts and visits: the last real touch, and next steps still to be taken."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.purchases.records import from_day, purchase, to_day
from app.core.store.reader import Reader
from app.core.timeline.records import touch

CONTACT, VISIT = "contact", "visit"


@dataclass(frozen=True)
class Touch:
    """One contact or visit; `way` and `direction` are words of `words.py`."""

    id: int
    customer_id: int
    kind: str  # contact, visit
    on: date
    time: str | None
    way: str
    direction: str
    topic: str | None
    outcome: str | None
    same_as_others: str | None
    unlike_others: str | None
    next_step: str | None
    next_due: date | None
    next_done_on: date | None
    who: str | None
    mass: bool = False


@dataclass(frozen=True)
class LastTouch:
    """When shop and customer last really met; `way` is "purchase" or a word of `WAYS`."""

    on: date
    way: str
    touch_id: int | None = None


@dataclass(frozen=True)
class NextStep:
    """What was agreed to be done next, still to do."""

    touch_id: int
    customer_id: int
    customer: str
    what: str
    due_on: date
    who: str | None

    def is_overdue(self, today: date) -> bool:
        """Its day has passed."""
        return self.due_on < today


@needs(Right.SEE_CUSTOMERS)
def last_touch(reader: Reader, customer_id: int) -> LastTouch | None:
    """The last real touch: a contact, a visit, a purchase; no mass letter and no import."""
    asked = (
        select(touch.c.at_day, touch.c.way, touch.c.id)
        .where(touch.c.customer_id == customer_id, touch.c.mass == 0)
        .where(touch.c.at_day <= reader.today)
        .order_by(touch.c.at_day.desc(), touch.c.id.desc())
        .limit(1)
    )
    row = reader.connection.execute(asked).first()
    met = None if row is None else LastTouch(row.at_day, row.way, row.id)
    bought = select(func.max(purchase.c.bought_day)).where(
        purchase.c.customer_id == customer_id, purchase.c.bought_day <= to_day(reader.today)
    )
    day = reader.connection.execute(bought).scalar()
    if day is None or (met is not None and met.on >= from_day(day)):
        return met
    return LastTouch(from_day(day), "purchase")


@needs(Right.SEE_CUSTOMERS)
def touches(reader: Reader, customer_id: int, limit: int = 50) -> tuple[Touch, ...]:
    """Contacts and visits, the newest first."""
    mine = select(touch).where(touch.c.customer_id == customer_id)
    upto = mine.where(touch.c.at_day <= reader.today)
    newest = upto.order_by(touch.c.at_day.desc(), touch.c.id.desc()).limit(limit)
    return tuple(touch_of(row) for row in reader.connection.execute(newest))


@needs(Right.SEE_CUSTOMERS)
def next_steps(
    reader: Reader, customer_id: int | None = None, limit: int = 50, until: date | None = None
) -> tuple[NextStep, ...]:
    """Next steps with a day, still to be taken, the most urgent first."""
    asked = open_steps(reader.today)
    if customer_id is not None:
        asked = asked.where(touch.c.customer_id == customer_id)
    if until is not None:
        asked = asked.where(touch.c.next_due <= until)
    return tuple(NextStep(*row) for row in reader.connection.execute(asked.limit(limit)))


def open_steps(today: date, customers: Select[int] | None = None) -> Select[Any]:
    """Rows of `NextStep` that are not taken yet as of a day, the most urgent first."""
    asked = _open_steps(today)
    return asked if customers is None else asked.where(touch.c.customer_id.in_(customers))


@lru_cache(maxsize=8)
def _open_steps(today: date) -> Select[Any]:
    shown: tuple[ColumnElement[Any], ...] = (
        touch.c.id,
        touch.c.customer_id,
        customer.c.name,
        touch.c.next_step,
        touch.c.next_due,
        touch.c.who,
    )
    undone = or_(touch.c.next_done_on.is_(None), touch.c.next_done_on > today)
    asked = select(*shown).join(customer, customer.c.id == touch.c.customer_id)
    asked = asked.where(touch.c.next_due.is_not(None), touch.c.next_step.is_not(None), undone)
    asked = asked.where(touch.c.at_day <= today, customer.c.binned_on.is_(None))
    return asked.order_by(touch.c.next_due, touch.c.id)


def touch_of(row: Row[Any]) -> Touch:
    """A row of the table as it is handed out."""
    names = [name for name in Touch.__dataclass_fields__ if name not in ("on", "time", "mass")]
    shown = {name: getattr(row, name) for name in names}
    return Touch(on=row.at_day, time=row.at_time, mass=bool(row.mass), **shown)
