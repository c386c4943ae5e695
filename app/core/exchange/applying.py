"""Writes what a list says of customers we know already, as ordinary recorded edits."""

from collections.abc import Sequence
from typing import NamedTuple

from app.core.customers import notes, row_edits, service
from app.core.customers.many_edits import Edit, edit_several
from app.core.exchange.merging import Changes
from app.core.sources.origin import Origin
from app.core.store.profiles import Stored
from app.core.store.unit import Unit


class Known(NamedTuple):
    """A customer as she stands, and what a list says of her; `compare` has weighed it."""

    stored: Stored
    changes: Changes


def apply(unit: Unit, several: Sequence[Known], told: Origin) -> None:
    """Fill, change, add rows, and keep beside ours what differs.

    What follows from it is not made anew: `renew` must come after.
    """
    plain = [each for each in several if not _gives_number(each.changes)]
    edits = [Edit(each.stored, each.changes.values, each.changes.doubts) for each in plain]
    edit_several(unit, edits, told)
    for each in several:
        if _gives_number(each.changes):
            _edit_alone(unit, each, told)
        _apply_rows(unit, each.stored.record["id"], each.changes, told)


def _gives_number(changes: Changes) -> bool:
    """A number is looked at closely: it may be another's, and purchases wait for it."""
    return any(each.key == "customer_no" for each in changes.values)


def _edit_alone(unit: Unit, known: Known, told: Origin) -> None:
    customer_id, changes = known.stored.record["id"], known.changes
    service.edit(unit, customer_id, changes.values, origin=told, weigh=False)
    for each in changes.doubts:
        origin = told if each.reason == notes.DIFFERS else None
        kept = (each.field, each.typed, each.reason)
        notes.add_doubt(unit, customer_id, *kept, taken=each.taken, origin=origin)


def _apply_rows(unit: Unit, customer_id: int, changes: Changes, told: Origin) -> None:
    for group, values in changes.new_rows:
        row_edits.add(unit, customer_id, group, values, told)
    for group, row_id, values in changes.row_values:
        row_edits.change(unit, customer_id, group, row_id, values, told)
    for each, row_id in changes.row_doubts:
        notes.add_doubt(
            unit, customer_id, each.field, each.typed, each.reason,
            taken=each.taken, row_id=row_id, position=row_id,
            origin=told if each.reason == notes.DIFFERS else None,
        )  # fmt: skip
