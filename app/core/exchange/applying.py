"""Writes what a list says of a customer we know already, as ordinary recorded edits."""

from app.core.customers import notes, service
from app.core.customers.upkeep import recount_doubts
from app.core.exchange.merging import Changes
from app.core.store.unit import Unit


def apply(unit: Unit, customer_id: int, changes: Changes) -> None:
    """Fill, change, add rows, and keep beside ours what differs."""
    if changes.values:
        service.edit(unit, customer_id, changes.values, source=notes.IMPORT)
    for group, values in changes.new_rows:
        service.add_row(unit, customer_id, group, values, source=notes.IMPORT)
    for group, row_id, values in changes.row_values:
        service.edit_row(unit, customer_id, group, row_id, values, source=notes.IMPORT)
    _keep_doubts(unit, customer_id, changes)


def _keep_doubts(unit: Unit, customer_id: int, changes: Changes) -> None:
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
        )
    if doubts:
        recount_doubts(unit, customer_id)
