"""Writes values of a customer's own into the rows and sealed blobs where they live."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.catalogue.field import Field
from app.core.customers.joining import join_waiting
from app.core.customers.numbers import refuse_taken
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.own_fields.records import own_value
from app.core.purchases.records import fold_number
from app.core.store import sealed_values
from app.core.store.profile_tables import HOMES, own_value_of, value_of
from app.core.store.profiles import own_row, write_values
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_

Values = Mapping[Field[Any], Any]


@dataclass(frozen=True)
class Changed:
    """One value before and after; None where there was none."""

    field: Field[Any]
    before: Any
    after: Any


def existing(reader: Reader, customer_id: int) -> Mapping[str, Any]:
    """The narrow row, or a refusal when there is none."""
    found = reader.connection.execute(select(customer).where(customer.c.id == customer_id)).first()
    if found is None:
        raise Refused(
            N_("This customer is not there any more."),
            N_("Nothing was changed."),
            N_("It may have been undone or deleted; search for it again."),
        )
    return found._asdict()


def write_own(unit: Unit, customer_id: int, values: Values) -> tuple[Changed, ...]:
    """Write own values, open and sealed; returns what changed."""
    record = existing(unit, customer_id)
    open_ones = {f: v for f, v in values.items() if not f.sealed}
    before = {f: _stored(unit, customer_id, f) for f in open_ones}
    new = {f: v for f, v in open_ones.items() if not same_cells(f, before[f], v)}
    _check(unit, record, new)
    if new:
        write_values(unit, record["kind"], customer_id, new)
    sealed = {f: v for f, v in values.items() if f.sealed}
    before |= _write_sealed(unit, customer_id, record["uuid"], sealed)
    _follow_number(unit, customer_id, new)
    changed = {**new, **{f: v for f, v in sealed.items() if before[f] != v}}
    return tuple(Changed(f, before[f], v) for f, v in changed.items())


def _stored(reader: Reader, customer_id: int, field: Field[Any]) -> Any:
    if field.own:
        kept = own_row(reader, customer_id, field)
        text = select(own_value.c.value).where(own_value.c.id == kept)
        return own_value_of(field, reader.connection.execute(text).scalar())
    home = HOMES[field]
    assert home is not None
    columns = [home.table.c[name] for name in home.columns]
    row = reader.connection.execute(select(*columns).where(home.table.c.id == customer_id)).first()
    return None if row is None else value_of(field, tuple(row))


def same_cells(field: Field[Any], before: Any, after: Any) -> bool:
    """Are they kept alike? Equal values may still be typed differently, and that is kept."""
    if before is None or after is None:
        return before is after
    return bool(before == after) and field.kind.to_cells(before) == field.kind.to_cells(after)


def _check(unit: Unit, record: Mapping[str, Any], new: Values) -> None:
    name, number = record["name"], record["number"]
    for each, value in new.items():
        if each.key == "customer_no":
            number = value
            if value:
                refuse_taken(unit, value, but=record["id"])
        elif each.key in ("name", "company_name"):
            name = value
    if not name and not number:
        raise Refused(
            N_("A customer needs a name."),
            N_("Nothing was changed."),
            N_("Type the name, or move the customer to the bin."),
        )


def _write_sealed(unit: Unit, customer_id: int, uuid: str, values: Values) -> dict[Field[Any], Any]:
    before: dict[Field[Any], Any] = {}
    for seal in sorted({each.seal for each in values}):
        data = sealed_values.load(unit, customer_id, uuid, seal)
        mine = {each: value for each, value in values.items() if each.seal == seal}
        for each, value in mine.items():
            old = data.pop(each.key, None)
            before[each] = None if old is None else each.kind.from_json(old)
            if value is not None:
                data[each.key] = each.kind.to_json(value)
        if any(before[each] != value for each, value in mine.items()):
            sealed_values.save(unit, customer_id, uuid, seal, data)
    return before


def _follow_number(unit: Unit, customer_id: int, new: Values) -> None:
    for each, value in new.items():
        if each.key == "customer_no":
            key = fold_number(value) if value else None
            unit.update(customer, customer_id, number_key=key)
            if key:
                join_waiting(unit, customer_id, key)
