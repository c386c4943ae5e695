"""What an undo will do to each row, and which records have moved on since; all in SQL."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Executable,
    Index,
    Insert,
    Integer,
    MetaData,
    Select,
    String,
    Subquery,
    Table,
    Update,
    and_,
    case,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql.ddl import DDLElement

from app.core.store.column_types import RawValue
from app.core.store.ownership import (
    is_derived,
    key_of,
    label_of,
    record_id,
    record_table,
    references_to,
)
from app.core.store.tables import history, metadata

_temporary = MetaData()
MOST_NAMES = 20

# The entries to be taken back.
entry = Table(
    "undo_entry",
    _temporary,
    Column("id", Integer, primary_key=True),
    Column("table_name", String),
    Column("row_id", Integer),
    Column("record_table", String),
    Column("record_id", Integer),
    Column("kind", String),
    Column("column_name", String),
    Index("undo_entry_row", "table_name", "row_id"),
    prefixes=["TEMPORARY"],
)

# What they come to for each row: remove, restore, cells (give old values back), nothing.
row = Table(
    "undo_row",
    _temporary,
    Column("table_name", String, primary_key=True),
    Column("row_id", Integer, primary_key=True),
    Column("record_table", String),
    Column("record_id", Integer),
    Column("first_id", Integer),
    Column("fate", String),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)

# Records that were changed since.
moved_on = Table(
    "undo_moved_on",
    _temporary,
    Column("record_table", String, primary_key=True),
    Column("record_id", Integer, primary_key=True),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)

# What the cells of one column were, found once: they are written to history and to the row.
former = Table(
    "undo_former",
    _temporary,
    Column("row_id", Integer, primary_key=True),
    Column("value", RawValue),
    prefixes=["TEMPORARY"],
)


def lay_out(connection: Connection, which: ColumnElement[bool]) -> int:
    """Collect the entries that meet `which` and are not yet undone; returns how many."""
    clear(connection)
    for made in _tables_made():
        connection.exec_driver_sql(made)
    kept = [history.c[column.name] for column in entry.columns]
    rows = select(*kept).where(which, history.c.undone_by.is_(None))
    found = connection.execute(insert(entry).from_select([c.name for c in kept], rows)).rowcount
    for statement in _fates_given():
        connection.execute(statement)
    return int(found)


# Statements that are the same for every undo are made once: they took half of its time.
@cache
def _tables_made() -> tuple[str, ...]:
    made: list[DDLElement] = []
    for table in _temporary.tables.values():
        made += [CreateTable(table), *map(CreateIndex, table.indexes)]
    return tuple(str(each.compile(dialect=sqlite.dialect())) for each in made)


@cache
def _fates_given() -> tuple[Executable, Executable]:
    fates = insert(row).from_select([column.name for column in row.columns], _fates())
    return fates, _parts_left_to_their_record()


def clear(connection: Connection) -> None:
    """Drop the temporary tables (they live in memory only)."""
    for table in (entry, row, moved_on, former):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{table.name}")


def find_moved_on(connection: Connection) -> int:
    """Collect the records that an undo would harm; returns how many."""
    connection.execute(_removed_but_changed())
    for table, column in _changed_columns(connection):
        connection.execute(_cell_differs(table, column))
    return leave_out_needed(connection)


def leave_out_needed(connection: Connection) -> int:
    """Add the records that others, which stay, point at; until nothing is added."""
    before, now = -1, _number_moved_on(connection)
    while now != before:
        for table, other, link in _pointed_at(connection):
            connection.execute(_still_needed(table, other, link))
        before, now = now, _number_moved_on(connection)
    return now


def keep_moved_on(connection: Connection) -> None:
    """Take the records that moved on out of the plan."""
    for table in (entry, row):
        connection.execute(table.delete().where(_is_moved_on(table)))


def names_moved_on(connection: Connection) -> tuple[str, ...]:
    """What people call the records that moved on; the first twenty."""
    names: list[str] = []
    for name in connection.execute(select(moved_on.c.record_table).distinct()).scalars().all():
        table = metadata.tables[name]
        ids = select(moved_on.c.record_id).where(moved_on.c.record_table == name)
        found = select(key_of(table), label_of(table)).where(key_of(table).in_(ids))
        labels = connection.execute(found.limit(MOST_NAMES)).all()
        names += [str(label) if label else f"#{row_id}" for row_id, label in labels]
        gone = ids.where(moved_on.c.record_id.not_in(select(key_of(table)))).limit(MOST_NAMES)
        names += [f"#{row_id}" for row_id in connection.execute(gone).scalars()]
    more = _number_moved_on(connection) - len(names[:MOST_NAMES])
    return tuple(names[:MOST_NAMES]) + ((f"… +{more}",) if more > 0 else ())


def changed_columns(connection: Connection, *fates: str) -> Iterator[tuple[Table, Column[Any]]]:
    """Columns with cells to give back, among rows of these fates."""
    pairs = (
        select(entry.c.table_name, entry.c.column_name)
        .join(row, and_(row.c.table_name == entry.c.table_name, row.c.row_id == entry.c.row_id))
        .where(entry.c.kind == "update", row.c.fate.in_(fates))
        .distinct()
    )
    for name, column in connection.execute(pairs).all():
        yield metadata.tables[name], metadata.tables[name].columns[column]


def cells_of(column: Column[Any], end: str, *fates: str) -> Subquery:
    """(row_id, value): what each cell was before ("old") or became at last ("new")."""
    assert isinstance(column.table, Table)
    pick = func.min if end == "old" else func.max
    ids = (
        select(entry.c.row_id, pick(entry.c.id).label("entry_id"))
        .join(row, and_(row.c.table_name == entry.c.table_name, row.c.row_id == entry.c.row_id))
        .where(entry.c.kind == "update", entry.c.column_name == column.name)
        .where(entry.c.table_name == column.table.name, row.c.fate.in_(fates))
        .group_by(entry.c.row_id)
        .subquery()
    )
    value = type_coerce(history.c[end], RawValue).label("value")
    joined = select(ids.c.row_id, value).join(history, history.c.id == ids.c.entry_id)
    return joined.subquery()


def former_cells(connection: Connection, column: Column[Any]) -> Select[Any]:
    """(row_id, value) of what each cell was before, until the next column is asked for."""
    cells = cells_of(column, "old", "cells", "restore")
    connection.execute(former.delete())
    asked = select(cells.c.row_id, cells.c.value)
    connection.execute(insert(former).from_select(["row_id", "value"], asked))
    return select(former.c.row_id, former.c.value)


def rows_of(table: Table, fate: str) -> Select[int]:
    """Ids of the rows of one table with one fate."""
    return select(row.c.row_id).where(row.c.table_name == table.name, row.c.fate == fate)


def _fates() -> Select[Any]:
    made = func.count(case((entry.c.kind == "create", 1)))
    gone = func.count(case((entry.c.kind == "delete", 1)))
    made_at = func.min(case((entry.c.kind == "create", entry.c.id)))
    gone_at = func.min(case((entry.c.kind == "delete", entry.c.id)))
    fate = case(
        (made > gone, "remove"),
        (gone > made, "restore"),
        (made_at < gone_at, "nothing"),
        else_="cells",
    )
    by_row = (entry.c.table_name, entry.c.row_id)
    record = (func.max(entry.c.record_table), func.max(entry.c.record_id))
    return select(*by_row, *record, func.min(entry.c.id), fate).group_by(*by_row)


def _parts_left_to_their_record() -> Update:
    whole = row.alias()
    of_whole = and_(
        whole.c.table_name == row.c.record_table,
        whole.c.row_id == row.c.record_id,
        whole.c.fate.in_(("remove", "nothing")),
    )
    parts = row.c.table_name != row.c.record_table
    return row.update().where(parts, exists().where(of_whole)).values(fate="nothing")


@cache
def _removed_but_changed() -> Insert:
    later = history.alias()
    same_row = and_(later.c.table_name == row.c.table_name, later.c.row_id == row.c.row_id)
    since = (
        select(literal(1))
        .where(later.c.record_table == row.c.record_table, later.c.record_id == row.c.record_id)
        .where(or_(row.c.table_name == row.c.record_table, same_row))
        .where(later.c.id > row.c.first_id, later.c.undone_by.is_(None), ~later.c.inverse)
        .where(later.c.id.not_in(select(entry.c.id)))
    )
    records = select(row.c.record_table, row.c.record_id)
    return _marked(records.where(row.c.fate == "remove", since.correlate(row).exists()))


def _changed_columns(connection: Connection) -> list[tuple[Table, Column[Any]]]:
    return list(changed_columns(connection, "cells"))


@lru_cache(maxsize=64)
def _cell_differs(table: Table, column: Column[Any]) -> Insert:
    last = cells_of(column, "new", "cells")
    raw = type_coerce(column, RawValue)
    return _marked(
        select(row.c.record_table, row.c.record_id)
        .join(last, last.c.row_id == row.c.row_id)
        .outerjoin(table, key_of(table) == last.c.row_id)
        .where(row.c.table_name == table.name)
        .where(or_(key_of(table).is_(None), raw.is_distinct_from(last.c.value)))
    )


def _pointed_at(connection: Connection) -> list[tuple[Table, Table, Column[Any]]]:
    names = select(row.c.table_name).where(row.c.fate == "remove").distinct()
    tables = [metadata.tables[name] for name in connection.execute(names).scalars()]
    return [
        (table, other, link)
        for table in tables
        for other, link in references_to(table)
        if not is_derived(other)
    ]


@lru_cache(maxsize=256)
def _still_needed(table: Table, other: Table, link: Column[Any]) -> Insert:
    going, same_cell = row.alias(), entry.alias()
    whole = and_(going.c.table_name == record_table(other).name, going.c.row_id == record_id(other))
    itself = and_(going.c.table_name == other.name, going.c.row_id == key_of(other))
    goes_too = exists().where(or_(whole, itself), going.c.fate == "remove", ~_is_moved_on(going))
    is_given_back = exists().where(
        same_cell.c.table_name == other.name,
        same_cell.c.row_id == key_of(other),
        same_cell.c.column_name == link.name,
        ~_is_moved_on(same_cell),
    )
    return _marked(
        select(row.c.record_table, row.c.record_id)
        .join(other, link == row.c.row_id)
        .where(row.c.table_name == table.name, row.c.fate == "remove")
        .where(~goes_too, ~is_given_back)
    )


def _is_moved_on(what: Any) -> ColumnElement[bool]:
    return exists().where(
        moved_on.c.record_table == what.c.record_table, moved_on.c.record_id == what.c.record_id
    )


def _marked(records: Select[Any]) -> Insert:
    names = ["record_table", "record_id"]
    return insert(moved_on).prefix_with("OR IGNORE").from_select(names, records)


def _number_moved_on(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(moved_on)).scalar_one())
