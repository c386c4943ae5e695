"""Compares a row with the customer we have: what it fills, what it changes, what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.catalogue.field import Field, Group
from app.core.customers.bulk import NewDoubt
from app.core.exchange.customer_rows import CustomerRow
from app.core.exchange.options import Existing
from app.core.store.profiles import Stored, StoredRow

DIFFERS = "differs"
Values = dict[Field[Any], Any]


@dataclass
class Changes:
    """What an import would do to one customer."""

    values: Values = field(default_factory=dict)
    new_rows: list[tuple[type[Group], Values]] = field(default_factory=list)
    row_values: list[tuple[type[Group], int, Values]] = field(default_factory=list)
    doubts: list[NewDoubt] = field(default_factory=list)
    differs: bool = False  # something is not as we have it, noted before or not

    def __bool__(self) -> bool:
        """Is there anything to write?"""
        return bool(self.values or self.new_rows or self.row_values or self.doubts)


def compare(row: CustomerRow, stored: Stored, existing: Existing) -> Changes:
    """What of the row is not here yet; `fill` never overwrites, `update` lets the file win."""
    changes = Changes()
    for each, value in row.values.items():
        _compare_value(changes, row, stored, each, value, existing)
    for group, rows in row.rows.items():
        _compare_rows(changes, stored.rows.get(group, []), group, rows, existing)
    for doubt in row.doubts:
        if _is_news(doubt, changes, stored):
            changes.doubts.append(doubt)
    return changes


def _compare_value(
    changes: Changes,
    row: CustomerRow,
    stored: Stored,
    each: Field[Any],
    value: Any,
    existing: Existing,
) -> None:
    mine = stored.values.get(each)
    if mine is None and not stored.opened and each.key in stored.filled:
        return
    if mine is None or (existing is Existing.UPDATE and not _says_the_same(mine, value)):
        changes.values[each] = value
    elif not _says_the_same(mine, value):
        changes.differs = True
        typed = row.typed.get(each.key, each.kind.edit_text(value))
        doubt = NewDoubt(each, typed, DIFFERS)
        if not _is_noted(doubt, stored):
            changes.doubts.append(doubt)


def _says_the_same(mine: Any, value: Any) -> bool:
    """Equal, or a list that has every item already."""
    if isinstance(mine, tuple) and isinstance(value, tuple):
        return all(each in mine for each in value)
    return bool(mine == value)


def _is_news(doubt: NewDoubt, changes: Changes, stored: Stored) -> bool:
    """A question is new when it stands at a value just taken, or at a text not kept yet."""
    if doubt.row is not None:
        return False
    if doubt.taken:
        return doubt.field in changes.values
    return not _is_noted(doubt, stored)


def _is_noted(doubt: NewDoubt, stored: Stored) -> bool:
    """Is the same text noted for the same reason, so that once more would be noise?"""
    return any(
        noted.field == doubt.field.key
        and noted.reason == doubt.reason
        and noted.typed in (doubt.typed, None)
        for noted in stored.doubts
    )


def _compare_rows(
    changes: Changes,
    mine: Sequence[StoredRow],
    group: type[Group],
    rows: Sequence[Values],
    existing: Existing,
) -> None:
    for values in rows:
        if not values:
            continue
        same = next((row for row in mine if _is_same_row(group, row.values, values)), None)
        if same is None:
            changes.new_rows.append((group, values))
            continue
        news = {each: value for each, value in values.items() if same.values.get(each) is None}
        other = {e: v for e, v in values.items() if e not in news and same.values[e] != v}
        if existing is Existing.UPDATE:
            news |= other
        changes.differs = changes.differs or bool(other)
        if news:
            changes.row_values.append((group, same.id, news))


def _is_same_row(group: type[Group], mine: Mapping[Field[Any], Any], values: Values) -> bool:
    """The same child or person by name; a row of a group without names by all it says."""
    name = next((each for each in group.fields if each.key.endswith(".name")), None)
    if name is not None and (name in mine or name in values):
        return bool(mine.get(name) == values.get(name))
    return all(mine.get(each) == value for each, value in values.items())
