"""Customers for tests of purchases: bare rows, without their profiles."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from app.core.customers.records import customer
from app.core.store.unit import Unit

BORN = datetime(2026, 1, 1, tzinfo=UTC)


def add_customer(unit: Unit, number: str | None = None, kind: str = "individual") -> int:
    return unit.insert(customer, **_row(number, kind))


def add_customers(unit: Unit, numbers: Iterable[str]) -> dict[str, int]:
    """Many at once; their ids by folded number."""
    rows = [_row(number, "individual") for number in numbers]
    ids = unit.insert_many(customer, rows)
    return {row["number_key"]: i for row, i in zip(rows, ids, strict=True)}


def _row(number: str | None, kind: str) -> dict[str, Any]:
    return {
        "uuid": str(uuid4()),
        "kind": kind,
        "number": number,
        "number_key": number.casefold() if number else None,
        "name": f"客人{number or ''}",
        "created_at": BORN,
    }
