"""The bin: where deleted customers wait for 30 days, and how they leave it for good."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select

from app.core.actor import Right, needs
from app.core.customers.numbers import refuse_taken
from app.core.customers.own_values import existing
from app.core.customers.records import customer
from app.core.customers.upkeep import renew
from app.core.errors import Refused
from app.core.store.changes import ALL
from app.core.store.idlist import id_list
from app.core.store.tables import history
from app.core.store.unit import Unit
from app.i18n import N_

DAYS = 30


@needs(Right.EDIT_CUSTOMERS)
def move_to_bin(unit: Unit, customer_id: int) -> None:
    """Put a customer into the bin, where nobody finds her; for 30 days she can come back."""
    existing(unit, customer_id)
    unit.update(customer, customer_id, binned_on=unit.now)
    renew(unit, [customer_id])


@needs(Right.EDIT_CUSTOMERS)
def restore_from_bin(unit: Unit, customer_id: int) -> None:
    """Bring a customer back, unless somebody else has the number by now."""
    record = existing(unit, customer_id)
    if record["merged_into"] is not None:
        raise Refused(
            N_("This file was merged into another."),
            N_("Nothing was changed."),
            N_("Undo the merge to part the two again."),
        )
    merged = select(customer.c.number).where(customer.c.merged_into == customer_id)
    for number in (record["number"], *unit.connection.execute(merged).scalars()):
        if number:
            refuse_taken(unit, number, but=customer_id)
    unit.update(customer, customer_id, binned_on=None)
    renew(unit, [customer_id])


@needs(Right.EDIT_CUSTOMERS)
def empty_bin(unit: Unit, *, older_than_days: int = DAYS) -> int:
    """Delete for good whoever lay in the bin so long, history included; returns how many."""
    before = unit.now - timedelta(days=older_than_days)
    asked = select(customer.c.id).where(lying_since(before))
    ids = list(unit.connection.execute(asked).scalars())
    if not ids:
        _sweep_contents(unit)  # files deleted long ago
        return 0
    merged = select(customer.c.id).where(customer.c.merged_into.in_(id_list(ids)))
    ids += unit.connection.execute(merged).scalars()
    unit.delete_where(customer, customer.c.id.in_(id_list(ids)))
    mine = (history.c.record_table == customer.name) & history.c.record_id.in_(id_list(ids))
    unit.bulk(delete(history).where(mine), tables=[])
    _sweep_contents(unit)
    unit.changes.add(customer.name, ALL)
    return len(ids)


def lying_since(before: datetime) -> ColumnElement[bool]:
    """Who was put into the bin by then."""
    old = customer.c.binned_on.is_not(None) & (customer.c.binned_on <= before)
    # A file that was merged is no rubbish, but part of another.
    return old & customer.c.merged_into.is_(None)


def _sweep_contents(unit: Unit) -> None:
    from app.core.attachments.sweeping import sweep  # it knows customers, so not above

    sweep(unit)
