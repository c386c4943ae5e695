"""Makes the wide tables and the groups' tables from the catalogue; knows each value's home."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, text

from app.catalogue import CATALOGUES
from app.catalogue.field import Field, Group
from app.catalogue.kind import Cell
from app.core.customers.records import customer
from app.core.own_fields.records import own_value
from app.core.store.tables import metadata

# Fields that the narrow row itself holds.
_NARROW = {
    "name": "name",
    "company_name": "name",
    "customer_no": "number",
    "tags": "tags",
    "handler": "handler",
}
# What "who are they?" reads of everybody: in an index of its own, in the order of ids, so that
# nobody has to walk 4 KB of each customer for it; it grows at its end, whoever is imported.
_TOLD_APART_BY = {
    "individual": (
        *("sex", "birth_date_on", "birth_date", "home_address_code", "region_code"),
        *("home_address", "current_title", "job_title", "acquisition_channel"),
    ),
    "company": (
        *("industry", "industry_more", "scale", "organisation_form", "company_address_code"),
        *("region_code", "company_address", "acquisition_channel"),
    ),
}
_LONG_KINDS = frozenset({"long_text", "lines"})
_TYPES = {"text": Text, "integer": Integer}


@dataclass(frozen=True)
class Home:
    """The table and columns that hold a field's value."""

    table: Table
    columns: tuple[str, ...]


def is_long(field: Field[Any]) -> bool:
    """Does it live in the table of long texts?"""
    return field.kind.name in _LONG_KINDS


def columns_of(field: Field[Any]) -> tuple[str, ...]:
    """The names of a field's columns in the table made for it."""
    return tuple(field.column + column.suffix for column in field.kind.columns)


def _made(fields: Iterable[Field[Any]]) -> list[Column[Any]]:
    return [
        Column(field.column + column.suffix, _TYPES[column.type])
        for field in fields
        for column in field.kind.columns
    ]


def _one_to_one(name: str, fields: Iterable[Field[Any]]) -> Table:
    link = ForeignKey("customer.id", ondelete="CASCADE")
    return Table(name, metadata, Column("id", Integer, link, primary_key=True), *_made(fields))


def _group_table(group: type[Group]) -> Table:
    link = ForeignKey("customer.id", ondelete="CASCADE")
    return Table(
        group.key,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("customer_id", Integer, link, nullable=False),
        Column("position", Integer, nullable=False, server_default="0"),
        *_made(field for field in group.fields if not field.sealed),
        Index(f"{group.key}_of_customer", "customer_id", "position"),
    )


def own_fields(kind: str) -> list[Field[Any]]:
    """A profile's fields outside groups, sealed ones included."""
    return [field for field in CATALOGUES[kind] if field.group is None]


def _plain(kind: str, *, long: bool) -> list[Field[Any]]:
    return [
        field
        for field in own_fields(kind)
        if not field.sealed and field.key not in _NARROW and is_long(field) is long
    ]


WIDE: dict[str, Table] = {kind: _one_to_one(kind, _plain(kind, long=False)) for kind in CATALOGUES}
for _kind, _columns in _TOLD_APART_BY.items():
    Index(f"ix_{_kind}_traits", *(WIDE[_kind].c[_name] for _name in ("id", *_columns)))
    Index(  # noted of few, and counted among who they are
        f"ix_{_kind}_drawn",
        *(WIDE[_kind].c[_name] for _name in ("id", "drawn_by")),
        sqlite_where=text("drawn_by IS NOT NULL"),
    )
LONG: dict[str, Table] = {
    kind: _one_to_one(f"{kind}_text", _plain(kind, long=True)) for kind in CATALOGUES
}
GROUPS: dict[type[Group], Table] = {
    group: _group_table(group)
    for catalogue in CATALOGUES.values()
    for group in catalogue.groups()
    if not group.seal
}


def _home(kind: str, field: Field[Any]) -> Home | None:
    if field.sealed:
        return None
    if field.group is not None:
        return Home(GROUPS[field.group], columns_of(field))
    if field.key in _NARROW:
        return Home(customer, (_NARROW[field.key],))
    table = LONG[kind] if is_long(field) else WIDE[kind]
    return Home(table, columns_of(field))


HOMES: dict[Field[Any], Home | None] = {
    field: _home(kind, field) for kind, catalogue in CATALOGUES.items() for field in catalogue
}
"""Where each field's value lives; None for sealed fields."""


_OWN = Home(own_value, ("value",))


def home_of(field: Field[Any]) -> Home | None:
    """Where a field's value lives: a fixed one's columns, or the rows of the shop's own."""
    if field.own:
        return None if field.sealed else _OWN
    return HOMES[field]


def own_text(field: Field[Any], value: Any) -> str | None:
    """A value of one of the shop's own fields as the one cell that holds it."""
    if value is None:
        return None
    return json.dumps(field.kind.to_cells(value), ensure_ascii=False)


def own_value_of(field: Field[Any], text: str | None) -> Any:
    """The value in the one cell of one of the shop's own fields."""
    return None if text is None else value_of(field, tuple(json.loads(text)))


def cells_of(field: Field[Any], value: Any) -> tuple[Cell, ...]:
    """A value as cells of its home; None empties them."""
    if value is None:
        return (None,) * len(field.kind.columns)
    return field.kind.to_cells(value)


def value_of(field: Field[Any], cells: tuple[Cell, ...]) -> Any:
    """The value in its cells; None when empty."""
    if not any(cells) and all(cell is None or cell == "" for cell in cells):
        return None
    return field.kind.from_cells(cells)
