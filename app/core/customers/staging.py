"""Customers prepared in staging tables, and moved from there into the real ones at once."""

from collections.abc import Mapping

from sqlalchemy import Connection, DefaultClause

from app.catalogue.field import Group
from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.customers.tuples import (
    COLUMNS,
    NUMBERED,
    STAGING,
    Tuples,
    column_of,
    insert_unguarded,
)
from app.core.reminders.records import occasion
from app.core.store.changes import ALL
from app.core.store.profile_tables import GROUPS
from app.core.store.unit import Unit

STAGED_IDS: Mapping[str, int] = {table.name: 1 for table in NUMBERED}
"""`first` for a Bulk whose tuples go to staging tables."""


def next_ids(unit: Unit) -> dict[str, int]:
    """The next free id of every table whose ids a Bulk gives."""
    return {table.name: unit.next_id(table) for table in NUMBERED}


def create_staging(connection: Connection, *, in_memory: bool = False) -> None:
    """Make empty staging tables beside the real ones (dropping what was there).

    `in_memory` is quicker: nothing is encrypted, written and wiped again. They are then
    seen by the writing connection alone, and gone with it.
    """
    drop_staging(connection)
    make = "CREATE TEMPORARY TABLE" if in_memory else "CREATE TABLE"
    for name, columns in COLUMNS.items():
        connection.exec_driver_sql(f"{make} {STAGING}{name} ({columns[0]})")


def drop_staging(connection: Connection) -> None:
    """Take the staging tables away."""
    for name in COLUMNS:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {STAGING}{name}")


Known = dict[str, set[str]]
"""The columns that each staging table is known to have."""


def stage(connection: Connection, tuples: Tuples, known: Known | None = None) -> None:
    """Insert taken tuples into the staging tables; they have the columns that are used.

    Whoever stages many times keeps `known`, and asks the file once.
    """
    known = {} if known is None else known
    for name, found in tuples.items():
        if name not in known:
            known[name] = {*_staged_columns(connection, name)}
        for column in found.columns:
            if column not in known[name]:
                known[name].add(column)
                added = f"{column} DEFAULT 0" if _is_0_unless_told(name, column) else column
                connection.exec_driver_sql(f"ALTER TABLE {STAGING}{name} ADD COLUMN {added}")
        insert_unguarded(connection, STAGING + name, found)


def _is_0_unless_told(table: str, column: str) -> bool:
    """What is left out of the tuples of one block may stand in those of another."""
    default = column_of(table, column).server_default
    return isinstance(default, DefaultClause) and default.arg == "0"


def _staged_columns(connection: Connection, table: str) -> list[str]:
    found = connection.exec_driver_sql(f"SELECT name FROM pragma_table_info('{STAGING}{table}')")
    return list(found.scalars())


@needs(Right.IMPORT)
def move_staged(unit: Unit) -> tuple[int, int]:
    """Move all staged rows into the real tables; returns the first and last customer id.

    The staged ids began at 1 (`STAGED_IDS`); `finish` must follow.
    """
    shifts = {name: first - 1 for name, first in next_ids(unit).items()}
    _move(unit, shifts)
    return shifts["customer"] + 1, unit.next_id(customer) - 1


def _move(unit: Unit, shifts: Mapping[str, int]) -> None:
    for name in COLUMNS:
        columns = _staged_columns(unit.connection, name)
        cells = ", ".join(_shifted(name, column, shifts) for column in columns)
        # OR FAIL as in `insert_unguarded`: without it, pages are kept for this statement alone.
        into = f"INSERT OR FAIL INTO {name} ({', '.join(columns)})"
        moved = f"{into} SELECT {cells} FROM {STAGING}{name}"
        if unit.connection.exec_driver_sql(moved).rowcount:
            unit.changes.add(name, ALL)


def _shifted(table: str, column: str, shifts: Mapping[str, int]) -> str:
    if column == "customer_id" or (column == "id" and table not in shifts):
        return f"{column} + {shifts['customer']}"
    if column == "id":
        return f"id + {shifts[table]}"
    if column != "row_id":
        return column
    cases = [
        f"WHEN {_about_group(table, group)} THEN row_id + {shifts[made.name]}"
        for group, made in GROUPS.items()
    ]
    return f"CASE WHEN row_id = 0 THEN 0 {' '.join(cases)} ELSE row_id END"


def _about_group(table: str, group: type[Group]) -> str:
    words = [f.occasion if table == occasion.name else f.key for f in group.fields]
    column = "kind" if table == occasion.name else "field"
    return f"{column} IN ({', '.join(repr(word) for word in words if word) or 'NULL'})"
