"""Many receipts at once, for imports and the sample shop: tuples in, one refresh at the end.

    first, last = add_receipts(unit, receipts)      # 5-8 microseconds each, any number of times
    finish(unit, first, last, ALL)                  # history, links, summaries: set-based

`add_receipts` streams: pass a generator. Customers must exist already; a receipt without
`customer_id` but with `customer_number` waits for that customer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.purchases.linking import kind_of
from app.core.purchases.records import PurchaseKind, fold_number, purchase, purchase_line
from app.core.purchases.summaries import Scope, refresh_summaries
from app.core.store.filled_columns import insert_filled
from app.core.store.unit import Unit

CHUNK = 10_000


@dataclass(frozen=True, slots=True)
class NewLine:
    """One line of a receipt; quantity in millionths, money in fen."""

    amount: int
    item: str | None = None
    category: str | None = None
    quantity: int | None = None
    unit: str | None = None
    price: int | None = None
    note: str | None = None
    product_id: int | None = None
    discount: int | None = None
    gift: bool = False
    serial: str | None = None


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """A receipt to keep; `day` is `records.to_day(date)`, `amount` the sum of its lines."""

    day: int
    amount: int
    customer_id: int | None = None
    customer_number: str | None = None
    number: str | None = None
    number_key: str | None = None
    """Given for an unnumbered receipt that must be known again; else folded from `number`."""
    time: str | None = None
    original_number: str | None = None
    payment: str | None = None
    note: str | None = None
    channel: str | None = None
    clerk: str | None = None
    promised_day: int | None = None
    delivered_day: int | None = None
    lines: tuple[NewLine, ...] = ()


COLUMNS = (
    *("id", "number", "number_key", "customer_id", "customer_number", "customer_key"),
    *("bought_day", "bought_time", "kind", "amount", "original_number", "original_key"),
    *("payment", "note", "batch_id", "counted", "net"),
    *("channel", "clerk", "promised_day", "delivered_day"),
)
LINE_COLUMNS = (
    *("purchase_id", "position", "item", "category", "quantity", "unit", "price"),
    *("amount", "note", "product_id", "discount", "gift", "serial", "serial_key"),
)


@needs(Right.ENTER_PURCHASES)
def add_receipts(
    unit: Unit, receipts: Iterable[NewReceipt], batch_id: int | None = None
) -> tuple[int, int]:
    """Insert receipts with their lines; the ids of the first and the last one.

    Nothing is recorded or linked yet: call `finish` once at the end.
    """
    first = next_id = unit.next_id(purchase)
    several = iter(receipts)
    while chunk := list(islice(several, CHUNK)):
        numbered = list(enumerate(chunk, next_id))
        _insert(unit, purchase.name, COLUMNS, (_row(i, new, batch_id) for i, new in numbered))
        lines = (row for i, new in numbered for row in _line_rows(i, new))
        _insert(unit, purchase_line.name, LINE_COLUMNS, lines)
        next_id += len(chunk)
    return first, next_id - 1


@needs(Right.ENTER_PURCHASES)
def finish(unit: Unit, first: int, last: int, customers: Scope) -> None:
    """Record receipts first … last as created, link returns, refresh the summaries."""
    if last < first:
        return
    unit.record_created(purchase, select(purchase.c.id).where(purchase.c.id.between(first, last)))
    unit.changes.add(purchase_line.name, ())
    refresh_summaries(unit, customers)


def _insert(unit: Unit, table: str, columns: tuple[str, ...], rows: Iterator[Any]) -> None:
    insert_filled(unit.connection, table, columns, list(rows))


def _row(row_id: int, new: NewReceipt, batch_id: int | None) -> tuple[Any, ...]:
    kind = kind_of(new.amount, new.original_number is not None)
    return (
        row_id,
        new.number,
        new.number_key or _folded(new.number),
        new.customer_id,
        new.customer_number,
        _folded(new.customer_number),
        new.day,
        new.time,
        kind.value,
        new.amount,
        new.original_number,
        _folded(new.original_number),
        new.payment,
        new.note,
        batch_id,
        int(kind is PurchaseKind.SALE),
        new.amount,
        new.channel,
        new.clerk,
        new.promised_day,
        new.delivered_day,
    )


def _line_rows(row_id: int, new: NewReceipt) -> Iterator[tuple[Any, ...]]:
    for position, line in enumerate(new.lines, 1):
        yield (
            *(row_id, position, line.item, line.category, line.quantity, line.unit),
            *(line.price, line.amount, line.note, line.product_id, line.discount or None),
            *(1 if line.gift else None, line.serial, _folded(line.serial)),
        )


def _folded(typed: str | None) -> str | None:
    return fold_number(typed) if typed else None
