"""Makes what is derived from profiles anew: after an edit, and after an undo."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select, update

from app.core.customers import derived_rows
from app.core.customers.lone_effects import follow
from app.core.customers.lone_fields import Change, changes_alone
from app.core.customers.records import customer, doubt
from app.core.customers.retagging import retag_search
from app.core.customers.touched import stale
from app.core.people.days import Days, days_of
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.store.changes import ChangeSet
from app.core.store.derived import Derived, derive
from app.core.store.idlist import id_list
from app.core.store.index_anew import index_made_anew
from app.core.store.profiles import Stored, load_many
from app.core.store.segmentation import number_tokens
from app.core.store.unit import Unit

_CHUNK = 500
_MANY = 100  # a few profiles are read anew at once
_COPIED = ("sort_key", "phone", "company", "deceased", "joined_on")


def upkeep(unit: Unit, changes: ChangeSet) -> None:
    """After an undo: derive anew for the customers that it touched."""
    if not changes.tables:
        return
    touched = stale(unit)
    alone = changes_alone(unit, but=touched)
    few = _number(alone) < _MANY
    if few:
        touched = list({*touched, *(each for found in alone for each in found.ids)})
    retag_search(unit, but=touched)
    if not few:
        touched += follow(unit, alone)
    # Whoever was made by what is undone now is gone, and that may be everybody of an import.
    left = select(customer.c.id).where(customer.c.id.in_(id_list(touched)))
    renew(unit, list(unit.connection.execute(left).scalars()))


def renew_alone(unit: Unit, ids: Iterable[int], after: int, progress: Progress = SILENT) -> None:
    """The same where one field was changed that stands alone, in entries `after` that one."""
    alone = changes_alone(unit, after=after)
    renew(unit, ids if _number(alone) < _MANY else follow(unit, alone, progress), progress)


def _number(alone: Iterable[Change]) -> int:
    return sum(len(each.ids) for each in alone)


def renew(unit: Unit, ids: Iterable[int], progress: Progress = SILENT) -> None:
    """Make list columns, search text, contacts and occasions of these customers true."""
    several = list(ids)
    stop_if_cancelled(progress)
    found = _renew_chunk(unit, several[:_CHUNK])
    left = several[_CHUNK:]
    # As many search texts will change of those who are left, it is supposed.
    with index_made_anew(unit.connection, found * len(left) // _CHUNK):
        for start in range(0, len(left), _CHUNK):
            stop_if_cancelled(progress)
            progress.report(_CHUNK + start, len(several))
            _renew_chunk(unit, left[start : start + _CHUNK])


def _renew_chunk(unit: Unit, ids: list[int]) -> int:
    """Returns how many search texts changed."""
    if not ids:
        return 0
    around, merged = days_of(unit, ids), _merged_numbers(unit, ids)
    return derived_rows.write(
        unit,
        [
            _wanted(customer_id, stored, around.get(customer_id, []), merged.get(customer_id, []))
            for customer_id, stored in load_many(unit, ids, sealed=True).items()
        ],
    )


def _merged_numbers(unit: Unit, ids: list[int]) -> dict[int, list[str]]:
    """The numbers of files that were merged into these: they go on finding them."""
    asked = select(customer.c.merged_into, customer.c.number).where(
        customer.c.merged_into.in_(id_list(ids)), customer.c.number.is_not(None)
    )
    found: dict[int, list[str]] = {}
    for heir, number in unit.connection.execute(asked):
        found.setdefault(heir, []).append(number)
    return found


def _wanted(
    customer_id: int, stored: Stored, around: list[Days], merged: list[str]
) -> derived_rows.Wanted:
    rows = {group: [(row.id, row.values) for row in found] for group, found in stored.rows.items()}
    derived = derive(stored.record["number"], stored.values, rows)
    binned = stored.record["binned_on"] is not None
    known = stored.opened or not stored.filled
    return derived_rows.Wanted(
        customer_id,
        _changed_columns(stored, derived),
        None if binned else " ".join([derived.terms, *map(number_tokens, merged)]),
        derived.contacts,
        [*derived.occasions, *around] if known else None,
    )


def _changed_columns(stored: Stored, derived: Derived) -> dict[str, Any]:
    new: dict[str, Any] = {name: getattr(derived, name) for name in _COPIED}
    new["doubts"] = len(stored.doubts)
    return {name: value for name, value in new.items() if stored.record[name] != value}


def recount_doubts(unit: Unit, customer_id: int) -> None:
    """Make the list's count of doubts true."""
    number = select(func.count()).where(doubt.c.customer_id == customer_id).scalar_subquery()
    statement = update(customer).where(customer.c.id == customer_id).values(doubts=number)
    unit.bulk(statement, tables=[])
    unit.changes.add(customer.name, [customer_id])
