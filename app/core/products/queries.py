"""Reads products: one, a list, as one types, what sells best, what one customer bought."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select

from app.core.actor import Right, needs
from app.core.products.naming import looked_for, name_key
from app.core.products.records import product
from app.core.purchases.records import from_day, purchase, purchase_line, to_day
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.value.window import Window

_SHOWN = (
    *("id", "name", "code", "category", "brand", "price_band", "unit", "price"),
    *("life_months", "stage", "service", "retired_on", "merged_into"),
)


@dataclass(frozen=True)
class Product:
    """A product as screens show it; price in fen, unknown is None."""

    id: int
    name: str
    code: str | None
    category: str | None
    brand: str | None
    price_band: str | None
    unit: str | None
    price: int | None
    life_months: int | None
    stage: str | None
    service: bool
    retired_on: date | None
    merged_into: int | None


@dataclass(frozen=True)
class Sold:
    """How much of a product was sold, returns taken off."""

    product_id: int
    name: str
    quantity: int | None
    amount: int
    customers: int
    last_on: date


@needs(Right.SEE_CUSTOMERS)
def get(reader: Reader, product_id: int) -> Product | None:
    """One product."""
    found = reader.connection.execute(_products().where(product.c.id == product_id)).first()
    return None if found is None else _product(found)


@needs(Right.SEE_CUSTOMERS)
def by_name(reader: Reader, name: str) -> Product | None:
    """The product of exactly this name, whichever spelling of it that is."""
    asked = select(func.coalesce(product.c.merged_into, product.c.id))
    found = reader.connection.execute(asked.where(product.c.name_key == name_key(name))).scalar()
    return None if found is None else get(reader, found)


@needs(Right.SEE_CUSTOMERS)
def find(reader: Reader, typed: str, limit: int = 8) -> tuple[Product, ...]:
    """What one may mean while typing: by name, pinyin, initials or code; beginnings first."""
    wanted = looked_for(typed)
    if not wanted:
        return ()
    sold_here = _products().where(product.c.retired_on.is_(None), _meets(wanted))
    ranked = sold_here.order_by(_rank(wanted), func.length(product.c.name), product.c.id)
    return tuple(_product(row) for row in reader.connection.execute(ranked.limit(limit)))


@needs(Right.SEE_CUSTOMERS)
def listed(
    reader: Reader, typed: str = "", *, retired: bool = False, limit: int = 500, offset: int = 0
) -> tuple[Product, ...]:
    """Products by name; the retired ones instead, if asked."""
    asked = _products().where(_shown(typed, retired)).order_by(product.c.sound, product.c.id)
    return tuple(
        _product(row) for row in reader.connection.execute(asked.limit(limit).offset(offset))
    )


@needs(Right.SEE_CUSTOMERS)
def product_ids(reader: Reader, typed: str = "", *, retired: bool = False) -> "array[int]":
    """The ids of all that `listed` would show, by name."""
    asked = select(product.c.id).where(_shown(typed, retired))
    ordered = asked.order_by(product.c.sound, product.c.id)
    return array("q", reader.connection.execute(ordered).scalars())


@needs(Right.SEE_CUSTOMERS)
def product_rows(reader: Reader, ids: Sequence[int]) -> tuple[Product, ...]:
    """The products of these ids, in any order."""
    asked = _products().where(product.c.id.in_(id_list(ids)))
    return tuple(_product(row) for row in reader.connection.execute(asked))


@needs(Right.SEE_CUSTOMERS)
def count(reader: Reader, typed: str = "", *, retired: bool = False) -> int:
    """How many `listed` would show in all."""
    asked = select(func.count()).select_from(product).where(_shown(typed, retired))
    return int(reader.connection.execute(asked).scalar_one())


@needs(Right.SEE_CUSTOMERS)
def spellings(reader: Reader, product_id: int) -> tuple[Product, ...]:
    """Other names under which receipts may call a product."""
    asked = select(*(product.c[name] for name in _SHOWN)).where(product.c.merged_into == product_id)
    return tuple(_product(row) for row in reader.connection.execute(asked.order_by(product.c.id)))


@needs(Right.SEE_CUSTOMERS)
def words_of(reader: Reader, column: str, limit: int = 200) -> tuple[str, ...]:
    """The categories, brands, price bands or units in use, the most frequent first."""
    if column not in ("category", "brand", "price_band", "unit"):
        raise ValueError(column)
    cell = product.c[column]
    asked = select(cell).where(cell.is_not(None), product.c.merged_into.is_(None))
    ranked = asked.group_by(cell).order_by(func.count().desc(), cell)
    return tuple(reader.connection.execute(ranked.limit(limit)).scalars())


@needs(Right.SEE_FIGURES)
def best_sellers(reader: Reader, first: date, last: date, limit: int = 20) -> tuple[Sold, ...]:
    """What brought the most in a window (both days included, nothing after today)."""
    until = min(last, reader.today)
    bought = purchase.c.bought_day.between(to_day(first), to_day(until))
    return _sold(reader, bought, limit)


@needs(Right.SEE_FIGURES)
def sold_since(reader: Reader, first: date) -> dict[int, int]:
    """Product → what it brought from a day up to today in fen, the most first."""
    total = func.sum(purchase_line.c.amount)
    asked = (
        select(purchase_line.c.product_id, total)
        .join_from(purchase, purchase_line, purchase_line.c.purchase_id == purchase.c.id)
        .where(purchase.c.bought_day.between(to_day(first), to_day(reader.today)))
        .where(purchase_line.c.product_id.is_not(None))
        .group_by(purchase_line.c.product_id)
        .having(total > 0)
        .order_by(total.desc(), purchase_line.c.product_id)
    )
    return {int(product_id): int(sum_) for product_id, sum_ in reader.connection.execute(asked)}


@needs(Right.SEE_CUSTOMERS)
def buyers(reader: Reader, product_id: int, window: Window) -> tuple[int, ...]:
    """Who bought a product in a window, who spent most on it first; nothing after today."""
    first = 0 if window.first is None else to_day(window.first)
    days = purchase.c.bought_day.between(first, min(to_day(window.last), to_day(reader.today)))
    total = func.sum(purchase_line.c.amount)
    asked = (
        select(purchase.c.customer_id)
        .join_from(purchase, purchase_line, purchase_line.c.purchase_id == purchase.c.id)
        .where(purchase_line.c.product_id == product_id, days, purchase.c.customer_id.is_not(None))
        .group_by(purchase.c.customer_id)
        .having(or_(total > 0, func.sum(purchase_line.c.quantity) > 0))
        .order_by(total.desc(), purchase.c.customer_id)
    )
    return tuple(reader.connection.execute(asked).scalars())


@needs(Right.SEE_CUSTOMERS)
def of_customer(reader: Reader, customer_id: int, limit: int = 20) -> tuple[Sold, ...]:
    """What one customer has bought up to today, what brought the most first."""
    mine = purchase.c.customer_id == customer_id
    return _sold(reader, and_(mine, purchase.c.bought_day <= to_day(reader.today)), limit)


def _sold(reader: Reader, which: ColumnElement[bool], limit: int) -> tuple[Sold, ...]:
    amount = func.sum(purchase_line.c.amount)
    totals = (
        select(
            purchase_line.c.product_id,
            func.sum(purchase_line.c.quantity).label("quantity"),
            amount.label("amount"),
            func.count(purchase.c.customer_id.distinct()).label("customers"),
            func.max(purchase.c.bought_day).label("last"),
        )
        .join_from(purchase, purchase_line, purchase_line.c.purchase_id == purchase.c.id)
        .where(which, purchase_line.c.product_id.is_not(None))
        .group_by(purchase_line.c.product_id)
        .having(or_(amount > 0, func.sum(purchase_line.c.quantity) > 0))
        .order_by(amount.desc(), purchase_line.c.product_id)
        .limit(limit)
        .subquery()
    )
    joined = select(totals, product.c.name).join(product, product.c.id == totals.c.product_id)
    rows = reader.connection.execute(joined.order_by(totals.c.amount.desc(), product.c.id))
    return tuple(
        Sold(r.product_id, r.name, r.quantity, r.amount, r.customers, from_day(r.last))
        for r in rows
    )


def _products() -> Select[Any]:
    shown = (product.c[name] for name in _SHOWN)
    return select(*shown).where(product.c.merged_into.is_(None))


def _product(row: Row[Any]) -> Product:
    values = dict(row._mapping)
    return Product(**{**values, "service": bool(values["service"])})


def _shown(typed: str, retired: bool) -> ColumnElement[bool]:
    offered = product.c.retired_on.is_not(None) if retired else product.c.retired_on.is_(None)
    wanted = looked_for(typed)
    whole = and_(product.c.merged_into.is_(None), offered)
    return and_(whole, _meets(wanted)) if wanted else whole


def _meets(wanted: str) -> ColumnElement[bool]:
    return or_(
        product.c.name_key.contains(wanted, autoescape=True),
        product.c.sound.contains(wanted, autoescape=True),
        product.c.code.startswith(wanted, autoescape=True),
        product.c.brand.contains(wanted, autoescape=True),
    )


def _rank(wanted: str) -> ColumnElement[int]:
    return case(
        (or_(product.c.name_key == wanted, product.c.code == wanted), 0),
        (product.c.name_key.startswith(wanted, autoescape=True), 1),
        (product.c.sound.startswith(wanted, autoescape=True), 2),
        else_=3,
    )
