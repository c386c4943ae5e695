"""Gives many known customers values at once, as `service.edit` gives them to one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert, select

from app.catalogue.field import Field
from app.core.actor import Right, needs
from app.core.customers import many_notes
from app.core.customers.many_notes import Edit, Given, Texts
from app.core.own_fields.records import own_value
from app.core.sources.origin import Origin
from app.core.store import sealed_values
from app.core.store.idlist import id_list
from app.core.store.mass_update import update_many
from app.core.store.profile_tables import HOMES, LONG, cells_of, own_text
from app.core.store.sealed_values import TYPED, Place
from app.core.store.unit import Unit

__all__ = ["Edit", "edit_several"]

Cells = dict[Table, dict[str, dict[int, Any]]]
OwnCells = dict[tuple[int, int], str | None]
"""Texts of the shop's own fields, by customer and field."""


@needs(Right.EDIT_CUSTOMERS)
def edit_several(unit: Unit, edits: Sequence[Edit], told: Origin) -> None:
    """Write the new values of different customers, and where they come from.

    What follows from them is not made anew: `renew` must come after. Names and numbers are
    taken as they are.
    """
    given = [Given(each.stored, each.changed()) for each in edits]
    texts = many_notes.renew_doubts(unit, edits, told)
    _write_open(unit, given)
    _write_sealed(unit, given, texts)
    many_notes.learnt(unit, given, told)


def _write_open(unit: Unit, given: Iterable[Given]) -> None:
    tables: Cells = defaultdict(lambda: defaultdict(dict))
    own: OwnCells = {}
    for customer, values in given:
        for each, value in values.items():
            if each.sealed:
                continue
            if each.own:
                own[customer.record["id"], each.own] = own_text(each, value)
            else:
                _put_cells(tables, customer.record["id"], each, value)
    for table, columns in tables.items():
        if table in LONG.values():
            _make_rows(unit, table, {row for cells in columns.values() for row in cells})
        update_many(unit, table, columns)
    if own:
        _write_own(unit, own)


def _put_cells(tables: Cells, customer_id: int, field: Field[Any], value: Any) -> None:
    home = HOMES[field]
    assert home is not None
    for name, cell in zip(home.columns, cells_of(field, value), strict=True):
        tables[home.table][name][customer_id] = cell


def _make_rows(unit: Unit, table: Table, ids: set[int]) -> None:
    # An empty row is no change of anything: only what is put into it is history.
    asked = select(table.c.id).where(table.c.id.in_(id_list(ids)))
    missing = ids.difference(unit.connection.execute(asked).scalars())
    if missing:
        unit.bulk(insert(table), [{"id": each} for each in missing], tables=[table.name])


def _write_own(unit: Unit, own: OwnCells) -> None:
    rows = _own_rows(unit, own)
    empty = [
        {"customer_id": customer, "field_id": field}
        for customer, field in own
        if (customer, field) not in rows
    ]
    if empty:
        unit.bulk(insert(own_value), empty, tables=[own_value.name])
        rows = _own_rows(unit, own)
    update_many(unit, own_value, {"value": {rows[place]: text for place, text in own.items()}})


def _own_rows(unit: Unit, own: OwnCells) -> dict[tuple[int, int], int]:
    cells = own_value.c
    listed = id_list({customer for customer, _ in own})
    asked = select(cells.customer_id, cells.field_id, cells.id)
    asked = asked.where(cells.customer_id.in_(listed))
    return {(row[0], row[1]): row[2] for row in unit.connection.execute(asked)}


def _write_sealed(unit: Unit, given: Sequence[Given], texts: Texts) -> None:
    new: dict[Place, dict[str, Any]] = defaultdict(dict)
    for customer, values in given:
        for each, value in values.items():
            if each.sealed:
                place = customer.record["id"], each.seal
                new[place][each.key] = None if value is None else each.kind.to_json(value)
    places = new.keys() | texts.keys()
    if not places:
        return
    uuids = {stored.record["id"]: stored.record["uuid"] for stored, _ in given}
    groups = {group for _, group in places}
    known = sealed_values.load_several(unit, {one: uuids[one] for one, _ in places}, groups)
    changed = {place: known.get(place, {}) | new.get(place, {}) for place in places}
    for place, data in changed.items():
        _put_texts(data, texts.get(place, {}))
    sealed_values.save_several(unit, uuids, changed)


def _put_texts(data: dict[str, Any], texts: Mapping[str, str | None]) -> None:
    kept = data.get(TYPED, {}) | texts
    data[TYPED] = {place: text for place, text in kept.items() if text is not None}
