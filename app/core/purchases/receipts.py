"""Lists receipts, newest first, by days, customer, product or what stands on them."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true

from app.core.actor import Right, needs
from app.core.customers.queries import search
from app.core.purchases.queries import Purchase, receipts_where
from app.core.purchases.records import fold_number, purchase, purchase_line, to_day
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

MOST = 20_000
"""So many are listed at once; a million would take seconds and nobody reads them."""
_BUYERS = 200
_RECENT = 3_000
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class ReceiptQuery:
    """Which receipts: all by default. `text` is a receipt's number, or a customer's name …"""

    text: str = ""
    first: date | None = None
    last: date | None = None
    customer_id: int | None = None
    product_id: int | None = None
    open_orders: bool = False


@dataclass(frozen=True)
class Totals:
    """Receipts in all; what they come to, returns taken off, in fen."""

    count: int
    total: int


@dataclass(frozen=True)
class Words:
    """What was last written of payment, channel and clerk, the most frequent first."""

    payments: tuple[str, ...]
    channels: tuple[str, ...]
    clerks: tuple[str, ...]


@needs(Right.SEE_CUSTOMERS)
def receipt_ids(reader: Reader, query: ReceiptQuery, limit: int = MOST) -> "array[int]":
    """The receipts' ids, newest first, at most `limit`; open orders by their promised day."""
    order: tuple[Any, ...] = (purchase.c.bought_day.desc(), purchase.c.id.desc())
    if query.open_orders:
        order = (purchase.c.promised_day, purchase.c.id)
    asked = select(purchase.c.id).where(_which(reader, query)).order_by(*order).limit(limit)
    return array("q", reader.connection.execute(asked).scalars())


@needs(Right.SEE_CUSTOMERS)
def receipt_rows(reader: Reader, ids: Sequence[int]) -> tuple[Purchase, ...]:
    """The receipts of these ids, in any order."""
    mine = purchase.c.id.in_(id_list(ids))
    return receipts_where(reader, mine, len(ids), order=(purchase.c.id,))


@needs(Right.SEE_CUSTOMERS)
def totals_of(reader: Reader, query: ReceiptQuery) -> Totals:
    """How many there are in all, and what they come to up to today."""
    upto = case((purchase.c.bought_day <= to_day(reader.today), purchase.c.net), else_=0)
    asked = select(func.count(), func.sum(upto)).select_from(purchase)
    count, total = reader.connection.execute(asked.where(_which(reader, query))).one()
    return Totals(int(count), int(total or 0))


@needs(Right.SEE_CUSTOMERS)
def customers_of(reader: Reader, query: ReceiptQuery) -> tuple[int, ...]:
    """Whose receipts they are, each customer once; walk-ins are nobody's."""
    asked = select(purchase.c.customer_id).distinct().where(_which(reader, query))
    known = asked.where(purchase.c.customer_id.is_not(None))
    return tuple(reader.connection.execute(known).scalars())


@needs(Right.SEE_CUSTOMERS)
def words_used(reader: Reader) -> Words:
    """From the last few thousand receipts: a million need not be looked at."""
    newest = select(purchase.c.payment, purchase.c.channel, purchase.c.clerk)
    recent = newest.order_by(purchase.c.id.desc()).limit(_RECENT).subquery()
    found = []
    for column in recent.columns:
        asked = select(column).where(column.is_not(None)).group_by(column)
        ranked = asked.order_by(func.count().desc(), column).limit(30)
        found.append(tuple(reader.connection.execute(ranked).scalars()))
    return Words(*found)


def _which(reader: Reader, query: ReceiptQuery) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = [true()]
    if query.first is not None:
        parts.append(purchase.c.bought_day >= to_day(query.first))
    if query.last is not None:
        parts.append(purchase.c.bought_day <= to_day(query.last))
    if query.customer_id is not None:
        parts.append(purchase.c.customer_id == query.customer_id)
    if query.product_id is not None:
        named = select(purchase_line.c.purchase_id)
        parts.append(purchase.c.id.in_(named.where(purchase_line.c.product_id == query.product_id)))
    if query.open_orders:
        parts += [purchase.c.promised_day.is_not(None), purchase.c.delivered_day.is_(None)]
        parts.append(purchase.c.counted == 1)
    if wanted := fold_number(query.text):
        parts.append(_says(reader, query.text, wanted))
    return and_(*parts)


def _says(reader: Reader, typed: str, wanted: str) -> ColumnElement[bool]:
    buyers = [hit.id for hit in search(reader, typed, limit=_BUYERS).hits]
    numbered = select(purchase.c.id).where(
        purchase.c.number_key >= wanted, purchase.c.number_key < wanted + _LAST
    )
    bought = select(purchase.c.id).where(purchase.c.customer_id.in_(id_list(buyers)))
    return or_(purchase.c.id.in_(numbered), purchase.c.id.in_(bought))
