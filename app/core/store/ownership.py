"""Which record a row belongs to: read from the foreign keys, never declared twice."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKey, Table, literal, select

LABELS = ("number", "name")  # what people call a record by, when it has it


OWN_LIST = {"own_list": True}
"""What a table's `info` says of a list of the shop's: it comes along and is no record by itself."""


def key_of(table: Table) -> Column[int]:
    """The single integer key of a table."""
    keys: list[Column[int]] = list(table.primary_key.columns)
    if len(keys) != 1:
        raise TypeError(f"{table.name} has no single key")
    return keys[0]


def is_derived(thing: Table | Column[Any]) -> bool:
    """Is it made from other values, so that history need not know it?"""
    return bool(thing.info.get("derived"))


def is_own_list(table: Table) -> bool:
    """Are its rows words of the shop's, such as kinds of complaints?"""
    return bool(table.info.get("own_list"))


@lru_cache(maxsize=1024)
def owner_link(table: Table) -> Column[int] | None:
    """The column that makes a row part of another record (ON DELETE CASCADE)."""
    for column in table.columns:
        if any(key.ondelete == "CASCADE" for key in column.foreign_keys):
            return column
    return None


def owner_of(table: Table) -> Table | None:
    """The table that this one's rows are part of."""
    link = owner_link(table)
    return None if link is None else _target(link)


def record_table(table: Table) -> Table:
    """The table of whole records that this one's rows end up in."""
    owner = owner_of(table)
    return table if owner is None else record_table(owner)


def record_id(table: Table) -> ColumnElement[int]:
    """The id of the record that a row of `table` belongs to, as SQL."""
    link = owner_link(table)
    if link is None:
        return key_of(table)
    owner = _target(link)
    if owner_link(owner) is None:
        return link
    outer = owner.alias()
    upper = owner_link(owner)
    assert upper is not None
    return select(outer.c[upper.key]).where(key_of_alias(owner, outer) == link).scalar_subquery()


def key_of_alias(table: Table, alias: Any) -> ColumnElement[int]:
    """The key column of an alias of `table`."""
    found: ColumnElement[int] = alias.c[key_of(table).key]
    return found


# Not kept: modules that are loaded later bring more tables.
def parts_of(table: Table) -> tuple[tuple[Table, Column[int]], ...]:
    """Tables whose rows are part of `table`'s, with the linking column."""
    links = ((other, owner_link(other)) for other in table.metadata.tables.values())
    return tuple(
        (other, link) for other, link in links if link is not None and _target(link) is table
    )


def references_to(table: Table) -> tuple[tuple[Table, Column[int]], ...]:
    """Columns of other records that point at `table` without being part of it."""
    return tuple(
        (other, column)
        for other in table.metadata.tables.values()
        for column in other.columns
        if any(_is_reference(key, table) for key in column.foreign_keys)
    )


def label_of(table: Table) -> ColumnElement[Any]:
    """Something a person knows a record by, as SQL."""
    for name in LABELS:
        if name in table.columns:
            return table.columns[name]
    return literal(None)


def _is_reference(key: ForeignKey, table: Table) -> bool:
    return key.ondelete != "CASCADE" and key.column.table is table


def _target(link: Column[int]) -> Table:
    for key in link.foreign_keys:
        if key.ondelete == "CASCADE":
            target = key.column.table
            assert isinstance(target, Table)
            return target
    raise TypeError(f"{link} links to nothing")
