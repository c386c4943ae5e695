"""Deletes rows with all that is part of them, keeping each in history first."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ColumnElement, Select, Table, delete, null, select

from app.core.store.changes import ALL, MOST_IDS
from app.core.store.ownership import is_derived, key_of, parts_of, references_to

if TYPE_CHECKING:
    from app.core.store.unit import Unit


def remove(unit: "Unit", table: Table, condition: ColumnElement[bool], *, recorded: bool) -> int:
    """Delete the rows of `table` that meet `condition`, and their parts."""
    ids = select(key_of(table)).where(condition)
    few = unit.connection.execute(ids.limit(MOST_IDS + 1)).scalars().all()
    _let_go(unit, table, ids, recorded=recorded)
    if recorded:
        _record(unit, table, condition)
    number = unit.connection.execute(delete(table).where(condition)).rowcount
    unit.deed.count(table.name, "deleted", number)
    unit.changes.add(table.name, few if len(few) <= MOST_IDS else ALL)
    return number


def _record(unit: "Unit", table: Table, condition: ColumnElement[bool]) -> None:
    # Parts first: an undo goes backwards and so restores the whole before its parts.
    for part, link in parts_of(table):
        _record(unit, part, link.in_(select(key_of(table)).where(condition)))
        unit.changes.add(part.name, ALL)
    if not is_derived(table):
        unit.recorder.deleted(table, condition)


def _let_go(unit: "Unit", table: Table, ids: Select[int], *, recorded: bool) -> None:
    # SQLite would set these to NULL by itself, but then history would not know.
    for other, link in references_to(table):
        if link.info.get("goes_with"):
            remove(unit, other, link.in_(ids), recorded=recorded)
        elif _sets_null(link):
            pairs = select(key_of(other), null()).where(link.in_(ids))
            unit.update_from(link, pairs)


def _sets_null(link: Column[Any]) -> bool:
    return any(key.ondelete == "SET NULL" for key in link.foreign_keys)
