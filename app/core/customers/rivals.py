"""Values that disagree with a better-sourced one: kept beside it until somebody rules."""

from collections.abc import Mapping
from typing import Any

from app.catalogue.field import Field
from app.core.customers import notes
from app.core.sources.inheritance import fact_of, origin_of
from app.core.sources.origin import Origin, outweighs
from app.core.store.profiles import Stored, load
from app.core.store.unit import Unit

Values = Mapping[Field[Any], Any]


def losing(
    unit: Unit, customer_id: int, values: Values, told: Origin, row_id: int = 0
) -> dict[Field[Any], Any]:
    """Which of these values may not take the place of what is there."""
    stored = load(unit, customer_id, sealed=any(each.sealed for each in values))
    if stored is None:
        return {}
    return {
        each: value
        for each, value in values.items()
        if disagrees(_mine(stored, each, row_id), value)
        and not outweighs(told, origin_of(fact_of(stored, each, row_id)))
    }


def disagrees(mine: Any, value: Any) -> bool:
    """Do both say something, and not the same? A list that only grows disagrees with nothing."""
    if mine is None or value is None:
        return False
    if isinstance(mine, tuple) and isinstance(value, tuple):
        return not all(each in value for each in mine)
    return bool(mine != value)


def keep_beside(
    unit: Unit, customer_id: int, values: Values, told: Origin, row_id: int = 0
) -> None:
    """Keep rivals with where they come from; the same one is not kept twice."""
    if not values:
        return
    stored = load(unit, customer_id, sealed=any(each.sealed for each in values))
    assert stored is not None
    for each, value in values.items():
        typed = each.kind.edit_text(value)
        if typed not in texts(stored, each, row_id):
            notes.add_doubt(
                unit, customer_id, each, typed, notes.DIFFERS,
                taken=False, row_id=row_id, origin=told,
            )  # fmt: skip


def texts(stored: Stored, field: Field[Any], row_id: int = 0) -> list[str]:
    """What the rivals of a value say, as typed; needs the opened profile of a sealed field."""
    found = [
        stored.typed.get(notes.rival_place(field, each.id)) if field.sealed else each.typed
        for each in stored.doubts
        if each.reason == notes.DIFFERS and (each.field, each.row_id) == (field.key, row_id)
    ]
    return [text for text in found if text is not None]


def _mine(stored: Stored, field: Field[Any], row_id: int) -> Any:
    if field.group is None:
        return stored.values.get(field)
    rows = stored.rows.get(field.group, ())
    return next((row.values.get(field) for row in rows if row.id == row_id), None)
