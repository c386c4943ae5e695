"""What stands beside the values of many customers: where from, and what is doubtful."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from app.catalogue.field import Field
from app.core.customers import notes
from app.core.customers.bulk import NewDoubt
from app.core.customers.encoding import doubt_place
from app.core.customers.own_values import same_cells
from app.core.customers.records import doubt, fact
from app.core.sources.inheritance import inherit, own_fact, record_fact
from app.core.sources.origin import Origin
from app.core.store.idlist import id_list
from app.core.store.mass_update import update_many
from app.core.store.profiles import Stored, StoredDoubt, StoredFact
from app.core.store.sealed_values import Place
from app.core.store.unit import Unit

Values = Mapping[Field[Any], Any]
Texts = dict[Place, dict[str, str | None]]
"""Texts that nobody could read, of sealed groups: those that come, and None where one goes."""
FactPlace = tuple[int, str]
"""A customer and a field's key."""


class Given(NamedTuple):
    """A customer as she stood, and the values that were not so already."""

    stored: Stored
    values: Values


class Edit(NamedTuple):
    """A customer as she stands (sealed values opened), what is new, and what is doubtful."""

    stored: Stored
    values: Values
    doubts: Sequence[NewDoubt] = ()

    def changed(self) -> Values:
        """Values that are not kept like this already."""
        before = self.stored.values
        return {f: v for f, v in self.values.items() if not _is_kept(f, before.get(f), v)}


def _is_kept(field: Field[Any], before: Any, after: Any) -> bool:
    return bool(before == after) if field.sealed else same_cells(field, before, after)


def renew_doubts(unit: Unit, edits: Sequence[Edit], told: Origin) -> Texts:
    """Drop what was doubtful of values given anew, and keep what is now; of the customers' own."""
    texts: Texts = defaultdict(dict)
    gone = [
        (each.stored, field, known)
        for each in edits
        for field in each.values
        for known in each.stored.doubts
        if (known.field, known.row_id) == (field.key, 0)
    ]
    if gone:
        unit.delete_where(doubt, doubt.c.id.in_(id_list(known.id for _, _, known in gone)))
    for stored, field, known in gone:
        if field.sealed:
            texts[stored.record["id"], field.seal][_place(field, known)] = None
    come = [(each.stored, new) for each in edits for new in each.doubts]
    ids = unit.insert_many(doubt, [_row(unit, stored, new, told) for stored, new in come])
    for made, (stored, new) in zip(ids, come, strict=True):
        if new.field.sealed:
            known = StoredDoubt(made, new.field.key, 0, None, new.reason, new.taken)
            texts[stored.record["id"], new.field.seal][_place(new.field, known)] = new.typed
    return texts


def _place(field: Field[Any], known: StoredDoubt) -> str:
    if known.reason == notes.DIFFERS:
        return notes.rival_place(field, known.id)
    return doubt_place(field, 0)


def _row(unit: Unit, stored: Stored, new: NewDoubt, told: Origin) -> dict[str, Any]:
    about = told if new.reason == notes.DIFFERS else None
    return {
        "customer_id": stored.record["id"],
        "field": new.field.key,
        "row_id": 0,
        "typed": None if new.field.sealed else new.typed,
        "reason": new.reason,
        "taken": int(new.taken),
        **notes.about(about, unit.today),
    }


def learnt(unit: Unit, given: Iterable[Given], told: Origin) -> None:
    """Note where the new values come from; a row only where part and record say otherwise."""
    about = _told(told, unit)
    wanted: dict[FactPlace, dict[str, Any] | None] = {}
    for stored, values in given:
        for field, value in values.items():
            cells = None if value is None else own_fact(about, _above(stored, field))
            if cells is not None or (field.key, 0) in stored.facts:
                wanted[stored.record["id"], field.key] = cells
    if wanted:
        _write_facts(unit, wanted)


def _told(told: Origin, unit: Unit) -> StoredFact:
    day = told.day(unit.today)
    return StoredFact(told.channel, day, None, told.purpose, told.confidence, told.basis)


def _above(stored: Stored, field: Field[Any]) -> StoredFact:
    """What a value inherits from its part and its record."""
    of_part = stored.facts.get((field.part.key if field.part else "", 0))
    return inherit((of_part, record_fact(stored.record)))


def _write_facts(unit: Unit, wanted: Mapping[FactPlace, dict[str, Any] | None]) -> None:
    rows = _fact_rows(unit, wanted)
    gone = [row for place, row in rows.items() if wanted[place] is None]
    if gone:
        unit.delete_where(fact, fact.c.id.in_(id_list(gone)))
    changed: dict[str, dict[int, Any]] = defaultdict(dict)
    for place, row in rows.items():
        for name, cell in (wanted[place] or {}).items():
            changed[name][row] = cell
    update_many(unit, fact, changed)
    new = [
        {"customer_id": customer, "scope": scope, "row_id": 0, **cells}
        for (customer, scope), cells in wanted.items()
        if cells is not None and (customer, scope) not in rows
    ]
    unit.insert_many(fact, new)


def _fact_rows(unit: Unit, wanted: Iterable[FactPlace]) -> dict[FactPlace, int]:
    places = set(wanted)
    listed = id_list({customer for customer, _ in places})
    asked = select(fact.c.customer_id, fact.c.scope, fact.c.id)
    asked = asked.where(fact.c.customer_id.in_(listed), fact.c.row_id == 0)
    found = {(row[0], row[1]): row[2] for row in unit.connection.execute(asked)}
    return {place: row for place, row in found.items() if place in places}
