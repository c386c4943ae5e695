"""Purchases from a till's export: staged line by line, then moved into the shop as a batch."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from app.catalogue import INDIVIDUAL
from app.core.customers.bulk import Bulk, NewCustomer, next_ids
from app.core.customers.bulk import finish as finish_customers
from app.core.customers.bulk import write as write_customers
from app.core.exchange import held_receipts, receipts, staging
from app.core.exchange.customer_rows import REPEATED_HEADING, TOTAL_ROW
from app.core.exchange.import_products import forget_items, name_products
from app.core.exchange.layout import Layout, TableView
from app.core.exchange.options import Options, Unknown
from app.core.exchange.purchase_rows import Line, LineReader
from app.core.exchange.report import Report, Status, Tally
from app.core.exchange.row_stream import DataRow, RowStream
from app.core.exchange.source import Source
from app.core.exchange.staging import ITEMS, LINES, RECEIPTS, ROWS, StagedRow
from app.core.exchange.totals import is_total
from app.core.progress import Progress, stop_if_cancelled
from app.core.purchases.bulk import finish as finish_purchases
from app.core.purchases.records import fold_number, purchase, purchase_line
from app.core.purchases.summaries import refresh_summaries
from app.core.sources.origin import Origin
from app.core.sources.service import say_of_made
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.store.unit import Unit

MOST_EXAMPLES = 200
"""Lines kept of each warning, with all their cells."""
_CHUNK = 2_000  # rows in one short transaction
_MORE = slice(Line._fields.index("brand"), Line._fields.index("life_months") + 1)
DIFFERS, MIXED_RECEIPT = "differs", "mixed_receipt"


def stage(
    shop: Shop, source: Source, layout: Layout, options: Options, progress: Progress
) -> Report:
    """Read every row into the staging tables and reckon what the import would come to."""
    tally = Tally()
    with shop.aside() as connection:
        staging.drop(connection, RECEIPTS)
        staging.begin(connection, LINES, ROWS)
    for table in layout.fitting(options.sheet):
        _stage_table(shop, source, table, tally, progress)
    with shop.aside() as connection:
        mixed = receipts.gather(connection, options.existing)
        stop_if_cancelled(progress)
        if mixed:
            tally.warnings[MIXED_RECEIPT] = mixed
        for status, lines in receipts.lines_by_status(connection).items():
            tally.counts[Status(status)] += lines
        differing = tally.counts[Status.HELD_BACK] + tally.counts[Status.UPDATED]
        if differing:
            tally.warnings[DIFFERS] = differing
        if tally.counts[Status.HELD_BACK]:
            tally.reasons[DIFFERS] = tally.counts[Status.HELD_BACK]
        report = _report(connection, layout, options, tally)
    if tally.counts[Status.HELD_BACK]:
        held_receipts.keep_rows(shop, source, layout.fitting(options.sheet), DIFFERS, progress)
    return report


def _report(connection: Any, layout: Layout, options: Options, tally: Tally) -> Report:
    creates = options.unknown is Unknown.CREATE
    return Report(
        what=layout.what,
        counts=tally.counts,
        warnings=tally.warnings,
        reasons=tally.reasons,
        mapping=layout.mapping(options.sheet),
        walk_ins=receipts.walk_ins(connection),
        unknown_customers=receipts.unknown(connection),
        blank_rows=tally.blank_rows,
        receipts=receipts.receipts(connection),
        new_customers=len(receipts.newcomers(connection)) if creates else 0,
    )


def _stage_table(
    shop: Shop, source: Source, table: TableView, tally: Tally, progress: Progress
) -> None:
    reader = LineReader(table, shop.clock.today())
    stream = RowStream(source, table)
    rows = stream.rows(progress)
    while chunk := list(islice(rows, _CHUNK)):
        stop_if_cancelled(progress)
        looks: list[StagedRow] = []
        lines = [
            _staged(line) for line in _read(chunk, reader, table, tally, looks) if line is not None
        ]
        with shop.aside() as connection:
            staging.add_lines(connection, lines)
            staging.add_rows(connection, looks)
        progress.report(stream.read, table.rows)
    tally.blank_rows += stream.blank


def _read(
    chunk: list[DataRow],
    reader: LineReader,
    table: TableView,
    tally: Tally,
    looks: list[StagedRow],
) -> Iterator[Line | None]:
    for row in chunk:
        found = _reason(row) or reader.read(row.cells)
        if isinstance(found, Line):
            if found.warnings and _is_example(found.warnings, tally):
                looks.append(_needs_a_look(table, row, Status.CREATED, warnings=found.warnings))
            yield found
        else:
            tally.note(Status.REJECTED, found)
            looks.append(_needs_a_look(table, row, Status.REJECTED, found))


def _is_example(warnings: tuple[str, ...], tally: Tally) -> bool:
    """Counts them; a till may warn of each of a million lines, and a window shows the first."""
    tally.warnings.update(warnings)
    return any(tally.warnings[each] <= MOST_EXAMPLES for each in warnings)


def _reason(row: DataRow) -> str:
    if row.repeated:
        return REPEATED_HEADING
    return TOTAL_ROW if is_total(row.cells) else ""


def _needs_a_look(
    table: TableView, row: DataRow, status: Status, reason: str = "", warnings: Sequence[str] = ()
) -> StagedRow:
    cells = tuple(row.cells)
    return StagedRow(table.name, row.number, status, reason, tuple(warnings), None, cells)


def _staged(line: Line) -> tuple[Any, ...]:
    return (
        *(None, line.receipt or None, fold_number(line.receipt) if line.receipt else None),
        *(line.day, line.time, line.customer or None),
        fold_number(line.customer) if line.customer else None,
        *(line.name or None, line.item, line.category, line.quantity, line.unit, line.price),
        *(line.amount, line.payment, line.original or None),
        fold_number(line.original) if line.original else None,
        *(line.note, line.content, *tuple(line)[_MORE]),
        fold_number(line.serial) if line.serial else None,
    )


def move(unit: Unit, options: Options, batch: int) -> None:
    """Move all staged receipts into the shop, inside one unit."""
    if options.unknown is Unknown.CREATE:
        _make_customers(unit, options.origin)
    receipts.join_customers(unit.connection)
    name_products(unit, batch)
    first = unit.next_id(purchase)
    made = _insert_receipts(unit, first, batch)
    _insert_lines(unit)
    if _replace_differing(unit) and not made:
        refresh_summaries(unit, ALL)
    forget_items(unit)
    finish_purchases(unit, first, first + made - 1, ALL)


def _make_customers(unit: Unit, told: Origin) -> None:
    """One customer for each number (or name) in the file that nobody bears."""
    name_field = INDIVIDUAL.field("name")
    first = next_ids(unit)
    day = told.day(unit.today)
    bulk = Bulk(seal=unit.seal, source=told.channel, now=unit.now, first=first, learnt_on=day)
    ids = [
        bulk.add(NewCustomer("individual", number, {name_field: name} if name else {}))
        for number, name in receipts.newcomers(unit.connection)
    ]
    if ids:
        write_customers(unit, bulk.take())
        finish_customers(unit, (ids[0], ids[-1]))
        say_of_made(unit, ids[0], ids[-1], told)


_KIND = """CASE WHEN original_key IS NOT NULL THEN 'return'
    WHEN amount < 0 THEN 'refund' ELSE 'sale' END"""


def _insert_receipts(unit: Unit, first: int, batch: int) -> int:
    run = unit.connection.exec_driver_sql
    run(f"ALTER TABLE {RECEIPTS} ADD COLUMN real INTEGER")
    run(
        f"UPDATE {RECEIPTS} SET real = ? + ranked.place FROM (SELECT id AS ranked_id,"
        f" row_number() OVER (ORDER BY id) - 1 AS place FROM {RECEIPTS}"
        " WHERE status = 'created') AS ranked WHERE id = ranked.ranked_id",
        (first,),
    )
    made = run(
        "INSERT INTO purchase (id, number, number_key, customer_id, customer_number,"
        " customer_key, bought_day, bought_time, kind, amount, original_number, original_key,"
        " payment, channel, clerk, promised_day, delivered_day, batch_id, counted, net)"
        " SELECT real, number, key, customer_id, ifnull(customer, name), customer_key, day, time,"
        f" {_KIND}, amount, original, original_key, payment, channel, clerk, promised,"
        " delivered, ?,"
        f" {_KIND} = 'sale', amount FROM {RECEIPTS} WHERE real IS NOT NULL ORDER BY real",
        (batch,),
    ).rowcount
    unit.changes.add(purchase.name, ALL if made else ())
    return int(made)


def _insert_lines(unit: Unit, status: str = "created", target: str = "real") -> None:
    unit.connection.exec_driver_sql(
        "INSERT INTO purchase_line (purchase_id, position, item, category, quantity, unit,"
        " price, amount, note, discount, gift, serial, serial_key, product_id)"
        f" SELECT receipt.{target}, row_number() OVER (PARTITION BY line.receipt_key"
        " ORDER BY line.n), line.item, line.category, line.quantity, line.unit, line.price,"
        " line.amount, line.note, line.discount, line.gift, line.serial, line.serial_key,"
        f" named.product_id FROM {RECEIPTS} AS receipt JOIN {LINES} AS line"
        f" ON line.receipt_key = receipt.key LEFT JOIN temp.{ITEMS} AS named"
        " ON named.item = line.item WHERE receipt.status = ? ORDER BY line.n",
        (status,),
    )
    unit.changes.add(purchase_line.name, ALL)


def _replace_differing(unit: Unit) -> int:
    """`--existing update`: the file's receipts take the place of ours, each with history."""
    columns = "number, customer_id, ifnull(customer, name) AS customer_number, customer_key,"
    columns += " day AS bought_day, time AS bought_time, amount, original AS original_number,"
    columns += f" original_key, payment, {_KIND} AS kind, channel, clerk,"
    columns += " promised AS promised_day, delivered AS delivered_day"
    differing = receipts.differing(unit.connection)
    for staged_id, existing in differing:
        asked = f"SELECT {columns} FROM {RECEIPTS} WHERE id = ?"
        found = unit.connection.exec_driver_sql(asked, (staged_id,)).mappings().one()
        unit.update(purchase, existing, **dict(found))
        unit.delete_where(purchase_line, purchase_line.c.purchase_id == existing)
        unit.insert_many(purchase_line, _lines_of(unit, staged_id, existing))
    return len(differing)


def _lines_of(unit: Unit, staged_id: int, existing: int) -> list[dict[str, Any]]:
    asked = (
        "SELECT line.item, category, quantity, unit, price, amount, note, discount, gift,"
        f" serial, serial_key, product_id FROM {LINES} AS line LEFT JOIN temp.{ITEMS} AS named"
        " ON named.item = line.item"
        f" WHERE receipt_key = (SELECT key FROM {RECEIPTS} WHERE id = ?) ORDER BY n"
    )
    found = unit.connection.exec_driver_sql(asked, (staged_id,)).mappings().all()
    return [
        {**dict(row), "purchase_id": existing, "position": place}
        for place, row in enumerate(found, 1)
    ]


def is_empty(unit: Unit) -> bool:
    """Would moving change nothing?"""
    asked = f"SELECT count(*) FROM {RECEIPTS} WHERE status IN ('created', 'updated')"
    return not unit.connection.exec_driver_sql(asked).scalar_one()
