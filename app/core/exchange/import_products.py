"""The products that a till's lines name: found by name or made, one for each distinct item."""

import json
from typing import Any

from app.core.exchange.staging import ITEMS, LINES, RECEIPTS
from app.core.products.bulk import products_for
from app.core.store.unit import Unit

_SAID = ("category", "brand", "price_band", "life_months", "unit", "price")
# Of each of these the last line that says something, says what a product is like.
_LAST = ", ".join(f"max(CASE WHEN {each} IS NOT NULL THEN n END) AS {each}" for each in _SAID)
_DISTINCT = f"""
SELECT item, max(n) AS last, {_LAST}
FROM {LINES} WHERE item IS NOT NULL {{moved}} GROUP BY item
"""
_MOVED = f"""AND receipt_key IN (
    SELECT key FROM {RECEIPTS} WHERE status IN ('created', 'updated')
)"""
_LIKE = f"""
SELECT n, {", ".join(_SAID)} FROM {LINES}
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
    found = run(_DISTINCT.format(moved=moved)).mappings().all()
    told = {row[each] for row in found for each in _SAID if row[each] is not None}
    lines = {row["n"]: row for row in run(_LIKE, (json.dumps(sorted(told)),)).mappings()}
    items = []
    for row in sorted(found, key=lambda row: int(row["last"])):
        item = {each: lines[row[each]][each] for each in _SAID if row[each] is not None}
        items.append({**item, "item": row["item"], "price": _price(item.get("price"))})
    return items


def _price(price: int | None) -> int | None:
    return price if price is not None and price >= 0 else None
