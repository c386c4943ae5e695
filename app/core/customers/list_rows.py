"""The rows of a list, for the page of it that is looked at."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from typing import Any

from sqlalchemy import Integer, Row, bindparam, func, select

from app.core.actor import Right, needs
from app.core.customers.bin import DAYS
from app.core.customers.field_columns import field_words
from app.core.customers.own_columns import own_words
from app.core.customers.records import customer
from app.core.store.reader import Reader


@dataclass(frozen=True)
class CustomerRow:
    """What a list shows of one customer; money in fen."""

    id: int
    kind: str
    number: str | None
    name: str
    phone: str | None
    company: str | None
    tags: tuple[str, ...]
    handler: str | None
    deceased: bool
    joined_on: date | None
    last_purchase_on: date | None
    purchases: int
    revenue: int
    doubts: int
    binned: bool
    leaves_on: date | None = None  # for good: who lies in the bin
    own: Mapping[str, str] = field(default_factory=dict, compare=False)  # own fields' words, by key


@needs(Right.SEE_CUSTOMERS)
def list_rows(
    reader: Reader, ids: Sequence[int], fields: Collection[str] = ()
) -> list[CustomerRow]:
    """The rows of these ids, in their order; those that are gone are left out.

    `fields` are keys of further fields whose words are wanted too.
    """
    asked = {"ids": json.dumps(list(ids))}
    own = own_words(reader, ids)
    for each, words in field_words(reader, ids, fields).items():
        own.setdefault(each, {}).update(words)
    found = {
        row.id: _row(row, own.get(row.id, {}), reader.clock.zone)
        for row in reader.connection.execute(_PAGE, asked)
    }
    return [found[each] for each in ids if each in found]


_SHOWN = (
    *("id", "kind", "number", "name", "phone", "company", "tags", "handler", "deceased"),
    *("joined_on", "last_purchase_day", "purchases", "revenue", "doubts", "binned_on"),
)

_WANTED = func.json_each(bindparam("ids")).table_valued("value")
_PAGE = select(*(customer.c[name] for name in _SHOWN)).where(
    customer.c.id.in_(select(_WANTED.c.value.cast(Integer)))
)


def _row(row: Row[Any], own: Mapping[str, str], zone: tzinfo) -> CustomerRow:
    day, binned = row.last_purchase_day, row.binned_on
    leaves = binned.astimezone(zone).date() + timedelta(days=DAYS) if binned else None
    return CustomerRow(
        id=row.id,
        kind=row.kind,
        number=row.number,
        name=row.name,
        phone=row.phone,
        company=row.company,
        tags=tuple(json.loads(row.tags)) if row.tags else (),
        handler=row.handler,
        deceased=bool(row.deceased),
        joined_on=row.joined_on,
        last_purchase_on=None if day is None else date.fromordinal(day),
        purchases=row.purchases,
        revenue=row.revenue,
        doubts=row.doubts,
        binned=binned is not None,
        leaves_on=leaves,
        own=own,
    )
