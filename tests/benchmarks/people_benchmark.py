"""The people around customers: one card, the network, introductions, households, referrals.

    python -m tests.benchmarks.people_benchmark [--customers N] [--purchases M]

A copy of the shop gets two links a customer: everybody has a friend somewhere, and was
introduced by the customer whose id is a third of hers, so that the first one brought all the
others. One in ten says so by a number in "referred by", one in twenty has a phone that
another has too, one in a thousand is a company's.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import Connection, text

from app.core import upkeep
from app.core.opening import open_shop
from app.core.people import queries
from app.core.store.all_tables import metadata
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from tests.benchmarks.shops import OWNER, PASSWORD, SMALL, Size, clock, copied, show

ROUNDS = 200
_LINK = """INSERT OR IGNORE INTO customer_link (customer_id, other_id, kind, made_at)
 SELECT {first}, {second}, '{kind}', '2026-11-22T00:00:00Z' FROM customer AS c WHERE {where}"""
_FILL = (
    _LINK.format(first="c.id", second="c.id + 1", kind="friend", where="c.id < :top"),
    _LINK.format(first="c.id / 3", second="c.id", kind="introducer", where="c.id >= 3"),
    """UPDATE individual SET referral_by = (SELECT number FROM customer WHERE id = 1)
 WHERE id % 10 = 0""",
    """DELETE FROM customer_link WHERE kind = 'introducer' AND other_id % 20 = 0""",
    """UPDATE contact SET value = (SELECT value FROM contact AS b WHERE b.customer_id =
 contact.customer_id - 1 AND b.field = 'mobile') WHERE field = 'mobile' AND customer_id % 20 = 0
 AND EXISTS (SELECT 1 FROM contact AS b WHERE b.customer_id = contact.customer_id - 1
 AND b.field = 'mobile')""",
)


def main() -> None:
    """Copy the shop, link its people, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=SMALL.customers)
    parser.add_argument("--purchases", type=int, default=SMALL.purchases)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder = copied(Size(options.customers, options.purchases), place / "copy.shuke")
        shop, _ = open_shop(
            folder, None, PASSWORD, clock=clock(), app_state=place, upkeep=upkeep.ALL
        )
        with shop.writer.connect() as writer, writer.begin():
            _fill(writer, options.customers)
        measure(shop, options.customers)
        shop.close()


def measure(shop: Shop, customers: int) -> None:
    """Time each question, warm."""
    some = [1 + place * (customers // ROUNDS) for place in range(ROUNDS)]
    with shop.read(OWNER) as reader:
        _each(reader, "People of a customer", queries.people, some)
        _each(reader, "Network, two steps", queries.network, some)
        _each(reader, "Her introductions", queries.introductions, some)
        _each(reader, "Household questions on her card", queries.suggestions_for, some)
        _once("Introductions of whoever brought all", lambda: queries.introductions(reader, 1))
        _once("Best introducers", lambda: queries.introducers(reader))
        _once("Household scan", lambda: queries.suggestions(reader))
        _once("Referral scan", lambda: queries.referrals(reader))


def _fill(writer: Connection, customers: int) -> None:
    _bring_up_to_date(writer)
    for statement in _FILL:
        writer.execute(text(statement), {"top": customers} if ":top" in statement else {})
    writer.execute(text("ANALYZE customer_link"))


def _bring_up_to_date(writer: Connection) -> None:
    """The shop may have been made before these tables and columns were."""
    metadata.create_all(writer)
    for table in metadata.tables.values():
        there = {row[1] for row in writer.exec_driver_sql(f"PRAGMA table_info({table.name})")}
        for column in table.columns:
            if column.name not in there:
                kind = column.type.compile(writer.dialect)
                writer.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}")


def _each(reader: Reader, name: str, ask: Callable[[Reader, int], object], some: list[int]) -> None:
    taken = []
    for one in some:
        began = time.perf_counter()
        ask(reader, one)
        taken.append(1000 * (time.perf_counter() - began))
    show(f"{name}: median {median(taken):.1f} ms, p95 {quantiles(taken, n=20)[-1]:.1f} ms")


def _once(name: str, ask: Callable[[], object]) -> None:
    began = time.perf_counter()
    found = ask()
    size = f", {len(found)} found" if isinstance(found, tuple) else f", {found}"
    show(f"{name}: {time.perf_counter() - began:.2f} s{size}")


if __name__ == "__main__":
    main()
