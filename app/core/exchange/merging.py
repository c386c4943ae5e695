"""Compares a row with the customer we have: what it fills, what it changes, what differs."""

from collections.abc import Callable, Sequence
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
    row_doubts: list[tuple[NewDoubt, int]] = field(default_factory=list)
    differs: bool = False  # something is not as we have it, noted before or not

    def __bool__(self) -> bool:
        """Is there anything to write?"""
        rows = self.new_rows or self.row_values or self.row_doubts
        return bool(self.values or rows or self.doubts)


def compare(row: CustomerRow, stored: Stored, existing: Existing) -> Changes:
    """What of the row is not here yet; `fill` never overwrites, `update` lets the file win."""
    changes = Changes()
    for each, value in row.values.items():
        _compare_value(changes, row, stored, each, value, existing)
    for group, rows in row.rows.items():
        _compare_rows(changes, stored, group, rows, existing)
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


def _is_noted(doubt: NewDoubt, stored: Stored, row_id: int = 0) -> bool:
    """Is the same text noted for the same reason, so that once more would be noise?"""
    return any(
        noted.field == doubt.field.key
        and noted.row_id == row_id
        and noted.reason == doubt.reason
        and noted.typed in (doubt.typed, None)
        for noted in stored.doubts
    )


def _compare_rows(
    changes: Changes,
    stored: Stored,
    group: type[Group],
    rows: Sequence[Values],
    existing: Existing,
) -> None:
    mine = list(stored.rows.get(group, []))
    for values in sorted(rows, key=lambda each: not _find(mine, each, _has_all)):
        same = _find(mine, values, _has_all) or _find(mine, values, _has_name)
        if same is None:
            if values:
                changes.new_rows.append((group, values))
            continue
        mine.remove(same)  # twins of one name are two rows
        _compare_row(changes, stored, group, same, values, existing)


def _compare_row(
    changes: Changes,
    stored: Stored,
    group: type[Group],
    mine: StoredRow,
    values: Values,
    existing: Existing,
) -> None:
    news = {each: value for each, value in values.items() if mine.values.get(each) is None}
    other = {e: v for e, v in values.items() if e not in news and mine.values[e] != v}
    if existing is Existing.UPDATE:
        news |= other
    else:
        _keep_beside(changes, stored, mine.id, other)
    if news:
        changes.row_values.append((group, mine.id, news))


def _keep_beside(changes: Changes, stored: Stored, row_id: int, other: Values) -> None:
    for each, value in other.items():
        changes.differs = True
        doubt = NewDoubt(each, each.kind.edit_text(value), DIFFERS)
        if not _is_noted(doubt, stored, row_id):
            changes.row_doubts.append((doubt, row_id))


def _find(
    rows: Sequence[StoredRow], values: Values, test: Callable[[StoredRow, Values], bool]
) -> StoredRow | None:
    return next((row for row in rows if test(row, values)), None)


def _has_all(mine: StoredRow, values: Values) -> bool:
    return all(mine.values.get(each) == value for each, value in values.items())


def _has_name(mine: StoredRow, values: Values) -> bool:
    """The same child or person; rows of a group without names are never taken for another."""
    name = next((each for each in values if each.key.endswith(".name")), None)
    return name is not None and mine.values.get(name) == values[name]
