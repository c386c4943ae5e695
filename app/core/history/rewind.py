"""Takes the rows of one customer back in time, act by act, from what history keeps."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, LargeBinary, Row, Table, select, type_coerce

from app.core.customers.records import customer
from app.core.store.column_types import RawValue
from app.core.store.ownership import is_derived, key_of, owner_link, parts_of
from app.core.store.tables import act, batch, history, metadata

Cells = dict[str, Any]


@dataclass
class State:
    """The raw rows of a customer's record and its parts, by table and id."""

    rows: dict[str, dict[int, Cells]] = field(default_factory=dict)

    def of(self, table: str) -> dict[int, Cells]:
        """The rows of one table."""
        return self.rows.setdefault(table, {})


@dataclass(frozen=True)
class Deed:
    """One act that touched the record: who, when, what it is called, from which file."""

    id: int
    at: datetime
    who: str
    title: str  # a marked text
    source: str | None
    undoes: bool
    undone: bool
    tables: frozenset[str]
    made: bool  # did it make the record?


def present(connection: Connection, customer_id: int) -> State:
    """The rows as they are now; empty when there is no such customer."""
    state = State()
    for table, condition in _tables(customer_id):
        cells = [type_coerce(column, RawValue).label(column.name) for column in table.columns]
        found = connection.execute(select(*cells).where(condition)).mappings()
        state.rows[table.name] = {int(row[key_of(table).name]): dict(row) for row in found}
    return state


def back(
    connection: Connection, customer_id: int, state: State, until: datetime | None = None
) -> Iterator[Deed]:
    """Take one act after another back, newest first; `state` is then as it was before it.

    With `until`, only acts after that moment.
    """
    for _, found in groupby(_entries(connection, customer_id, until), itemgetter(0)):
        entries = list(found)
        for entry in entries:
            _take_back(state, entry)
        yield _deed(entries)


def _tables(customer_id: int) -> Iterator[tuple[Table, Any]]:
    yield customer, customer.c.id == customer_id
    for table, link in parts_of(customer):
        if not is_derived(table):
            yield table, link == customer_id


_ENTRY = (
    history.c.act_id, history.c.kind, history.c.table_name, history.c.row_id,
    history.c.column_name, history.c.old, act.c.at, act.c.actor_name, act.c.title,
    act.c.undoes_act, act.c.undoes_batch, act.c.undone_by, batch.c.source,
)  # fmt: skip


def _entries(connection: Connection, customer_id: int, until: datetime | None) -> list[Row[Any]]:
    asked = (
        select(*_ENTRY)
        .join(act, act.c.id == history.c.act_id)
        .outerjoin(batch, batch.c.id == act.c.batch_id)
        .where(history.c.record_table == customer.name, history.c.record_id == customer_id)
        .order_by(history.c.id.desc())
    )
    if until is not None:
        asked = asked.where(act.c.at > until)
    rows: list[Any] = list(connection.execute(asked).all())
    return rows


def _take_back(state: State, entry: Row[Any]) -> None:
    rows = state.of(entry.table_name)
    if entry.kind == "create":
        if entry.table_name == customer.name:
            state.rows.clear()  # what was made with the record needs no entry of its own
        rows.pop(entry.row_id, None)
    elif entry.kind == "delete":
        rows[entry.row_id] = _whole(metadata.tables[entry.table_name], json.loads(entry.old))
    elif entry.row_id in rows:
        rows[entry.row_id][entry.column_name] = entry.old


def _whole(table: Table, kept: Mapping[str, Any]) -> Cells:
    cells: Cells = {column.name: kept.get(column.name) for column in table.columns}
    for column in table.columns:
        if isinstance(column.type, LargeBinary) and cells[column.name] is not None:
            cells[column.name] = bytes.fromhex(cells[column.name])
    return cells


def _deed(entries: Sequence[Row[Any]]) -> Deed:
    first = entries[0]
    made = any(e.kind == "create" and e.table_name == customer.name for e in entries)
    undoes = first.undoes_act is not None or first.undoes_batch is not None
    tables = frozenset(entry.table_name for entry in entries)
    who = (first.act_id, first.at, first.actor_name, first.title, first.source)
    return Deed(*who, undoes, first.undone_by is not None, tables, made)


def link_of(table: Table) -> str:
    """The column by which a part's row belongs to its customer."""
    link = owner_link(table)
    return key_of(table).name if link is None else str(link.name)
