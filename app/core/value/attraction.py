"""What draws a customer here: product, service or price; noted, or suggested by her receipts."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from app.core.actor import Right, needs
from app.core.customers.own_values import existing
from app.core.products.records import product
from app.core.purchases.records import purchase, purchase_line
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.core.value.records import drawn_by
from app.i18n import N_

LEAST_LINES = 5
"""With fewer lines nothing is suggested."""
HALF, MOST = Fraction(1, 2), Fraction(3, 5)


class Draw(StrEnum):
    """The course's three; the value is what is kept."""

    PRODUCT = "product"
    SERVICE = "service"
    PRICE = "price"


NAMES: dict[Draw, str] = {
    Draw.PRODUCT: N_("the product"),
    Draw.SERVICE: N_("the service"),
    Draw.PRICE: N_("the price"),
}


@dataclass(frozen=True)
class Lines:
    """What her receipts' lines say; money in fen."""

    count: int = 0
    reduced: int = 0  # lines with something off
    work: int = 0  # lines of services
    largest: int = 0  # lines of the kind of goods that she buys most
    kind: str = ""  # what that is


@dataclass(frozen=True)
class Drawn:
    """What was noted (None: nothing), what is suggested, and the numbers of that."""

    noted: Draw | None
    suggested: Draw | None
    lines: Lines


def suggest(lines: Lines) -> Draw | None:
    """What outweighs its measure most: half for price and work, three fifths for one kind."""
    if lines.count < LEAST_LINES:
        return None
    over = {
        Draw.SERVICE: Fraction(lines.work, lines.count) / HALF,
        Draw.PRICE: Fraction(lines.reduced, lines.count) / HALF,
        Draw.PRODUCT: Fraction(lines.largest, lines.count) / MOST,
    }
    best = max(over, key=lambda each: over[each])
    return best if over[best] >= 1 else None


@needs(Right.SEE_CUSTOMERS)
def drawn(reader: Reader, customer_id: int) -> Drawn:
    """What draws this customer."""
    asked = select(drawn_by.c.what).where(drawn_by.c.customer_id == customer_id)
    noted = reader.connection.execute(asked.order_by(drawn_by.c.id.desc()).limit(1)).scalar()
    lines = _lines(reader, customer_id)
    return Drawn(Draw(noted) if noted else None, suggest(lines), lines)


@needs(Right.EDIT_CUSTOMERS)
def note_drawn(unit: Unit, customer_id: int, what: Draw | None) -> int:
    """Write it down; None takes it back."""
    existing(unit, customer_id)
    return unit.insert(
        drawn_by,
        customer_id=customer_id,
        what=what,
        at_day=unit.today,
        who=unit.actor.name,
    )


def _lines(reader: Reader, customer_id: int) -> Lines:
    kind = func.coalesce(product.c.category, purchase_line.c.category, purchase_line.c.item)
    rows = reader.connection.execute(_asked(kind, customer_id, reader.today.toordinal())).all()
    goods = [row for row in rows if row.kind and row.number > row.work]
    most = max(goods, key=lambda row: (row.number - row.work, row.kind), default=None)
    return Lines(
        sum(row.number for row in rows),
        sum(row.reduced for row in rows),
        sum(row.work for row in rows),
        most.number - most.work if most else 0,
        str(most.kind) if most else "",
    )


def _asked(kind: ColumnElement[Any], customer_id: int, today: int) -> Select[Any]:
    """Counted by kind of goods; what was given away or came back says nothing of her."""
    reduced = case((func.coalesce(purchase_line.c.discount, 0) > 0, 1), else_=0)
    work = func.coalesce(product.c.service, 0)
    bought = (
        purchase.c.customer_id == customer_id,
        purchase.c.counted == 1,
        purchase.c.bought_day <= today,
        func.coalesce(purchase_line.c.gift, 0) == 0,
    )
    return (
        select(
            kind.label("kind"),
            func.count().label("number"),
            func.sum(reduced).label("reduced"),
            func.sum(work).label("work"),
        )
        .select_from(purchase)
        .join(purchase_line, purchase_line.c.purchase_id == purchase.c.id)
        .outerjoin(product, product.c.id == purchase_line.c.product_id)
        .where(*bought)
        .group_by(kind)
    )
