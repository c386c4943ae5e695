"""Finds the file's rows of receipts that are held back, so that their owner can look at them."""

from collections.abc import Iterator

from sqlalchemy import Connection

from app.core.exchange import staging
from app.core.exchange.layout import TableView
from app.core.exchange.report import Status
from app.core.exchange.row_stream import RowStream
from app.core.exchange.source import Source
from app.core.exchange.staging import LINES, RECEIPTS, StagedRow
from app.core.progress import Progress
from app.core.store.shop import Shop

_CHUNK = 2_000  # rows in one short transaction
_HELD = (
    f"SELECT line.n FROM {RECEIPTS} AS receipt JOIN {LINES} AS line"
    " ON line.receipt_key = receipt.key WHERE receipt.status = ?"
)


def keep_rows(
    shop: Shop, source: Source, tables: tuple[TableView, ...], reason: str, progress: Progress
) -> None:
    """Read the file once more and keep the rows of held back receipts as they stand.

    Staged lines keep neither their cells nor their place, which would cost every import;
    the k-th line staged is the k-th row of the file that was not rejected.
    """
    with shop.aside() as connection:
        held = {n for (n,) in connection.exec_driver_sql(_HELD, (Status.HELD_BACK,))}
        refused = _refused(connection)
    if not held:
        return
    found: list[StagedRow] = []
    for n, row in enumerate(_accepted(source, tables, refused, progress), 1):
        if n in held:
            found.append(StagedRow(row[0], row[1], Status.HELD_BACK, reason, (), None, row[2]))
        if len(found) >= _CHUNK:
            _keep(shop, found)
    _keep(shop, found)


def _refused(connection: Connection) -> set[tuple[str, int]]:
    rows = staging.rows(connection, [str(Status.REJECTED)])
    return {(row.sheet, row.row) for row in rows}


def _accepted(
    source: Source,
    tables: tuple[TableView, ...],
    refused: set[tuple[str, int]],
    progress: Progress,
) -> Iterator[tuple[str, int, tuple[object, ...]]]:
    for table in tables:
        for row in RowStream(source, table).rows(progress):
            if (table.name, row.number) not in refused:
                yield table.name, row.number, tuple(row.cells)


def _keep(shop: Shop, found: list[StagedRow]) -> None:
    with shop.aside() as connection:
        staging.add_rows(connection, found)
    found.clear()
