"""Everybody around one customer: linked customers, light people, people her file names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select, text

from app.catalogue.link_kinds import Circle, End, LinkKind, LinkKinds
from app.catalogue.values import CalendarDay
from app.core.actor import Right, needs, require
from app.core.customers.own_values import existing
from app.core.customers.records import customer
from app.core.people.kinds import kinds
from app.core.people.links import day_in, roles_in
from app.core.people.persons import PERSON, FilePerson, customers_behind, file_persons
from app.core.people.records import relative
from app.core.people.relatives import LightPerson, person_in, relation_words
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.unit import Unit

_CIRCLES = {circle: place for place, circle in enumerate(Circle)}

# Both sides of her links, by the index of each; what lies in the bin is hidden.
_LINKS = text(
    """WITH mine AS (
    SELECT id, other_id AS who, 1 AS is_first FROM customer_link WHERE customer_id = :customer
    UNION ALL
    SELECT id, customer_id, 0 FROM customer_link WHERE other_id = :customer)
SELECT m.who, m.is_first, l.id, l.kind, l.roles, l.since, l.until, l.note,
       c.name, c.number, c.kind AS customer_kind, c.phone, c.deceased, c.sort_key
FROM mine AS m JOIN customer_link AS l ON l.id = m.id JOIN customer AS c ON c.id = m.who
WHERE c.binned_on IS NULL"""
)


@dataclass(frozen=True)
class Linked:
    """A link seen from one side: who the other customer is, and what she is to the one asked."""

    link_id: int
    customer_id: int
    name: str
    number: str | None
    is_company: bool
    phone: str | None
    deceased: bool
    kind: LinkKind
    end: End
    since: CalendarDay | None = None
    until: CalendarDay | None = None
    note: str = ""
    roles: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Has it ended?"""
        return self.until is not None


@dataclass(frozen=True)
class Relative:
    """Somebody around a customer who is no customer; `words` say what she is to her."""

    id: int
    person: LightPerson
    words: str


@dataclass(frozen=True)
class People:
    """Everybody around one customer, the nearest circle first.

    Light people and persons of the file who are customers stand among the links alone.
    """

    customer_id: int
    is_company: bool
    links: tuple[Linked, ...]
    relatives: tuple[Relative, ...]
    persons: tuple[FilePerson, ...]

    @property
    def empty(self) -> bool:
        """Is nobody known?"""
        return not (self.links or self.relatives or self.persons)


@needs(Right.SEE_CUSTOMERS)
def people(reader: Reader, customer_id: int, *, reveal: bool = False) -> People:
    """Who is around her; `reveal` opens the sealed children (tell `customers.note_reveal`)."""
    if reveal:
        require(reader.actor, Right.SEE_SEALED)
    record = existing(reader, customer_id)
    known = kinds(reader)
    behind = customers_behind(reader, customer_id)
    named = file_persons(reader, record, reveal=reveal, behind=behind)
    return People(
        customer_id,
        record["kind"] == "company",
        _with_roles(_links(reader, known, customer_id), named),
        _relatives(reader, known, customer_id, behind),
        tuple(each for each in named if each.customer_id is None),
    )


@needs(Right.SEE_CUSTOMERS)
def link(reader: Reader, customer_id: int, link_id: int) -> Linked | None:
    """One of her links."""
    found = _links(reader, kinds(reader), customer_id)
    return next((each for each in found if each.link_id == link_id), None)


def _links(reader: Reader, known: LinkKinds, customer_id: int) -> tuple[Linked, ...]:
    rows = reader.connection.execute(_LINKS, {"customer": customer_id}).all()
    found = [(row.sort_key, made) for row in rows if (made := _linked(known, row)) is not None]
    order = sorted(found, key=lambda each: (_place(each[1]), each[0], each[1].customer_id))
    return tuple(made for _, made in order)


def _place(each: Linked) -> tuple[bool, int, str]:
    return each.over, _CIRCLES[each.kind.circle], each.kind.key


def _linked(known: LinkKinds, row: Any) -> Linked | None:
    kind = known.get(row.kind)
    if kind is None:  # of a program newer than this one
        return None
    return Linked(
        row.id,
        row.who,
        row.name or row.number or f"#{row.who}",
        row.number,
        row.customer_kind == "company",
        row.phone,
        bool(row.deceased),
        kind,
        kind.second if row.is_first else kind.first,
        day_in(row.since),
        day_in(row.until),
        row.note or "",
        roles_in(row.roles),
    )


def _with_roles(links: tuple[Linked, ...], named: Iterable[FilePerson]) -> tuple[Linked, ...]:
    """A person in charge has the roles said of the link and those the file gives her."""
    roles: dict[int, list[str]] = {}
    for each in named:
        if each.place == PERSON and each.customer_id is not None:
            roles.setdefault(each.customer_id, []).extend(each.roles)
    if not roles:
        return links
    return tuple(_with(each, roles.get(each.customer_id, ())) for each in links)


def _with(each: Linked, roles: Iterable[str]) -> Linked:
    if each.end.key != "in_charge":
        return each
    return replace(each, roles=tuple(dict.fromkeys((*each.roles, *roles))))


def _relatives(
    reader: Reader, known: LinkKinds, customer_id: int, behind: Mapping[tuple[str, int], int]
) -> tuple[Relative, ...]:
    asked = select(relative).where(relative.c.customer_id == customer_id).order_by(relative.c.id)
    return tuple(
        Relative(row.id, person, relation_words(known, person.relation))
        for row in reader.connection.execute(asked)
        if (PERSON, -row.id) not in behind
        for person in (person_in(row),)
    )


def names_of(unit: Reader | Unit, ids: Iterable[int]) -> dict[int, str]:
    """What customers are called, by id."""
    asked = select(customer.c.id, customer.c.name, customer.c.number)
    rows = unit.connection.execute(asked.where(customer.c.id.in_(id_list(ids))))
    return {row.id: row.name or row.number or f"#{row.id}" for row in rows}
