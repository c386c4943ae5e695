"""Writes history: what was made, changed and deleted, always by set-based SQL."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    Select,
    Table,
    case,
    func,
    insert,
    literal,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.dialects import sqlite

from app.core.store.column_types import RawValue
from app.core.store.idlist import LISTED, ListedIds, listed
from app.core.store.ownership import key_of, record_id, record_table
from app.core.store.tables import history

_SHARED = ["act_id", "inverse", "kind", "table_name", "record_table", "row_id", "record_id"]
_CELL = [*_SHARED, "column_name", "old", "new"]


class Recorder:
    """Writes the history entries of one act through its connection."""

    def __init__(self, connection: Connection, act_id: int) -> None:
        """Start recording an act; an undo sets `inverse`."""
        self.connection, self.act_id, self.inverse = connection, act_id, False

    def created(self, table: Table, ids: Select[int]) -> int:
        """One entry for each row of `table` that `ids` selects."""
        rows = select(*self._about(table, "create")).where(key_of(table).in_(ids))
        return self._write(_SHARED, rows)

    def made(self, table: Table, ids: Iterable[int], besides: Iterable[int] = ()) -> None:
        """The same for rows known by their ids, without what is part of these records."""
        said = (self.act_id, int(self.inverse), listed(ids), listed(besides))
        self.connection.exec_driver_sql(_made_sql(table), said)

    def deleted(self, table: Table, condition: ColumnElement[bool]) -> int:
        """Keep the whole of each row that is about to go."""
        rows = select(*self._about(table, "delete"), row_as_json(table)).where(condition)
        return self._write([*_SHARED, "old"], rows.order_by(key_of(table)))

    def updated(
        self,
        column: Column[Any],
        row_id: ColumnElement[int],
        value: ColumnElement[Any],
        differs: ColumnElement[bool],
    ) -> int:
        """Keep old and new of each cell about to change."""
        table = _table_of(column)
        old, new = type_coerce(column, RawValue), type_coerce(value, RawValue)
        cells = select(*self._about(table, "update"), literal(column.name), old, new)
        return self._write(_CELL, cells.where(key_of(table) == row_id, differs))

    def cell(self, column: Column[Any], row_id: int, old: Any) -> None:
        """Keep what one cell was before it became what it is now."""
        self.cells(column, {row_id: old})

    def cells(self, column: Column[Any], before: Mapping[int, Any]) -> None:
        """The same for many rows, each with what its cell was."""
        mine = self.act_id, int(self.inverse)
        rows = [(*mine, old, row) for row, old in before.items()]
        self.connection.exec_driver_sql(_cell_sql(column), rows)

    def forget(self, table: str, record: int) -> None:
        """Drop this act's entries on a record that was made and deleted within it."""
        self.connection.execute(
            history.delete()
            .where(history.c.act_id == self.act_id)
            .where(history.c.record_table == table, history.c.record_id == record)
        )

    def forget_made_and_deleted(self, table: str) -> None:
        """Drop this act's entries on rows that it both made and deleted."""
        mine = (history.c.act_id == self.act_id, history.c.table_name == table)
        made = select(history.c.row_id).where(*mine, history.c.kind == "create")
        gone = select(history.c.row_id).where(*mine, history.c.kind == "delete")
        both = history.c.row_id.in_(made) & history.c.row_id.in_(gone)
        self.connection.execute(history.delete().where(*mine, both))

    def _about(self, table: Table, kind: str) -> list[ColumnElement[Any]]:
        return [
            literal(self.act_id),
            literal(self.inverse),
            literal(kind),
            literal(table.name),
            literal(record_table(table).name),
            key_of(table),
            record_id(table),
        ]

    def _write(self, names: list[str], rows: Select[Any]) -> int:
        statement = insert(history).from_select(names, rows, include_defaults=False)
        return self.connection.execute(statement).rowcount


def records_touched(connection: Connection, act_id: int, table: str) -> list[int]:
    """Ids of the whole records of one table that an act's entries are about."""
    mine = (history.c.act_id == act_id, history.c.record_table == table)
    return list(connection.execute(select(history.c.record_id).where(*mine).distinct()).scalars())


# As text below: for each of many rows SQLAlchemy takes longer than the file.
_ASKED: ColumnElement[Any] = literal_column("?")


def _word(name: str) -> ColumnElement[Any]:
    return literal_column(f"'{name}'")


def _as_text(names: list[str], row: Select[Any]) -> str:
    made = insert(history).from_select(names, row, include_defaults=False)
    return str(made.compile(dialect=sqlite.dialect()))


@lru_cache(maxsize=256)
def _made_sql(table: Table) -> str:
    """Takes the act, whether it is an undo, the rows and the records whose parts are left out."""
    words = map(_word, ("create", table.name, record_table(table).name))
    row = select(_ASKED, _ASKED, *words, key_of(table), record_id(table))
    mine = key_of(table).in_(ListedIds(LISTED)), record_id(table).not_in(ListedIds(LISTED))
    return _as_text(_SHARED, row.where(*mine))


@lru_cache(maxsize=1024)
def _cell_sql(column: Column[Any]) -> str:
    """Takes the act, whether it is an undo, the old cell and the row."""
    table = _table_of(column)
    row = select(
        *(_ASKED, _ASKED, _word("update"), _word(table.name), _word(record_table(table).name)),
        *(key_of(table), record_id(table)),
        *(_word(column.name), _ASKED, type_coerce(column, RawValue)),
    )
    return _as_text(_CELL, row.where(key_of(table) == _ASKED))


def _table_of(column: Column[Any]) -> Table:
    assert isinstance(column.table, Table)
    return column.table


@lru_cache(maxsize=256)
def row_as_json(table: Table) -> ColumnElement[str]:
    """A whole row as a JSON object without its empty cells; bytes as hexadecimal."""
    # Written by hand: json_object keeps nulls, and most of a profile is empty.
    key = key_of(table)
    pieces: list[Any] = [literal(f'{{"{key.name}":'), key]
    for column in table.columns:
        if column is not key:
            raw = type_coerce(column, RawValue)
            whole = func.hex(raw) if isinstance(column.type, LargeBinary) else raw
            piece = literal(f',"{column.name}":').concat(func.json_quote(whole))
            pieces.append(case((raw.is_not(None), piece)))
    return func.concat(*pieces, "}")


def cell_from_json(column: Column[Any], kept: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column's value out of `row_as_json`."""
    found = func.json_extract(kept, f'$."{column.name}"', type_=RawValue())
    return func.unhex(found) if isinstance(column.type, LargeBinary) else found
