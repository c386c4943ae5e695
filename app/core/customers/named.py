"""How a row says whose it is: by id, and by the number as it was then."""

from typing import Any

from app.core.customers.own_values import existing
from app.core.store.unit import Unit


def cells_of(unit: Unit, customer_id: int | None) -> dict[str, Any]:
    """The three cells of a row that belongs to this customer, or to nobody."""
    if customer_id is None:
        return {"customer_id": None, "customer_number": None, "customer_key": None}
    row = existing(unit, customer_id)
    return {
        "customer_id": customer_id,
        "customer_number": row["number"],
        "customer_key": row["number_key"],
    }
