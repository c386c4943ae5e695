"""Whose derived values an act made stale: an edit of many fields touches none of them."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from app.catalogue import CATALOGUES
from app.catalogue.field import Field
from app.core.customers.records import customer, fact
from app.core.own_fields.records import own_value
from app.core.store.derived import follows, stands_alone
from app.core.store.profile_tables import HOMES
from app.core.store.tables import history
from app.core.store.unit import Unit

_TAGS = (customer.name, "tags")
# Columns of the narrow row from which nothing is made.
_QUIET = ("handler", "source", "learnt_on", "verified_on", "purpose", "confidence", "basis")


def stale(unit: Unit) -> list[int]:
    """The customers whose derived values must be made anew after this act.

    Changed cells from which nothing follows need no look, nor do facts; tags are put right
    by `retagging`, fields that stand alone by `lone_effects`.
    """
    quiet = or_(
        history.c.table_name == fact.name,
        and_(history.c.kind == "update", or_(*_quiet_cells())),
    )
    mine = (history.c.act_id == unit.act_id, history.c.record_table == customer.name)
    asked = select(history.c.record_id).where(*mine, ~quiet).distinct()
    return list(unit.connection.scalars(asked))


@lru_cache(maxsize=1)
def _cells() -> dict[str, tuple[str, ...]]:
    """Columns from which nothing follows, by table."""
    found: dict[str, set[str]] = {customer.name: set(_QUIET)}
    for catalogue in CATALOGUES.values():
        for each in catalogue:
            home = HOMES[each]
            if home is not None and home.table is not customer and _is_quiet(each):
                found.setdefault(home.table.name, set()).update(home.columns)
    found[customer.name].add(_TAGS[1])
    found[own_value.name] = {own_value.c.value.name}  # all of them stand alone
    return {table: tuple(sorted(columns)) for table, columns in found.items()}


def _is_quiet(each: Field[Any]) -> bool:
    return stands_alone(each) or not follows(each)


def _quiet_cells() -> list[ColumnElement[bool]]:
    return [
        and_(history.c.table_name == table, history.c.column_name.in_(columns))
        for table, columns in _cells().items()
    ]
