"""Purchases as rows of a list, one row a line, so that an import reads them back unchanged."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from app.catalogue.currency import plain_sum
from app.core.exchange.purchase_columns import PURCHASE_COLUMNS
from app.core.purchases.records import QUANTITY_UNIT, from_day
from app.core.store.reader import Reader
from app.i18n import tr

_KEYS = tuple(column.key for column in PURCHASE_COLUMNS if column.key != "customer_name")
_ASKED = """
SELECT p.customer_id, ifnull(p.number, ifnull(p.number_key, '#' || p.id)) AS receipt,
    p.bought_day AS day,
    p.bought_time AS time, ifnull(customer.number, p.customer_number) AS customer_no,
    line.item, line.category, line.quantity, line.unit, line.price,
    ifnull(line.amount, p.amount) AS amount, p.payment, p.original_number AS original,
    CASE WHEN line.id IS NULL THEN p.note ELSE line.note END AS note,
    sold.brand, sold.price_band, sold.life_months,
    line.serial, line.discount, line.gift, p.channel, p.clerk,
    p.promised_day AS promised_on, p.delivered_day AS delivered_on,
    CASE WHEN customer.id IS NOT NULL AND customer.number IS NULL THEN '#' || customer.id END
        AS nameless
FROM purchase AS p LEFT JOIN purchase_line AS line ON line.purchase_id = p.id
LEFT JOIN customer ON customer.id = p.customer_id
LEFT JOIN product AS sold ON sold.id = line.product_id
ORDER BY p.id, line.position
"""


def purchase_rows(reader: Reader, only: frozenset[int] | None = None) -> Iterator[list[str]]:
    """Headings, then one row for each line."""
    labels = {column.key: tr(column.label) for column in PURCHASE_COLUMNS}
    yield [labels[key] for key in _KEYS]
    for found in _lines(reader, only):
        yield [_text(key, found) for key in _KEYS]


def purchase_objects(
    reader: Reader, only: frozenset[int] | None = None
) -> Iterator[dict[str, Any]]:
    """One object for each line; sums as text with two decimals, unknown as null."""
    for found in _lines(reader, only):
        yield {key: _text(key, found) or None for key in _KEYS}


def _lines(reader: Reader, only: frozenset[int] | None) -> Iterator[dict[str, Any]]:
    found = reader.connection.exec_driver_sql(_ASKED)
    for row in found.mappings():
        if only is None or row["customer_id"] in only:
            yield dict(row)


def _text(key: str, found: dict[str, Any]) -> str:
    if key == "bought_on":
        time = f" {found['time']}" if found["time"] else ""
        return from_day(found["day"]).isoformat() + time
    if key == "customer_no":
        return str(found["customer_no"] or found["nameless"] or "")
    value = found[key]
    if value is None:
        return ""
    if key in ("promised_on", "delivered_on"):
        return from_day(value).isoformat()
    if key in ("price", "amount", "discount"):
        return plain_sum(value)
    if key == "quantity":
        return format((Decimal(value) / QUANTITY_UNIT).normalize(), "f")
    return str(value)
