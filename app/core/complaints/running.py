"""The clocks of all open complaints, read along one index without their words."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from app.core.complaints.clocks import Deadlines, Due, Limits, local
from app.core.complaints.hours import Hours
from app.core.complaints.records import Severity, Stage, complaint
from app.core.store.acts import newest_act
from app.core.store.reader import Reader
from app.core.store.unit import Unit

_NAME = "complaints.running"
_RANKS: dict[str, int] = {each.value: rank for rank, each in enumerate(Severity)}
_STAGES: dict[str, Stage] = {each.value: each for each in Stage}


NEVER = datetime.max  # noqa: DTZ901 - local and naive as every due moment


class Running(NamedTuple):
    """One open complaint; they sort by urgency. Moments are local; `NEVER`: no moment at all."""

    rank: int
    due_at: datetime
    id: int
    stage: Stage
    due: Due
    received: datetime
    last_at: datetime
    """When it should be settled."""
    customer_id: int | None
    escalated_to: str | None
    escalated_at: datetime | None
    """The hour for which it was passed on; in UTC, as it is kept."""
    reopened: int

    def is_overdue(self, now: datetime) -> bool:
        """Should it be settled by now (local)?"""
        return now > self.last_at


class _Row(NamedTuple):
    id: int
    stage: str
    severity: str
    received_at: str
    acknowledged_at: str | None
    answered_at: str | None
    promised_at: Any
    customer_id: int | None
    escalated_to: str | None
    escalated_at: str | None
    reopened: int


class _Kept(NamedTuple):
    """What was found, as long as nothing is written and the shop's hours are the same."""

    version: int
    hours: Hours
    limits: Limits
    found: tuple[Running, ...]


def running(reader: Reader, clocks: Deadlines) -> tuple[Running, ...]:
    """Every open complaint: safety first, then what is due first."""
    if isinstance(reader, Unit):
        return _running(reader, clocks)
    version = newest_act(reader.connection)
    kept: _Kept | None = reader.session.memory.get(_NAME)
    if kept is None or kept[:3] != (version, clocks.hours, clocks.limits):
        found = _running(reader, clocks)
        kept = reader.session.memory[_NAME] = _Kept(version, clocks.hours, clocks.limits, found)
    return kept.found


def _running(reader: Reader, clocks: Deadlines) -> tuple[Running, ...]:
    asked = select(*(complaint.c[name] for name in _Row._fields))
    result = reader.connection.execute(asked.where(complaint.c.settled_at.is_(None)))
    cursor: Any = result.cursor  # as they are kept: a time that nobody looks at is not parsed
    found = [_made(clocks, _Row._make(row)) for row in cursor.fetchall()]
    result.close()
    return tuple(sorted(found))


def _made(clocks: Deadlines, row: _Row) -> Running:
    received = local(datetime.fromisoformat(row.received_at), clocks.zone)
    promised = datetime.fromisoformat(row.promised_at) if row.promised_at else None
    due = clocks.next(row._replace(promised_at=promised) if promised else row, received)
    last = (due if row.answered_at else clocks.last(promised, received)).at
    return Running(
        _RANKS[row.severity],
        due.at or NEVER,
        row.id,
        _STAGES[row.stage],
        due,
        received,
        last or NEVER,
        row.customer_id,
        row.escalated_to,
        datetime.fromisoformat(row.escalated_at) if row.escalated_at else None,
        row.reopened,
    )
