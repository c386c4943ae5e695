"""Writes what a list says of a customer we know already, as ordinary recorded edits."""

from app.core.customers import notes, service
from app.core.customers.upkeep import recount_doubts
from app.core.exchange.merging import Changes
from app.core.sources.origin import Origin
from app.core.store.unit import Unit


def apply(unit: Unit, customer_id: int, changes: Changes, told: Origin) -> None:
    """Fill, change, add rows, and keep beside ours what differs; `compare` has weighed it."""
    if changes.values:
        service.edit(unit, customer_id, changes.values, origin=told, weigh=False)
    for group, values in changes.new_rows:
        service.add_row(unit, customer_id, group, values, origin=told)
    for group, row_id, values in changes.row_values:
        service.edit_row(unit, customer_id, group, row_id, values, origin=told, weigh=False)
    _keep_doubts(unit, customer_id, changes, told)


def _keep_doubts(unit: Unit, customer_id: int, changes: Changes, told: Origin) -> None:
    doubts = [*((doubt, 0) for doubt in changes.doubts), *changes.row_doubts]
    for doubt, row_id in doubts:
        notes.add_doubt(
            unit,
            customer_id,
            doubt.field,
            doubt.typed,
            doubt.reason,
            taken=doubt.taken,
            row_id=row_id,
            position=row_id,
            origin=told if doubt.reason == notes.DIFFERS else None,
        )
    if doubts:
        recount_doubts(unit, customer_id)
