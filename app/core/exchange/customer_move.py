"""Moves staged customers into the shop and applies what a list says of known ones."""

from collections.abc import Sequence

from app.core.customers import bulk as customers_bulk
from app.core.customers.service import rules_of
from app.core.exchange import staging
from app.core.exchange.applying import apply
from app.core.exchange.customer_rows import CustomerReader, CustomerRow
from app.core.exchange.layout import Layout
from app.core.exchange.merging import compare
from app.core.exchange.options import Options
from app.core.exchange.report import Status
from app.core.exchange.staging import StagedRow
from app.core.sources.service import say_of_made
from app.core.store.profiles import load_many
from app.core.store.unit import Unit

_CHUNK = 500


def move(unit: Unit, layout: Layout, options: Options) -> None:
    """Make the new customers, complete the known ones, remember whose text was what."""
    first, last = customers_bulk.move_staged(unit)
    # A known customer's row is remembered too: the same text is settled next time.
    staging.move_traces(unit.connection, first - 1)
    customers_bulk.finish(unit, (first, last))
    say_of_made(unit, first, last, options.origin)
    readers = {
        table.name: CustomerReader(table, layout.what, rules_of(unit), unit.catalogues)
        for table in layout.fitting(options.sheet)
    }
    offset = 0
    while rows := staging.rows(unit.connection, [Status.UPDATED], _CHUNK, offset):
        _complete(unit, readers, rows, options)
        offset += len(rows)


def _complete(
    unit: Unit,
    readers: dict[str, CustomerReader],
    rows: Sequence[StagedRow],
    options: Options,
) -> None:
    ids = [row.customer_id for row in rows if row.customer_id is not None]
    stored = load_many(unit, ids, sealed=True)
    done = set[int]()
    for row in rows:
        read = readers[row.sheet].read(row.cells)
        if isinstance(read, CustomerRow) and row.customer_id is not None:
            if row.customer_id in done:  # by her number and by that of a file merged into hers
                stored |= load_many(unit, [row.customer_id], sealed=True)
            done.add(row.customer_id)
            changes = compare(read, stored[row.customer_id], options.existing)
            apply(unit, row.customer_id, changes, options.origin)
