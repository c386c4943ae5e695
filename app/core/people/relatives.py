"""Light people: others around a customer who are no customers, and the days they bring."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select

from app.catalogue.kinds import PhoneNumber
from app.catalogue.link_kinds import LinkKinds
from app.catalogue.values import CalendarDay, Phone
from app.core.actor import Right, needs
from app.core.customers.own_values import existing
from app.core.errors import Refused
from app.core.people.days import BIRTHDAY, OCCASION, day_of
from app.core.people.records import relative
from app.core.people.standing import forget_entry
from app.core.reminders.records import occasion
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_

PHONE = PhoneNumber()
_LONGEST_NAME, _LONGEST_NOTE = 200, 40_000


@dataclass(frozen=True)
class LightPerson:
    """What is known of somebody around a customer; `relation` is an end's key or own words."""

    name: str
    relation: str = ""
    phone: Phone | None = None
    birthday: CalendarDay | None = None
    note: str = ""


@needs(Right.EDIT_CUSTOMERS)
def add_relative(unit: Unit, customer_id: int, person: LightPerson) -> int:
    """Keep somebody around a customer; returns the row's id."""
    existing(unit, customer_id)
    row_id = unit.insert(relative, customer_id=customer_id, **_cells(person))
    _renew_day(unit, customer_id, row_id, person.birthday)
    return row_id


@needs(Right.EDIT_CUSTOMERS)
def edit_relative(unit: Unit, row_id: int, person: LightPerson) -> None:
    """Give all that is known of such a person anew."""
    customer_id = _owner(unit, row_id)
    unit.update(relative, row_id, **_cells(person))
    _renew_day(unit, customer_id, row_id, person.birthday)


@needs(Right.EDIT_CUSTOMERS)
def remove_relative(unit: Unit, row_id: int) -> None:
    """Take such a person away."""
    customer_id = _owner(unit, row_id)
    forget_entry(unit, customer_id, "person", -row_id)
    unit.delete(relative, row_id)
    _renew_day(unit, customer_id, row_id, None)


def person_in(row: Any) -> LightPerson:
    """A table row as a person."""
    phone = PHONE.from_cells((row.phone, row.phone_extension, row.phone_typed))
    birthday = BIRTHDAY.from_cells((row.birthday, row.birthday_typed, row.birthday_on))
    return LightPerson(row.name, row.relation or "", phone, birthday, row.note or "")


def relation_words(kinds: LinkKinds, relation: str) -> str:
    """What the person is to the customer, in the current language."""
    end = kinds.end(relation)
    return end.show() if end else relation


def light_person(reader: Reader, row_id: int) -> tuple[int, LightPerson] | None:
    """The customer such a person belongs to, and the person."""
    row = reader.connection.execute(select(relative).where(relative.c.id == row_id)).first()
    return (row.customer_id, person_in(row)) if row else None


def _renew_day(unit: Unit, customer_id: int, row_id: int, day: CalendarDay | None) -> None:
    cells = occasion.c
    mine = (
        cells.customer_id == customer_id, cells.kind == OCCASION, cells.row_id == -row_id,
    )  # fmt: skip
    unit.connection.execute(delete(occasion).where(*mine))
    if day is not None and day.recurs:
        names = ("kind", "row_id", "calendar", "month", "day", "leap")
        values = dict(zip(names, day_of(row_id, day), strict=True))
        unit.connection.execute(insert(occasion).values(customer_id=customer_id, **values))
    unit.changes.add(occasion.name, [customer_id])


def _cells(person: LightPerson) -> dict[str, Any]:
    name = " ".join(person.name.split())[:_LONGEST_NAME]
    if not name:
        raise Refused(
            N_("A person needs a name."),
            N_("Nothing was kept."),
            N_("Type the name, or what the customer calls them: grandma, for example."),
        )
    phone = (None,) * 3 if person.phone is None else PHONE.to_cells(person.phone)
    day = (None,) * 3 if person.birthday is None else BIRTHDAY.to_cells(person.birthday)
    cells = dict(zip(("phone", "phone_extension", "phone_typed"), phone, strict=True))
    cells |= zip(("birthday", "birthday_typed", "birthday_on"), day, strict=True)
    relation = person.relation.strip()[:_LONGEST_NAME] or None
    note = person.note.strip()[:_LONGEST_NOTE] or None
    return {"name": name, "relation": relation, "note": note, **cells}


def _owner(unit: Unit, row_id: int) -> int:
    found = light_person(unit, row_id)
    if found is None:
        raise Refused(
            N_("This person is not there any more."),
            N_("Nothing was changed."),
            N_("Look at the customer's file again."),
        )
    return found[0]
