"""A shop's first list goes straight into its tables, when nobody asked to see it checked.

There is nobody to compare with, so what a row comes to is known when it is read: staging all
rows, to move them when the last is checked, would only take longer. One unit holds it all.
"""

from app.core.customers import bulk as customers_bulk
from app.core.customers.records import customer
from app.core.customers.staging import next_ids
from app.core.exchange import customer_import, duplicates, staging
from app.core.exchange.destinations import ShopTables
from app.core.exchange.layout import Layout, What
from app.core.exchange.limits import SHORT_BYTES
from app.core.exchange.matching import has_nobody
from app.core.exchange.options import Options
from app.core.exchange.report import Report
from app.core.exchange.source import Source
from app.core.progress import Progress
from app.core.sources.service import say_of_made
from app.core.store.reader import Reader
from app.core.store.search_index import merging_later
from app.core.store.shop import Shop
from app.core.store.unit import Unit


def can_go(reader: Reader, layout: Layout, size: int) -> bool:
    """Is it a long list of people, and the shop's first?"""
    if layout.what not in (What.CUSTOMERS, What.COMPANIES) or layout.kind == "vcf":
        return False
    return size > SHORT_BYTES and has_nobody(reader)


def make(
    unit: Unit, shop: Shop, source: Source, layout: Layout, options: Options, progress: Progress
) -> Report:
    """Read every row and make its customer; the shop must have had nobody before the unit.

    The unit need not look at references row by row: they are looked at here at the end.
    """
    ids, tables = next_ids(unit), ShopTables(unit)
    encoder = customer_import.encoder(shop, options, ids)
    work = customer_import.Work(shop, unit.actor, layout, options, encoder, tables)
    staging.begin(unit.connection, staging.ROWS)
    with merging_later(unit.connection):
        customer_import.read_tables(work, source, progress)
        tables.note_made()
    first, last = ids["customer"], unit.next_id(customer) - 1
    customers_bulk.finish(unit, (first, last), noted=True)
    say_of_made(unit, first, last, options.origin)
    customers_bulk.assert_whole(unit, (first, last))
    with duplicates.made_now_as_staged(unit.connection, first):
        found = duplicates.find(unit.connection, with_known=False)
    return customer_import.report(work, found)
