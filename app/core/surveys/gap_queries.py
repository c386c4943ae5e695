"""Reads what is done about surveys: actions, the listening log, the evidence for the five gaps."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, cast, func, select

from app.core.actor import Right, needs
from app.core.complaints.records import complaint
from app.core.purchases.records import purchase
from app.core.store.reader import Reader
from app.core.surveys.records import listening_note, survey_action, survey_response


@dataclass(frozen=True)
class Action:
    """What is to be done about an item or a gap."""

    id: int
    survey_id: int
    wave_id: int | None
    item_key: str | None
    gap: int | None
    what: str
    owner: str | None
    due_on: date | None
    done_on: date | None
    result: str | None


@dataclass(frozen=True)
class Evidence:
    """Counts over everything the shop has kept."""

    complaints: int
    open_complaints: int
    settled_late: int
    deliveries: int
    delivered_in_time: int
    sheets: int


@dataclass(frozen=True)
class Listening:
    """Something heard, an answer to a process question, or a conclusion."""

    id: int
    gap: int
    way: str | None
    question: str | None
    on: date
    who: str | None
    words: str


@needs(Right.SEE_FIGURES)
def actions(reader: Reader, survey_id: int | None = None) -> tuple[Action, ...]:
    """What is to be done, the open ones first, by their days."""
    asked = select(survey_action)
    if survey_id is not None:
        asked = asked.where(survey_action.c.survey_id == survey_id)
    done = survey_action.c.done_on
    ordered = asked.order_by(done.is_not(None), survey_action.c.due_on, survey_action.c.id)
    return tuple(Action(*row) for row in reader.connection.execute(ordered))


@needs(Right.SEE_FIGURES)
def listening(reader: Reader, gap: int | None = None) -> tuple[Listening, ...]:
    """The listening log, the newest first."""
    asked = select(listening_note)
    if gap is not None:
        asked = asked.where(listening_note.c.gap == gap)
    ordered = asked.order_by(listening_note.c.on_day.desc(), listening_note.c.id.desc())
    return tuple(Listening(*row) for row in reader.connection.execute(ordered))


@needs(Right.SEE_FIGURES)
def evidence(reader: Reader) -> Evidence:
    """What the shop holds already about the five gaps: complaints, deliveries, surveys."""
    c, p = complaint.c, purchase.c
    counted = reader.connection.execute(
        select(
            func.count(),
            func.sum(cast(c.settled_at.is_(None), Integer)),
            func.sum(cast(c.settled_at > c.promised_at, Integer)),
        )
    ).one()
    kept = reader.connection.execute(
        select(func.count(), func.sum(cast(p.delivered_day <= p.promised_day, Integer))).where(
            p.promised_day.is_not(None), p.delivered_day.is_not(None)
        )
    ).one()
    answered = select(func.count()).select_from(survey_response)
    return Evidence(
        counted[0],
        counted[1] or 0,
        counted[2] or 0,
        kept[0],
        kept[1] or 0,
        int(reader.connection.execute(answered).scalar_one()),
    )
