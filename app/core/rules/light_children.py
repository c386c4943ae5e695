"""Children who are kept as light people around a customer: open, with perhaps only a year."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select

from app.catalogue.kinds_day import day_from_code
from app.catalogue.link_kinds import CHILD
from app.core.people.records import relative
from app.core.rules.known_child import KnownChild, possible_days
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

LIGHT = "relative:"


def light_children(
    reader: Reader, customers: Collection[int] | None
) -> dict[int, tuple[KnownChild, ...]]:
    """Those of these customers (None: of everybody) of whose birth at least the year is known."""
    found: dict[int, tuple[KnownChild, ...]] = {}
    for row in reader.connection.execute(_asked(customers)):
        days = possible_days(day_from_code(row.birthday))
        if days is not None:
            known = KnownChild(f"{LIGHT}{row.id}", *days, row.name)
            found[row.customer_id] = (*found.get(row.customer_id, ()), known)
    return found


def _asked(customers: Collection[int] | None) -> Select[Any]:
    cells = relative.c
    asked = select(cells.id, cells.customer_id, cells.name, cells.birthday).where(
        cells.relation == CHILD, cells.birthday.is_not(None)
    )
    if customers is not None:
        asked = asked.where(cells.customer_id.in_(id_list(customers)))
    return asked.order_by(cells.id)
