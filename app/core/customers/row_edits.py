"""Writes rows of repeating groups with where they come from; what follows is made anew later."""

from collections.abc import Mapping
from typing import Any

from app.catalogue.field import Field, Group
from app.core.customers import notes, rows
from app.core.customers.own_values import Changed
from app.core.sources.origin import Origin
from app.core.store.unit import Unit

Values = Mapping[Field[Any], Any]


def add(unit: Unit, customer_id: int, group: type[Group], values: Values, told: Origin) -> int:
    """Add a row; returns its id."""
    row_id = rows.add(unit, customer_id, group, values)
    for each, value in values.items():
        notes.learnt(unit, customer_id, each, told, filled=value is not None, row_id=row_id)
    return row_id


def change(
    unit: Unit, customer_id: int, group: type[Group], row_id: int, values: Values, told: Origin
) -> tuple[Changed, ...]:
    """Change values of a row (None empties); nothing is doubtful about them any more."""
    before = rows.change(unit, customer_id, group, row_id, values)
    notes.drop_doubts(unit, customer_id, values, row_id)
    changed = tuple(Changed(f, before[f], v) for f, v in values.items() if before[f] != v)
    for each in changed:
        filled = each.after is not None
        notes.learnt(unit, customer_id, each.field, told, filled=filled, row_id=row_id)
    return changed
