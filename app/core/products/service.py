"""Adds products, changes what is said of them, retires and merges them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import literal, select

from app.core.actor import Right, needs
from app.core.errors import Refused
from app.core.products.naming import name_key, sound_of
from app.core.products.records import product
from app.core.purchases.records import purchase_line
from app.core.store.unit import Unit
from app.i18n import N_

LONGEST = 200
MOST = 10**14
"""The dearest price, in fen: a thousand thousand millions of yuan."""
FROM_USE = 0
"""The `batch_id` of a product that a receipt typed by hand brought along."""
_NOT_KEPT = N_("Nothing was changed.")


@dataclass(frozen=True)
class NewProduct:
    """What is said of a product; unknown is None."""

    name: str
    code: str | None = None
    category: str | None = None
    brand: str | None = None
    price_band: str | None = None
    unit: str | None = None
    price: int | None = None
    life_months: int | None = None
    stage: str | None = None
    service: bool = False


EDITABLE = frozenset(each.name for each in fields(NewProduct))


@needs(Right.ENTER_PURCHASES)
def add(unit: Unit, new: NewProduct) -> int:
    """Keep a product and return its id; refused when one is called so already."""
    said = _checked(asdict(new))
    _refuse_name(unit, said["name"])
    return unit.insert(product, **said, **_follows(said["name"]), made_at=unit.now)


@needs(Right.ENTER_PURCHASES)
def named(unit: Unit, name: str, /, **said: Any) -> int:
    """The product of this name; made when there is none, as something that was just sold."""
    key = name_key(name)
    asked = select(product.c.id, product.c.merged_into).where(product.c.name_key == key)
    found = unit.connection.execute(asked).first()
    if found is not None:
        return int(found.merged_into or found.id)
    new = _checked(asdict(NewProduct(name, **said)))
    # Without history: it goes by itself when the last line that names it is taken back.
    made = {**new, **_follows(new["name"]), "made_at": unit.now, "batch_id": FROM_USE}
    row_id = unit.next_id(product)
    unit.bulk(product.insert().values(id=row_id, **made), tables=[])
    unit.changes.add(product.name, [row_id])
    return row_id


@needs(Right.ENTER_PURCHASES)
def edit(unit: Unit, product_id: int, /, **said: Any) -> bool:
    """Change what is said of a product; its lines keep their text and prices."""
    if unknown := set(said) - EDITABLE:
        raise TypeError(f"not of a product: {sorted(unknown)}")
    row = _existing(unit, product_id)
    new = _checked(said)
    if "name" in new:
        _refuse_name(unit, new["name"], product_id)
        new |= {"name_key": name_key(new["name"])}
    changed = unit.update(product, int(row["id"]), **new)
    if changed and "name" in new:
        unit.update(product, product_id, sound=sound_of(new["name"]))
    return changed


@needs(Right.ENTER_PURCHASES)
def retire(unit: Unit, product_id: int) -> bool:
    """No longer offered; what was sold of it stays as it is."""
    row = _existing(unit, product_id)
    return row["retired_on"] is None and unit.update(product, product_id, retired_on=unit.today)


@needs(Right.ENTER_PURCHASES)
def bring_back(unit: Unit, product_id: int) -> bool:
    """Offer it again."""
    _existing(unit, product_id)
    return unit.update(product, product_id, retired_on=None)


@needs(Right.ENTER_PURCHASES)
def merge(unit: Unit, kept: int, other: int) -> int:
    """Make `other` a spelling of `kept`: its lines follow, blanks are filled; returns how many.

    The lines' own text stays, and receipts that come later under the other name find `kept`.
    """
    ours, theirs = _existing(unit, kept), _existing(unit, other)
    if kept == other:
        raise Refused(
            N_("A product can't be merged with itself."), _NOT_KEPT, N_("Choose another one.")
        )
    filled = {
        name: theirs[name]
        for name in sorted(EDITABLE - {"name", "service"})
        if ours[name] is None and theirs[name] is not None
    }
    if filled:
        unit.update(product, kept, **filled)
    lines = select(purchase_line.c.id, literal(kept)).where(purchase_line.c.product_id == other)
    moved = unit.update_from(purchase_line.c.product_id, lines)
    spellings = select(product.c.id, literal(kept)).where(product.c.merged_into == other)
    unit.update_from(product.c.merged_into, spellings)
    unit.update(product, other, merged_into=kept)
    return moved


@needs(Right.ENTER_PURCHASES)
def part(unit: Unit, product_id: int) -> bool:
    """Make a spelling a product of its own again; lines sold since stay with the other."""
    found = unit.update(product, product_id, merged_into=None)
    if found:
        name = select(product.c.name).where(product.c.id == product_id).scalar_subquery()
        mine = select(purchase_line.c.id, literal(product_id)).where(purchase_line.c.item == name)
        unit.update_from(purchase_line.c.product_id, mine)
    return found


def _follows(name: str) -> dict[str, str]:
    return {"name_key": name_key(name), "sound": sound_of(name)}


def _checked(said: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: _tidy(value) for name, value in said.items()}
    if "name" in kept and not kept["name"]:
        raise Refused(N_("A product needs a name."), _NOT_KEPT, N_("Type its name."))
    for name, value in kept.items():
        if isinstance(value, str) and len(value) > LONGEST:
            raise _out_of_range(name)
    if not _within(kept.get("price"), 0, MOST):
        raise _out_of_range("price")
    if not _within(kept.get("life_months"), 1, 1200):
        raise Refused(
            N_("A product lasts between 1 and 1200 months."),
            _NOT_KEPT,
            N_("Correct the months, or leave them blank."),
        )
    if "service" in kept:
        kept["service"] = int(bool(kept["service"]))
    return kept


def _out_of_range(name: str) -> Refused:
    what = N_("The price must not be negative or that large.")
    if name != "price":
        what = N_("This text is too long.")
    return Refused(what, _NOT_KEPT, N_("Correct it."))


def _within(value: int | None, low: int, high: int) -> bool:
    return value is None or low <= value <= high


def _tidy(value: Any) -> Any:
    return (value.strip() or None) if isinstance(value, str) else value


def _refuse_name(unit: Unit, name: str, own: int = 0) -> None:
    asked = select(product.c.name).where(product.c.name_key == name_key(name), product.c.id != own)
    found = unit.connection.execute(asked).scalar()
    if found is not None:
        raise Refused(
            N_("There is a product called {name} already."),
            _NOT_KEPT,
            N_("Merge the two, or choose another name."),
            name=found,
        )


def _existing(unit: Unit, product_id: int) -> Mapping[str, Any]:
    asked = select(product).where(product.c.id == product_id)
    found = unit.connection.execute(asked).mappings().first()
    if found is None:
        raise Refused(N_("This product is not there any more."), _NOT_KEPT)
    return dict(found)
