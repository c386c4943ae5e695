"""Takes away the many rows of a batch: in pieces that can be counted and stopped."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table

from app.core.progress import Progress, stop_if_cancelled
from app.core.store import undo_plan as plan
from app.core.store.idlist import id_list
from app.core.store.ownership import key_of
from app.core.store.unit import Unit

_PIECE = 5_000
_MANY = 1_000
_WORTH = 10  # taking a row out of the index costs as much as putting so many in
_TRIGGER = "search_text_removed"


def remove_planned(unit: Unit, tables: Sequence[Table], progress: Progress) -> None:
    """Delete the rows that the plan of the undo removes, table by table."""
    ids = {table: _planned(unit, table) for table in tables}
    total, done = sum(map(len, ids.values())), 0
    progress.report(done, total)
    customers = sum(len(found) for table, found in ids.items() if table.name == "customer")
    with _index_made_anew(unit.connection, customers):
        for table, found in ids.items():
            for at in range(0, len(found), _PIECE):
                stop_if_cancelled(progress)
                piece = found[at : at + _PIECE]
                unit.delete_where(table, key_of(table).in_(id_list(piece)))
                done += len(piece)
                progress.report(done, total)


def _planned(unit: Unit, table: Table) -> list[int]:
    asked = plan.rows_of(table, "remove").order_by(plan.row.c.row_id)
    return list(unit.connection.execute(asked).scalars())


@contextmanager
def _index_made_anew(connection: Connection, going: int) -> Iterator[None]:
    """Where many go, the search index is left alone and made anew of those who stay.

    Each entry would be wiped from its pages one by one, at the cost of ten new ones. The
    trigger is away within this transaction only.
    """
    staying = _number_of(connection, "search_text") - going
    if going < _MANY or going * _WORTH < staying:
        yield
        return
    asked = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?"
    trigger = str(connection.exec_driver_sql(asked, (_TRIGGER,)).scalar_one())
    connection.exec_driver_sql(f"DROP TRIGGER {_TRIGGER}")
    yield
    connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('rebuild')")
    connection.exec_driver_sql(trigger)


def _number_of(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
