"""Reads complaints: the board, lists, one with its steps, what is overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from app.core.actor import Right, needs
from app.core.complaints.cards import Card, asked_cards, cards_of, deadlines
from app.core.complaints.hours import Hours
from app.core.complaints.one import Complaint, Taken, get_complaint
from app.core.complaints.opening import Holiday, holidays_of, hours_of
from app.core.complaints.records import (
    complaint,
    complaint_category,
    complaint_cause,
)
from app.core.complaints.running import running
from app.core.complaints.whose import Whose, is_mine, whose_are
from app.core.customers.records import customer
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

__all__ = [
    "Card",
    "Category",
    "Cause",
    "Complaint",
    "Taken",
    "cards",
    "categories",
    "causes",
    "closed",
    "complaint_ids",
    "counts",
    "get_complaint",
    "holidays",
    "hours",
    "of_customer",
    "opened",
    "overdue",
    "passed_on",
    "settled_lately",
    "unknown_customers",
]


@dataclass(frozen=True)
class Category:
    """A category of complaints."""

    id: int
    name: str
    other: bool
    retired: bool


@dataclass(frozen=True)
class Cause:
    """A cause, and the one it stands below."""

    id: int
    name: str
    parent_id: int | None
    retired: bool


@needs(Right.SEE_CUSTOMERS)
def opened(reader: Reader) -> tuple[Card, ...]:
    """Every open complaint, safety first, then what is due first."""
    return cards(reader, [each.id for each in running(reader, deadlines(reader))])


@needs(Right.SEE_CUSTOMERS)
def overdue(reader: Reader) -> tuple[Card, ...]:
    """The open ones that should be settled by now."""
    clocks = deadlines(reader)
    found = running(reader, clocks)
    return cards(reader, [each.id for each in found if each.is_overdue(clocks.now)])


@needs(Right.SEE_CUSTOMERS)
def closed(reader: Reader, limit: int = 200, offset: int = 0) -> tuple[Card, ...]:
    """The settled ones, the last one first."""
    asked = asked_cards().where(complaint.c.settled_at.is_not(None))
    newest = asked.order_by(complaint.c.settled_at.desc(), complaint.c.id.desc())
    return cards_of(reader, newest.limit(limit).offset(offset))


@needs(Right.SEE_CUSTOMERS)
def of_customer(reader: Reader, customer_id: int) -> tuple[Card, ...]:
    """A customer's complaints, the newest first."""
    mine = asked_cards().where(complaint.c.customer_id == customer_id)
    newest = mine.order_by(complaint.c.received_day.desc(), complaint.c.id.desc())
    return cards_of(reader, newest)


@needs(Right.SEE_CUSTOMERS)
def complaint_ids(
    reader: Reader, *, open_only: bool = False, text: str = "", whose: Whose = Whose.ALL
) -> tuple[int, ...]:
    """Ids of all, or of the open ones, the newest first; `text` stands somewhere in them."""
    asked = select(complaint.c.id).where(whose_are(whose, reader.actor))
    if open_only:
        asked = asked.where(complaint.c.settled_at.is_(None))
    if text.strip():
        asked = asked.where(_told_of(text.strip()))
    # Walked in the order of days only where every row is wanted: else the rows that are wanted
    # are found first, by an index of their own or as the table lies, and sorted at last.
    every = not (open_only or text.strip() or whose is not Whose.ALL)
    day = complaint.c.received_day if every else complaint.c.received_day + 0
    newest = asked.order_by(day.desc(), complaint.c.id.desc())
    result = reader.connection.execute(newest)
    cursor: Any = result.cursor  # plain tuples: a hundred thousand rows of SQLAlchemy take longer
    found = tuple(each for (each,) in cursor.fetchall())
    result.close()
    return found


def _told_of(wanted: str) -> ColumnElement[bool]:
    named = select(customer.c.id).where(customer.c.name.contains(wanted, autoescape=True))
    places = (complaint.c.words, complaint.c.item, complaint.c.person, complaint.c.customer_number)
    said = (each.contains(wanted, autoescape=True) for each in places)
    return or_(*said, complaint.c.customer_id.in_(named))


@needs(Right.SEE_CUSTOMERS)
def cards(reader: Reader, ids: Sequence[int]) -> tuple[Card, ...]:
    """These complaints, in this order."""
    asked = asked_cards().where(complaint.c.id.in_(id_list(ids)))
    found = {each.id: each for each in cards_of(reader, asked)}
    return tuple(found[each] for each in ids if each in found)


@needs(Right.SEE_CUSTOMERS)
def counts(reader: Reader) -> tuple[int, int]:
    """How many are open, and how many of these are overdue."""
    clocks = deadlines(reader)
    found = running(reader, clocks)
    return len(found), sum(each.is_overdue(clocks.now) for each in found)


@needs(Right.SEE_CUSTOMERS)
def passed_on(reader: Reader) -> tuple[int, int]:
    """How many open ones were passed on to somebody, and how many to whoever asks."""
    asked = select(complaint.c.escalated_to, func.count()).where(
        complaint.c.settled_at.is_(None), complaint.c.escalated_to.is_not(None)
    )
    rows = reader.connection.execute(asked.group_by(complaint.c.escalated_to)).all()
    mine = (n for name, n in rows if is_mine(name, reader.actor))
    return sum(n for _, n in rows), sum(mine)


@needs(Right.SEE_CUSTOMERS)
def unknown_customers(reader: Reader) -> dict[str, int]:
    """Numbers that nobody bears, as first typed, with their complaints."""
    asked = (
        select(func.min(complaint.c.customer_number), func.count())
        .where(complaint.c.customer_id.is_(None), complaint.c.customer_key.is_not(None))
        .group_by(complaint.c.customer_key)
    )
    return {str(number): int(count) for number, count in reader.connection.execute(asked)}


@needs(Right.SEE_CUSTOMERS)
def settled_lately(reader: Reader, days: int) -> tuple[int, ...]:
    """Customers whose complaint was settled in these days, and who wait for no other."""
    c = complaint.c
    since = reader.clock.now() - timedelta(days=days)
    waiting = select(c.customer_id).where(c.settled_at.is_(None), c.customer_id.is_not(None))
    asked = select(c.customer_id).where(c.settled_at >= since, c.customer_id.is_not(None))
    found = asked.where(c.customer_id.not_in(waiting)).distinct().order_by(c.customer_id)
    return tuple(reader.connection.scalars(found))


@needs(Right.SEE_CUSTOMERS)
def categories(reader: Reader) -> tuple[Category, ...]:
    """In the shop's order, those not offered any more last."""
    order = (complaint_category.c.retired_on.is_not(None), complaint_category.c.position)
    rows = reader.connection.execute(select(complaint_category).order_by(*order))
    return tuple(Category(r.id, r.name, bool(r.other), r.retired_on is not None) for r in rows)


@needs(Right.SEE_CUSTOMERS)
def causes(reader: Reader) -> tuple[Cause, ...]:
    """In the shop's order."""
    rows = reader.connection.execute(
        select(complaint_cause).order_by(complaint_cause.c.position, complaint_cause.c.id)
    )
    return tuple(Cause(r.id, r.name, r.parent_id, r.retired_on is not None) for r in rows)


@needs(Right.SEE_CUSTOMERS)
def hours(reader: Reader) -> Hours:
    """When the shop is open."""
    return hours_of(reader)


@needs(Right.SEE_CUSTOMERS)
def holidays(reader: Reader) -> tuple[Holiday, ...]:
    """The days that differ."""
    return holidays_of(reader)
