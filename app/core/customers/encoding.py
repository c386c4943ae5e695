"""Turns typed values into the tuples that the tables hold, fast: one pass per customer."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.catalogue import CATALOGUES
from app.catalogue.field import Field, Group
from app.core.customers.records import customer
from app.core.store import sealed_values
from app.core.store.profile_tables import GROUPS, HOMES, LONG, WIDE
from app.core.store.seal import Seal

Cells = list[Any]
Values = Mapping[Field[Any], Any]
Rows = Mapping[type[Group], Sequence[tuple[int, Values]]]
GROUP_LEAD = ("id", "customer_id", "position")


@dataclass(frozen=True)
class Slot:
    """Where a field's cells go in its table's tuple."""

    table: str
    start: int
    end: int
    to_cells: Callable[[Any], tuple[Any, ...]]


def columns_of_table(table: Any) -> tuple[str, ...]:
    """All columns of a table, in order."""
    return tuple(column.name for column in table.columns)


def _slot(each: Field[Any]) -> Slot | None:
    home = HOMES[each]
    if home is None:
        return None
    names = columns_of_table(home.table)
    start = names.index(home.columns[0])
    return Slot(home.table.name, start, start + len(home.columns), each.kind.to_cells)


SLOTS = {each: _slot(each) for each in HOMES}
_WIDTH = {
    table.name: len(table.columns) for table in (*WIDE.values(), *LONG.values(), *GROUPS.values())
}
_NARROW = {each: home.columns[0] for each, home in HOMES.items() if home and home.table is customer}


class OwnCells:
    """The cells of one customer's own values, apart from the narrow row's."""

    def __init__(self, kind: str, customer_id: int, values: Values) -> None:
        """Encode the values."""
        wide = WIDE[kind].name
        self.tables: dict[str, Cells] = {wide: self._blank(wide, customer_id)}
        self.narrow: dict[str, Any] = {}
        self.sealed: dict[Field[Any], Any] = {}
        for each, value in values.items():
            if value is not None:
                self._add(each, value, customer_id)

    def _add(self, each: Field[Any], value: Any, customer_id: int) -> None:
        slot = SLOTS[each]
        if slot is None:
            self.sealed[each] = value
        elif slot.table == "customer":
            self.narrow[_NARROW[each]] = slot.to_cells(value)[0]
        else:
            cells = self.tables.get(slot.table)
            if cells is None:
                cells = self.tables[slot.table] = self._blank(slot.table, customer_id)
            cells[slot.start : slot.end] = slot.to_cells(value)

    @staticmethod
    def _blank(table: str, customer_id: int) -> Cells:
        cells: Cells = [None] * _WIDTH[table]
        cells[0] = customer_id
        return cells


def group_row(table: str, row_id: int, customer_id: int, position: int, values: Values) -> Cells:
    """The cells of one row of an open group; sealed fields are left out."""
    cells: Cells = [None] * _WIDTH[table]
    cells[:3] = (row_id, customer_id, position)
    for each, value in values.items():
        slot = SLOTS[each]
        if slot is not None and value is not None:
            cells[slot.start : slot.end] = slot.to_cells(value)
    return cells


def sealed_data(
    own: Mapping[Field[Any], Any], rows: Mapping[type[Group], Sequence[tuple[int, Values]]]
) -> dict[str, dict[str, Any]]:
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


def groups_of(kind: str) -> tuple[type[Group], ...]:
    """The repeating groups of a profile."""
    return tuple(CATALOGUES[kind].groups())


def as_json(value: Any) -> str:
    """Compact JSON with Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
