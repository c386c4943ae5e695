"""Whole columns out of SQLite as one text per group of rows, parsed by numpy.

A row as a Python tuple costs about a microsecond, a million of them a second; the same
numbers as one text that SQLite joins and numpy reads cost an eighth of that.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, Text, cast, func, type_coerce

from app.core.value.matrix import Integers


def packed(*columns: ColumnElement[Any]) -> ColumnElement[str]:
    """An aggregate that joins integer columns, none of them null, to one text."""
    row: ColumnElement[Any] = cast(columns[0], Text)
    for column in columns[1:]:
        row = row + " " + cast(column, Text)
    return func.aggregate_strings(row, " ")


def each_packed(*columns: ColumnElement[Any]) -> list[ColumnElement[str]]:
    """The same, a text for each column: where there are many, a third of the time.

    Nothing is put together row by row. Beside other threads, as in the window, that costs half
    as much again, for each text in between waits for memory that they share.
    """
    return [func.aggregate_strings(type_coerce(each, Text), " ") for each in columns]


def numbers(text: str | None) -> Integers:
    """The numbers of one column's text."""
    return np.fromstring(text, np.int64, sep=" ") if text else np.empty(0, np.int64)


def unpacked(text: str | None, width: int) -> Integers:
    """The rows of such a text, `width` numbers each."""
    if not text:
        return np.empty((0, width), np.int64)
    return np.fromstring(text, np.int64, sep=" ").reshape(-1, width)


def whole_table(connection: Connection, asked: Select[Any], width: int) -> Integers:
    """The rows of a select of one packed text."""
    return unpacked(connection.execute(asked).scalar(), width)


def by_group(
    connection: Connection, asked: Select[Any], width: int
) -> Iterator[tuple[int, Integers]]:
    """The rows of a select of (group, packed text), one group at a time."""
    for group, text in connection.execute(asked):
        yield group, unpacked(text, width)
