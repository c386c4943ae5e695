"""Customers with their purchases, many at once and in one act; bare rows without profiles."""

from collections.abc import Iterable, Mapping
from datetime import date

from app.core.actor import Actor
from app.core.customers.records import customer
from app.core.purchases import bulk
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from tests.core.purchases.people import add_customer

Bought = Iterable[tuple[date, int]]


def add_buyers(shop: Shop, owner: Actor, bought: Mapping[str, Bought]) -> dict[str, int]:
    """By name; their ids by name."""
    with shop.write(owner, "Add") as unit:
        ids = {name: add_customer(unit) for name in bought}
        for name, row_id in ids.items():
            unit.update(customer, row_id, name=name)
        receipts = [
            bulk.NewReceipt(day.toordinal(), fen, ids[name])
            for name, purchases in bought.items()
            for day, fen in purchases
        ]
        bulk.finish(unit, *bulk.add_receipts(unit, receipts), ALL)
    return ids
