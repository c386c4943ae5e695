"""Reads promises as they stand today: open, kept, broken; what comes after today is not yet."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.store.reader import Reader
from app.core.timeline.records import promise

OPEN, KEPT, BROKEN = "open", "kept", "broken"


@dataclass(frozen=True)
class Promise:
    """What was promised to whom until when; `customer` is her name."""

    id: int
    customer_id: int
    customer: str
    what: str
    to_whom: str | None
    due_on: date | None
    made_on: date
    state: str  # open, kept, broken: as of today
    settled_on: date | None
    word: str | None
    who: str | None

    def is_overdue(self, today: date) -> bool:
        """Open, and its day has passed."""
        return self.state == OPEN and self.due_on is not None and self.due_on < today


@needs(Right.SEE_CUSTOMERS)
def open_promises(
    reader: Reader, customer_id: int | None = None, limit: int = 50, until: date | None = None
) -> tuple[Promise, ...]:
    """What is still to be kept, the most urgent first; those without a day come last.

    `until`: only what is due up to that day.
    """
    asked = still_open(reader.today)
    if customer_id is not None:
        asked = asked.where(promise.c.customer_id == customer_id)
    if until is not None:
        asked = asked.where(promise.c.due_on <= until)
    return _found(reader, asked.limit(limit))


@needs(Right.SEE_CUSTOMERS)
def count_open_promises(reader: Reader, customer_id: int | None = None) -> int:
    """How many are still to be kept."""
    asked = still_open(reader.today)
    if customer_id is not None:
        asked = asked.where(promise.c.customer_id == customer_id)
    number = select(func.count()).select_from(asked.subquery())
    return int(reader.connection.execute(number).scalar_one())


@needs(Right.SEE_CUSTOMERS)
def promises(reader: Reader, customer_id: int, limit: int = 100) -> tuple[Promise, ...]:
    """All promises made to one customer, the newest first."""
    asked = promises_told(reader.today).where(promise.c.customer_id == customer_id)
    newest = asked.where(promise.c.made_on <= reader.today)
    order = (promise.c.made_on.desc(), promise.c.id.desc())
    return _found(reader, newest.order_by(*order).limit(limit))


def state_on(today: date) -> ColumnElement[Any]:
    """A promise's state as of a day: settled later is still open."""
    return case((promise.c.settled_on > today, OPEN), else_=promise.c.state)


def still_open(today: date, customers: Select[int] | None = None) -> Select[Any]:
    """Rows of `Promise` that are open as of a day, the most urgent first."""
    asked = _still_open(today)
    return asked if customers is None else asked.where(promise.c.customer_id.in_(customers))


@lru_cache(maxsize=8)
def _still_open(today: date) -> Select[Any]:
    # Put together once a day: that takes longer than running it.
    is_open = or_(promise.c.state == OPEN, promise.c.settled_on > today)
    asked = promises_told(today).where(is_open, promise.c.made_on <= today)
    order = (promise.c.due_on.is_(None), promise.c.due_on, promise.c.made_on, promise.c.id)
    return asked.where(customer.c.binned_on.is_(None)).order_by(*order)


def promises_told(today: date) -> Select[Any]:
    """Rows of `Promise`, of every customer, as of a day."""
    state = state_on(today)
    over = and_(promise.c.settled_on.is_not(None), promise.c.settled_on <= today)
    return select(
        promise.c.id,
        promise.c.customer_id,
        customer.c.name,
        promise.c.what,
        promise.c.to_whom,
        promise.c.due_on,
        promise.c.made_on,
        state.label("state"),
        case((over, promise.c.settled_on)).label("settled_on"),
        case((over, promise.c.word)).label("word"),
        promise.c.who,
    ).join(customer, customer.c.id == promise.c.customer_id)


def _found(reader: Reader, asked: Select[Any]) -> tuple[Promise, ...]:
    return tuple(promise_of(row) for row in reader.connection.execute(asked))


def promise_of(row: Row[*tuple[Any, ...]]) -> Promise:
    """A row of `promises_told` as it is handed out."""
    return Promise(*row)
