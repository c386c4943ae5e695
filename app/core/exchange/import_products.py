"""The products that a till's lines name: found by name or made, one for each distinct item."""

import json
from typing import Any

from app.core.exchange.staging import ITEMS, LINES, RECEIPTS
from app.core.products.bulk import products_for
from app.core.store.unit import Unit

# The last line says what a product is like; its price is that of the last line with a price.
_DISTINCT = f"""
SELECT item, max(n) AS last, category, brand, price_band, unit,
    max(CASE WHEN price IS NOT NULL THEN n END) AS priced
FROM {LINES} WHERE item IS NOT NULL AND receipt_key IN (
    SELECT key FROM {RECEIPTS} WHERE status IN ('created', 'updated')
) GROUP BY item ORDER BY min(n)
"""


def name_products(unit: Unit, batch: int) -> None:
    """Fill the table of items with the product of each."""
    run = unit.connection.exec_driver_sql
    run(f"DROP TABLE IF EXISTS temp.{ITEMS}")
    run(f"CREATE TEMPORARY TABLE {ITEMS} (item TEXT PRIMARY KEY, product_id INTEGER) WITHOUT ROWID")
    found = products_for(unit, _items(unit), batch)
    if found:
        run(f"INSERT INTO {ITEMS} VALUES (?, ?)", list(found.items()))


def forget_items(unit: Unit) -> None:
    """Drop the table of items again."""
    unit.connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{ITEMS}")


def _items(unit: Unit) -> list[dict[str, Any]]:
    run = unit.connection.exec_driver_sql
    items = [dict(row) for row in run(_DISTINCT).mappings()]
    priced = [item["priced"] for item in items if item["priced"] is not None]
    asked = f"SELECT n, price FROM {LINES} WHERE n IN (SELECT value FROM json_each(?))"
    prices: dict[int, int | None] = {n: price for n, price in run(asked, (json.dumps(priced),))}
    for item in items:
        price = prices.get(item["priced"])
        item["price"] = price if price is not None and price >= 0 else None
    return items
