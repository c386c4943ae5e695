"""Rows for the store's own tests, and a picture of all business tables to compare."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from app.core.actor import Actor
from app.core.customers.records import customer
from app.core.purchases.records import purchase
from app.core.store.all_tables import metadata
from app.core.store.ownership import is_derived, key_of
from app.core.store.shop import Shop
from app.core.store.unit import Unit

WHEN = datetime(2026, 11, 22, 4, tzinfo=UTC)
Picture = dict[str, dict[int, tuple[Any, ...]]]


def customer_values(number: str, name: str = "甲") -> dict[str, Any]:
    """What a customer row cannot do without."""
    values = {"uuid": f"uuid-{number}", "kind": "individual", "name": name}
    return values | {"number": number, "number_key": number, "created_at": WHEN}


def purchase_values(number: str, customer_id: int | None) -> dict[str, Any]:
    """What a receipt row cannot do without."""
    values = {"number": number, "number_key": number, "customer_id": customer_id}
    return values | {"bought_day": 739000, "amount": 1000}


def add_customer(unit: Unit, number: str, name: str = "甲") -> int:
    """A customer made without the customers' service."""
    return unit.insert(customer, **customer_values(number, name))


def add_purchase(unit: Unit, number: str, customer_id: int | None) -> int:
    """A receipt made without the purchases' service."""
    return unit.insert(purchase, **purchase_values(number, customer_id))


def picture(shop: Shop, actor: Actor) -> Picture:
    """All recorded rows of all tables, derived columns left out."""
    found: Picture = {}
    with shop.read(actor) as reader:
        for table in metadata.sorted_tables:
            if is_derived(table):
                continue
            columns = [column for column in table.columns if not is_derived(column)]
            rows = reader.connection.execute(select(key_of(table), *columns)).all()
            found[table.name] = {row[0]: tuple(row[1:]) for row in rows}
    return found
