"""Writes what a list says of a customer we know already, as ordinary recorded edits."""

from app.core.customers.bulk import NewDoubt
from app.core.customers.encoding import doubt_place
from app.core.customers.records import customer, doubt
from app.core.exchange.merging import Changes
from app.core.store import sealed_values
from app.core.store.sealed_values import TYPED
from app.core.store.unit import Unit


def apply(unit: Unit, customer_id: int, changes: Changes) -> None:
    """Fill, change, add rows, and keep beside ours what differs."""
    from app.core.customers import service

    if changes.values:
        service.edit(unit, customer_id, changes.values)
    for group, values in changes.new_rows:
        service.add_row(unit, customer_id, group, values)
    for group, row_id, values in changes.row_values:
        service.edit_row(unit, customer_id, group, row_id, values)
    for each, row_id in [*((doubt_, 0) for doubt_ in changes.doubts), *changes.row_doubts]:
        _keep_doubt(unit, customer_id, each, row_id)


def _keep_doubt(unit: Unit, customer_id: int, new: NewDoubt, row_id: int) -> None:
    typed: str | None = new.typed
    if new.field.sealed:
        _seal_typed(unit, customer_id, new, row_id)
        typed = None
    unit.insert(
        doubt,
        customer_id=customer_id,
        field=new.field.key,
        row_id=row_id,
        typed=typed,
        reason=new.reason,
        taken=int(new.taken),
    )
    more = customer.update().where(customer.c.id == customer_id)
    unit.bulk(more.values(doubts=customer.c.doubts + 1), tables=[])
    unit.changes.add(customer.name, [customer_id])


def _seal_typed(unit: Unit, customer_id: int, new: NewDoubt, row_id: int) -> None:
    uuid = unit.connection.execute(
        customer.select().with_only_columns(customer.c.uuid).where(customer.c.id == customer_id)
    ).scalar_one()
    data = sealed_values.load(unit, customer_id, uuid, new.field.seal)
    data.setdefault(TYPED, {})[doubt_place(new.field, row_id)] = new.typed
    sealed_values.save(unit, customer_id, uuid, new.field.seal, data)
