"""People whom a file itself names: spouse, children, persons in charge; and who they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.catalogue.family import Child, Family
from app.catalogue.field import Field
from app.catalogue.persons import Person
from app.catalogue.values import CalendarDay
from app.core.customers.records import customer, sensitive
from app.core.people.records import stand_in
from app.core.store import sealed_values
from app.core.store.profile_tables import GROUPS, HOMES
from app.core.store.reader import Reader

SPOUSE, CHILD, PERSON = "spouse", "child", "person"
_SPOUSE_FIELDS = (
    Family.spouse_name,
    Family.spouse_birthday,
    Family.spouse_blood_type,
    Family.spouse_education,
    Family.spouse_interests,
)
Values = Mapping[Field[Any], Any]


@dataclass(frozen=True)
class FilePerson:
    """Somebody a file names. Sealed ones are `hidden`: then only that they are there is known.

    `customer_id` is the customer that she is, if somebody said so.
    """

    place: str
    row_id: int
    name: str | None = None
    birthday: CalendarDay | None = None
    roles: tuple[str, ...] = ()
    values: Values | None = None
    customer_id: int | None = None
    hidden: bool = False


def file_persons(
    reader: Reader,
    record: Mapping[str, Any],
    *,
    reveal: bool,
    behind: Mapping[tuple[str, int], int] | None = None,
) -> tuple[FilePerson, ...]:
    """Everybody the file names in fields of their own; `behind` says who is which customer."""
    found = (
        [*_in_charge(reader, record["id"])]
        if record["kind"] == "company"
        else [*_spouse(reader, record["id"]), *_children(reader, record, reveal=reveal)]
    )
    if not found:
        return ()
    known = customers_behind(reader, record["id"]) if behind is None else behind
    return tuple(_known(each, known) for each in found)


def file_person(
    reader: Reader, record: Mapping[str, Any], place: str, row_id: int
) -> FilePerson | None:
    """One of them, opened where it is sealed."""
    reveal = place == CHILD
    found = file_persons(reader, record, reveal=reveal)
    return next((each for each in found if (each.place, each.row_id) == (place, row_id)), None)


def customers_behind(reader: Reader, customer_id: int) -> dict[tuple[str, int], int]:
    """Which entries of a file are which customers; those in the bin do not count."""
    asked = (
        select(stand_in.c.place, stand_in.c.row_id, stand_in.c.other_id)
        .join(customer, customer.c.id == stand_in.c.other_id)
        .where(stand_in.c.customer_id == customer_id, customer.c.binned_on.is_(None))
    )
    return {(row.place, row.row_id): row.other_id for row in reader.connection.execute(asked)}


def _known(each: FilePerson, known: Mapping[tuple[str, int], int]) -> FilePerson:
    who = known.get((each.place, each.row_id))
    if who is None:
        return each
    shown = (each.name, each.birthday, each.roles, each.values)
    return FilePerson(each.place, each.row_id, *shown, customer_id=who, hidden=each.hidden)


def _spouse(reader: Reader, customer_id: int) -> list[FilePerson]:
    values = _values(reader, _SPOUSE_FIELDS, HOMES[Family.spouse_name].table.c.id, customer_id)  # type: ignore[union-attr]
    if not values or not values[0][1]:
        return []
    own = values[0][1]
    name, birthday = own.get(Family.spouse_name), own.get(Family.spouse_birthday)
    return [FilePerson(SPOUSE, 0, name, birthday, values=own)]


def _in_charge(reader: Reader, customer_id: int) -> list[FilePerson]:
    table = GROUPS[Person]
    fields = [each for each in Person.fields if not each.sealed]
    return [
        FilePerson(
            PERSON,
            row_id,
            values.get(Person.name),
            values.get(Person.birthday),
            tuple(values.get(Person.role) or ()),
            values,
        )
        for row_id, values in _values(reader, fields, table.c.customer_id, customer_id)
    ]


def _values(
    reader: Reader, fields: Sequence[Field[Any]], link: Any, customer_id: int
) -> list[tuple[int, dict[Field[Any], Any]]]:
    """(row, values) of fields that live in one table."""
    homes = {each: home for each in fields if (home := HOMES[each]) is not None}
    columns = [link.table.c[name] for home in homes.values() for name in home.columns]
    asked = select(link.table.c.id, *columns).where(link == customer_id).order_by(link.table.c.id)
    found = []
    for row in reader.connection.execute(asked):
        values = {
            each: each.kind.from_cells([row._mapping[name] for name in home.columns])
            for each, home in homes.items()
        }
        found.append((row.id, {each: v for each, v in values.items() if v is not None}))
    return found


def _children(reader: Reader, record: Mapping[str, Any], *, reveal: bool) -> list[FilePerson]:
    mine = (sensitive.c.customer_id == record["id"], sensitive.c.seal == Child.seal)
    row = reader.connection.execute(
        select(sensitive.c.filled, sensitive.c.body).where(*mine)
    ).first()
    if row is None or row.body is None or "|child." not in row.filled:
        return []
    if not reveal or reader.seal is None:
        return [FilePerson(CHILD, 0, hidden=True)]
    data = reader.seal.decrypt(record["uuid"], Child.seal, sealed_values.unpack(row.body))
    return [_child(each) for each in data.get(Child.key, ())]


def _child(row: Mapping[str, Any]) -> FilePerson:
    values = {f: f.kind.from_json(row[f.key]) for f in Child.fields if row.get(f.key) is not None}
    return FilePerson(
        CHILD, row["row"], values.get(Child.name), values.get(Child.birthday), values=values
    )
