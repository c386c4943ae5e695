"""Writes tiers given by hand, and what the shop does for its best customers."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select

from app.catalogue.cleaning import tidy_line
from app.core.actor import Right, needs
from app.core.customers.own_values import existing
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.store.idlist import id_list
from app.core.store.unit import Unit
from app.core.timeline.writing import entry_row, must_text, refuse_backwards, text_of, when
from app.core.worth.records import privilege, privilege_given, tier_given
from app.core.worth.tiers import Tier
from app.i18n import N_

LONGEST_NAME = 60


@needs(Right.EDIT_CUSTOMERS)
def give_tier(
    unit: Unit, customer_id: int, tier: Tier | None, reason: str = "", on: date | None = None
) -> int:
    """Grade her by hand, whatever the rule says; None gives her back to the rule."""
    existing(unit, customer_id)
    day, clock = when(unit, on)
    return unit.insert(
        tier_given,
        customer_id=customer_id,
        tier=tier,
        reason=text_of(reason),
        at_day=day,
        at_time=clock,
        who=unit.actor.name,
    )


@needs(Right.CHANGE_SETTINGS)
def add_privilege(unit: Unit, name: str, note: str = "") -> int:
    """One more thing the shop does for its best."""
    return unit.insert(privilege, name=_name(unit, name), note=text_of(note))


@needs(Right.CHANGE_SETTINGS)
def edit_privilege(unit: Unit, privilege_id: int, name: str, note: str = "") -> bool:
    """Call it otherwise; whoever has it keeps it."""
    entry_row(unit, privilege, privilege_id)
    told = {"name": _name(unit, name, privilege_id), "note": text_of(note)}
    return unit.update(privilege, privilege_id, **told)


@needs(Right.CHANGE_SETTINGS)
def retire_privilege(unit: Unit, privilege_id: int, retired: bool = True) -> bool:
    """Give it to nobody any more, or to customers again; what was given stays as it is."""
    entry_row(unit, privilege, privilege_id)
    return unit.update(privilege, privilege_id, retired_on=unit.today if retired else None)


@needs(Right.EDIT_CUSTOMERS)
def give_privilege(
    unit: Unit,
    ids: Collection[int],
    privilege_id: int,
    note: str = "",
    on: date | None = None,
) -> int:
    """Give it to these customers; who has it already, or is gone, is left out."""
    if entry_row(unit, privilege, privilege_id)["retired_on"] is not None:
        raise Refused(
            N_("The shop does not do this any more."),
            N_("Nobody was given anything."),
            N_("Choose another privilege, or bring this one back first."),
        )
    day, clock = when(unit, on)
    told = {"at_day": day, "at_time": clock, "note": text_of(note), "who": unit.actor.name}
    rows = [
        {"customer_id": each, "privilege_id": privilege_id, **told}
        for each in _without(unit, ids, privilege_id)
    ]
    return len(unit.insert_many(privilege_given, rows))


@needs(Right.EDIT_CUSTOMERS)
def end_privilege(unit: Unit, given_id: int, on: date | None = None) -> bool:
    """She has it no longer."""
    row = entry_row(unit, privilege_given, given_id)
    day, _ = when(unit, on)
    refuse_backwards(row["at_day"], day)
    return unit.update(privilege_given, given_id, ended_on=day)


@needs(Right.EDIT_CUSTOMERS)
def delete_given(unit: Unit, given_id: int) -> None:
    """She never had it; an undo brings it back."""
    unit.delete(privilege_given, given_id)


def _without(unit: Unit, ids: Collection[int], privilege_id: int) -> list[int]:
    """Those of them who are there and have it not."""
    cells = privilege_given.c
    now = or_(cells.ended_on.is_(None), cells.ended_on > unit.today)
    having = select(cells.customer_id).where(cells.privilege_id == privilege_id, now)
    asked = select(customer.c.id).where(
        customer.c.id.in_(id_list(ids)),
        customer.c.binned_on.is_(None),
        customer.c.id.not_in(having),
    )
    return list(unit.connection.execute(asked).scalars())


def _name(unit: Unit, typed: str, but: int = 0) -> str:
    """A name that no other privilege has."""
    name = must_text(tidy_line(typed))
    if len(name) > LONGEST_NAME:
        raise Refused(
            N_("The name is longer than {most} characters."),
            N_("Nothing was kept."),
            N_("Say the rest in the note."),
            most=LONGEST_NAME,
        )
    cells = privilege.c
    same = select(cells.id).where(cells.name == name, cells.id != but, cells.retired_on.is_(None))
    if unit.connection.execute(same).first() is not None:
        raise Refused(
            N_("There is a privilege called “{name}” already."),
            N_("Nothing was kept."),
            N_("Call this one otherwise."),
            name=name,
        )
    return name
