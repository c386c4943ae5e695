"""Birth dates of customers' children: sealed, opened only while the sensitive key is held."""

import json
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select, text

from app.catalogue.family import Child
from app.core.customers.records import customer, sensitive
from app.core.rules.known_child import KnownChild, possible_days
from app.core.store import sealed_values
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

# A lunar birthday's solar day wanders from year to year, so all of those are opened.
_NEAR = text("""
SELECT DISTINCT o.customer_id FROM json_each(:days) AS d
CROSS JOIN occasion AS o ON o.calendar = 'solar'
    AND o.month = json_extract(d.value, '$[0]') AND o.day = json_extract(d.value, '$[1]')
    AND o.leap = 0 AND o.kind = 'child_birthday'
UNION
SELECT customer_id FROM occasion WHERE calendar = 'lunar' AND kind = 'child_birthday'
""")
_FILLED = sensitive.c.filled.contains(f"|{Child.birthday.key}|", autoescape=True)
_ROUGHLY = sensitive.c.filled.contains(
    f"|{Child.birthday.key}{sealed_values.ROUGHLY}|", autoescape=True
)
_YEAR = 366
SEALED = "child:"


def children(reader: Reader, customers: Collection[int]) -> dict[int, tuple[KnownChild, ...]]:
    """The children of these customers; nobody's while the sensitive key is not held."""
    seal = reader.seal
    if seal is None or not customers:
        return {}
    asked = (
        select(customer.c.id, customer.c.uuid, sensitive.c.body)
        .join_from(sensitive, customer)
        .where(sensitive.c.customer_id.in_(id_list(customers)), sensitive.c.seal == Child.seal)
        .where(_FILLED)
    )
    found: dict[int, tuple[KnownChild, ...]] = {}
    for customer_id, uuid, body in reader.connection.execute(asked):
        if body is not None:
            data = seal.decrypt(uuid, str(Child.seal), sealed_values.unpack(body))
            several = tuple(_known(data.get(Child.key, ())))
            if several:
                found[customer_id] = several
    return found


def with_sealed_birthdays(reader: Reader, customers: Collection[int]) -> set[int]:
    """Those of these customers who have a child's birthday in their file."""
    asked = select(sensitive.c.customer_id).where(
        sensitive.c.customer_id.in_(id_list(customers)), sensitive.c.seal == Child.seal, _FILLED
    )
    return set(reader.connection.scalars(asked))


def count_sealed(reader: Reader) -> int:
    """How many customers have a child's birthday in their file."""
    asked = select(func.count()).where(sensitive.c.seal == Child.seal, _FILLED)
    return int(reader.connection.execute(asked).scalar_one())


def child_key(row: int) -> str:
    """A child of the family."""
    return f"{SEALED}{row}"


def born_some_time(reader: Reader) -> list[int]:
    """Customers with a child of whose birthday only a year or a month is kept."""
    asked = select(sensitive.c.customer_id).where(sensitive.c.seal == Child.seal, _ROUGHLY)
    return list(reader.connection.scalars(asked))


def born_near(reader: Reader, first: date, last: date) -> list[int]:
    """Customers with a child whose birthday may fall between these days of some year."""
    span = min((last - first).days, _YEAR)
    days = {(each.month, each.day) for each in (first + timedelta(n) for n in range(span + 1))}
    if (2, 28) in days:
        days.add((2, 29))
    bound = {"days": json.dumps(sorted(days))}
    return [int(row[0]) for row in reader.connection.execute(_NEAR, bound)]


def _known(rows: Collection[dict[str, Any]]) -> Iterator[KnownChild]:
    for row in rows:
        kept = row.get(Child.birthday.key)
        day = Child.birthday.kind.from_json(kept) if kept is not None else None
        days = possible_days(day)
        if days is not None:
            name = row.get(Child.name.key)
            yield KnownChild(child_key(row["row"]), *days, str(name) if name else None)
