"""Keeps a receipt with its lines, as it is typed at the counter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.products.naming import name_key
from app.core.products.records import product
from app.core.products.service import named
from app.core.purchases.linking import kind_of
from app.core.purchases.records import (
    QUANTITY_UNIT,
    PurchaseKind,
    fold_number,
    purchase,
    purchase_line,
    to_day,
)
from app.core.purchases.summaries import refresh_summaries
from app.core.purchases.sums import line_sum
from app.core.store.idlist import id_list
from app.core.store.unit import Unit
from app.i18n import N_

MOST = 10**15
"""The largest sum of a receipt, in fen: what every figure can still add up exactly."""
NOT_KEPT = N_("The purchase was not kept.")


@dataclass(frozen=True)
class EntryLine:
    """One line as typed; quantity in millionths, money in fen.

    Without `amount` it is reckoned; without `product_id` a product of the same name is
    found, and `keep` makes one when there is none.
    """

    item: str = ""
    quantity: int | None = QUANTITY_UNIT
    price: int | None = None
    discount: int | None = None
    amount: int | None = None
    product_id: int | None = None
    gift: bool = False
    serial: str = ""
    unit: str = ""
    category: str = ""
    note: str = ""
    keep: bool = False
    original_position: int | None = None

    @property
    def total(self) -> int | None:
        """What the line comes to: as typed, else reckoned; None when nobody can say."""
        if self.amount is not None:
            return self.amount
        return line_sum(self.quantity, self.price, self.discount)


@dataclass(frozen=True)
class NewEntry:
    """A receipt as typed; `amount` only where there are no lines."""

    customer_id: int | None
    on: date
    lines: tuple[EntryLine, ...] = ()
    amount: int | None = None
    at: time | None = None
    number: str = ""
    payment: str = ""
    channel: str = ""
    clerk: str = ""
    promised_on: date | None = None
    delivered_on: date | None = None
    note: str = ""
    original_id: int | None = None

    @property
    def total(self) -> int | None:
        """The sum of the lines; None while one of them has none."""
        if not self.lines:
            return self.amount
        sums = [line.total for line in self.lines]
        return None if None in sums else sum(each or 0 for each in sums)


@needs(Right.ENTER_PURCHASES)
def enter_receipt(unit: Unit, new: NewEntry) -> int:
    """Keep a receipt and its lines; returns its id. Less than nothing is money given back."""
    amount = _checked_sum(new)
    _refuse_days(unit, new)
    original = _original(unit, new.original_id)
    kind = kind_of(amount, original is not None)
    made = unit.insert(
        purchase,
        **_head(unit, new),
        **(original or {}),
        kind=kind,
        amount=amount,
        counted=int(kind is PurchaseKind.SALE),
        net=amount if original is None else 0,
    )
    add_lines(unit, made, new.lines)
    owners = {new.customer_id, *_owner(unit, new.original_id)}
    lowered = [new.original_id] if new.original_id is not None else []
    refresh_summaries(unit, [each for each in owners if each is not None], lowered)
    return made


def add_lines(unit: Unit, purchase_id: int, lines: Iterable[EntryLine]) -> None:
    """Write the lines of a receipt that this unit made; each finds its product."""
    listed = list(lines)
    products = _products_of(unit, listed)
    rows = [
        {**_row(line, products[place]), "purchase_id": purchase_id, "position": place}
        for place, line in enumerate(listed, 1)
    ]
    unit.insert_many(purchase_line, rows)


def _products_of(unit: Unit, lines: list[EntryLine]) -> dict[int, Mapping[str, Any] | None]:
    """Place of the line → the product it names, or None for free text."""
    ids = {line.product_id for line in lines if line.product_id is not None}
    names = {name_key(line.item) for line in lines if line.product_id is None and line.item}
    known = _known(unit, ids, names)
    found: dict[int, Mapping[str, Any] | None] = {}
    for place, line in enumerate(lines, 1):
        row = known.get(line.product_id or name_key(line.item))
        if row is None and line.keep and line.item.strip():
            made = named(unit, line.item.strip(), **_said(line))
            row = {"id": made, "name": line.item.strip(), "category": None, "unit": None}
        found[place] = row
    return found


def _said(line: EntryLine) -> dict[str, Any]:
    price = line.price if line.price is not None and line.price >= 0 else None
    return {"price": price, "category": line.category or None, "unit": line.unit or None}


def _known(unit: Unit, ids: set[int], names: set[str]) -> dict[int | str, Mapping[str, Any]]:
    if not ids and not names:
        return {}
    shown = [product.c[name] for name in ("id", "name", "category", "unit", "merged_into")]
    asked = select(*shown, product.c.name_key)
    by_name = asked.where(product.c.name_key.in_(sorted(names)))
    by_id = asked.where(product.c.id.in_(id_list(ids)))
    found: dict[int | str, Mapping[str, Any]] = {}
    for row in unit.connection.execute(by_id.union(by_name)).mappings():
        found[row["id"]] = found[row["name_key"]] = dict(row)
    return found


def _row(line: EntryLine, known: Mapping[str, Any] | None) -> dict[str, Any]:
    said = known or {}
    serial = line.serial.strip()
    return {
        "item": line.item.strip() or said.get("name"),
        "category": line.category.strip() or said.get("category"),
        "quantity": line.quantity,
        "unit": line.unit.strip() or said.get("unit"),
        "price": line.price,
        "amount": line.total,
        "note": line.note.strip() or None,
        "product_id": said.get("merged_into") or said.get("id"),
        "discount": line.discount or None,
        "gift": 1 if line.gift else None,
        "serial": serial or None,
        "serial_key": fold_number(serial) if serial else None,
        "original_position": line.original_position,
    }


def _head(unit: Unit, new: NewEntry) -> dict[str, Any]:
    number = new.number.strip()
    if number:
        _refuse_number(unit, number)
    return {
        "customer_id": new.customer_id,
        **_customer(unit, new.customer_id),
        "number": number or None,
        "number_key": fold_number(number) if number else None,
        "bought_day": to_day(new.on),
        "bought_time": new.at.isoformat("minutes") if new.at else None,
        "payment": new.payment.strip() or None,
        "channel": new.channel.strip() or None,
        "clerk": new.clerk.strip() or None,
        "promised_day": to_day(new.promised_on) if new.promised_on else None,
        "delivered_day": to_day(new.delivered_on) if new.delivered_on else None,
        "note": new.note.strip() or None,
    }


def _checked_sum(new: NewEntry) -> int:
    if any(line.total is None for line in new.lines) or new.total is None:
        raise Refused(N_("A line has no sum."), NOT_KEPT, N_("Give each line a price or a sum."))
    figures = [new.total, *(line.total or 0 for line in new.lines)]
    figures += [line.price or 0 for line in new.lines]
    figures += [line.quantity or 0 for line in new.lines]
    if any(abs(each) > MOST for each in figures):
        raise Refused(N_("This sum is too large to be true."), NOT_KEPT, N_("Correct the figures."))
    return new.total


def _refuse_days(unit: Unit, new: NewEntry) -> None:
    later = new.on if new.on > unit.today else new.delivered_on
    if later is not None and later > unit.today:
        raise Refused(
            N_("The date {date} lies in the future."),
            NOT_KEPT,
            N_("Correct the date."),
            date=later.isoformat(),
        )
    for day in (new.promised_on, new.delivered_on):
        if day is not None and day < new.on:
            raise Refused(
                N_("A delivery can't come before its purchase."), NOT_KEPT, N_("Correct the date.")
            )


def _refuse_number(unit: Unit, number: str) -> None:
    asked = select(purchase.c.id).where(purchase.c.number_key == fold_number(number))
    if unit.connection.execute(asked).first() is not None:
        raise Refused(
            N_("There is a receipt with the number {number} already."),
            NOT_KEPT,
            N_("Leave the number blank, or give another one."),
            number=number,
        )


def _customer(unit: Unit, customer_id: int | None) -> dict[str, str | None]:
    if customer_id is None:
        return {"customer_number": None, "customer_key": None}
    asked = select(customer.c.number, customer.c.number_key).where(
        customer.c.id == customer_id, customer.c.binned_on.is_(None)
    )
    found = unit.connection.execute(asked).first()
    if found is None:
        raise Refused(
            N_("This customer is not there any more."),
            NOT_KEPT,
            N_("Bring the customer back from the bin first."),
        )
    return {"customer_number": found.number, "customer_key": found.number_key}


def _original(unit: Unit, original_id: int | None) -> dict[str, Any] | None:
    if original_id is None:
        return None
    names = ("id", "number", "number_key", "kind")
    asked = select(*(purchase.c[name] for name in names)).where(purchase.c.id == original_id)
    found = unit.connection.execute(asked).first()
    if found is None or found.kind != PurchaseKind.SALE:
        raise Refused(N_("The receipt that this belongs to is not there any more."), NOT_KEPT)
    return {
        "original_id": found.id,
        "original_number": found.number,
        "original_key": found.number_key,
    }


def _owner(unit: Unit, purchase_id: int | None) -> set[int | None]:
    if purchase_id is None:
        return set()
    asked = select(purchase.c.customer_id).where(purchase.c.id == purchase_id)
    return set(unit.connection.execute(asked).scalars())
