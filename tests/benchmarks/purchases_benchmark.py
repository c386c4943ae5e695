"""How long the pages of purchases ask among a million receipts with their lines.

    python -m tests.benchmarks.purchases_benchmark [--folder COPY]

A copy of the big shop gets products and a line for each receipt first; `--folder` is such a
copy, made before. Processor's time, the best of three.
"""

import argparse
import resource
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.core import upkeep
from app.core.actor import Actor
from app.core.opening import open_shop
from app.core.products import queries as products
from app.core.products.bulk import products_for
from app.core.purchases.counter import at_counter
from app.core.purchases.delivery import kept
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.finding import find_units
from app.core.purchases.receipts import ReceiptQuery, receipt_ids, receipt_rows, totals_of
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from tests.benchmarks import shops

_PRODUCTS = 3_000
_YEAR = timedelta(days=364)
_LINES = f"""
INSERT INTO purchase_line (purchase_id, position, item, category, quantity, unit, price, amount,
    product_id, serial, serial_key)
SELECT id, 1, '茶' || (id * 7919 % {_PRODUCTS}), '类' || (id % 9), 1000000, '盒', amount, amount,
    1 + id * 7919 % {_PRODUCTS}, CASE WHEN id % 50 = 0 THEN 'SN' || id END,
    CASE WHEN id % 50 = 0 THEN 'sn' || id END
FROM purchase WHERE original_id IS NULL
"""
_ORDERS = """
UPDATE purchase SET promised_day = bought_day + 3, delivered_day = bought_day + 2 + id % 3
WHERE id % 100 = 0
"""
Question = Callable[[Reader], Any]


def fill(unit: Unit) -> None:
    """Products, a line for each receipt, and an order in a hundred."""
    products_for(unit, ({"item": f"茶{n}"} for n in range(_PRODUCTS)), None)
    unit.connection.exec_driver_sql(_LINES)
    unit.connection.exec_driver_sql(_ORDERS)


def questions(reader: Reader) -> dict[str, Question]:
    """What the pages ask, by name."""
    one = reader.connection.exec_driver_sql
    serial = one("SELECT serial FROM purchase_line WHERE serial IS NOT NULL LIMIT 1").scalar_one()
    number = one("SELECT number FROM purchase WHERE number IS NOT NULL LIMIT 1").scalar_one()
    phone = one("SELECT phone FROM customer WHERE phone IS NOT NULL LIMIT 1").scalar_one()
    who = int(
        one("SELECT customer_id FROM purchase GROUP BY 1 ORDER BY count(*) DESC").scalar_one()
    )
    today, everything = reader.today, ReceiptQuery()
    return {
        "newest receipts": lambda r: receipt_ids(r, everything),
        "their number and sum": lambda r: totals_of(r, everything),
        "a screen of them": lambda r: receipt_rows(r, receipt_ids(r, everything, 32)),
        "of 30 days": lambda r: receipt_ids(r, ReceiptQuery(first=today - timedelta(days=29))),
        "by a name": lambda r: receipt_ids(r, ReceiptQuery(text="王")),
        "kept promises of a year": lambda r: kept(r, today - _YEAR, today),
        "a unit by its serial": lambda r: find_units(r, serial),
        "by its receipt": lambda r: find_units(r, number),
        "by the buyer's phone": lambda r: find_units(r, phone[-11:]),
        "the customer at the counter": lambda r: at_counter(r, who),
        "products by name": lambda r: products.product_ids(r, "cha"),
        "sold in a year": lambda r: products.sold_since(r, today - _YEAR),
    }


def used() -> float:
    """Processor's time of this process so far."""
    now = resource.getrusage(resource.RUSAGE_SELF)
    return now.ru_utime + now.ru_stime


def best_of(shop: Shop, actor: Actor, question: Question, times: int = 3) -> float:
    """Milliseconds of the processor for one answer."""
    found = []
    for _ in range(times):
        with shop.read(actor) as reader:
            began = used()
            question(reader)
            found.append(used() - began)
    return min(found) * 1000


def enter(shop: Shop, actor: Actor) -> float:
    """Milliseconds of the processor to keep a receipt of two lines; the second is warm."""
    for _ in range(2):
        began = used()
        lines = (EntryLine("茶1", price=500), EntryLine("杯", price=300))
        with shop.write(actor, "Sell") as unit:
            enter_receipt(unit, NewEntry(None, shops.TODAY, lines))
    return (used() - began) * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as state:
        place = folder or shops.copied(shops.SMALL, Path(state) / "copy.shuke")
        shop, actor = open_shop(
            place, None, shops.PASSWORD, clock=shops.clock(), app_state=Path(state),
            upkeep=upkeep.ALL,
        )  # fmt: skip
        try:
            if folder is None:
                with shop.write(actor, "Fill with lines") as unit:
                    fill(unit)
            with shop.read(actor) as reader:
                asked = questions(reader)
            for name, question in asked.items():
                shops.show(f"{name:30} {best_of(shop, actor, question):8.1f} ms")
            shops.show(f"{'entering a receipt':30} {enter(shop, actor):8.1f} ms")
        finally:
            shop.close()


if __name__ == "__main__":
    main()
