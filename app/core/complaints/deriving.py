"""Keeps what follows from a complaint's steps true: stage, moments, minutes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from sqlalchemy import bindparam, select, update

from app.core.complaints.clocks import Taken, minutes, standing
from app.core.complaints.hours import Hours
from app.core.complaints.opening import hours_of
from app.core.complaints.records import (
    Step,
    complaint,
    complaint_step,
    holiday,
    opening_hours,
)
from app.core.store.changes import ChangeSet
from app.core.store.history import records_touched
from app.core.store.idlist import id_list
from app.core.store.ownership import is_derived
from app.core.store.unit import Unit

_PIECE = 5_000


def refresh(unit: Unit, ids: Iterable[int]) -> None:
    """Make the derived columns of these complaints true again."""
    wanted = list(ids)
    for start in range(0, len(wanted), _PIECE):
        _refresh(unit, wanted[start : start + _PIECE])


def refresh_all(unit: Unit) -> None:
    """Of every complaint: the shop's hours changed."""
    refresh(unit, unit.connection.scalars(select(complaint.c.id)).all())


def upkeep(unit: Unit, changes: ChangeSet) -> None:
    """After an undo: of the complaints it touched, or of all when the hours came back."""
    if changes.touches(opening_hours.name) or changes.touches(holiday.name):
        refresh_all(unit)
    elif changes.touches(complaint.name) or changes.touches(complaint_step.name):
        refresh(unit, records_touched(unit.connection, unit.act_id, complaint.name))


def _refresh(unit: Unit, ids: list[int]) -> None:
    hours, zone = hours_of(unit), unit.clock.zone
    steps: dict[int, list[Taken]] = defaultdict(list)
    asked = select(complaint_step.c.complaint_id, complaint_step.c.kind, complaint_step.c.at)
    for row in unit.connection.execute(
        asked.where(complaint_step.c.complaint_id.in_(id_list(ids)))
    ):
        steps[row.complaint_id].append(Taken(Step(row.kind), row.at))
    columns = (complaint.c.id, complaint.c.received_at, complaint.c.reopened_once)
    asked = select(*columns).where(complaint.c.id.in_(id_list(ids)))
    rows = [_cells(row, steps[row.id], hours, zone) for row in unit.connection.execute(asked).all()]
    if rows:
        unit.bulk(_UPDATE, rows, tables=[])
    unit.changes.add(complaint.name, ids)


def _cells(row: Any, steps: list[Taken], hours: Hours, zone: tzinfo) -> dict[str, Any]:
    found = standing(steps, bool(row.reopened_once))
    return {
        "complaint_id": row.id,
        "stage": found.stage.value,
        "acknowledged_at": found.acknowledged_at,
        "answered_at": found.answered_at,
        "settled_at": found.settled_at,
        "confirmed": found.confirmed,
        "reopened": found.reopened,
        **minutes(row.received_at, found, hours, zone),
    }


_DERIVED = [each.name for each in complaint.columns if is_derived(each)]
_DERIVED.remove(complaint.c.escalated_at.name)  # kept by `escalating.py`: no step tells it
_UPDATE = (
    update(complaint)
    .where(complaint.c.id == bindparam("complaint_id"))
    .values({name: bindparam(name) for name in _DERIVED})
)
