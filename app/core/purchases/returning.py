"""What of a receipt is still with the customer, and taking some or all of it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.errors import Refused
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.records import PurchaseKind, purchase, purchase_line
from app.core.purchases.sums import share
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_

_NOT_KEPT = N_("Nothing was given back.")
_LINE = (
    *("position", "item", "category", "quantity", "unit", "price", "amount"),
    *("product_id", "discount", "gift", "serial", "original_position"),
)


@dataclass(frozen=True)
class Remaining:
    """A line of a receipt: what was bought, and what of it has not come back."""

    position: int
    item: str | None
    unit: str | None
    serial: str | None
    bought: int | None
    paid: int
    quantity: int | None
    amount: int
    line: Mapping[str, Any]

    @property
    def is_there(self) -> bool:
        """Is there anything left to give back?"""
        return self.quantity is None or self.quantity != 0


@dataclass(frozen=True)
class Pick:
    """How much of a line comes back: millionths, None for all that is left of it."""

    position: int
    quantity: int | None = None


@needs(Right.SEE_CUSTOMERS)
def remaining(reader: Reader, purchase_id: int) -> tuple[Remaining, ...]:
    """The lines of a sale, less what came back of each, in their order."""
    lines = _lines(reader, purchase_id)
    back = _came_back(reader, purchase_id, lines)
    return tuple(_left(line, *back.get(line["position"], (0, 0, 0))) for line in lines)


@needs(Right.ENTER_PURCHASES)
def give_back(
    unit: Unit,
    purchase_id: int,
    picks: Sequence[Pick],
    on: date,
    *,
    payment: str = "",
    clerk: str = "",
    note: str = "",
) -> int:
    """Take lines of a sale back, whole or in part; the sale itself stays. Returns the new id."""
    sale = _sale(unit, purchase_id)
    left = {each.position: each for each in remaining(unit, purchase_id)}
    lines = tuple(_back(left.get(pick.position), pick) for pick in picks)
    if not lines:
        raise Refused(N_("No line was chosen."), _NOT_KEPT, N_("Choose what comes back."))
    new = NewEntry(
        customer_id=sale.customer_id, on=on, lines=lines, note=note, clerk=clerk,
        payment=payment or sale.payment or "", channel=sale.channel or "",
        original_id=purchase_id,
    )  # fmt: skip
    return enter_receipt(unit, new)


def lines_left(reader: Reader, purchase_id: int) -> tuple[EntryLine, ...]:
    """All that is left of an entry as lines that take it back, for a reverse entry."""
    lines = _lines(reader, purchase_id)
    if any(line["original_position"] is not None for line in lines):  # the entry is a return
        return tuple(_mirrored(line) for line in lines)
    left = (each for each in remaining(reader, purchase_id) if each.is_there)
    return tuple(_back(each, Pick(each.position)) for each in left)


def _left(line: Mapping[str, Any], quantity: int, amount: int, times: int) -> Remaining:
    bought = line["quantity"]
    rest = None if bought is None and not times else 0 if bought is None else bought + quantity
    return Remaining(
        line["position"], line["item"], line["unit"], line["serial"], bought, line["amount"],
        rest, line["amount"] + amount, line,
    )  # fmt: skip


def _back(left: Remaining | None, pick: Pick) -> EntryLine:
    if left is None or not left.is_there:
        raise Refused(
            N_("This line was given back already."), _NOT_KEPT, N_("Choose another line.")
        )
    whole, part = left.quantity, pick.quantity
    if part is None or whole is None or part == whole:
        amount, quantity = left.amount, whole
    else:
        if part == 0 or (part < 0) != (whole < 0) or abs(part) > abs(whole):
            raise Refused(
                N_("Not so much of {item} is left to give back."),
                _NOT_KEPT,
                N_("Give at most what was bought."),
                item=left.item or "",
            )
        amount, quantity = share(left.amount, part, whole), part
    minus = None if quantity is None else -quantity
    taken = replace(_mirrored(left.line), quantity=minus, amount=-amount)
    return replace(taken, discount=None, original_position=left.position)


def _mirrored(line: Mapping[str, Any]) -> EntryLine:
    quantity = line["quantity"]
    return EntryLine(
        item=line["item"] or "",
        quantity=None if quantity is None else -quantity,
        price=line["price"],
        amount=-line["amount"],
        product_id=line["product_id"],
        gift=bool(line["gift"]),
        serial=line["serial"] or "",
        unit=line["unit"] or "",
        category=line["category"] or "",
        original_position=line["original_position"],
    )


def _lines(reader: Reader, purchase_id: int) -> list[dict[str, Any]]:
    asked = select(*(purchase_line.c[name] for name in _LINE))
    mine = asked.where(purchase_line.c.purchase_id == purchase_id)
    rows = reader.connection.execute(mine.order_by(purchase_line.c.position)).mappings()
    return [dict(row) for row in rows]


def _came_back(
    reader: Reader, purchase_id: int, lines: Sequence[Mapping[str, Any]]
) -> dict[int, tuple[int, int, int]]:
    """Position → quantity and sum of what is linked to it (less than nothing), and how often.

    A till's file names only the receipt: its lines are given to ours of the same item.
    """
    shown = [purchase_line.c[name] for name in ("original_position", "item", "quantity", "amount")]
    asked = (
        select(*shown, purchase.c.reverses_id)
        .join_from(purchase, purchase_line, purchase_line.c.purchase_id == purchase.c.id)
        .where(purchase.c.original_id == purchase_id)
        .order_by(purchase.c.id, purchase_line.c.position)
    )
    found: dict[int, tuple[int, int, int]] = {}
    for row in reader.connection.execute(asked):
        position = row.original_position or _place_of(row, lines, found)
        if position is not None:
            quantity, amount, times = found.get(position, (0, 0, 0))
            step = -1 if row.amount > 0 else 1
            found[position] = (quantity + (row.quantity or 0), amount + row.amount, times + step)
    return found


def _place_of(
    row: Any, lines: Sequence[Mapping[str, Any]], found: Mapping[int, tuple[int, int, int]]
) -> int | None:
    same = [line for line in lines if line["item"] == row.item]
    for line in same:
        gone = -found.get(line["position"], (0, 0, 0))[0]
        if line["quantity"] is None or gone - (row.quantity or 0) <= line["quantity"]:
            return int(line["position"])
    return int(same[0]["position"]) if same else None


def _sale(unit: Unit, purchase_id: int) -> Any:
    names = ("kind", "customer_id", "payment", "channel", "counted")
    asked = select(*(purchase.c[name] for name in names)).where(purchase.c.id == purchase_id)
    found = unit.connection.execute(asked).first()
    if found is None or found.kind != PurchaseKind.SALE:
        raise Refused(
            N_("Only a sale can be given back."), _NOT_KEPT, N_("Choose the receipt of the sale.")
        )
    return found
