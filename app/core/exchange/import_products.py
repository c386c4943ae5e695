"""The products that a till's lines name: found by name or made, one for each distinct item."""

import json
from typing import Any

from app.core.exchange.staging import ITEMS, LINES, RECEIPTS
from app.core.products.bulk import products_for
from app.core.store.unit import Unit

# The last line says what a product is like; its price is that of the last line with a price.
_DISTINCT = f"""
SELECT item, max(n) AS last, max(CASE WHEN price IS NOT NULL THEN n END) AS priced
FROM {LINES} WHERE item IS NOT NULL {{moved}} GROUP BY item
"""
_MOVED = f"""AND receipt_key IN (
    SELECT key FROM {RECEIPTS} WHERE status IN ('created', 'updated')
)"""
_LIKE = f"""
SELECT n, category, brand, price_band, life_months, unit, price FROM {LINES}
WHERE n IN (SELECT value FROM json_each(?))
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
    rest = f"SELECT 1 FROM {RECEIPTS} WHERE status NOT IN ('created', 'updated') LIMIT 1"
    moved = "" if run(rest).first() is None else _MOVED
    found = run(_DISTINCT.format(moved=moved)).all()
    asked = json.dumps([n for row in found for n in (row.last, row.priced) if n is not None])
    lines = {row["n"]: dict(row) for row in run(_LIKE, (asked,)).mappings()}
    return [
        {**lines[row.last], "item": row.item, "price": _price(lines.get(row.priced))}
        for row in sorted(found, key=lambda row: int(row.last))
    ]


def _price(line: dict[str, Any] | None) -> int | None:
    price = line["price"] if line else None
    return price if price is not None and price >= 0 else None
