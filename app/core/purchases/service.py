"""Enters purchases by hand, corrects their notes, takes them back by a reverse entry."""

from datetime import date, time

from sqlalchemy import Row, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.customers.waiting import of_all_numbers, of_number
from app.core.errors import Refused
from app.core.purchases.entry import add_lines
from app.core.purchases.linking import kind_of
from app.core.purchases.records import PurchaseKind, purchase, to_day
from app.core.purchases.returning import lines_left
from app.core.purchases.summaries import refresh_summaries
from app.core.store.unit import Unit
from app.i18n import N_


@needs(Right.ENTER_PURCHASES)
def enter(
    unit: Unit,
    customer_id: int,
    on: date,
    amount: int,
    note: str = "",
    *,
    payment: str = "",
    at: time | None = None,
) -> int:
    """Keep a plain purchase and return its id; a negative amount is money given back."""
    number, number_key = _customer_number(unit, customer_id)
    if on > unit.today:
        raise Refused(
            N_("The date {date} lies in the future."),
            N_("The purchase was not kept."),
            N_("Correct the date."),
            date=on.isoformat(),
        )
    kind = kind_of(amount, False)
    made = unit.insert(
        purchase,
        customer_id=customer_id,
        customer_number=number,
        customer_key=number_key,
        bought_day=to_day(on),
        bought_time=at.isoformat("minutes") if at else None,
        kind=kind,
        amount=amount,
        payment=payment.strip() or None,
        note=note.strip() or None,
        counted=int(kind is PurchaseKind.SALE),
        net=amount,
    )
    refresh_summaries(unit, [customer_id])
    return made


@needs(Right.ENTER_PURCHASES)
def edit_note(unit: Unit, purchase_id: int, note: str) -> bool:
    """Change what is noted on a receipt; amounts and dates are never edited."""
    _existing(unit, purchase_id)
    return unit.update(purchase, purchase_id, note=note.strip() or None)


@needs(Right.ENTER_PURCHASES)
def void(unit: Unit, purchase_id: int, note: str = "") -> int:
    """Take an entry back by a reverse entry of today; the entry itself stays."""
    entry = _existing(unit, purchase_id)
    _check_reversible(unit, entry)
    amount = -(entry.amount if entry.original_id is not None else entry.net)
    lines = lines_left(unit, purchase_id)
    made = unit.insert(
        purchase,
        customer_id=entry.customer_id,
        customer_number=entry.customer_number,
        customer_key=entry.customer_key,
        bought_day=to_day(unit.today),
        bought_time=f"{unit.clock.local():%H:%M}",
        kind=PurchaseKind.REVERSE,
        amount=amount,
        original_number=entry.original_number or entry.number,
        original_key=entry.original_key or entry.number_key,
        original_id=entry.id if entry.original_id is None else entry.original_id,
        reverses_id=entry.id,
        payment=entry.payment,
        channel=entry.channel,
        note=note.strip() or None,
        counted=0,
        net=0,
    )
    if sum(line.total or 0 for line in lines) == amount:
        add_lines(unit, made, lines)
    whole = entry.id if entry.original_id is None else entry.original_id
    refresh_summaries(unit, _customers(unit, whole, entry.id), [whole])
    return made


@needs(Right.EDIT_CUSTOMERS)
def attach_unknown(unit: Unit, customer_id: int, number_key: str) -> int:
    """Give a customer the purchases that waited for this number; returns how many."""
    found = of_number(purchase, customer_id, number_key)
    count = unit.update_from(purchase.c.customer_id, found)
    if count:
        refresh_summaries(unit, [customer_id])
    return count


@needs(Right.IMPORT)
def attach_all_unknown(unit: Unit) -> int:
    """Give every waiting purchase to the customer who bears its number by now."""
    found = of_all_numbers(purchase)
    owners = {int(row.owner) for row in unit.connection.execute(found)}
    count = unit.update_from(purchase.c.customer_id, found)
    if count:
        refresh_summaries(unit, owners)
    return count


def _customer_number(unit: Unit, customer_id: int) -> tuple[str | None, str | None]:
    asked = select(customer.c.number, customer.c.number_key).where(
        customer.c.id == customer_id, customer.c.binned_on.is_(None)
    )
    found = unit.connection.execute(asked).first()
    if found is None:
        raise Refused(
            N_("This customer is not there any more."),
            N_("The purchase was not kept."),
            N_("Bring the customer back from the bin first."),
        )
    return found.number, found.number_key


def _existing(unit: Unit, purchase_id: int) -> Row[tuple[object, ...]]:
    found = unit.connection.execute(
        select(*purchase.columns).where(purchase.c.id == purchase_id)
    ).first()
    if found is None:
        raise Refused(N_("This purchase is not there any more."), N_("Nothing was changed."))
    return found


def _check_reversible(unit: Unit, entry: Row[tuple[object, ...]]) -> None:
    taken_back = select(purchase.c.id).where(purchase.c.reverses_id == entry.id).limit(1)
    lowered = select(purchase.c.id).where(purchase.c.original_id == entry.id).limit(1)
    already = unit.connection.execute(taken_back).first() is not None
    empty = entry.net == 0 and unit.connection.execute(lowered).first() is not None
    if entry.kind == PurchaseKind.REVERSE or already or empty:
        raise Refused(
            N_("This entry was already taken back."),
            N_("Nothing was changed."),
            N_("To bring it back, undo that step."),
        )


def _customers(unit: Unit, *rows: int) -> list[int]:
    asked = select(purchase.c.customer_id).where(purchase.c.id.in_(rows))
    return [int(row) for row in unit.connection.scalars(asked) if row is not None]
