"""Writes rows of repeating groups, into their own table or into the sealed blob."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from app.catalogue.field import Field, Group
from app.core.customers.encoding import sealed_row
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.store import sealed_values
from app.core.store.profile_tables import GROUPS, HOMES, cells_of
from app.core.store.unit import Unit
from app.i18n import N_

Values = Mapping[Field[Any], Any]


def add(unit: Unit, customer_id: int, group: type[Group], values: Values) -> int:
    """Add a row; returns its id."""
    if group.seal:
        return _add_sealed(unit, customer_id, group, values)
    table = GROUPS[group]
    top = select(func.max(table.c.position)).where(table.c.customer_id == customer_id)
    position = (unit.connection.execute(top).scalar() or 0) + 1
    cells = _open_cells(values)
    row_id = unit.insert(table, customer_id=customer_id, position=position, **cells)
    _write_sealed_cells(unit, customer_id, position, values)
    return row_id


def change(
    unit: Unit, customer_id: int, group: type[Group], row_id: int, values: Values
) -> dict[Field[Any], Any]:
    """Change values of a row (None empties); returns what they were."""
    if group.seal:
        return _change_sealed(unit, customer_id, group, row_id, values)
    table = GROUPS[group]
    row = unit.connection.execute(
        select(table).where(table.c.id == row_id, table.c.customer_id == customer_id)
    ).first()
    if row is None:
        raise _gone()
    cells = _open_cells(values)
    if cells:
        unit.update(table, row_id, **cells)
    before = {
        field: field.kind.from_cells([row._mapping[name] for name in home.columns])
        for field in values
        if (home := HOMES[field]) is not None
    }
    return before | _write_sealed_cells(unit, customer_id, row.position, values)


def remove(unit: Unit, customer_id: int, group: type[Group], row_id: int) -> None:
    """Take a row away."""
    if group.seal:
        uuid, data = _opened(unit, customer_id, group.seal)
        data[group.key] = [row for row in data.get(group.key, ()) if row["row"] != row_id]
        sealed_values.save(unit, customer_id, uuid, group.seal, data)
        return
    table = GROUPS[group]
    position = unit.connection.execute(
        select(table.c.position).where(table.c.id == row_id, table.c.customer_id == customer_id)
    ).scalar()
    if position is None:
        raise _gone()
    unit.delete(table, row_id)
    emptied = {field: None for field in group.fields if field.sealed}
    _write_sealed_cells(unit, customer_id, position, emptied)


def position_of(unit: Unit, group: type[Group], row_id: int) -> int:
    """The place of a row among its customer's, never given twice."""
    if group.seal:
        return row_id
    table = GROUPS[group]
    found = select(table.c.position).where(table.c.id == row_id)
    return int(unit.connection.execute(found).scalar_one())


def _open_cells(values: Values) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for field, value in values.items():
        home = HOMES[field]
        if home is not None:
            cells |= zip(home.columns, cells_of(field, value), strict=True)
    return cells


def _opened(unit: Unit, customer_id: int, seal: str) -> tuple[str, dict[str, Any]]:
    uuid = unit.connection.execute(
        select(customer.c.uuid).where(customer.c.id == customer_id)
    ).scalar_one()
    return uuid, sealed_values.load(unit, customer_id, uuid, seal)


def _add_sealed(unit: Unit, customer_id: int, group: type[Group], values: Values) -> int:
    uuid, data = _opened(unit, customer_id, group.seal)
    rows = data.setdefault(group.key, [])
    top = max([row["row"] for row in rows], default=0)
    rows.append(sealed_row(top + 1, values))
    sealed_values.save(unit, customer_id, uuid, group.seal, data)
    return int(top + 1)


def _change_sealed(
    unit: Unit, customer_id: int, group: type[Group], row_id: int, values: Values
) -> dict[Field[Any], Any]:
    uuid, data = _opened(unit, customer_id, group.seal)
    row = next((row for row in data.get(group.key, ()) if row["row"] == row_id), None)
    if row is None:
        raise _gone()
    before: dict[Field[Any], Any] = {}
    for field, value in values.items():
        old = row.pop(field.key, None)
        before[field] = None if old is None else field.kind.from_json(old)
        if value is not None:
            row[field.key] = field.kind.to_json(value)
    sealed_values.save(unit, customer_id, uuid, group.seal, data)
    return before


def _write_sealed_cells(
    unit: Unit, customer_id: int, position: int, values: Values
) -> dict[Field[Any], Any]:
    """Sealed fields of an open group's row lie in their blob, by the row's position."""
    before: dict[Field[Any], Any] = {}
    for field, value in values.items():
        if not field.sealed:
            continue
        uuid, data = _opened(unit, customer_id, field.seal)
        cells = data.setdefault(field.key, {})
        old = cells.pop(str(position), None)
        before[field] = None if old is None else field.kind.from_json(old)
        if value is not None:
            cells[str(position)] = field.kind.to_json(value)
        if value is not None or old is not None:
            sealed_values.save(unit, customer_id, uuid, field.seal, data)
    return before


def _gone() -> Refused:
    return Refused(
        N_("This entry is not there any more."),
        N_("Nothing was changed."),
        N_("Look at the customer's file again."),
    )
