"""Makes the search text true of everybody who has a value in an own field."""

from collections.abc import Iterable

from sqlalchemy import select

from app.core.customers.upkeep import renew
from app.core.own_fields.records import own_value
from app.core.progress import SILENT, Progress
from app.core.store.unit import Unit


def renew_those_with(unit: Unit, field_ids: Iterable[int], progress: Progress = SILENT) -> None:
    """After the search was let into these fields, or out of them."""
    having = own_value.c.field_id.in_(list(field_ids)), own_value.c.value.is_not(None)
    asked = select(own_value.c.customer_id).where(*having)
    renew(unit, unit.connection.execute(asked).scalars().all(), progress)
