"""Ruling between sources, confirming what is still true, and saying where a value is from."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select, update

from app.catalogue.field import Field
from app.core.actor import Right, needs
from app.core.customers import notes
from app.core.customers import service as customers
from app.core.customers.own_values import existing
from app.core.customers.records import customer, doubt
from app.core.customers.upkeep import recount_doubts
from app.core.errors import Refused
from app.core.settings import declared
from app.core.settings.queries import get
from app.core.settings.service import put
from app.core.sources.freshness import NEVER, Value, values_of
from app.core.sources.inheritance import origin_of
from app.core.sources.origin import Origin, refuse_baseless
from app.core.sources.queries import limits
from app.core.store.profiles import Stored, StoredFact, load
from app.core.store.unit import Unit
from app.i18n import N_

Place = tuple[str, int]
"""A field's key and the row it stands in (0: the customer's own value)."""


@dataclass(frozen=True)
class Told:
    """What the owner says of one value."""

    origin: Origin
    verified_on: date | None = None


@needs(Right.EDIT_CUSTOMERS)
def rule(unit: Unit, conflict_id: int, *, take: bool) -> None:
    """Take the other source's value, or keep ours; either way the question is settled."""
    found = unit.connection.execute(select(doubt).where(doubt.c.id == conflict_id)).first()
    if found is None or found.reason != notes.DIFFERS:
        raise _settled()
    stored = load(unit, found.customer_id, sealed=True)
    assert stored is not None
    if not stored.catalogue.has(found.field):
        raise _settled()
    field = stored.catalogue.field(found.field)
    if take:
        _take(unit, stored, field, found.id)
    else:
        notes.drop_doubt(unit, found.customer_id, field, found.id, found.row_id)
        recount_doubts(unit, found.customer_id)


@needs(Right.EDIT_CUSTOMERS)
def confirm(unit: Unit, customer_id: int, fields: Collection[Field[Any]], row_id: int = 0) -> None:
    """These values are still true: verified today."""
    confirm_values(unit, customer_id, [(each.key, row_id) for each in fields])


@needs(Right.EDIT_CUSTOMERS)
def confirm_values(unit: Unit, customer_id: int, places: Iterable[Place]) -> None:
    """Values of a customer are still true; all of them that age at once cost one cell."""
    stored = load(unit, customer_id, sealed=True)
    if stored is None:
        existing(unit, customer_id)
        return
    shop, confirmed = limits(unit), set(places)
    inheriting = {
        (each.field.key, each.row_id)
        for each in values_of(stored)
        if shop.of(each.field) != NEVER and _inherits_its_day(stored, each)
    }
    if inheriting and inheriting <= confirmed:
        unit.update(customer, customer_id, verified_on=unit.today)
        confirmed -= inheriting
    for key, row_id in sorted(confirmed):
        notes.keep_fact(unit, customer_id, key, row_id, verified_on=unit.today)


@needs(Right.EDIT_CUSTOMERS)
def say(unit: Unit, customer_id: int, field: Field[Any], told: Told, row_id: int = 0) -> None:
    """Say where a value comes from; only what differs from its part and record is kept."""
    existing(unit, customer_id)
    origin = told.origin
    refuse_baseless(origin, unit.today)
    if told.verified_on and told.verified_on > unit.today:
        refuse_baseless(replace(origin, learnt_on=told.verified_on), unit.today)
    about = (origin.channel, origin.day(unit.today), told.verified_on, origin.purpose)
    new = StoredFact(*about, origin.confidence, origin.basis)
    above = notes.said_above(unit, customer_id, field)
    if new == above:
        notes.drop_fact(unit, customer_id, field.key, row_id)
    else:
        notes.say(unit, customer_id, field, new, row_id)


@needs(Right.EDIT_CUSTOMERS)
def say_of_part(unit: Unit, customer_id: int, part: str, told: Told) -> None:
    """Say where the values of a whole part come from, as far as they do not say themselves."""
    existing(unit, customer_id)
    origin = told.origin
    refuse_baseless(origin, unit.today)
    cells: dict[str, Any] = {
        "source": origin.channel,
        "learnt_on": origin.day(unit.today),
        "verified_on": told.verified_on,
        "purpose": origin.purpose,
        "confidence": origin.confidence,
        "basis": origin.basis,
    }
    notes.keep_fact(unit, customer_id, part, **cells)


@needs(Right.CHANGE_SETTINGS)
def set_field_days(unit: Unit, key: str, days: tuple[int, int] | None) -> None:
    """After how many days a field's values are amber and red; (0, 0) never, None as the shop."""
    known = get(unit, declared.FIELD_DAYS)
    own = dict(known)
    own.pop(key, None)
    if days is not None:
        own[key] = list(days)
    put(unit, declared.FIELD_DAYS, own)


@needs(Right.IMPORT)
def say_of_made(unit: Unit, first: int, last: int, origin: Origin) -> None:
    """What an import says of all customers it made, beyond channel and day."""
    about = {
        "purpose": origin.purpose,
        "confidence": origin.confidence,
        "basis": origin.basis,
    }
    if any(about.values()) and last >= first:
        made = update(customer).where(customer.c.id.between(first, last))
        unit.bulk(made.values(about), tables=[customer.name])


def _take(unit: Unit, stored: Stored, field: Field[Any], conflict_id: int) -> None:
    rival = next(each for each in stored.doubts if each.id == conflict_id)
    typed = rival.typed
    if field.sealed:
        typed = stored.typed.get(notes.rival_place(field, conflict_id))
    value = field.kind.parse(typed or "", customers.rules_of(unit)).value
    if value is None:
        raise _settled()
    record, told = int(stored.record["id"]), origin_of(rival.about)
    if field.group is None:
        customers.edit(unit, record, {field: value}, origin=told, weigh=False)
        recount_doubts(unit, record)
    else:
        group, row = field.group, rival.row_id
        customers.edit_row(unit, record, group, row, {field: value}, origin=told, weigh=False)
        recount_doubts(unit, record)


def _inherits_its_day(stored: Stored, each: Value) -> bool:
    part = each.field.part.key if each.field.part else ""
    own: Sequence[StoredFact | None] = (
        stored.facts.get((each.field.key, each.row_id)),
        stored.facts.get((part, 0)),
    )
    return not any(level and (level.learnt_on or level.verified_on) for level in own)


def _settled() -> Refused:
    return Refused(
        N_("This difference was settled already."),
        N_("Nothing was changed."),
        N_("Look at the customer's file again."),
    )
