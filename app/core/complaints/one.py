"""One complaint with everything noted and all its steps."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.complaints.cards import Card, asked_cards, card_of, deadlines
from app.core.complaints.clocks import local
from app.core.complaints.records import Step, complaint, complaint_step
from app.core.store.reader import Reader


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


@needs(Right.SEE_CUSTOMERS)
def get_complaint(reader: Reader, complaint_id: int) -> Complaint | None:
    """One complaint with its steps; None when it is gone."""
    row = reader.connection.execute(asked_cards().where(complaint.c.id == complaint_id)).first()
    if row is None:
        return None
    zone, clocks = reader.clock.zone, deadlines(reader)
    minutes = {
        name: getattr(row, name)
        for name in (
            *("answered_minutes", "answered_open_minutes"),
            *("settled_minutes", "settled_open_minutes"),
        )
    }
    return Complaint(
        card_of(clocks, row),
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


def _steps(reader: Reader, complaint_id: int) -> tuple[Taken, ...]:
    asked = select(complaint_step).where(complaint_step.c.complaint_id == complaint_id)
    rows = reader.connection.execute(asked.order_by(complaint_step.c.at, complaint_step.c.id))
    zone = reader.clock.zone
    return tuple(Taken(r.id, Step(r.kind), local(r.at, zone), r.who, r.words) for r in rows)
