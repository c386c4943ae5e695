"""Shows some rows of a dry run: those with one reason or warning, and who a number is."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection

from app.core.actor import Right, needs
from app.core.exchange import staging
from app.core.exchange.cells import cell_text
from app.core.exchange.report import Status
from app.core.exchange.session import ImportSession
from app.core.exchange.staging import StagedRow
from app.core.store.reader import Reader

_REFUSED = (Status.REJECTED, Status.HELD_BACK)
_KNOWN = (
    "SELECT ifnull(number, name), name FROM customer"
    " WHERE ifnull(number, name) IN (SELECT value FROM json_each(?))"
)
_STAGED = (
    f"SELECT called, name FROM {staging.NAMES} WHERE called IN (SELECT value FROM json_each(?))"
)


@needs(Right.IMPORT)
def refused(reader: Reader, reason: str, limit: int) -> list[StagedRow]:
    """Rows that are rejected or held back for this reason."""
    where = "status IN (?, ?) AND reason = ?"
    return staging.rows_where(reader.connection, where, (*_REFUSED, reason), limit)


@needs(Right.IMPORT)
def doubtful(reader: Reader, warning: str, limit: int) -> list[StagedRow]:
    """Rows that are taken with this warning."""
    where = "' ' || warnings || ' ' LIKE ?"
    return staging.rows_where(reader.connection, where, (f"% {warning} %",), limit)


@needs(Right.IMPORT)
def changed(reader: Reader, limit: int) -> list[StagedRow]:
    """Rows that change a customer who is here already."""
    return staging.rows_where(reader.connection, "status = ?", (Status.UPDATED,), limit)


@needs(Right.IMPORT)
def names_of(reader: Reader, numbers: Sequence[str]) -> dict[str, str]:
    """The names of customers, new and known, by what the list of duplicates calls them."""
    found = _names(reader.connection, _KNOWN, numbers)
    if staging.exists(reader.connection, staging.NAMES):
        found |= _names(reader.connection, _STAGED, numbers)
    return found


def _names(connection: Connection, asked: str, numbers: Sequence[str]) -> dict[str, str]:
    rows = connection.exec_driver_sql(asked, (json.dumps(sorted(set(numbers))),))
    return {str(number): str(name or "") for number, name in rows}


def top_rows(session: ImportSession, table: str, limit: int) -> list[list[str]]:
    """The first rows of a table as they stand, titles and headings included."""
    for found in session.source.opened["tables"]:
        if str(found["name"]) == table:
            return [[cell_text(cell) for cell in row] for row in found["top"][:limit]]
    return []
