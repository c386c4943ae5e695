"""Makes what is derived from profiles anew: after an edit, and after an undo."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, update

from app.core.customers.records import contact, customer, doubt, search_text
from app.core.customers.retagging import retag_search
from app.core.customers.touched import stale
from app.core.people.days import Days, days_of
from app.core.reminders.records import occasion
from app.core.store.changes import ChangeSet
from app.core.store.derived import Derived, derive
from app.core.store.idlist import id_list
from app.core.store.profiles import Stored, load_many
from app.core.store.segmentation import number_tokens
from app.core.store.unit import Unit

_CHUNK = 500
_COPIED = ("sort_key", "phone", "company", "deceased", "joined_on")


def upkeep(unit: Unit, changes: ChangeSet) -> None:
    """After an undo: derive anew for the customers that it touched."""
    if not changes.tables:
        return
    touched = stale(unit)
    retag_search(unit, but=touched)
    # Whoever was made by what is undone now is gone, and that may be everybody of an import.
    left = select(customer.c.id).where(customer.c.id.in_(id_list(touched)))
    renew(unit, list(unit.connection.execute(left).scalars()))


def renew(unit: Unit, ids: Iterable[int]) -> None:
    """Make list columns, search text, contacts and occasions of these customers true."""
    for chunk in _chunks(ids):
        around, merged = days_of(unit, chunk), _merged_numbers(unit, chunk)
        for customer_id, stored in load_many(unit, chunk, sealed=True).items():
            days, numbers = around.get(customer_id, []), merged.get(customer_id, [])
            _renew(unit, customer_id, stored, days, numbers)


def _merged_numbers(unit: Unit, ids: list[int]) -> dict[int, list[str]]:
    """The numbers of files that were merged into these: they go on finding them."""
    asked = select(customer.c.merged_into, customer.c.number).where(
        customer.c.merged_into.in_(id_list(ids)), customer.c.number.is_not(None)
    )
    found: dict[int, list[str]] = {}
    for heir, number in unit.connection.execute(asked):
        found.setdefault(heir, []).append(number)
    return found


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    several = iter(ids)
    while chunk := list(islice(several, _CHUNK)):
        yield chunk


def _renew(
    unit: Unit, customer_id: int, stored: Stored, around: list[Days], merged: list[str]
) -> None:
    rows = {group: [(row.id, row.values) for row in found] for group, found in stored.rows.items()}
    derived = derive(stored.record["number"], stored.values, rows)
    _renew_columns(unit, customer_id, stored, derived)
    binned = stored.record["binned_on"] is not None
    terms = " ".join([derived.terms, *map(number_tokens, merged)])
    _renew_search_text(unit, customer_id, None if binned else terms)
    _renew_rows(unit, contact, customer_id, ("field", "value"), derived.contacts)
    names = ("kind", "row_id", "calendar", "month", "day", "leap")
    if stored.opened or not stored.filled:
        _renew_rows(unit, occasion, customer_id, names, [*derived.occasions, *around])


def _renew_columns(unit: Unit, customer_id: int, stored: Stored, derived: Derived) -> None:
    new: dict[str, Any] = {name: getattr(derived, name) for name in _COPIED}
    new["doubts"] = len(stored.doubts)
    changed = {name: value for name, value in new.items() if stored.record[name] != value}
    if changed:
        statement = update(customer).where(customer.c.id == customer_id).values(changed)
        _run(unit, statement, customer, customer_id)


def _renew_search_text(unit: Unit, customer_id: int, terms: str | None) -> None:
    mine = search_text.c.id == customer_id
    before = unit.connection.execute(select(search_text.c.terms).where(mine)).scalar()
    if before == terms:
        return
    if terms is None:
        statement: Any = delete(search_text).where(mine)
    elif before is None:
        statement = insert(search_text).values(id=customer_id, terms=terms)
    else:
        statement = update(search_text).where(mine).values(terms=terms)
    _run(unit, statement, search_text, customer_id)


def _renew_rows(
    unit: Unit, table: Table, customer_id: int, names: tuple[str, ...], wanted: list[Any]
) -> None:
    mine = table.c.customer_id == customer_id
    asked = select(*(table.c[name] for name in names)).where(mine)
    before = [tuple(row) for row in unit.connection.execute(asked)]
    if sorted(before) == sorted(wanted):
        return
    _run(unit, delete(table).where(mine), table, customer_id)
    rows = [dict(zip(names, row, strict=True)) | {"customer_id": customer_id} for row in wanted]
    if rows:
        unit.connection.execute(insert(table), rows)


def _run(unit: Unit, statement: Any, table: Table, customer_id: int) -> None:
    unit.connection.execute(statement)
    unit.changes.add(table.name, [customer_id])


def recount_doubts(unit: Unit, customer_id: int) -> None:
    """Make the list's count of doubts true."""
    number = select(func.count()).where(doubt.c.customer_id == customer_id).scalar_subquery()
    statement = update(customer).where(customer.c.id == customer_id).values(doubts=number)
    _run(unit, statement, customer, customer_id)
