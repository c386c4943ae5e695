"""Buying the same again: the lines of a receipt at today's prices."""

from dataclasses import dataclass

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.products.records import product
from app.core.purchases.entry import EntryLine
from app.core.purchases.records import purchase_line
from app.core.store.reader import Reader


@dataclass(frozen=True)
class PriceChange:
    """An item that costs something else today; in fen for one unit."""

    item: str
    was: int | None
    now: int


@dataclass(frozen=True)
class Repeat:
    """Lines to be entered again, what costs otherwise today, and what is no longer sold."""

    lines: tuple[EntryLine, ...]
    changed: tuple[PriceChange, ...]
    retired: tuple[str, ...]


@needs(Right.SEE_CUSTOMERS)
def repeat(reader: Reader, purchase_id: int) -> Repeat:
    """The lines of a receipt as they would be sold today; gifts and serials are not repeated."""
    names = ("item", "quantity", "unit", "price", "discount", "amount", "category", "product_id")
    asked = (
        select(
            *(purchase_line.c[name] for name in names),
            product.c.price.label("today"),
            product.c.retired_on,
        )
        .outerjoin(product, product.c.id == purchase_line.c.product_id)
        .where(purchase_line.c.purchase_id == purchase_id)
        .order_by(purchase_line.c.position)
    )
    lines, changed, retired = [], [], []
    for row in reader.connection.execute(asked):
        if row.retired_on is not None:
            retired.append(row.item or "")
        if row.today is not None and row.today != row.price:
            changed.append(PriceChange(row.item or "", row.price, row.today))
        price = row.price if row.today is None else row.today
        lines.append(
            EntryLine(
                item=row.item or "",
                quantity=row.quantity,
                price=price,
                discount=row.discount if price == row.price else None,
                amount=None if price is not None else row.amount,
                product_id=row.product_id,
                unit=row.unit or "",
                category=row.category or "",
            )
        )
    return Repeat(tuple(lines), tuple(changed), tuple(retired))
