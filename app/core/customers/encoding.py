"""Turns typed values into the cells that the tables hold, fast: one pass per customer.

An empty cell is "" here and NULL in the file (`tuples.py`): the driver takes 2.5 µs to bind
None, and a wide row has a hundred of them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from app.catalogue.field import Field, Group
from app.core.customers.records import customer
from app.core.customers.tuples import columns_of_table
from app.core.store import sealed_values
from app.core.store.profile_tables import GROUPS, HOMES, LONG, WIDE, own_text
from app.core.store.seal import Seal

EMPTY = ""
Cells = list[Any]
Values = Mapping[Field[Any], Any]
Rows = Mapping[type[Group], Sequence[tuple[int, Values]]]


class Slot(NamedTuple):
    """Where a field's cells go in its table's tuple; `narrow` names a narrow row's column."""

    table: str
    start: int
    width: int
    to_cells: Callable[[Any], tuple[Any, ...]]
    narrow: str


class OwnCells(NamedTuple):
    """The cells of one customer's own values, by where they go."""

    tables: dict[str, Cells]
    narrow: dict[str, Any]
    sealed: dict[Field[Any], Any]
    shops: list[tuple[int, str | None]]  # values of the shop's own fields


def _slot(each: Field[Any]) -> Slot | None:
    home = HOMES[each]
    if home is None:
        return None
    start = columns_of_table(home.table).index(home.columns[0])
    narrow = home.columns[0] if home.table is customer else ""
    return Slot(home.table.name, start, len(home.columns), each.kind.to_cells, narrow)


SLOTS = {each: _slot(each) for each in HOMES}
_BLANK: dict[str, Cells] = {
    table.name: [EMPTY] * len(table.columns)
    for table in (*WIDE.values(), *LONG.values(), *GROUPS.values())
}


def blank_row(table: str, customer_id: int) -> Cells:
    """An empty row of a table that has one row a customer."""
    cells = _BLANK[table].copy()
    cells[0] = customer_id
    return cells


def own_cells(kind: str, customer_id: int, values: Values) -> OwnCells:
    """Encode a customer's own values."""
    wide = WIDE[kind].name
    cells = blank_row(wide, customer_id)
    own = OwnCells({wide: cells}, {}, {}, [])
    for each, value in values.items():
        if value is None:
            continue
        slot = SLOTS.get(each)
        if slot is None:
            _put_without_slot(own, each, value)
        elif slot.table == wide:
            _put(cells, slot, value)
        elif slot.narrow:
            own.narrow[slot.narrow] = slot.to_cells(value)[0]
        else:
            _put(_row_of(own, slot.table, customer_id), slot, value)
    return own


def _put_without_slot(own: OwnCells, each: Field[Any], value: Any) -> None:
    if each.own and not each.sealed:
        own.shops.append((each.own, own_text(each, value)))
    else:
        own.sealed[each] = value


def _row_of(own: OwnCells, table: str, customer_id: int) -> Cells:
    cells = own.tables.get(table)
    if cells is None:
        cells = own.tables[table] = blank_row(table, customer_id)
    return cells


def _put(cells: Cells, slot: Slot, value: Any) -> None:
    if slot.width == 1:
        (cells[slot.start],) = slot.to_cells(value)
        return
    for place, cell in enumerate(slot.to_cells(value), slot.start):
        if cell is not None:
            cells[place] = cell


def group_row(table: str, row_id: int, customer_id: int, position: int, values: Values) -> Cells:
    """The cells of one row of an open group; sealed fields are left out."""
    cells = _BLANK[table].copy()
    cells[:3] = (row_id, customer_id, position)
    for each, value in values.items():
        slot = SLOTS[each]
        if slot is not None and value is not None:
            _put(cells, slot, value)
    return cells


def sealed_data(own: Values, rows: Rows) -> dict[str, dict[str, Any]]:
    """The JSON of every sealed group: own fields, sealed rows, sealed cells of open rows."""
    data: dict[str, dict[str, Any]] = {}
    for each, value in own.items():
        data.setdefault(each.seal, {})[each.key] = each.kind.to_json(value)
    for group, found in rows.items():
        for position, values in found:
            if group.seal:
                listed = data.setdefault(group.seal, {}).setdefault(group.key, [])
                listed.append(sealed_row(position, values))
                continue
            for each, value in values.items():
                if each.sealed and value is not None:
                    cells = data.setdefault(each.seal, {}).setdefault(each.key, {})
                    cells[str(position)] = each.kind.to_json(value)
    return data


def sealed_row(row: int, values: Values) -> dict[str, Any]:
    """One row of a sealed group as JSON."""
    filled = {f.key: f.kind.to_json(v) for f, v in values.items() if v is not None}
    return {"row": row} | filled


def sealed_tuples(
    seal: Seal, customer_id: int, uuid: str, data: Mapping[str, dict[str, Any]]
) -> list[tuple[Any, ...]]:
    """Rows of the table of sealed groups."""
    return [
        (customer_id, g, sealed_values.filled_keys(d), sealed_values.pack(seal.encrypt(uuid, g, d)))
        for g, d in data.items()
    ]


def doubt_place(each: Field[Any], row: int) -> str:
    """The name under which a sealed field's unreadable text lies in its blob."""
    return each.key if not row else f"{each.key}:{row}"
