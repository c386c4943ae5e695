"""Products of many lines at once, for imports and the sample shop."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select

from app.core.actor import Right, needs
from app.core.products.naming import name_key, sound_of
from app.core.products.records import product
from app.core.store.changes import ALL
from app.core.store.filled_columns import insert_filled
from app.core.store.unit import Unit

_SAID = ("code", "category", "brand", "price_band", "unit", "price", "life_months", "stage")
_FILLED = ("category", "brand", "price_band", "unit", "price", "life_months")
_COLUMNS = ("id", "name", "name_key", "sound", *_SAID, "service", "batch_id", "made_at")


@needs(Right.ENTER_PURCHASES)
def products_for(
    unit: Unit, items: Iterable[Mapping[str, Any]], batch_id: int | None
) -> dict[str, int]:
    """Item text → product, for each of `items` ({"item": …, "brand": … and so on}).

    What is missing is made, as something that came with `batch_id` (see records.py); of what is
    there only blanks are filled.
    """
    known, blanks = _known(unit), _Blanks(unit)
    next_id = unit.next_id(product)
    made_at = f"{unit.now:%Y-%m-%dT%H:%M:%S.%fZ}"
    found: dict[str, int] = {}
    rows: list[tuple[Any, ...]] = []
    for item in items:
        name = str(item["item"])
        key = name_key(name)
        if not key:
            continue
        if key in known:
            blanks.fill(known[key], item)
        else:
            known[key] = next_id + len(rows)
            said = (item.get(column) for column in _SAID)
            service = int(bool(item.get("service")))
            rows.append((known[key], name, key, sound_of(name), *said, service, batch_id, made_at))
        found[name] = known[key]
    if rows:
        insert_filled(unit.connection, product.name, _COLUMNS, rows)
        unit.changes.add(product.name, ALL)
    return found


class _Blanks:
    """What nobody said yet of the products that were there before."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        columns = (product.c[each] for each in _FILLED)
        rows = unit.connection.execute(select(product.c.id, *columns))
        self._blank = {
            row_id: {name for name, cell in zip(_FILLED, cells, strict=True) if cell is None}
            for row_id, *cells in rows
        }

    def fill(self, product_id: int, item: Mapping[str, Any]) -> None:
        blank = self._blank.get(product_id, set())
        said = {each: item[each] for each in blank if item.get(each) is not None}
        if said:
            self._unit.update(product, product_id, **said)
            blank -= said.keys()


def _known(unit: Unit) -> dict[str, int]:
    whole = func.coalesce(product.c.merged_into, product.c.id)
    rows = unit.connection.execute(select(product.c.name_key, whole))
    return {str(key): int(row_id) for key, row_id in rows}
