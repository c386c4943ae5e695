"""A complaint as the board and lists show it, with its clocks."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, select

from app.core.complaints.clocks import Colour, Deadlines, Due, Limits, local
from app.core.complaints.opening import hours_of
from app.core.complaints.records import (
    Severity,
    Stage,
    complaint,
    complaint_category,
    complaint_cause,
)
from app.core.customers.records import customer
from app.core.settings.declared import ANSWER_DAYS, CLOSE_DAYS
from app.core.settings.queries import get
from app.core.store.reader import Reader


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
    escalated_to: str | None


def deadlines(reader: Reader) -> Deadlines:
    """The shop's hours and limits, read once for many complaints."""
    limits = Limits(get(reader, ANSWER_DAYS), get(reader, CLOSE_DAYS))
    zone = reader.clock.zone
    return Deadlines(hours_of(reader), limits, local(reader.clock.now(), zone), zone)


@cache
def asked_cards() -> Select[Any]:
    """Every cell of complaints with the names of what they point at."""
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


def cards_of(reader: Reader, asked: Select[Any]) -> tuple[Card, ...]:
    """What such a question finds, as cards."""
    clocks = deadlines(reader)
    return tuple(card_of(clocks, row) for row in reader.connection.execute(asked))


def card_of(clocks: Deadlines, row: Row[Any]) -> Card:
    """A row of `asked_cards` with its clocks."""
    received = local(row.received_at, clocks.zone)
    settled = local(row.settled_at, clocks.zone) if row.settled_at else None
    due = clocks.next(row, received) if settled is None else None
    last = clocks.last(row.promised_at, received).at if settled is None else None
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
        clocks.colour(received, due.at) if due else None,
        last is not None and clocks.now > last,
        settled,
        None if row.confirmed is None else bool(row.confirmed),
        row.reopened,
        clocks.open_minutes(received, settled),
        row.escalated_to,
    )
