"""Moves staged customers into the shop and applies what a list says of known ones."""

from collections.abc import Iterator, Sequence

from app.core.customers import bulk as customers_bulk
from app.core.customers.service import rules_of
from app.core.customers.upkeep import renew
from app.core.exchange import staging
from app.core.exchange.applying import Known, apply
from app.core.exchange.customer_rows import CustomerReader, CustomerRow
from app.core.exchange.layout import Layout
from app.core.exchange.merging import compare
from app.core.exchange.options import Options
from app.core.exchange.report import Status
from app.core.exchange.staging import StagedRow
from app.core.sources.service import say_of_made
from app.core.store.profiles import load_many
from app.core.store.unit import Unit

_CHUNK = 1_000


def move(unit: Unit, layout: Layout, options: Options, *, adds_alone: bool = False) -> None:
    """Make the new customers, complete the known ones, remember whose text was what.

    Where it `adds_alone`, to a shop without anybody, the unit need not look at references.
    """
    first, last = customers_bulk.move_staged(unit)
    # A known customer's row is remembered too: the same text is settled next time.
    staging.move_traces(unit.connection, unit.act_id, first - 1)
    customers_bulk.finish(unit, (first, last))
    say_of_made(unit, first, last, options.origin)
    if adds_alone:
        customers_bulk.assert_whole(unit, (first, last))
        return
    readers = {
        table.name: CustomerReader(table, layout.what, rules_of(unit), unit.catalogues)
        for table in layout.fitting(options.sheet)
    }
    touched = dict[int, None]()
    for rows in _rows_about_known(unit):
        touched |= dict.fromkeys(_complete(unit, readers, rows, options))
    renew(unit, touched)


def _rows_about_known(unit: Unit) -> Iterator[list[StagedRow]]:
    offset = 0
    while rows := staging.rows(unit.connection, [Status.UPDATED], _CHUNK, offset):
        yield from _of_different(rows)
        offset += len(rows)


def _of_different(rows: Sequence[StagedRow]) -> Iterator[list[StagedRow]]:
    """Twice hers are by her number and by that of a file merged into hers: one after the other."""
    later: list[StagedRow] = []
    firsts = dict[int | None, StagedRow]()
    for row in rows:
        if firsts.setdefault(row.customer_id, row) is not row:
            later.append(row)
    yield list(firsts.values())
    if later:
        yield from _of_different(later)


def _complete(
    unit: Unit,
    readers: dict[str, CustomerReader],
    rows: Sequence[StagedRow],
    options: Options,
) -> list[int]:
    """Write what rows say of different customers; returns whom they changed."""
    ids = [row.customer_id for row in rows if row.customer_id is not None]
    stored = load_many(unit, ids, sealed=True)
    known: list[Known] = []
    for row in rows:
        read = readers[row.sheet].read(row.cells)
        if isinstance(read, CustomerRow) and row.customer_id is not None:
            mine = stored[row.customer_id]
            known.append(Known(mine, compare(read, mine, options.existing)))
    apply(unit, known, options.origin)
    return ids
