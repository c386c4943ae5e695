"""Reads receipts: a customer's, their lines, those that wait or lie in the future."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.purchases.records import (
    PurchaseKind,
    from_day,
    purchase,
    purchase_line,
    quantity_text,
    to_day,
)
from app.core.store.reader import Reader


@dataclass(frozen=True)
class Purchase:
    """A receipt as screens show it; money in fen, negative when it went back."""

    id: int
    number: str | None
    customer_id: int | None
    customer_number: str | None
    on: date
    at: str | None
    kind: PurchaseKind
    amount: int
    net: int
    counts: bool
    original_id: int | None
    original_number: str | None
    reverses_id: int | None
    payment: str | None
    note: str | None
    lines: int
    customer_name: str | None = None
    channel: str | None = None
    clerk: str | None = None
    promised_on: date | None = None
    delivered_on: date | None = None

    @property
    def is_taken_back(self) -> bool:
        """A sale of which nothing is left: fully returned, or reversed."""
        return self.kind is PurchaseKind.SALE and not self.counts


@dataclass(frozen=True)
class Line:
    """One line of a receipt; `quantity` in millionths, see `records.QUANTITY_UNIT`."""

    item: str | None
    category: str | None
    quantity: int | None
    unit: str | None
    price: int | None
    amount: int
    note: str | None
    position: int = 0
    product_id: int | None = None
    discount: int | None = None
    gift: bool = False
    serial: str | None = None

    @property
    def quantity_text(self) -> str:
        """The quantity as people write it: 0.25, 3, or nothing."""
        return "" if self.quantity is None else quantity_text(self.quantity)


@dataclass(frozen=True)
class Summary:
    """All purchases of one customer in a few figures."""

    purchases: int
    revenue: int
    first_on: date
    last_on: date


@needs(Right.SEE_CUSTOMERS)
def of_customer(
    reader: Reader, customer_id: int, limit: int = 200, offset: int = 0
) -> tuple[Purchase, ...]:
    """A customer's receipts, the newest first."""
    mine = _receipts().where(purchase.c.customer_id == customer_id)
    newest = mine.order_by(purchase.c.bought_day.desc(), purchase.c.id.desc())
    return _purchases(reader, newest.limit(limit).offset(offset))


@needs(Right.SEE_CUSTOMERS)
def last_sale(reader: Reader, customer_id: int) -> Purchase | None:
    """What a customer bought last, see `last_sales`."""
    return next(iter(last_sales(reader, customer_id, 1)), None)


@needs(Right.SEE_CUSTOMERS)
def last_sales(reader: Reader, customer_id: int, limit: int) -> tuple[Purchase, ...]:
    """What a customer bought, the newest first, up to today; what came back whole was none."""
    mine = (purchase.c.customer_id == customer_id, purchase.c.counted == 1)
    upto = and_(*mine, purchase.c.bought_day <= to_day(reader.today))
    newest = (purchase.c.bought_day.desc(), purchase.c.id.desc())
    return receipts_where(reader, upto, limit, newest)


@needs(Right.SEE_CUSTOMERS)
def count_of_customer(reader: Reader, customer_id: int) -> int:
    """How many receipts, returns and refunds a customer has."""
    asked = select(func.count()).where(purchase.c.customer_id == customer_id)
    return int(reader.connection.execute(asked).scalar_one())


@needs(Right.SEE_CUSTOMERS)
def get(reader: Reader, purchase_id: int) -> Purchase | None:
    """One receipt."""
    found = _purchases(reader, _receipts().where(purchase.c.id == purchase_id))
    return found[0] if found else None


@needs(Right.SEE_CUSTOMERS)
def lines(reader: Reader, purchase_id: int) -> tuple[Line, ...]:
    """What stands on a receipt, in its order."""
    names = (
        *("item", "category", "quantity", "unit", "price", "amount", "note", "position"),
        *("product_id", "discount", "gift", "serial"),
    )
    asked = select(*(purchase_line.c[name] for name in names))
    mine = asked.where(purchase_line.c.purchase_id == purchase_id)
    rows = reader.connection.execute(mine.order_by(purchase_line.c.position)).mappings()
    return tuple(Line(**{**row, "gift": bool(row["gift"])}) for row in rows)


@needs(Right.SEE_CUSTOMERS)
def receipts_where(
    reader: Reader, which: ColumnElement[bool], limit: int, order: tuple[Any, ...]
) -> tuple[Purchase, ...]:
    """Receipts that meet a condition, in an order; for the other queries of this folder."""
    return _purchases(reader, _receipts().where(which).order_by(*order).limit(limit))


@needs(Right.SEE_CUSTOMERS)
def linked_to(reader: Reader, purchase_id: int) -> tuple[Purchase, ...]:
    """Returns and reverse entries of a receipt, as they came."""
    mine = purchase.c.original_id == purchase_id
    return receipts_where(reader, mine, 1000, order=(purchase.c.bought_day, purchase.c.id))


@needs(Right.SEE_CUSTOMERS)
def summary(reader: Reader, customer_id: int) -> Summary | None:
    """A customer's purchases up to today in a few figures; None when there are none."""
    upto = select(
        func.sum(purchase.c.counted),
        func.sum(purchase.c.net),
        func.min(purchase.c.bought_day).filter(purchase.c.counted == 1),
        func.max(purchase.c.bought_day).filter(purchase.c.counted == 1),
    ).where(purchase.c.customer_id == customer_id, purchase.c.bought_day <= to_day(reader.today))
    count, revenue, first, last = reader.connection.execute(upto).one()
    return Summary(count, revenue, from_day(first), from_day(last)) if count else None


@needs(Right.SEE_CUSTOMERS)
def in_the_future(reader: Reader, limit: int = 1000) -> tuple[Purchase, ...]:
    """Receipts dated after today: they count in no figure until their day comes."""
    later = _receipts().where(purchase.c.bought_day > to_day(reader.today))
    return _purchases(reader, later.order_by(purchase.c.bought_day, purchase.c.id).limit(limit))


@needs(Right.SEE_CUSTOMERS)
def count_in_the_future(reader: Reader) -> int:
    """How many receipts are dated after today."""
    asked = select(func.count()).where(purchase.c.bought_day > to_day(reader.today))
    return int(reader.connection.execute(asked).scalar_one())


@needs(Right.SEE_CUSTOMERS)
def unknown_customers(reader: Reader) -> dict[str, int]:
    """Customer numbers that nobody bears, as first typed, with their receipts."""
    asked = (
        select(func.min(purchase.c.customer_number), func.count())
        .where(purchase.c.customer_id.is_(None), purchase.c.customer_key.is_not(None))
        .group_by(purchase.c.customer_key)
    )
    return {str(number): int(count) for number, count in reader.connection.execute(asked)}


def _receipts() -> Select[Any]:
    counted = (
        select(func.count())
        .where(purchase_line.c.purchase_id == purchase.c.id)
        .correlate(purchase)
        .scalar_subquery()
    )
    named = customer.c.name.label("customer_name")
    return select(*purchase.columns, counted.label("lines"), named).outerjoin_from(
        purchase, customer, customer.c.id == purchase.c.customer_id
    )


def _purchases(reader: Reader, asked: Select[Any]) -> tuple[Purchase, ...]:
    return tuple(_purchase(row) for row in reader.connection.execute(asked))


def _purchase(row: Row[Any]) -> Purchase:
    return Purchase(
        id=row.id,
        number=row.number,
        customer_id=row.customer_id,
        customer_number=row.customer_number,
        on=from_day(row.bought_day),
        at=row.bought_time,
        kind=PurchaseKind(row.kind),
        amount=row.amount,
        net=row.net,
        counts=bool(row.counted),
        original_id=row.original_id,
        original_number=row.original_number,
        reverses_id=row.reverses_id,
        payment=row.payment,
        note=row.note,
        lines=row.lines,
        customer_name=row.customer_name,
        channel=row.channel,
        clerk=row.clerk,
        promised_on=_day(row.promised_day),
        delivered_on=_day(row.delivered_day),
    )


def _day(day: int | None) -> date | None:
    return None if day is None else from_day(day)
