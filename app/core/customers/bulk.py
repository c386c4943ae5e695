"""Many customers at once: typed values in, tuples for executemany out.

How an import (or the sample shop) uses it::

    bulk = Bulk(seal=unit.seal, source="import", now=unit.now, first=next_ids(unit))
    for row in rows:
        bulk.add(NewCustomer(kind, number, {field: value}, …))   # 30-60 microseconds
    for table, tuples in bulk.take().items():                    # any number of times
        connection.exec_driver_sql(insert_sql(table), tuples)

`COLUMNS[table]` names the columns of each tuple; the ids are given here, so children and
occasions already point at their customer. Either write straight inside one unit with
`write(unit, bulk.take())`, or into staging tables (`create_staging`, then
`insert_sql(table, STAGING)`) and later, in one unit, `move_staged(unit)`, which shifts the
ids to the end of the real tables. Both end with `finish(unit, ids)`: one creation entry of
history per customer, and waiting purchases join the customers whose numbers they bear.

A customer's number must be free: whoever calls has looked (`taken_numbers`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.catalogue.field import Field, Group
from app.core.store.seal import Seal

STAGING = "staged_"
Tuples = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class NewDoubt:
    """A text that could not be read (`taken` False) or was taken over with a question.

    `row` is the position in the group's rows, None for the customer's own field.
    """

    field: Field[Any]
    typed: str
    reason: str
    taken: bool = False
    row: int | None = None


@dataclass(frozen=True)
class NewCustomer:
    """Everything about one new customer, typed; the name is among `values`."""

    kind: str
    number: str | None
    values: Mapping[Field[Any], Any]
    rows: Mapping[type[Group], Sequence[Mapping[Field[Any], Any]]] = field(default_factory=dict)
    doubts: Sequence[NewDoubt] = ()


class Bulk:
    """Encodes new customers; holds their tuples until they are taken."""

    def __init__(
        self, *, seal: Seal | None, source: str, now: datetime, first: Mapping[str, int]
    ) -> None:
        """`first` is the next free id of each table (`next_ids`, or `STAGED_IDS`)."""
        raise NotImplementedError

    def add(self, new: NewCustomer) -> int:
        """Encode one customer; returns the id it will have."""
        raise NotImplementedError

    def take(self) -> Tuples:
        """The tuples encoded since the last time, by table, parents first."""
        raise NotImplementedError


def insert_sql(table: str, prefix: str = "") -> str:
    """The INSERT for one table's tuples."""
    raise NotImplementedError


def next_ids(reader: Any) -> dict[str, int]:
    """The next free id of every table that holds customers' values."""
    raise NotImplementedError


def create_staging(connection: Any) -> None:
    """Make empty staging tables beside the real ones (dropping what was there)."""
    raise NotImplementedError


def write(unit: Any, tuples: Tuples) -> None:
    """Insert taken tuples inside a unit."""
    raise NotImplementedError


def move_staged(unit: Any) -> tuple[int, int]:
    """Move all staged rows into the real tables; returns the first and last customer id."""
    raise NotImplementedError


def finish(unit: Any, ids: tuple[int, int]) -> None:
    """Record the creation of customers first … last, and let their purchases join them."""
    raise NotImplementedError


def taken_numbers(reader: Any, numbers: Iterable[str]) -> dict[str, int]:
    """Which of these numbers (in any case and padding) are taken, and by which id."""
    raise NotImplementedError
