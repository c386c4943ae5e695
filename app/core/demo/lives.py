"""Gives the first of the sample shop's people what years at the counter bring.

Notes, promises, contacts, sources, a photo, an own field, and what still wants to be put in
order: all at fixed distances from today, and for a few dozen people however large the shop is.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from app.catalogue.basics import Basics
from app.catalogue.field import Field
from app.catalogue.membership import Extras
from app.catalogue.values import CalendarDay
from app.core.actor import Right, needs
from app.core.attachments.service import set_photo
from app.core.customers import service as customers
from app.core.customers.lists import ListQuery
from app.core.customers.profile import profile
from app.core.demo import told
from app.core.demo.drawn import portrait
from app.core.demo.shopping import Buyer
from app.core.own_fields import service as own_fields
from app.core.own_fields.service import NewField
from app.core.people.relatives import LightPerson, add_relative
from app.core.segments import service as segments
from app.core.segments.filter import Condition, Filter
from app.core.sources import service as sources
from app.core.sources.origin import Origin
from app.core.store.unit import Unit
from app.core.timeline import service as timeline
from app.core.timeline.service import Said

_TWINS = ((52, 53), (54, 55))  # positions among the individuals; likely the same person


@needs(Right.IMPORT)
def tell_lives(unit: Unit, buyers: Sequence[Buyer]) -> None:
    """Write everything down; a small shop gets as much as it has people for."""
    people = [each.id for each in buyers if not each.company]
    _tell_entries(unit, people)
    for place, name, relation, ahead, years in told.RELATIVES:
        if place < len(people):
            day = unit.today + timedelta(days=ahead)
            born = CalendarDay("solar", day.year - years, day.month, min(day.day, 28))
            add_relative(unit, people[place], LightPerson(name, relation, birthday=born))
    if people:
        set_photo(unit, people[0], portrait())
    _tell_sources(unit, people)
    _make_twins(unit, people)
    _keep_filter(unit)


@needs(Right.IMPORT)
def add_own_field(unit: Unit) -> int:
    """A field of the shop's own; another unit fills it in."""
    return own_fields.add(
        unit, NewField("常坐的位子", "Usual seat", "text", individual_part="life", findable=True)
    )


@needs(Right.IMPORT)
def fill_own_field(unit: Unit, buyers: Sequence[Buyer], field_id: int) -> None:
    """Where the first few like to sit."""
    field = unit.catalogues["individual"].field(f"own.{field_id}")
    people = [each.id for each in buyers if not each.company]
    for customer_id, seat in zip(people, told.SEATS, strict=False):
        customers.edit_text(unit, customer_id, {field: seat})


def _tell_entries(unit: Unit, people: Sequence[int]) -> None:
    for place, ago, kind, text, source in told.NOTES:
        if place < len(people):
            day = unit.today - timedelta(days=ago)
            timeline.add_note(unit, people[place], text, kind, source, day)
    for place, ago, touch in told.TOUCHES:
        if place < len(people):
            _touch(unit, people[place], ago, touch)
    for promised in told.PROMISES:
        if promised.place < len(people):
            _promise(unit, people[promised.place], promised)


def _touch(unit: Unit, customer_id: int, ago: int, touch: told.Touch) -> None:
    day = unit.today - timedelta(days=ago)
    due = None if touch.due is None else unit.today + timedelta(days=touch.due)
    said = Said(
        touch.way,
        touch.direction,
        touch.topic,
        touch.outcome,
        touch.same,
        touch.different,
        touch.step,
        due,
        day,
    )
    add = timeline.visit if touch.same or touch.different else timeline.log_touch
    add(unit, customer_id, said)


def _promise(unit: Unit, customer_id: int, promised: told.Promised) -> None:
    made = unit.today - timedelta(days=promised.ago)
    due = unit.today + timedelta(days=promised.due)
    made_id = timeline.promise(unit, customer_id, promised.what, due, promised.to_whom, made)
    settle = {"kept": timeline.keep_promise, "broken": timeline.break_promise}.get(promised.end)
    if settle is not None:
        settle(unit, made_id, promised.word, due)


def _tell_sources(unit: Unit, people: Sequence[int]) -> None:
    """Values of several channels, a whole part from one visit, and one open disagreement."""
    catalogue = unit.catalogues["individual"]
    for place, key, text, channel, ago in told.SOURCES:
        if place < len(people):
            origin = Origin(channel, unit.today - timedelta(days=ago))
            field = catalogue.field(key)
            customers.edit_text(unit, people[place], {field: text}, origin=origin)
    if people:
        visit = Origin("service.talk", unit.today - timedelta(days=40))
        sources.say_of_part(unit, people[0], "family", sources.Told(visit))


def _make_twins(unit: Unit, people: Sequence[int]) -> None:
    for one, other in _TWINS:
        if other < len(people):
            known = profile(unit, people[one])
            fields: tuple[Field[Any], ...] = (Basics.name, Basics.mobile, Extras.sex)
            same = {field: known.value(field) for field in fields}
            customers.edit(unit, people[other], same)


def _keep_filter(unit: Unit) -> None:
    silent = Filter((Condition("silent_days", "more", 60), Condition("purchases", "more", 5)))
    name = "久未光临的老客"
    segments.save(unit, name, ListQuery(kind="individual", filter=silent))
