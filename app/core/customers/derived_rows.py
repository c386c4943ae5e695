"""Writes what follows from profiles where it differs, for a chunk of customers at a time."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Table, bindparam, delete, insert, select, update

from app.core.customers.records import contact, customer, search_text
from app.core.reminders.records import occasion
from app.core.store.idlist import id_list
from app.core.store.unit import Unit

_CONTACT = ("field", "value")
_OCCASION = ("kind", "row_id", "calendar", "month", "day", "leap")
Rows = Sequence[tuple[Any, ...]]


class Wanted(NamedTuple):
    """What must follow from one profile; None where a row is to be gone, or left alone."""

    id: int
    columns: dict[str, Any]  # those of the narrow row that differ
    terms: str | None
    contacts: Rows
    occasions: Rows | None


def write(unit: Unit, several: Sequence[Wanted]) -> int:
    """Make all of it true; returns how many search texts changed."""
    _write_columns(unit, several)
    changed = _write_terms(unit, {each.id: each.terms for each in several})
    _write_rows(unit, contact, _CONTACT, {each.id: each.contacts for each in several})
    days = {each.id: each.occasions for each in several if each.occasions is not None}
    _write_rows(unit, occasion, _OCCASION, days)
    return changed


def _write_columns(unit: Unit, several: Sequence[Wanted]) -> None:
    # Only what differs is set: each column more may cost an entry in an index of its own.
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for each in several:
        if each.columns:
            alike.setdefault(tuple(each.columns), []).append({"of": each.id, **each.columns})
    for names, rows in alike.items():
        mine = update(customer).where(customer.c.id == bindparam("of"))
        unit.connection.execute(mine.values({name: bindparam(name) for name in names}), rows)
        unit.changes.add(customer.name, [row["of"] for row in rows])


def _write_terms(unit: Unit, wanted: dict[int, str | None]) -> int:
    asked = select(search_text.c.id, search_text.c.terms)
    asked = asked.where(search_text.c.id.in_(id_list(wanted)))
    before = {row[0]: row[1] for row in unit.connection.execute(asked)}
    gone = [each for each, terms in wanted.items() if terms is None and each in before]
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for each, terms in wanted.items():
        if terms is not None and before.get(each) != terms:
            (changed if each in before else new).append({"of": each, "terms": terms})
    if gone:
        unit.connection.execute(delete(search_text).where(search_text.c.id.in_(id_list(gone))))
    if new:
        unit.connection.execute(_NEW_TERMS, new)
    if changed:
        unit.connection.execute(_CHANGED_TERMS, changed)
    touched = [*gone, *(row["of"] for row in (*new, *changed))]
    _note(unit, search_text, touched)
    return len(touched)


def _write_rows(unit: Unit, table: Table, names: tuple[str, ...], wanted: dict[int, Rows]) -> None:
    before: dict[int, list[tuple[Any, ...]]] = {each: [] for each in wanted}
    asked = select(table.c.customer_id, *(table.c[name] for name in names))
    for row in unit.connection.execute(asked.where(table.c.customer_id.in_(id_list(wanted)))):
        before[row[0]].append(tuple(row[1:]))
    changed = [each for each, rows in wanted.items() if sorted(before[each]) != sorted(rows)]
    gone = [each for each in changed if before[each]]
    if gone:
        unit.connection.execute(delete(table).where(table.c.customer_id.in_(id_list(gone))))
    rows = [
        dict(zip(names, row, strict=True)) | {"customer_id": each}
        for each in changed
        for row in wanted[each]
    ]
    if rows:
        unit.connection.execute(insert(table), rows)
    _note(unit, table, changed)


def _note(unit: Unit, table: Table, ids: Iterable[int]) -> None:
    touched = list(ids)
    if touched:
        unit.changes.add(table.name, touched)


_NEW_TERMS = insert(search_text).values(id=bindparam("of"), terms=bindparam("terms"))
_CHANGED_TERMS = (
    update(search_text).where(search_text.c.id == bindparam("of")).values(terms=bindparam("terms"))
)
