"""Writes links between customers: made, changed, taken away; one row seen from both sides."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from app.catalogue.kinds_day import day_code, day_from_code
from app.catalogue.link_kinds import SPOUSE, LinkKind
from app.catalogue.values import CalendarDay
from app.core.actor import Right, needs
from app.core.customers.own_values import existing
from app.core.errors import Refused
from app.core.people import chains, standing
from app.core.people.kinds import kinds
from app.core.people.records import customer_link
from app.core.store.unit import Unit
from app.i18n import N_

LONGEST_NOTE = 40_000


@dataclass(frozen=True)
class About:
    """What is known about a link beside its kind: from when, until when, roles, a note."""

    since: CalendarDay | None = None
    until: CalendarDay | None = None
    note: str = ""
    roles: tuple[str, ...] = ()


NOTHING = About()


@needs(Right.EDIT_CUSTOMERS)
def add_link(unit: Unit, customer_id: int, other_id: int, end: str, about: About = NOTHING) -> int:
    """Say what `other_id` is to `customer_id` (the key of an end); returns the link's id."""
    if customer_id == other_id:
        raise Refused(
            N_("A customer cannot be linked to herself."),
            N_("Nothing was changed."),
            N_("Choose another customer."),
        )
    kind = _kind_of_end(unit, end)
    records = existing(unit, customer_id), existing(unit, other_id)
    _refuse_company(kind, records)
    first, second = _ordered(kind, end, customer_id, other_id)
    if not _over(unit, about.until):
        _refuse_twice(unit, kind, first, second)
    if kind.tree:
        chains.refuse_circle(unit, kind.key, first, second)
    made = unit.insert(
        customer_link,
        customer_id=first, other_id=second, kind=kind.key, made_at=unit.now, **_cells(about),
    )  # fmt: skip
    if kind.key == SPOUSE:
        standing.recognise_spouses(unit, first, second)
    return made


@needs(Right.EDIT_CUSTOMERS)
def edit_link(
    unit: Unit, link_id: int, about: About, *, end: str | None = None, seen_from: int | None = None
) -> int:
    """Change dates, note, roles; with `end` also what the other is to `seen_from`.

    Returns the link's id: another one when its kind or its sides became others.
    """
    row = _existing_link(unit, link_id)
    cells = _cells(about)
    kind = kinds(unit).get(row.kind)
    if kind is not None and not _over(unit, about.until):
        _refuse_twice(unit, kind, row.customer_id, row.other_id, but=link_id)
    turned = _turned(unit, row, end, seen_from) if end and seen_from is not None else {}
    if not turned:
        unit.update(customer_link, link_id, **cells)
        return link_id
    # Sides are never swapped cell by cell: an undo would pass through a link to oneself.
    unit.delete(customer_link, link_id)
    return unit.insert(customer_link, made_at=unit.now, **turned, **cells)


@needs(Right.EDIT_CUSTOMERS)
def remove_link(unit: Unit, link_id: int) -> None:
    """Take a link away; entries of a file that stood for the other speak for themselves again."""
    row = _existing_link(unit, link_id)
    unit.delete(customer_link, link_id)
    if not _any_left(unit, row.customer_id, row.other_id):
        standing.forget(unit, row.customer_id, row.other_id)


def ensure_link(
    unit: Unit, customer_id: int, other_id: int, end: str, about: About = NOTHING
) -> int:
    """The link with this end: the one that is there, with roles added, or a new one."""
    kind = _kind_of_end(unit, end)
    first, second = _ordered(kind, end, customer_id, other_id)
    row = _found(unit, kind, first, second)
    if row is None:
        return add_link(unit, customer_id, other_id, end, about)
    roles = tuple(dict.fromkeys((*roles_in(row.roles), *about.roles)))
    unit.update(customer_link, row.id, roles=_roles_cell(roles))
    return int(row.id)


def roles_in(cell: str | None) -> tuple[str, ...]:
    """The roles kept in a cell."""
    return tuple(json.loads(cell)) if cell else ()


def day_in(cell: str | None) -> CalendarDay | None:
    """The day kept in a cell."""
    return day_from_code(cell) if cell else None


def _turned(unit: Unit, row: Any, end: str, seen_from: int) -> dict[str, Any]:
    other = row.other_id if row.customer_id == seen_from else row.customer_id
    kind = _kind_of_end(unit, end)
    _refuse_company(kind, (existing(unit, seen_from), existing(unit, other)))
    first, second = _ordered(kind, end, seen_from, other)
    if (kind.key, first, second) == (row.kind, row.customer_id, row.other_id):
        return {}
    _refuse_twice(unit, kind, first, second, but=row.id)
    if kind.tree:
        chains.refuse_circle(unit, kind.key, first, second, but=row.id)
    return {"kind": kind.key, "customer_id": first, "other_id": second}


def _kind_of_end(unit: Unit, end: str) -> LinkKind:
    found = kinds(unit).of_end(end)
    if found is None:
        raise Refused(
            N_("This kind of link is not there any more."),
            N_("Nothing was changed."),
            N_("Look at the list of kinds again."),
        )
    return found


def _ordered(kind: LinkKind, end: str, customer_id: int, other_id: int) -> tuple[int, int]:
    if kind.mirror:
        return min(customer_id, other_id), max(customer_id, other_id)
    return (other_id, customer_id) if end == kind.first.key else (customer_id, other_id)


def _refuse_company(kind: LinkKind, records: tuple[Mapping[str, Any], ...]) -> None:
    for record in records:
        if kind.people and record["kind"] == "company":
            raise Refused(
                N_("{name} is a company and cannot be linked as “{kind}”."),
                N_("Nothing was changed."),
                N_("Choose a kind of link that companies can have, employer for example."),
                name=record["name"] or record["number"],
                kind=kind.first.show(),
            )


def _found(unit: Unit, kind: LinkKind, first: int, second: int, but: int = 0) -> Any:
    """The link of this kind that still holds between the two; one that ended is history."""
    cells = customer_link.c
    mine = (cells.customer_id == first, cells.other_id == second, cells.kind == kind.key)
    asked = select(customer_link).where(*mine, cells.id != but)
    rows = unit.connection.execute(asked)
    return next((row for row in rows if not _over(unit, day_in(row.until))), None)


def _over(unit: Unit, until: CalendarDay | None) -> bool:
    """Did it end before today?"""
    today = unit.today
    return until is not None and _latest(until) < (today.year, today.month, today.day)


def _refuse_twice(unit: Unit, kind: LinkKind, first: int, second: int, but: int = 0) -> None:
    if _found(unit, kind, first, second, but) is not None:
        raise Refused(
            N_("These two are linked as “{kind}” already."),
            N_("Nothing was changed."),
            N_("Open that link to change its dates or its note."),
            kind=kind.second.show(),
        )


def _any_left(unit: Unit, one: int, other: int) -> bool:
    cells = customer_link.c
    there = (cells.customer_id == one) & (cells.other_id == other)
    back = (cells.customer_id == other) & (cells.other_id == one)
    return unit.connection.execute(select(cells.id).where(or_(there, back))).first() is not None


def _existing_link(unit: Unit, link_id: int) -> Any:
    row = unit.connection.execute(
        select(customer_link).where(customer_link.c.id == link_id)
    ).first()
    if row is None:
        raise Refused(
            N_("This link is not there any more."),
            N_("Nothing was changed."),
            N_("Look at the customer's file again."),
        )
    return row


def _cells(about: About) -> dict[str, Any]:
    if about.since and about.until and _latest(about.until) < _earliest(about.since):
        raise Refused(
            N_("A link cannot end before it begins."),
            N_("Nothing was changed."),
            N_("Look at the two days again."),
        )
    return {
        "since": day_code(about.since) if about.since else None,
        "until": day_code(about.until) if about.until else None,
        "note": about.note.strip()[:LONGEST_NOTE] or None,
        "roles": _roles_cell(about.roles),
    }


def _earliest(day: CalendarDay) -> tuple[int, int, int]:
    return (day.year or 0, day.month or 1, day.day or 1)


def _latest(day: CalendarDay) -> tuple[int, int, int]:
    return (day.year or 9999, day.month or 12, day.day or 31)


def _roles_cell(roles: tuple[str, ...]) -> str | None:
    return json.dumps(roles, ensure_ascii=False) if roles else None
