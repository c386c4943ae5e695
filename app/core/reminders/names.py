"""Whose day it is and how many years it completes, filled in for the rows to be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, select

from app.catalogue.basics import Basics
from app.catalogue.enterprise import CompanyBasics
from app.catalogue.family import Child, Family
from app.catalogue.field import Field
from app.catalogue.lunar import solar_to_lunar
from app.catalogue.persons import Person
from app.catalogue.values import CalendarDay
from app.core.customers.records import customer, sensitive
from app.core.own_fields.records import own_value
from app.core.people.days import BIRTHDAY
from app.core.people.records import relative
from app.core.reminders.kinds import OccasionKind
from app.core.reminders.occurrences import NEXT_DAY
from app.core.reminders.upcoming import Upcoming
from app.core.store import sealed_values
from app.core.store.idlist import id_list
from app.core.store.profile_tables import HOMES, own_value_of
from app.core.store.unit import Reader

_Place = tuple[OccasionKind, int, int]  # kind, customer, row


@dataclass(frozen=True)
class _Known:
    whose: str | None
    day: CalendarDay | None
    relation: str | None = None


@dataclass(frozen=True)
class _Where:
    """The fields that tell whose day a kind's is; no name: the customer's own."""

    day: Field[Any]
    name: Field[Any] | None = None
    in_rows: bool = False


_WHERE = {
    OccasionKind.BIRTHDAY: _Where(Basics.birth_date),
    OccasionKind.SPOUSE_BIRTHDAY: _Where(Family.spouse_birthday, Family.spouse_name),
    OccasionKind.PERSON_BIRTHDAY: _Where(Person.birthday, Person.name, in_rows=True),
    OccasionKind.WEDDING: _Where(Family.wedding_anniversary),
    OccasionKind.FOUNDING: _Where(CompanyBasics.founded_on),
}

_HERS = (OccasionKind.JOINED, OccasionKind.OWN)


def named(reader: Reader, found: Sequence[Upcoming]) -> tuple[Upcoming, ...]:
    """The same, with names and years where they are known and may be seen.

    One query per kind, whatever the number of rows.
    """
    known: dict[_Place, _Known] = {}
    for kind, where in _WHERE.items():
        ids = {each.customer_id for each in found if each.kind == kind}
        if ids:
            known |= _read(reader, kind, where, ids)
    own = [each for each in found if each.kind == OccasionKind.OWN]
    if own:
        known |= _own_days(reader, own)
    light = [each.row_id for each in found if each.row_id < 0]
    if light:
        known |= _light_people(reader, light)
    children = {each.customer_id for each in found if each.kind == OccasionKind.CHILD_BIRTHDAY}
    if children and reader.seal is not None:
        known |= _children(reader, children)
    return tuple(_filled(each, known) for each in found)


def _filled(each: Upcoming, known: dict[_Place, _Known]) -> Upcoming:
    about = known.get((each.kind, each.customer_id, each.row_id))
    own = each.kind in _HERS or (each.kind in _WHERE and _WHERE[each.kind].name is None)
    whose = each.customer if own else about.whose if about else None
    years = _years(each, about.day) if about and about.day else each.years
    relation = about.relation if about else None
    return replace(each, whose=whose, years=years, relation=relation)


def _years(each: Upcoming, day: CalendarDay) -> int | None:
    if day.year is None:
        return None
    on = each.on - timedelta(days=1) if NEXT_DAY in each.rule else each.on
    now = _lunar_year(on) if day.calendar == "lunar" else each.on.year
    return now - day.year if now is not None and now >= day.year else None


@lru_cache(maxsize=4096)
def _lunar_year(on: date) -> int | None:
    found = solar_to_lunar(on)
    return found[0] if found else None


def _read(
    reader: Reader, kind: OccasionKind, where: _Where, ids: Iterable[int]
) -> dict[_Place, _Known]:
    home = HOMES[where.day]
    assert home is not None
    cells = home.table.c
    owner = cells.customer_id if where.in_rows else cells.id
    row_id = cells.id if where.in_rows else owner
    columns: list[Any] = [owner.label("owner"), row_id.label("row")]
    columns += [cells[name] for name in home.columns]
    columns += _name_columns(where, home.table)
    asked = select(*columns).where(owner.in_(id_list(ids)))
    width = 2 + len(home.columns)
    return {
        (kind, row[0], row[1] if where.in_rows else 0): _Known(
            row[width] if where.name else None, where.day.kind.from_cells(row[2:width])
        )
        for row in reader.connection.execute(asked)
    }


def _name_columns(where: _Where, table: Table) -> list[Any]:
    if where.name is None:
        return []
    home = HOMES[where.name]
    assert home is not None
    assert home.table is table
    return [table.c[home.columns[0]]]


def _children(reader: Reader, ids: Iterable[int]) -> dict[_Place, _Known]:
    assert reader.seal is not None
    asked = (
        select(customer.c.id, customer.c.uuid, sensitive.c.body)
        .join_from(sensitive, customer)
        .where(sensitive.c.customer_id.in_(id_list(ids)), sensitive.c.seal == Child.seal)
    )
    found: dict[_Place, _Known] = {}
    for customer_id, uuid, body in reader.connection.execute(asked):
        if body is None:
            continue
        data = reader.seal.decrypt(uuid, Child.seal, sealed_values.unpack(body))
        for row in data.get(Child.key, ()):
            place = (OccasionKind.CHILD_BIRTHDAY, customer_id, row["row"])
            found[place] = _Known(_cell(row, Child.name), _cell(row, Child.birthday))
    return found


def _light_people(reader: Reader, rows: Iterable[int]) -> dict[_Place, _Known]:
    """People around a customer who are no customers: their rows are negative."""
    cells = relative.c
    asked = select(cells.id, cells.customer_id, cells.name, cells.relation, cells.birthday)
    asked = asked.where(cells.id.in_(id_list(-each for each in rows)))
    return {
        (OccasionKind.PERSON_BIRTHDAY, row.customer_id, -row.id): _Known(
            row.name, BIRTHDAY.from_cells((row.birthday, None, None)), row.relation
        )
        for row in reader.connection.execute(asked)
    }


def _own_days(reader: Reader, found: Iterable[Upcoming]) -> dict[_Place, _Known]:
    """Days in fields of the shop's own: what it calls them, and the year where it is open."""
    known: dict[_Place, _Known] = {}
    fields = {
        number: field
        for catalogue in reader.catalogues.values()
        for number, field in catalogue.own.items()
    }
    for each in found:
        if each.row_id in fields:
            label = fields[each.row_id].label
            known[each.kind, each.customer_id, each.row_id] = _Known(each.customer, None, label)
    asked = select(own_value.c.customer_id, own_value.c.field_id, own_value.c.value).where(
        own_value.c.customer_id.in_(id_list({each.customer_id for each in found})),
        own_value.c.field_id.in_({each.row_id for each in found}),
        own_value.c.value.is_not(None),
    )
    for customer_id, number, value in reader.connection.execute(asked):
        place = (OccasionKind.OWN, customer_id, number)
        if place in known:
            known[place] = replace(known[place], day=own_value_of(fields[number], value))
    return known


def _cell(row: dict[str, Any], field: Field[Any]) -> Any:
    return field.kind.from_json(row[field.key]) if row.get(field.key) is not None else None
