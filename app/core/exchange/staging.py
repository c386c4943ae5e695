"""The tables an import is prepared in, inside the encrypted file; emptied when it is done."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from app.core.customers.tuples import Rows, insert_unguarded
from app.core.store.filled_columns import insert_filled

ROWS = "staged_row"
LINES = "staged_line"
RECEIPTS = "staged_receipt"
TRACES = "staged_trace"
NAMES = "staged_name"
ITEMS = "staged_item"

_LINE_COLUMNS = (
    *("n INTEGER PRIMARY KEY", "receipt TEXT", "receipt_key TEXT", "day INTEGER", "time TEXT"),
    *("customer TEXT", "customer_key TEXT", "name TEXT", "item TEXT", "category TEXT"),
    *("quantity INTEGER", "unit TEXT", "price INTEGER", "amount INTEGER", "payment TEXT"),
    *("original TEXT", "original_key TEXT", "note TEXT", "content BLOB"),
    *("brand TEXT", "price_band TEXT", "serial TEXT", "discount INTEGER", "gift INTEGER"),
    *("channel TEXT", "clerk TEXT", "promised INTEGER", "delivered INTEGER"),
    *("life_months INTEGER", "serial_key TEXT"),
)
_DDL = {
    ROWS: "n INTEGER PRIMARY KEY, sheet TEXT, row INTEGER, status TEXT, reason TEXT,"
    " warnings TEXT, number TEXT, customer_id INTEGER, cells TEXT",
    LINES: ", ".join(_LINE_COLUMNS),
    NAMES: "called TEXT, name TEXT",
    TRACES: "staged_id INTEGER, customer_id INTEGER, digest INTEGER",  # either id is 0
}
_LINE_NAMES = tuple(column.split()[0] for column in _LINE_COLUMNS)
_TRACE = ("customer_id", "digest", "act_id")
_INSERT_ROW = f"INSERT INTO {ROWS} VALUES (?,?,?,?,?,?,?,?,?)"


@dataclass(frozen=True)
class StagedRow:
    """A row of the file that needs a look: rejected, held back, doubtful or to be updated."""

    sheet: str
    row: int
    status: str
    reason: str
    warnings: tuple[str, ...]
    number: str | None
    cells: tuple[Any, ...] = field(default=(), repr=False)
    customer_id: int | None = None


def begin(connection: Connection, *tables: str, in_memory: bool = False) -> None:
    """Make these staging tables empty; `in_memory` only the writing connection sees them."""
    make = "CREATE TEMPORARY TABLE" if in_memory else "CREATE TABLE"
    for name in tables:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
        connection.exec_driver_sql(f"{make} {name} ({_DDL[name]})")


def drop(connection: Connection, *tables: str) -> None:
    """Take staging tables away."""
    for name in tables:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")


def add_rows(connection: Connection, rows: Iterable[StagedRow]) -> None:
    """Keep rows that need a look, with all their cells."""
    found = [
        (
            *(None, row.sheet, row.row, row.status, row.reason, " ".join(row.warnings)),
            *(row.number, row.customer_id, json.dumps(row.cells, ensure_ascii=False)),
        )
        for row in rows
    ]
    if found:
        connection.exec_driver_sql(_INSERT_ROW, found)


def add_traces(connection: Connection, traces: Sequence[tuple[int, int, int]]) -> None:
    """Keep whose text was what: staged id of a new customer or id of a known one, digest."""
    if traces:
        connection.exec_driver_sql(f"INSERT INTO {TRACES} VALUES (?,?,?)", list(traces))


def move_traces(connection: Connection, act_id: int, shift: int = 0) -> None:
    """Remember for good whose text was what, by which act; staged ids grow by `shift`.

    They stay until the unit ends: photos of cards ask for them.
    """
    connection.exec_driver_sql(
        # A row that stands twice in a list was one customer's text once.
        "INSERT OR IGNORE INTO import_trace (customer_id, digest, act_id)"
        f" SELECT iif(customer_id, customer_id, staged_id + {shift:d}), digest, {act_id:d}"
        f" FROM {TRACES}"
    )


def keep_traces(
    connection: Connection, traces: Iterable[tuple[int, int, int]], act_id: int
) -> None:
    """Remember at once whose text was what, by which act; ids are real ones, each its first."""
    kept = [(new or known, digest, act_id) for new, known, digest in traces]
    insert_unguarded(connection, "import_trace", Rows(_TRACE, kept))


def add_names(connection: Connection, names: Iterable[tuple[str, str]]) -> None:
    """Keep what new customers that resemble others are called, and their names."""
    if found := list(names):
        connection.exec_driver_sql(f"INSERT INTO {NAMES} VALUES (?,?)", found)


def add_lines(connection: Connection, lines: Sequence[tuple[Any, ...]]) -> None:
    """Keep lines of receipts, in the order of the columns."""
    insert_filled(connection, LINES, _LINE_NAMES, lines)


def exists(connection: Connection, table: str) -> bool:
    """Is there such a table?"""
    asked = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?"
    return bool(connection.exec_driver_sql(asked, (table,)).scalar_one())


def rows(
    connection: Connection, statuses: Sequence[str] = (), limit: int = -1, offset: int = 0
) -> list[StagedRow]:
    """The rows that need a look, in the order of the file."""
    places = ",".join("?" * len(statuses))
    where = f"status IN ({places})" if statuses else "true"
    return rows_where(connection, where, statuses, limit, offset)


def rows_where(
    connection: Connection, where: str, values: Sequence[str], limit: int, offset: int = 0
) -> list[StagedRow]:
    """The rows that need a look and meet a condition, in the order of the file."""
    if not exists(connection, ROWS):
        return []
    asked = (
        "SELECT sheet, row, status, reason, warnings, number, cells, customer_id"
        f" FROM {ROWS} WHERE {where} ORDER BY n LIMIT ? OFFSET ?"
    )
    found = connection.exec_driver_sql(asked, (*values, limit, offset))
    return [_staged_row(tuple(each)) for each in found]


def _staged_row(found: tuple[Any, ...]) -> StagedRow:
    sheet, row, status, reason, warnings, number, cells, customer_id = found
    words = tuple(warnings.split()) if warnings else ()
    return StagedRow(
        sheet, row, status, reason, words, number, tuple(json.loads(cells)), customer_id
    )
