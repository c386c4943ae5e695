"""Finds a unit that was sold: by its serial number, its receipt's number or its buyer's phone."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from app.core.actor import Right, needs
from app.core.customers.queries import search
from app.core.customers.records import customer
from app.core.products.records import product
from app.core.purchases.records import (
    PurchaseKind,
    fold_number,
    from_day,
    purchase,
    purchase_line,
)
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

_BUYERS = 20
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Unit:
    """One line of a receipt that may be what one looks for."""

    purchase_id: int
    number: str | None
    on: date
    kind: PurchaseKind
    customer_id: int | None
    customer_name: str | None
    item: str | None
    quantity: int | None
    unit: str | None
    serial: str | None
    amount: int
    clerk: str | None
    life_months: int | None
    found_by: str


@needs(Right.SEE_CUSTOMERS)
def find_units(reader: Reader, typed: str, limit: int = 100) -> tuple[Unit, ...]:
    """Lines whose serial or receipt begins so, then what people found by phone or name bought."""
    wanted = fold_number(typed)
    if not wanted:
        return ()
    found: dict[tuple[int, int], Unit] = {}
    for by, which in (
        ("serial", _begins(purchase_line.c.serial_key, wanted)),
        ("receipt", _begins(purchase.c.number_key, wanted)),
    ):
        _collect(reader, found, by, which, limit)
    if len(found) < limit:
        buyers = [hit.id for hit in search(reader, typed, limit=_BUYERS).hits]
        mine = purchase.c.customer_id.in_(id_list(buyers))
        _collect(reader, found, "customer", mine, limit)
    return tuple(found.values())[:limit]


def _collect(
    reader: Reader,
    found: dict[tuple[int, int], Unit],
    by: str,
    which: ColumnElement[bool],
    limit: int,
) -> None:
    newest = _lines().where(which).order_by(purchase.c.bought_day.desc(), purchase.c.id.desc())
    for row in reader.connection.execute(newest.limit(limit)).mappings():
        values = dict(row)
        key = (values["purchase_id"], values.pop("position") or 0)
        values |= {"on": from_day(values.pop("bought_day")), "found_by": by}
        found.setdefault(key, Unit(**values))


def _begins(column: ColumnElement[Any], wanted: str) -> ColumnElement[bool]:
    # A range, because LIKE would not walk the index of a text column.
    return and_(column.is_not(None), column >= wanted, column < wanted + _LAST)


def _lines() -> Select[Any]:
    line = purchase_line.c
    return select(
        purchase.c.id.label("purchase_id"),
        purchase.c.number,
        purchase.c.bought_day,
        purchase.c.kind,
        purchase.c.customer_id,
        customer.c.name.label("customer_name"),
        purchase.c.clerk,
        line.position,
        line.item,
        line.quantity,
        line.unit,
        line.serial,
        line.amount,
        product.c.life_months,
    ).select_from(
        purchase.join(purchase_line, line.purchase_id == purchase.c.id)
        .outerjoin(customer, customer.c.id == purchase.c.customer_id)
        .outerjoin(product, product.c.id == line.product_id)
    )
