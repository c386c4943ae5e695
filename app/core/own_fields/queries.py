"""Reads the shop's own fields: their descriptions, how often they are filled, their values."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, func, select

from app.catalogue.field import Catalogue, Field
from app.catalogue.own_field import OwnSpec
from app.core.actor import Right, needs
from app.core.customers.records import customer, sensitive
from app.core.own_fields.catalogues import spec_of
from app.core.own_fields.records import own_field, own_value
from app.core.store.profile_tables import own_value_of
from app.core.store.reader import Reader


@dataclass(frozen=True)
class FieldsView:
    """All that the page of fields shows."""

    catalogues: Mapping[str, Catalogue]
    specs: Mapping[int, OwnSpec]
    filled: Mapping[int, int]  # own field → how many customers have a value


@needs(Right.SEE_CUSTOMERS)
def view(reader: Reader) -> FieldsView:
    """The parts and fields of both profiles, in the shop's order."""
    rows = reader.connection.execute(select(own_field).order_by(own_field.c.id))
    specs = {row.id: spec_of(row) for row in rows}
    return FieldsView(reader.catalogues, specs, _filled(reader, specs))


@needs(Right.SEE_CUSTOMERS)
def values_of(reader: Reader, field: Field[Any], ids: Sequence[int]) -> dict[int, Any]:
    """The values of an own field that is not sealed, by customer; for a column of a list."""
    listed = func.json_each(json.dumps(list(ids))).table_valued("value")
    asked = select(own_value.c.customer_id, own_value.c.value).where(
        own_value.c.field_id == field.own,
        own_value.c.value.is_not(None),
        own_value.c.customer_id.in_(select(listed.c.value.cast(Integer))),
    )
    rows = reader.connection.execute(asked)
    return {row.customer_id: own_value_of(field, row.value) for row in rows}


def _filled(reader: Reader, specs: Mapping[int, OwnSpec]) -> dict[int, int]:
    asked = (
        select(own_value.c.field_id, func.count())
        .join(customer, customer.c.id == own_value.c.customer_id)
        .where(own_value.c.value.is_not(None), customer.c.binned_on.is_(None))
        .group_by(own_value.c.field_id)
    )
    found = {int(row[0]): int(row[1]) for row in reader.connection.execute(asked)}
    for spec in specs.values():
        if spec.tier == "S":
            found[spec.id] = _filled_sealed(reader, spec)
    return found


def _filled_sealed(reader: Reader, spec: OwnSpec) -> int:
    holds = sensitive.c.filled.contains(f"|{spec.key}|", autoescape=True)
    asked = select(func.count()).select_from(sensitive).where(holds)
    return int(reader.connection.execute(asked).scalar_one())
