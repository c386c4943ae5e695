"""Takes away the many rows of a batch: in pieces that can be counted and stopped."""

from collections.abc import Sequence

from sqlalchemy import Table

from app.core.progress import Progress, stop_if_cancelled
from app.core.store import undo_plan as plan
from app.core.store.idlist import id_list
from app.core.store.index_anew import index_made_anew
from app.core.store.ownership import key_of
from app.core.store.unit import Unit

_PIECE = 5_000


def remove_planned(unit: Unit, tables: Sequence[Table], progress: Progress) -> None:
    """Delete the rows that the plan of the undo removes, table by table."""
    ids = {table: _planned(unit, table) for table in tables}
    total, done = sum(map(len, ids.values())), 0
    progress.report(done, total)
    customers = sum(len(found) for table, found in ids.items() if table.name == "customer")
    with index_made_anew(unit.connection, customers):
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
