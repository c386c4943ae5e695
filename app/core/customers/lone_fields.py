"""Finds what an act changed of fields that stand alone, from its entries in history.

What follows from an employer or a wedding day is known from its value before and after: the
rest of the profile need not be read (`stands_alone`).
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, select, type_coerce

from app.catalogue.field import Field
from app.core.own_fields.records import own_value
from app.core.store.column_types import RawValue
from app.core.store.derived import stands_alone
from app.core.store.idlist import id_list
from app.core.store.profile_tables import HOMES, own_value_of, value_of
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


_One = tuple[int, Field[Any], Cells, Cells]


def changes_alone(unit: Unit, but: Iterable[int] = (), after: int = 0) -> list[Change]:
    """What this act changed of such fields; `but` of these customers.

    `after` is an entry of history up to which everything was seen to before.
    """
    others = frozenset(but)
    groups: dict[tuple[int, Cells, Cells], Change] = {}
    for found in (_of_catalogue(unit, after), _of_own(unit, after)):
        for customer_id, field, before, now in found:
            if before != now and customer_id not in others:
                key = (id(field), before, now)
                group = groups.get(key) or Change(field, before, now, array("q"))
                groups[key] = group
                group.ids.append(customer_id)
    return list(groups.values())


def _of_catalogue(unit: Unit, after: int) -> Iterator[_One]:
    for name, columns in columns_alone().items():
        for each in _touched(unit, name, columns, after):
            home = HOMES[each]
            assert home is not None
            yield from _of_field(unit, each, home.table, home.columns, after)


def _touched(
    unit: Unit, table: str, columns: dict[str, Field[Any]], after: int
) -> list[Field[Any]]:
    asked = _entries(unit, table, after).with_only_columns(history.c.column_name).distinct()
    names = unit.connection.execute(asked).scalars().all()
    return list(dict.fromkeys(columns[name] for name in names if name in columns))


def _of_field(
    unit: Unit, field: Field[Any], table: Table, columns: Sequence[str], after: int
) -> Iterator[_One]:
    entries = _all(unit, _entries(unit, table.name, after).where(_about(columns)))
    former: list[dict[int, Any]] = [{} for _ in columns]
    for row, name, old in entries:
        # The first entry tells what was there before.
        former[columns.index(name)].setdefault(row, old)
    ids = set().union(*former)
    raw = [type_coerce(table.c[name], RawValue) for name in columns]
    now = select(table.c.id, *raw).where(table.c.id.in_(id_list(ids)))
    for row, *found in map(tuple, _all(unit, now)):
        before = tuple([was.get(row, cell) for was, cell in zip(former, found, strict=True)])
        yield row, field, before, tuple(found)


def _of_own(unit: Unit, after: int) -> Iterator[_One]:
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
            yield customer_id, each, (former[row],), (text,)


def _entries(unit: Unit, table: str, after: int) -> Select[Any]:
    cells = history.c
    return (
        select(cells.row_id, cells.column_name, cells.old)
        .where(cells.act_id == unit.act_id, cells.id > after)
        .where(cells.table_name == table, cells.kind == "update")
        .order_by(cells.id)
    )


def _about(columns: Sequence[str]) -> Any:
    return history.c.column_name.in_(columns)


def _all(unit: Unit, asked: Select[Any]) -> Sequence[Any]:
    return unit.connection.execute(asked).all()
