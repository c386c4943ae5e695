"""Reads what was done: for the undo menu, and for the history of one record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, select

from app.core.actor import Right, needs
from app.core.store.reader import Reader
from app.core.store.tables import act, batch, history

_NEWEST = select(func.max(act.c.id))


def newest_act(connection: Connection) -> int:
    """The newest act of this look, by which what is kept of it is known; 0 before the first."""
    return int(connection.execute(_NEWEST).scalar() or 0)


@dataclass(frozen=True)
class Act:
    """One write as the user knows it; `title` is a marked text."""

    id: int
    at: datetime
    who: str
    title: str
    batch_id: int | None
    source: str | None  # the file of an import
    undone: bool
    undoes: bool  # is it an undo itself?


@dataclass(frozen=True)
class Entry:
    """One change of one row of a record, as history keeps it (bytes are never shown)."""

    id: int
    act_id: int
    at: datetime
    who: str
    title: str
    table: str
    row_id: int
    kind: str  # create, update, delete
    column: str | None
    old: Any
    new: Any
    undone: bool


@needs(Right.UNDO)
def recent(reader: Reader, limit: int = 30) -> tuple[Act, ...]:
    """The newest acts that changed records, newest first."""
    rows = reader.connection.execute(_acts(_is_of_records()).limit(limit))
    return tuple(_act(row) for row in rows)


@needs(Right.UNDO)
def last_to_undo(reader: Reader) -> Act | None:
    """The newest act of this session that can still be taken back and is no undo itself."""
    mine = (act.c.session == reader.actor.session, act.c.undone_by.is_(None))
    own = (act.c.undoes_act.is_(None), act.c.undoes_batch.is_(None))
    row = reader.connection.execute(_acts(_is_of_records(), *mine, *own).limit(1)).first()
    return None if row is None else _act(row)


@needs(Right.SEE_CUSTOMERS)
def of_record(reader: Reader, table: str, record_id: int, limit: int = 200) -> tuple[Entry, ...]:
    """What happened to one record and its parts, newest first."""
    rows = reader.connection.execute(
        select(history, act.c.at, act.c.actor_name, act.c.title)
        .join(act, act.c.id == history.c.act_id)
        .where(history.c.record_table == table, history.c.record_id == record_id)
        .order_by(history.c.id.desc())
        .limit(limit)
    )
    return tuple(_entry(row) for row in rows)


def _is_of_records() -> ColumnElement[bool]:
    return exists().where(history.c.act_id == act.c.id)


def _acts(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    asked = select(act, batch.c.source).outerjoin(batch, batch.c.id == act.c.batch_id)
    return asked.where(*conditions).order_by(act.c.id.desc())


def _act(row: Row[Any]) -> Act:
    undoes = row.undoes_act is not None or row.undoes_batch is not None
    undone = row.undone_by is not None
    shown = (row.id, row.at, row.actor_name, row.title, row.batch_id, row.source)
    return Act(*shown, undone=undone, undoes=undoes)


def _entry(row: Row[Any]) -> Entry:
    is_cell = row.kind == "update"
    old, new = (None if isinstance(v, bytes) or not is_cell else v for v in (row.old, row.new))
    who = (row.id, row.act_id, row.at, row.actor_name, row.title)
    what = (row.table_name, row.row_id, row.kind, row.column_name)
    return Entry(*who, *what, old, new, row.undone_by is not None)
