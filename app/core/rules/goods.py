"""Which units of which goods customers bought and still have, for rules about goods."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text

from app.core.products.records import product
from app.core.progress import stoppable
from app.core.purchases.records import QUANTITY_UNIT, to_day
from app.core.store.reader import Reader

# What was bought as a gift lies in somebody else's house. Lines that count for nothing
# (voided, wholly returned) are out by `counted`; a line returned alone by `_BACK`.
_LINES = """
SELECT p.customer_id, l.product_id, p.id, p.bought_day, l.amount,
       COALESCE(l.quantity, :unit) AS quantity
FROM {tables}
WHERE p.counted = 1 AND p.kind = 'sale' AND p.bought_day BETWEEN :since AND :today
  AND COALESCE(l.gift, 0) = 0 AND l.amount >= 0 AND COALESCE(l.quantity, 1) > 0
  AND p.customer_id IS NOT NULL
"""
# As they stand in the file, not one product after another: then each page of it, which is
# decrypted whole, is fetched once. SQLite takes the order for needless where no limit is.
_IN_FILE_ORDER = """(
  SELECT line.id FROM json_each(:goods) AS g
  CROSS JOIN purchase_line AS line ON line.product_id = g.value ORDER BY line.id LIMIT -1
)"""
_ALL = text(
    _LINES.format(
        tables=f"{_IN_FILE_ORDER} AS mine"
        " CROSS JOIN purchase_line AS l ON l.id = mine.id"
        " CROSS JOIN purchase AS p ON p.id = l.purchase_id"
    )
)
_SOME = text(
    _LINES.format(
        tables="json_each(:customers) AS c"
        " CROSS JOIN purchase AS p ON p.customer_id = c.value"
        " CROSS JOIN purchase_line AS l INDEXED BY ix_purchase_line_purchase"
        " ON l.purchase_id = p.id AND l.product_id IN (SELECT value FROM json_each(:goods))"
    )
)
_BACK = """
SELECT r.original_id, l.product_id, SUM(ABS(COALESCE(l.quantity, :unit)))
FROM {tables} JOIN purchase_line AS l ON l.purchase_id = r.id
WHERE r.original_id IS NOT NULL AND r.kind = 'return' AND r.bought_day <= :today
  AND NOT EXISTS (SELECT 1 FROM purchase AS x WHERE x.reverses_id = r.id)
  AND l.product_id IN (SELECT value FROM json_each(:goods))
GROUP BY r.original_id, l.product_id
"""
_ALL_BACK = text(_BACK.format(tables="purchase AS r INDEXED BY ix_purchase_original"))
_SOME_BACK = text(
    _BACK.format(
        tables="json_each(:receipts) AS o CROSS JOIN purchase AS r ON r.original_id = o.value"
    )
)


@dataclass(frozen=True)
class Goods:
    """One product that a rule is about; other spellings of it count as it does."""

    id: int
    name: str
    life_months: int | None
    spellings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Had:
    """Units of one product on one receipt that did not come back."""

    customer_id: int
    goods: Goods
    purchase_id: int
    day: int
    paid: int


def goods_of(
    reader: Reader,
    *,
    product_id: int | None = None,
    category: str | None = None,
    stage: str | None = None,
) -> tuple[Goods, ...]:
    """Products of a category or stage, or one alone, each with its other spellings."""
    whole = product.alias("whole")
    root = func.coalesce(whole.c.id, product.c.id)
    shown = (product.c.id, root, *(func.coalesce(whole.c[n], product.c[n]) for n in _SHOWN))
    asked = select(*shown).outerjoin_from(product, whole, whole.c.id == product.c.merged_into)
    if product_id is not None:
        asked = asked.where(root == product_id)
    if category is not None:
        asked = asked.where(func.coalesce(whole.c.category, product.c.category) == category)
    if stage is not None:
        asked = asked.where(func.coalesce(whole.c.stage, product.c.stage) == stage)
    found: dict[int, Goods] = {}
    for spelling, key, name, life in reader.connection.execute(asked):
        before = found[key].spellings if key in found else ()
        found[key] = Goods(key, name, life, (*before, spelling))
    return tuple(found.values())


_SHOWN = ("name", "life_months")
FEW = 300
"""Customers; of more than these all lines of the goods are read sooner."""


def units(
    reader: Reader,
    goods: Collection[Goods],
    customers: Collection[int] | None = None,
    since: int = 1,
) -> list[Had]:
    """What these customers (None: all) bought of the goods since a day, and still have."""
    by_spelling = {spelling: each for each in goods for spelling in each.spellings}
    if not by_spelling:
        return []
    bound: dict[str, Any] = {
        "goods": json.dumps(list(by_spelling)),
        "unit": QUANTITY_UNIT,
        "today": to_day(reader.today),
        "since": since,
    }
    if customers is not None and len(customers) <= FEW:
        bound["customers"] = json.dumps(list(customers))
        rows = reader.connection.execute(_SOME, bound).all()
        return list(_left(rows, _came_back(reader, bound, {row[2] for row in rows}), by_spelling))
    back = _came_back(reader, bound, None)
    wanted = None if customers is None else frozenset(customers)
    streamed = stoppable(reader.connection.execute(_ALL, bound), reader.progress)
    mine = (row for row in streamed if wanted is None or row[0] in wanted)
    return list(_left(mine, back, by_spelling))


def _came_back(
    reader: Reader, bound: dict[str, Any], receipts: Collection[int] | None
) -> dict[tuple[int, int], int]:
    asked = _ALL_BACK if receipts is None else _SOME_BACK
    wanted = {name: bound[name] for name in ("goods", "unit", "today")}
    if receipts is not None:
        wanted["receipts"] = json.dumps(list(receipts))
    return {(row[0], row[1]): row[2] for row in reader.connection.execute(asked, wanted)}


def _left(
    rows: Iterable[Any],
    back: Mapping[tuple[int, int], int],
    by_spelling: Mapping[int, Goods],
) -> Iterator[Had]:
    """Units that did not come back; only of receipts with returns have all lines to be added up."""
    returned: list[Any] = []
    sold: dict[tuple[int, int], int] = {}
    for row in rows:
        customer_id, goods, receipt, day, paid, quantity = row
        if (receipt, goods) in back:
            returned.append(row)
            sold[receipt, goods] = sold.get((receipt, goods), 0) + quantity
        else:
            yield Had(customer_id, by_spelling[goods], receipt, day, paid)
    for customer_id, goods, receipt, day, paid, _ in returned:
        if sold[receipt, goods] > back[receipt, goods]:
            yield Had(customer_id, by_spelling[goods], receipt, day, paid)
