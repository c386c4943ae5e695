"""Everything that was done, newest first, with whom it was done to: the list to undo from."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.tables import act, batch, history

_FEW = 4  # customers named of one act


@dataclass(frozen=True)
class Done:
    """One act: who, when, what (a marked title), from which file, and to whom."""

    id: int
    at: datetime
    who: str
    title: str
    batch: int | None
    file: str | None
    undone: bool
    undoes: bool
    names: tuple[str, ...]  # a few of the customers it touched
    more: bool  # and there are more


@needs(Right.UNDO)
def done(reader: Reader, before: int | None = None, limit: int = 50) -> tuple[Done, ...]:
    """Acts that changed records, newest first; `before` an act's id goes on from there."""
    touches = select(history.c.id).where(history.c.act_id == act.c.id).exists()
    asked = (
        select(act, batch.c.source.label("file"), _touched().label("touched"))
        .outerjoin(batch, batch.c.id == act.c.batch_id)
        .where(touches)
        .order_by(act.c.id.desc())
        .limit(limit)
    )
    if before is not None:
        asked = asked.where(act.c.id < before)
    rows = reader.connection.execute(asked).all()
    names = _names(reader, rows)
    return tuple(_done(row, names) for row in rows)


def _touched() -> Any:
    few = (
        select(history.c.record_id)
        .where(history.c.act_id == act.c.id, history.c.record_table == customer.name)
        .distinct()
        .limit(_FEW + 1)
        .correlate(act)
        .subquery()
    )
    return select(func.json_group_array(few.c.record_id)).scalar_subquery()


def _names(reader: Reader, rows: Any) -> dict[int, str]:
    ids = {each for row in rows for each in json.loads(row.touched)}
    asked = select(customer.c.id, customer.c.name, customer.c.number)
    found = reader.connection.execute(asked.where(customer.c.id.in_(id_list(ids))))
    return {row.id: row.name or row.number or f"#{row.id}" for row in found}


def _done(row: Row[Any], names: dict[int, str]) -> Done:
    touched = json.loads(row.touched)
    known = tuple(names[each] for each in touched[:_FEW] if each in names)
    undoes = row.undoes_act is not None or row.undoes_batch is not None
    told = (row.id, row.at, row.actor_name, row.title, row.batch_id, row.file)
    undone = row.undone_by is not None
    return Done(*told, undone, undoes, known, more=len(touched) > _FEW)
