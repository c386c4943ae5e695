"""One value for many customers, as one act made of a few set-based statements."""

import json
from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, delete, func, insert, literal, null, select, type_coerce, update

from app.catalogue.field import Field
from app.core.actor import Right, needs
from app.core.customers.records import customer, doubt, fact, search_text
from app.core.customers.retagging import clean_tags, last_entry, retag_search
from app.core.customers.upkeep import renew, renew_alone
from app.core.errors import Refused
from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.segments.bulk_preview import Chosen, Mode, chosen_ids
from app.core.segments.targets import Target, targets
from app.core.sources.origin import OWNER
from app.core.store.column_types import RawValue
from app.core.store.derived import follows, stands_alone
from app.core.store.idlist import id_list
from app.core.store.unit import Unit
from app.i18n import N_, tr

WRITING = N_("Writing the values")
SEARCHING = N_("Making them findable")


@needs(Right.EDIT_CUSTOMERS)
def edit_many(
    unit: Unit,
    chosen: Chosen,
    key: str,
    value: Any,
    mode: Mode = Mode.OVERWRITE,
    progress: Progress = SILENT,
) -> int:
    """Give many customers a value (None empties); returns how many changed."""
    ids, changed = chosen_ids(unit, chosen), 0
    for target in targets(unit, key):
        if mode is Mode.ADD:
            changed += _grow(unit, target, ids, tuple(value or ()), (), progress)
        else:
            changed += _set(unit, target, ids, value, mode, progress)
    return changed


@needs(Right.EDIT_CUSTOMERS)
def add_tags(unit: Unit, chosen: Chosen, tags: Iterable[str], progress: Progress = SILENT) -> int:
    """Give these tags to many customers, beside those they have."""
    return _retag(unit, chosen, clean_tags(tags), (), progress)


@needs(Right.EDIT_CUSTOMERS)
def remove_tags(
    unit: Unit, chosen: Chosen, tags: Iterable[str], progress: Progress = SILENT
) -> int:
    """Take these tags from many customers."""
    return _retag(unit, chosen, (), clean_tags(tags), progress)


@needs(Right.EDIT_CUSTOMERS)
def move_many_to_bin(unit: Unit, chosen: Chosen, progress: Progress = SILENT) -> int:
    """Put many customers into the bin, where for 30 days they can come back."""
    ids = chosen_ids(unit, chosen)
    progress.report(0, 0, tr(WRITING))
    binned = select(customer.c.id, literal(unit.now, customer.c.binned_on.type))
    number = unit.update_from(customer.c.binned_on, binned.where(customer.c.id.in_(id_list(ids))))
    stop_if_cancelled(progress)
    gone = delete(search_text).where(search_text.c.id.in_(id_list(ids)))
    unit.bulk(gone, tables=[search_text.name])
    return number


def swap_tag(unit: Unit, ids: Sequence[int], old: str, new: str) -> int:
    """Put one tag in another's place for these customers."""
    found = targets(unit, "tags")
    return sum(_grow(unit, each, ids, (new,), (old,), SILENT) for each in found)


def _retag(
    unit: Unit, chosen: Chosen, more: Sequence[str], less: Sequence[str], progress: Progress
) -> int:
    ids = chosen_ids(unit, chosen)
    # Both kinds of customers keep their tags in the same column.
    return sum(_grow(unit, each, ids, more, less, progress) for each in targets(unit, "tags"))


def _set(
    unit: Unit, target: Target, ids: Sequence[int], value: Any, mode: Mode, progress: Progress
) -> int:
    where = [~target.filled()] if mode is Mode.BLANKS else [~_same(target, value)]
    changed = _ids(unit, target.rows(customer.c.id).where(*where, _among(ids)))
    if changed:
        progress.report(0, 0, tr(WRITING))
        before = last_entry(unit)
        _make_rows(unit, target, changed)
        for column, cell in zip(target.columns, target.cells(value), strict=True):
            stop_if_cancelled(progress)
            new = null() if cell is None else literal(cell, type_=RawValue())
            unit.update_from(column, _wanted(target, changed, new))
        filled = value is not None
        _afterwards(unit, target.field, changed, progress, filled=filled, before=before)
    return len(changed)


def _same(target: Target, value: Any) -> Any:
    return func.coalesce(target.same(value), 0)


def _grow(
    unit: Unit,
    target: Target,
    ids: Sequence[int],
    more: Sequence[str],
    less: Sequence[str],
    progress: Progress,
) -> int:
    """Entries come and go: each different list of entries is reckoned once."""
    _refuse_single(target.field)
    column = target.columns[0]
    kept = target.rows(column).where(_among(ids)).group_by(column)
    stop_if_cancelled(progress)
    progress.report(0, 0, tr(WRITING))
    pairs = []
    for (old,) in unit.connection.execute(kept).all():
        new = _grown(target, old, more, less)
        if new != old:
            pairs.append((old, new))
    changed: array[int] = array("q")
    if pairs:
        before = last_entry(unit)
        changed = _ids(unit, _rows_of(target, pairs, ids, customer.c.id))
        _make_rows(unit, target, changed)
        unit.update_from(column, _rows_of(target, pairs, changed, target.key, new=True))
        filled = any(new is not None for _, new in pairs)
        _afterwards(unit, target.field, changed, progress, filled=filled, before=before)
    return len(changed)


def _refuse_single(field: Field[Any]) -> None:
    if field.kind.name not in ("words", "choices", "lines", "emails"):
        raise Refused(
            N_("“{field}” holds one value only, so nothing can be added to it."),
            N_("Nothing was changed."),
            N_("Overwrite it, or fill in the blanks."),
            field=tr(field.label),
        )


def _grown(target: Target, old: Any, more: Sequence[str], less: Sequence[str]) -> Any:
    entries: tuple[str, ...] = ()
    if old is not None:
        listed = json.loads(old)
        entries = tuple(json.loads(listed[0]) if target.field.own and listed[0] else listed)
    kept = [each for each in entries if each not in less]
    return target.cells(tuple(dict.fromkeys([*kept, *more])) or None)[0]


def _rows_of(
    target: Target, pairs: Any, ids: Sequence[int], key: Any, *, new: bool = False
) -> Select[Any]:
    listed = func.json_each(json.dumps(pairs, ensure_ascii=False)).table_valued("value")
    before = func.json_extract(listed.c.value, "$[0]", type_=RawValue())
    after = func.json_extract(listed.c.value, "$[1]", type_=RawValue())
    # Kept as a table of its own and compared by =, so that SQLite looks each up in an index:
    # thousands of different lists beside all customers took a minute. No list is kept as "".
    told = select(func.coalesce(before, "").label("before"), after.label("after"))
    known = told.select_from(listed).cte("known").prefix_with("MATERIALIZED")
    column = func.coalesce(type_coerce(target.columns[0], RawValue), "")
    asked = target.rows(key, known.c.after) if new else target.rows(key)
    return asked.join(known, column == known.c.before).where(_among(ids))


def _wanted(target: Target, ids: Sequence[int], value: Any) -> Select[Any]:
    return target.rows(target.key, value).where(_among(ids))


def _among(ids: Sequence[int]) -> Any:
    return customer.c.id.in_(id_list(ids))


def _ids(unit: Unit, asked: Select[Any]) -> "array[int]":
    return array("q", unit.connection.execute(asked).scalars())


def _make_rows(unit: Unit, target: Target, ids: Sequence[int]) -> None:
    # An empty row is no change of anything: only what is put into it is history.
    if target.table is customer:
        return
    missing = target.missing(ids)
    if target.field.own:
        rows = missing.add_columns(literal(target.field.own))
        names = ["customer_id", "field_id"]
    else:
        rows, names = missing, ["id"]
    made = insert(target.table).from_select(names, rows, include_defaults=False)
    unit.bulk(made, tables=[target.table.name])


def _afterwards(
    unit: Unit,
    field: Field[Any],
    ids: Sequence[int],
    progress: Progress,
    *,
    filled: bool,
    before: int,
) -> None:
    """What a single edit does beside the value: where it is from, doubts, search."""
    stop_if_cancelled(progress)
    mine = (fact.c.scope == field.key, fact.c.row_id == 0, fact.c.customer_id.in_(id_list(ids)))
    unit.delete_where(fact, mine[0] & mine[1] & mine[2])
    if filled:
        _tell_origin(unit, field, ids)
    _drop_doubts(unit, field, ids)
    stop_if_cancelled(progress)
    if field.key == "tags":
        progress.report(0, 0, tr(SEARCHING))
        retag_search(unit, after=before)
    elif follows(field):
        progress.report(0, 0, tr(SEARCHING))
        if stands_alone(field):
            renew_alone(unit, ids, before, progress)
        else:
            renew(unit, ids, progress)


def _tell_origin(unit: Unit, field: Field[Any], ids: Sequence[int]) -> None:
    first = unit.next_id(fact)
    same = (customer.c.source == OWNER) & (customer.c.learnt_on == unit.today)
    rows = select(
        customer.c.id, literal(field.key), literal(0), literal(OWNER), literal(unit.today)
    ).where(_among(ids), ~func.coalesce(same, 0))
    names = ["customer_id", "scope", "row_id", "source", "learnt_on"]
    made = insert(fact).from_select(names, rows, include_defaults=False)
    unit.bulk(made, tables=[fact.name])
    unit.record_created(fact, select(fact.c.id).where(fact.c.id >= first))


def _drop_doubts(unit: Unit, field: Field[Any], ids: Sequence[int]) -> None:
    mine = (doubt.c.field == field.key) & (doubt.c.row_id == 0)
    mine = mine & doubt.c.customer_id.in_(id_list(ids))
    doubtful = list(unit.connection.scalars(select(doubt.c.customer_id).where(mine).distinct()))
    if not doubtful:
        return
    unit.delete_where(doubt, mine)
    left = select(func.count()).where(doubt.c.customer_id == customer.c.id).scalar_subquery()
    unit.bulk(
        update(customer).where(customer.c.id.in_(id_list(doubtful))).values(doubts=left),
        tables=[customer.name],
    )
