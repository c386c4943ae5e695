"""Makes search text and days that return true of everybody with a value in an own field."""

from collections.abc import Iterable

from sqlalchemy import or_, select, union

from app.catalogue.own_field import SEAL
from app.core.customers.records import sensitive
from app.core.customers.upkeep import renew
from app.core.own_fields.records import own_value
from app.core.progress import SILENT, Progress
from app.core.store.unit import Unit


def renew_those_with(unit: Unit, field_ids: Iterable[int], progress: Progress = SILENT) -> None:
    """After the search was let into these fields or out of them, or they began to remind."""
    numbers = list(field_ids)
    having = own_value.c.field_id.in_(numbers), own_value.c.value.is_not(None)
    sealed = [sensitive.c.filled.contains(f"|own.{each}|", autoescape=True) for each in numbers]
    asked = union(
        select(own_value.c.customer_id).where(*having),
        select(sensitive.c.customer_id).where(sensitive.c.seal == SEAL, or_(*sealed)),
    )
    renew(unit, unit.connection.execute(asked).scalars().all(), progress)
