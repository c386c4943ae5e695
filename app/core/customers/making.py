"""Makes one customer with the same encoder that an import uses."""

from datetime import date, datetime
from typing import Any

from app.core.customers import bulk
from app.core.customers.bulk import Bulk, NewCustomer
from app.core.customers.encoding import EMPTY
from app.core.customers.joining import join_waiting
from app.core.customers.records import customer
from app.core.sources.origin import Origin
from app.core.store import search_index
from app.core.store.unit import Unit


def make(unit: Unit, new: NewCustomer, told: Origin) -> int:
    """Insert a customer with all parts; one entry in the history."""
    encoder = Bulk(seal=unit.seal, source=told.channel, now=unit.now, first=bulk.next_ids(unit))
    customer_id = encoder.add(new)
    tuples = encoder.take()
    made = tuples.pop(customer.name)
    (narrow,) = made.tuples
    values = {name: cell for name, cell in zip(made.columns, narrow, strict=True) if cell != EMPTY}
    about = {"purpose": told.purpose, "confidence": told.confidence, "basis": told.basis}
    unit.insert(customer, **_typed(values, unit.now, told.day(unit.today)), **about)
    bulk.insert(unit, tuples, [customer_id])
    search_index.add_rows(unit, customer_id, customer_id)
    if "number_key" in values:
        join_waiting(unit, customer_id, values["number_key"])
    return customer_id


def _typed(values: dict[str, Any], now: datetime, learnt_on: date) -> dict[str, Any]:
    joined = values.get("joined_on")
    day = date.fromisoformat(joined) if joined else None
    return values | {"joined_on": day, "learnt_on": learnt_on, "created_at": now}
