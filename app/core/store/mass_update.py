"""Changes single cells of many rows, each with its entry in history, a column at a time."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Table, select, type_coerce

from app.core.store.column_types import RawValue
from app.core.store.idlist import id_list
from app.core.store.ownership import is_derived, key_of
from app.core.store.unit import Unit

Cells = Mapping[str, Mapping[int, Any]]
"""New values by column and row."""


def update_many(unit: Unit, table: Table, cells: Cells) -> None:
    """Set these cells; what holds the same already is no change.

    None of the rows may have been made in this unit: their making is their history.
    """
    for name, wanted in cells.items():
        if wanted:
            _update(unit, table, table.columns[name], wanted)


def _update(unit: Unit, table: Table, column: Column[Any], wanted: Mapping[int, Any]) -> None:
    new, key = _as_kept(unit, column, wanted), key_of(table)
    asked = select(key, type_coerce(column, RawValue)).where(key.in_(id_list(wanted)))
    found = unit.connection.execute(asked).all()
    before = {row: old for row, old in found if old != new[row]}
    if not before:
        return
    # As text: for each of many rows SQLAlchemy takes longer than the file.
    statement = f'UPDATE "{table.name}" SET "{column.name}" = ? WHERE "{key.name}" = ?'
    unit.connection.exec_driver_sql(statement, [(new[row], row) for row in before])
    if not (is_derived(table) or is_derived(column)):
        unit.recorder.cells(column, before)
        unit.deed.count(table.name, "updated", len(before), column.name)
    unit.changes.add(table.name, before)


def _as_kept(unit: Unit, column: Column[Any], wanted: Mapping[int, Any]) -> Mapping[int, Any]:
    """The values as the file holds them."""
    dialect = unit.connection.dialect
    process = column.type.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return wanted
    return {row: None if value is None else process(value) for row, value in wanted.items()}
