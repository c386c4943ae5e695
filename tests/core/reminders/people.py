"""Customers with nothing but days, laid straight into the tables: what lookups rest on."""

from datetime import date
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from app.core.customers.records import customer
from app.core.reminders.occurrences import MonthDay
from app.core.reminders.records import occasion
from app.core.store.unit import Unit


def lay_customer(
    unit: Unit,
    number: str,
    days: dict[str | tuple[str, int], MonthDay] | None = None,
    *,
    joined_on: date | None = None,
    kind: str = "individual",
    **cells: Any,
) -> int:
    """A customer whose occasions stand in the table; a key with a row is (kind, row)."""
    made = unit.insert(
        customer,
        uuid=str(uuid5(NAMESPACE_DNS, number)),
        kind=kind,
        number=number,
        number_key=number.casefold(),
        name=cells.pop("name", f"客{number}"),
        joined_on=joined_on,
        created_at=unit.now,
        **cells,
    )
    for key, day in (days or {}).items():
        name, row_id = key if isinstance(key, tuple) else (key, 0)
        unit.insert(
            occasion,
            customer_id=made,
            kind=name,
            row_id=row_id,
            calendar=day.calendar,
            month=day.month,
            day=day.day,
            leap=int(day.leap),
        )
    return made
