"""The shape of what is inserted in bulk: which columns each table's tuples have."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Table

from app.core.customers.records import contact, customer, doubt, search_text, sensitive
from app.core.own_fields.records import own_value
from app.core.reminders.records import occasion
from app.core.store.profile_tables import GROUPS, LONG, WIDE
from app.core.store.tables import metadata

STAGING = "staged_"


class Rows(NamedTuple):
    """Tuples of one table, and the columns they have.

    `places` says where in a tuple each column's cell stands, if several share one. "" is
    nothing where it may be (see `may_be_nothing`): the driver takes ten times as long for None.
    """

    columns: tuple[str, ...]
    tuples: Sequence[Sequence[Any]]
    places: tuple[int, ...] = ()


Tuples = dict[str, Rows]
"""Rows by table, parents before their children."""


def columns_of_table(table: Table) -> tuple[str, ...]:
    """All columns of a table, in order."""
    return tuple(column.name for column in table.columns)


_CUSTOMER = (
    *("id", "uuid", "kind", "number", "number_key", "name", "sort_key", "tags", "handler"),
    *("phone", "company", "deceased", "joined_on", "doubts", "source", "learnt_on", "created_at"),
)
PARTS: tuple[Table, ...] = (*WIDE.values(), *LONG.values(), *GROUPS.values())
COLUMNS: dict[str, tuple[str, ...]] = {
    customer.name: _CUSTOMER,
    **{table.name: columns_of_table(table) for table in PARTS},
    contact.name: ("customer_id", "field", "value"),
    occasion.name: ("customer_id", "kind", "row_id", "calendar", "month", "day", "leap"),
    sensitive.name: ("customer_id", "seal", "filled", "body"),
    own_value.name: ("customer_id", "field_id", "value"),
    doubt.name: ("customer_id", "field", "row_id", "typed", "reason", "taken"),
    search_text.name: ("id", "terms", "in_bulk"),
}
"""The columns that tuples of each table may have."""
NUMBERED: tuple[Table, ...] = (customer, *GROUPS.values())
"""The tables whose ids are given when rows are encoded."""
_AT_ONCE = 10  # tuples inserted by one statement
_WIDE = frozenset(table.name for table in PARTS)


def narrowed(table: str, cells: Sequence[Sequence[Any]]) -> Rows:
    """Rows without the columns that are empty in all of them."""
    columns = COLUMNS[table]
    if table not in _WIDE:
        return Rows(columns, cells)
    used = [place for place, column in enumerate(zip(*cells, strict=True)) if any_filled(column)]
    if len(used) < 2:
        return Rows(columns, cells)
    pick = itemgetter(*used)
    return Rows(tuple(columns[place] for place in used), [pick(each) for each in cells])


def any_filled(column: tuple[Any, ...]) -> bool:
    """Is there anything in a column but empty texts?"""
    return column.count("") < len(column)


def may_be_nothing(table: str, column: str) -> bool:
    """Does "" in a column of the tuples mean that nothing is known? Of staging tables, too."""
    return bool(column_of(table, column).nullable)


def column_of(table: str, column: str) -> Column[Any]:
    """The column that a table has, or the table that a staging table prepares."""
    return metadata.tables[table.removeprefix(STAGING)].columns[column]


def insert_rows(connection: Connection, table: str, rows: Rows) -> None:
    """Insert tuples; "" becomes NULL.

    One each: with several in a statement SQLite would keep all pages it touches, to take
    them back should one row break a rule.
    """
    if rows.tuples:
        sql = insert_sql(table, rows.columns, places=rows.places)
        connection.exec_driver_sql(sql, list(map(tuple, rows.tuples)))


def insert_unguarded(connection: Connection, into: str, rows: Rows) -> None:
    """Insert tuples into a table or its staging table, ten in a statement: half the time.

    Rows above one that breaks a rule stay: the transaction must be taken back whole then.
    """
    columns, places = rows.columns, rows.places
    width, many = _width(rows), len(rows.tuples) - len(rows.tuples) % _AT_ONCE
    if many:
        flat = tuple(chain.from_iterable(rows.tuples[:many]))
        step = width * _AT_ONCE
        several = [flat[at : at + step] for at in range(0, len(flat), step)]
        sql = insert_sql(into, columns, places, _AT_ONCE, or_fail=True)
        connection.exec_driver_sql(sql, several)
    if rest := list(map(tuple, rows.tuples[many:])):
        sql = insert_sql(into, columns, places, or_fail=True)
        connection.exec_driver_sql(sql, rest)


def _width(rows: Rows) -> int:
    return max(rows.places) + 1 if rows.places else len(rows.columns)


@lru_cache(maxsize=256)
def insert_sql(
    into: str,
    columns: tuple[str, ...],
    places: tuple[int, ...] = (),
    rows: int = 1,
    *,
    or_fail: bool = False,
) -> str:
    """The INSERT for so many tuples of these columns, in which "" becomes NULL."""
    places = places or tuple(range(len(columns)))
    width = max(places) + 1
    several = (
        ",".join(_cell(into, name, first + at) for name, at in zip(columns, places, strict=True))
        for first in range(1, rows * width + 1, width)
    )
    values = ", ".join(f"({each})" for each in several)
    insert = "INSERT OR FAIL" if or_fail else "INSERT"
    return f"{insert} INTO {into} ({', '.join(columns)}) VALUES {values}"


def _cell(table: str, column: str, place: int) -> str:
    # Not NULLIF: it is a function, which might fail, and pages would be kept for that.
    nothing = f"CASE ?{place} WHEN '' THEN NULL ELSE ?{place} END"
    return nothing if may_be_nothing(table, column) else f"?{place}"
