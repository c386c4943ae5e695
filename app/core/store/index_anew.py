"""Leaves the search index alone while many texts change, and makes it anew at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

_MANY = 1_000
_WORTH = 50  # taking a row out of a large index costs as much as putting a hundred in
_TRIGGERS = "type = 'trigger' AND tbl_name = 'search_text'"


@contextmanager
def index_made_anew(connection: Connection, changing: int) -> Iterator[None]:
    """Where many of the search texts go or change, the index is made anew of those who stay.

    Each entry would be wiped from its pages one by one, at the cost of many new ones. The
    triggers are away within this transaction only.
    """
    if changing < _MANY or changing * _WORTH < _number_of_texts(connection) - changing:
        yield
        return
    asked = f"SELECT name, sql FROM sqlite_schema WHERE {_TRIGGERS}"
    triggers = [(str(row[0]), str(row[1])) for row in connection.exec_driver_sql(asked)]
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('rebuild')")
    for _, made in triggers:
        connection.exec_driver_sql(made)


def _number_of_texts(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM search_text").scalar_one())
