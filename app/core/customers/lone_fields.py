"""Finds what an act changed of fields that stand alone, from its entries in history.

What follows from an employer or a wedding day is known from its value before and after: the
rest of the profile need not be read (`stands_alone`).
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select, type_coerce

from app.catalogue.field import Field
from app.core.own_fields.records import own_value
from app.core.store.column_types import RawValue
from app.core.store.derived import stands_alone
from app.core.store.idlist import id_list
from app.core.store.profile_tables import HOMES, Home, own_value_of, value_of
from app.core.store.tables import history
from app.core.store.unit import Unit

Cells = tuple[Any, ...]


class Change(NamedTuple):
    """A field of the customers whose cells were alike before the act and are alike now."""

    field: Field[Any]
    before: Cells
    after: Cells
    ids: "array[int]"


def value_in(field: Field[Any], cells: Cells) -> Any:
    """The value in cells as a `Change` has them; None when empty."""
    return own_value_of(field, cells[0]) if field.own else value_of(field, cells)


@lru_cache(maxsize=1)
def columns_alone() -> dict[str, dict[str, Field[Any]]]:
    """The columns of fields that stand alone, by table."""
    found: dict[str, dict[str, Field[Any]]] = {}
    for each, home in HOMES.items():
        if home is not None and stands_alone(each):
            found.setdefault(home.table.name, {}).update(dict.fromkeys(home.columns, each))
    return found


_Alike = tuple[Field[Any], Cells, Cells, Sequence[int]]


def changes_alone(unit: Unit, but: Iterable[int] = (), after: int = 0) -> list[Change]:
    """What this act changed of such fields; `but` of these customers.

    `after` is an entry of history up to which everything was seen to before.
    """
    others = frozenset(but)
    groups: dict[tuple[int, Cells, Cells], Change] = {}
    for found in (_of_catalogue(unit, after), _of_own(unit, after)):
        for field, before, now, ids in found:
            mine = [each for each in ids if each not in others] if others else ids
            if before != now and mine:
                key = (id(field), before, now)
                group = groups.get(key) or Change(field, before, now, array("q"))
                groups[key] = group
                group.ids.extend(mine)
    return list(groups.values())


def _of_catalogue(unit: Unit, after: int) -> Iterator[_Alike]:
    for name, columns in columns_alone().items():
        touched: dict[Field[Any], list[str]] = {}
        for column in _touched(unit, name, after):
            if column in columns:
                touched.setdefault(columns[column], []).append(column)
        for each, changed in touched.items():
            home = HOMES[each]
            assert home is not None
            if len(changed) == 1:
                yield from _of_column(unit, each, home, changed[0], after)
            else:
                yield from _of_columns(unit, each, home, after)


def _touched(unit: Unit, table: str, after: int) -> Sequence[str]:
    asked = _entries(unit, table, after).with_only_columns(history.c.column_name)
    found: Sequence[str] = unit.connection.execute(asked.distinct()).scalars().all()
    return found


def _of_column(
    unit: Unit, field: Field[Any], home: Home, changed: str, after: int
) -> Iterator[_Alike]:
    """One column of the field was changed: SQL puts those together who are alike."""
    at, rows = home.columns.index(changed), home.table
    mine = _entries(unit, rows.name, after).where(history.c.column_name == changed)
    # The first entry of a row tells what was there before.
    first = mine.with_only_columns(func.min(history.c.id), maintain_column_froms=True)
    first = first.group_by(history.c.row_id).order_by(None)
    raw = [type_coerce(rows.c[name], RawValue) for name in home.columns]
    cells = (history.c.old, *raw)
    asked = (
        select(*cells, func.json_group_array(rows.c.id))
        .select_from(history.join(rows, rows.c.id == history.c.row_id))
        .where(history.c.id.in_(first))
        .group_by(*cells)
    )
    for old, *found, ids in map(tuple, _all(unit, asked)):
        now = tuple(found)
        yield field, (*now[:at], old, *now[at + 1 :]), now, json.loads(ids)


def _of_columns(unit: Unit, field: Field[Any], home: Home, after: int) -> Iterator[_Alike]:
    columns, rows = home.columns, home.table
    asked = _entries(unit, rows.name, after).where(history.c.column_name.in_(columns))
    former: list[dict[int, Any]] = [{} for _ in columns]
    for row, name, old in _all(unit, asked):
        former[columns.index(name)].setdefault(row, old)
    ids = set().union(*former)
    raw = [type_coerce(rows.c[name], RawValue) for name in columns]
    now = select(rows.c.id, *raw).where(rows.c.id.in_(id_list(ids)))
    for row, *found in map(tuple, _all(unit, now)):
        before = tuple([was.get(row, cell) for was, cell in zip(former, found, strict=True)])
        yield field, before, tuple(found), (row,)


def _of_own(unit: Unit, after: int) -> Iterator[_Alike]:
    former: dict[int, Any] = {}
    for row, _, old in _all(unit, _entries(unit, own_value.name, after)):
        former.setdefault(row, old)
    if not former:
        return
    catalogues = unit.catalogues.values()
    fields = {number: each for found in catalogues for number, each in found.own.items()}
    cells = own_value.c
    now = select(cells.id, cells.customer_id, cells.field_id, cells.value)
    for row, customer_id, number, text in _all(unit, now.where(cells.id.in_(id_list(former)))):
        each = fields.get(number)
        if each is not None and stands_alone(each):
            yield each, (former[row],), (text,), (customer_id,)


def _entries(unit: Unit, table: str, after: int) -> Select[Any]:
    cells = history.c
    return (
        select(cells.row_id, cells.column_name, cells.old)
        .where(cells.act_id == unit.act_id, cells.id > after)
        .where(cells.table_name == table, cells.kind == "update")
        .order_by(cells.id)
    )


def _all(unit: Unit, asked: Select[Any]) -> Sequence[Any]:
    return unit.connection.execute(asked).all()
