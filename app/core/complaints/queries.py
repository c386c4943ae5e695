"""Reads complaints: the board, lists, one with its steps, what is overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, or_, select

from app.core.actor import Right, needs
from app.core.complaints.clocks import (
    Colour,
    Due,
    Limits,
    colour,
    due_in_the_end,
    due_next,
    local,
)
from app.core.complaints.hours import Hours, minutes_between
from app.core.complaints.opening import Holiday, holidays_of, hours_of
from app.core.complaints.records import (
    Severity,
    Stage,
    Step,
    complaint,
    complaint_category,
    complaint_cause,
    complaint_step,
)
from app.core.customers.records import customer
from app.core.settings.declared import ANSWER_DAYS, CLOSE_DAYS
from app.core.settings.queries import get
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

_ORDER = {Severity.SAFETY: 0, Severity.SEVERE: 1, Severity.NORMAL: 2, Severity.LIGHT: 3}


@dataclass(frozen=True)
class Card:
    """A complaint as the board and lists show it; moments are local and naive."""

    id: int
    customer_id: int | None
    who: str | None
    number: str | None
    received: datetime
    channel: str | None
    category: str | None
    item: str | None
    severity: Severity
    words: str
    stage: Stage
    owner: str | None
    due: Due | None
    colour: Colour | None
    overdue: bool
    settled: datetime | None
    confirmed: bool | None
    reopened: int
    open_minutes: int
    """In the shop's hours: until settled, or until now."""


@dataclass(frozen=True)
class Taken:
    """A step of one complaint."""

    id: int
    kind: Step
    at: datetime
    who: str | None
    words: str | None


@dataclass(frozen=True)
class Complaint:
    """One complaint with everything noted and all its steps."""

    card: Card
    wish: str | None
    promised: str | None
    promised_at: datetime | None
    purchase_id: int | None
    product_id: int | None
    category_id: int | None
    cause_id: int | None
    cause: str | None
    cause_words: str | None
    remedy: str | None
    compensation: str | None
    apology: bool | None
    cost: int | None
    follow_up_on: date | None
    followed_up_on: date | None
    satisfaction: int | None
    escalated_to: str | None
    answered: datetime | None
    minutes: dict[str, int | None]
    steps: tuple[Taken, ...]


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
    found = _cards(reader, _asked().where(complaint.c.settled_at.is_(None)))
    return tuple(sorted(found, key=_urgency))


@needs(Right.SEE_CUSTOMERS)
def overdue(reader: Reader) -> tuple[Card, ...]:
    """The open ones that should be settled by now."""
    return tuple(each for each in opened(reader) if each.overdue)


@needs(Right.SEE_CUSTOMERS)
def closed(reader: Reader, limit: int = 200, offset: int = 0) -> tuple[Card, ...]:
    """The settled ones, the last one first."""
    asked = _asked().where(complaint.c.settled_at.is_not(None))
    newest = asked.order_by(complaint.c.received_day.desc(), complaint.c.id.desc())
    return _cards(reader, newest.limit(limit).offset(offset))


@needs(Right.SEE_CUSTOMERS)
def of_customer(reader: Reader, customer_id: int) -> tuple[Card, ...]:
    """A customer's complaints, the newest first."""
    mine = _asked().where(complaint.c.customer_id == customer_id)
    newest = mine.order_by(complaint.c.received_day.desc(), complaint.c.id.desc())
    return _cards(reader, newest)


@needs(Right.SEE_CUSTOMERS)
def complaint_ids(reader: Reader, *, open_only: bool = False, text: str = "") -> tuple[int, ...]:
    """Ids of all, or of the open ones, the newest first; `text` stands somewhere in them."""
    asked = (
        select(complaint.c.id)
        .outerjoin(customer, customer.c.id == complaint.c.customer_id)
        .order_by(complaint.c.received_day.desc(), complaint.c.id.desc())
    )
    if open_only:
        asked = asked.where(complaint.c.settled_at.is_(None))
    if text.strip():
        places = (
            *(complaint.c.words, complaint.c.item, complaint.c.person, customer.c.name),
            complaint.c.customer_number,
        )
        wanted = text.strip()
        asked = asked.where(or_(*(each.contains(wanted, autoescape=True) for each in places)))
    return tuple(reader.connection.scalars(asked))


@needs(Right.SEE_CUSTOMERS)
def cards(reader: Reader, ids: Sequence[int]) -> tuple[Card, ...]:
    """These complaints, in this order."""
    found = {
        each.id: each for each in _cards(reader, _asked().where(complaint.c.id.in_(id_list(ids))))
    }
    return tuple(found[each] for each in ids if each in found)


@needs(Right.SEE_CUSTOMERS)
def get_complaint(reader: Reader, complaint_id: int) -> Complaint | None:
    """One complaint with its steps; None when it is gone."""
    row = reader.connection.execute(_asked().where(complaint.c.id == complaint_id)).first()
    if row is None:
        return None
    zone, clocks = reader.clock.zone, _Clocks.of(reader)
    minutes = {
        name: getattr(row, name)
        for name in (
            *("answered_minutes", "answered_open_minutes"),
            *("settled_minutes", "settled_open_minutes"),
        )
    }
    return Complaint(
        clocks.card(row),
        row.wish,
        row.promised,
        local(row.promised_at, zone) if row.promised_at else None,
        row.purchase_id,
        row.product_id,
        row.category_id,
        row.cause_id,
        row.cause,
        row.cause_words,
        row.remedy,
        row.compensation,
        None if row.apology is None else bool(row.apology),
        row.cost,
        row.follow_up_on,
        row.followed_up_on,
        row.satisfaction,
        row.escalated_to,
        local(row.answered_at, zone) if row.answered_at else None,
        minutes,
        _steps(reader, complaint_id),
    )


@needs(Right.SEE_CUSTOMERS)
def counts(reader: Reader) -> tuple[int, int]:
    """How many are open, and how many of these are overdue."""
    found = opened(reader)
    return len(found), sum(each.overdue for each in found)


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


def _urgency(card: Card) -> tuple[int, bool, str, int]:
    due = card.due.at if card.due else None
    return _ORDER[card.severity], due is None, due.isoformat() if due else "", card.id


def _asked() -> Select[Any]:
    return (
        select(
            complaint,
            customer.c.name.label("customer_name"),
            complaint_category.c.name.label("category"),
            complaint_cause.c.name.label("cause"),
        )
        .outerjoin(customer, customer.c.id == complaint.c.customer_id)
        .outerjoin(complaint_category, complaint_category.c.id == complaint.c.category_id)
        .outerjoin(complaint_cause, complaint_cause.c.id == complaint.c.cause_id)
    )


def _cards(reader: Reader, asked: Select[Any]) -> tuple[Card, ...]:
    clocks = _Clocks.of(reader)
    return tuple(clocks.card(row) for row in reader.connection.execute(asked))


def _steps(reader: Reader, complaint_id: int) -> tuple[Taken, ...]:
    asked = select(complaint_step).where(complaint_step.c.complaint_id == complaint_id)
    rows = reader.connection.execute(asked.order_by(complaint_step.c.at, complaint_step.c.id))
    zone = reader.clock.zone
    return tuple(Taken(r.id, Step(r.kind), local(r.at, zone), r.who, r.words) for r in rows)


@dataclass(frozen=True)
class _Clocks:
    """What every clock needs, read once for many complaints."""

    hours: Hours
    limits: Limits
    now: datetime
    zone: Any

    @classmethod
    def of(cls, reader: Reader) -> "_Clocks":
        limits = Limits(get(reader, ANSWER_DAYS), get(reader, CLOSE_DAYS))
        zone = reader.clock.zone
        return cls(hours_of(reader), limits, local(reader.clock.now(), zone), zone)

    def card(self, row: Row[Any]) -> Card:
        received = local(row.received_at, self.zone)
        settled = local(row.settled_at, self.zone) if row.settled_at else None
        due = last = None
        if settled is None:
            due = due_next(row, self.hours, self.limits, self.zone)
            last = due_in_the_end(row, self.hours, self.limits, self.zone).at
        return Card(
            row.id,
            row.customer_id,
            row.customer_name or row.person or row.customer_number,
            row.customer_number,
            received,
            row.channel,
            row.category,
            row.item,
            Severity(row.severity),
            row.words,
            Stage(row.stage),
            row.owner,
            due,
            colour(received, due.at, self.now, self.hours) if due else None,
            last is not None and self.now > last,
            settled,
            None if row.confirmed is None else bool(row.confirmed),
            row.reopened,
            minutes_between(self.hours, received, settled or self.now),
        )
