"""Makes customers of people whom a file knows, or says which customer they are already."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.catalogue.basics import Basics
from app.catalogue.education_career import Career, Education
from app.catalogue.family import Child, Family
from app.catalogue.field import Field
from app.catalogue.individual import Extras
from app.catalogue.life import Life
from app.catalogue.link_kinds import CHILD as CHILD_END
from app.catalogue.link_kinds import IN_CHARGE, RELATIVE, SPOUSE, LinkKinds
from app.catalogue.persons import Person
from app.catalogue.values import Link
from app.core.actor import Right, needs, require
from app.core.customers import service as customers
from app.core.customers.own_values import existing
from app.core.errors import Refused
from app.core.people import persons
from app.core.people.kinds import kinds
from app.core.people.links import NOTHING, About, ensure_link
from app.core.people.persons import CHILD, PERSON, FilePerson
from app.core.people.relatives import LightPerson, light_person
from app.core.people.standing import stands_for
from app.core.store.unit import Unit
from app.i18n import N_

_Values = dict[Field[Any], Any]
# What is known of a person in a file, and the field of her own that takes it.
_OWN_FIELD: Mapping[Field[Any], Field[Any]] = {
    Family.spouse_name: Basics.name,
    Family.spouse_birthday: Basics.birth_date,
    Family.spouse_blood_type: Basics.blood_type,
    Family.spouse_education: Education.highest_degree,
    Family.spouse_interests: Life.leisure_habits,
    Child.name: Basics.name,
    Child.birthday: Basics.birth_date,
    Person.name: Basics.name,
    Person.birthday: Basics.birth_date,
    Person.education: Education.highest_degree,
}
_ENDS = {"spouse": SPOUSE, CHILD: CHILD_END, PERSON: IN_CHARGE}


@needs(Right.EDIT_CUSTOMERS)
def make_customer(
    unit: Unit, customer_id: int, place: str, row_id: int, *, unseal: bool = False
) -> int:
    """Make a customer of somebody in a file: what is known is copied, both are linked.

    The entry stays in the file but reminds no more of a day that is now her own. What is
    known of a child is sealed: only `unseal` lets it into a file of its own.
    """
    record = existing(unit, customer_id)
    if row_id < 0:
        return _of_light_person(unit, customer_id, -row_id)
    found = _entry(unit, record, place, row_id)
    if place == CHILD:
        _refuse_unasked(unit, unseal)
    if not found.name:
        raise _nameless()
    same = _same_person(unit, record, found)
    made = customers.create(unit, "individual", _copied(record, found, _roles(same)))
    _tie(unit, record, same, made)
    return made


@needs(Right.EDIT_CUSTOMERS)
def tie(unit: Unit, customer_id: int, place: str, row_id: int, other_id: int) -> None:
    """Say that somebody in a file is this customer: both are linked, one day reminds."""
    record = existing(unit, customer_id)
    other = existing(unit, other_id)
    if customer_id == other_id:
        raise Refused(
            N_("A customer cannot be linked to herself."),
            N_("Nothing was changed."),
            N_("Choose another customer."),
        )
    if other["kind"] == "company":
        raise Refused(
            N_("{name} is a company, not a person."),
            N_("Nothing was changed."),
            N_("Choose a person among the customers."),
            name=other["name"],
        )
    if row_id < 0:
        _tie_light(unit, customer_id, -row_id, other_id)
        return
    if place == CHILD:
        require(unit.actor, Right.SEE_SEALED)
    found = _entry(unit, record, place, row_id)
    _tie(unit, record, _same_person(unit, record, found), other_id)


def _entry(unit: Unit, record: Mapping[str, Any], place: str, row_id: int) -> FilePerson:
    if place == CHILD:
        require(unit.actor, Right.SEE_SEALED)
    found = persons.file_person(unit, record, place, row_id)
    if found is None:
        raise _gone()
    return found


def _tie(unit: Unit, record: Mapping[str, Any], same: Sequence[FilePerson], other_id: int) -> None:
    end = _ENDS[same[0].place]
    ensure_link(unit, record["id"], other_id, end, About(roles=_roles(same)))
    for each in same:
        stands_for(unit, record["id"], each.place, each.row_id, other_id)


def _roles(same: Sequence[FilePerson]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for each in same for role in each.roles))


def _same_person(
    unit: Unit, record: Mapping[str, Any], found: FilePerson
) -> tuple[FilePerson, ...]:
    """Proprietor and legal representative of one name are one person with two roles."""
    if found.place != PERSON or not found.name:
        return (found,)
    return tuple(
        each
        for each in persons.file_persons(unit, record, reveal=False)
        if each.row_id == found.row_id
        or (
            each.name == found.name
            and each.customer_id is None
            and (each.birthday is None or found.birthday in (None, each.birthday))
        )
    )


def _copied(record: Mapping[str, Any], found: FilePerson, roles: tuple[str, ...]) -> _Values:
    known = found.values or {}
    values: _Values = {_OWN_FIELD[each]: v for each, v in known.items() if each in _OWN_FIELD}
    if found.place == PERSON:
        likes = (*(known.get(Person.interests) or ()), *(known.get(Person.hobbies) or ()))
        if likes:
            values[Life.leisure_habits] = tuple(dict.fromkeys(likes))
        if record["name"]:
            values[Basics.employer_name] = Link(record["name"], record["id"])
        if roles:
            values[Career.current_title] = Person.role.kind.show(roles)
    return values


def _of_light_person(unit: Unit, customer_id: int, row: int) -> int:
    person = _light(unit, customer_id, row)
    values: _Values = {Basics.name: person.name}
    if person.birthday:
        values[Basics.birth_date] = person.birthday
    if person.phone:
        values[Basics.mobile] = (person.phone,)
    if person.note:
        values[Extras.note] = person.note
    made = customers.create(unit, "individual", values)
    _tie_light(unit, customer_id, row, made)
    return made


def _tie_light(unit: Unit, customer_id: int, row: int, other_id: int) -> None:
    person = _light(unit, customer_id, row)
    end, about = _as_link(kinds(unit), existing(unit, customer_id)["kind"], person)
    ensure_link(unit, customer_id, other_id, end, about)
    stands_for(unit, customer_id, PERSON, -row, other_id)


def _as_link(known: LinkKinds, owner_kind: str, person: LightPerson) -> tuple[str, About]:
    kind = known.of_end(person.relation)
    if kind is not None and not (kind.people and owner_kind == "company"):
        return person.relation, NOTHING
    end = RELATIVE if owner_kind == "individual" else IN_CHARGE
    return end, About(note=person.relation)


def _light(unit: Unit, customer_id: int, row: int) -> LightPerson:
    found = light_person(unit, row)
    if found is None or found[0] != customer_id:
        raise _gone()
    return found[1]


def _refuse_unasked(unit: Unit, unseal: bool) -> None:
    require(unit.actor, Right.SEE_SEALED)
    if not unseal:
        raise Refused(
            N_("What is known of a child is sealed and does not leave the seal by itself."),
            N_("Nothing was changed."),
            N_("Say expressly that the child is to have a file of its own."),
        )


def _nameless() -> Refused:
    return Refused(
        N_("A customer needs a name."),
        N_("Nothing was kept."),
        N_("Write the person's name into this file first."),
    )


def _gone() -> Refused:
    return Refused(
        N_("This person is not there any more."),
        N_("Nothing was changed."),
        N_("Look at the customer's file again."),
    )
