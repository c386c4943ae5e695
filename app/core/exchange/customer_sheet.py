"""Customers and companies as rows of a list, so that an import reads them back unchanged."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from app.catalogue.field import Field, Group
from app.core.exchange.headings import catalogue_of, numbered_key
from app.core.exchange.layout import What
from app.core.exchange.merging import DIFFERS
from app.core.store.profiles import Stored, load_many
from app.core.store.reader import Reader
from app.i18n import tr

_CHUNK = 500
Only = frozenset[int] | None


@dataclass(frozen=True)
class SheetColumn:
    """One column of the list: a field, and its place in a repeating group (0 = none)."""

    field: Field[Any]
    place: int = 0

    @property
    def heading(self) -> str:
        """What stands above it, in the current language; an import knows it again."""
        group = self.field.group
        if group is None:
            return tr(self.field.label)
        return f"{tr(group.label)}{self.place} {tr(self.field.label)}"

    @property
    def key(self) -> str:
        """The mapping's word for it."""
        return numbered_key(self.field.key, self.place) if self.place else self.field.key


def customer_rows(
    reader: Reader, what: What, *, reveal: bool, only: Only = None
) -> Iterator[list[str]]:
    """Headings, then one row for each customer; only columns that hold something."""
    columns = filled_columns(reader, what, reveal=reveal, only=only)
    yield [column.heading for column in columns]
    for stored in profiles(reader, what, reveal=reveal, only=only):
        yield [_text(column, stored) for column in columns]


def customer_objects(
    reader: Reader, what: What, *, reveal: bool, only: Only = None
) -> Iterator[dict[str, Any]]:
    """One object for each customer: every field by its key, groups as lists, null for unknown."""
    fields = [f for f in catalogue_of(what, reader.catalogues) if reveal or not f.sealed]
    for stored in profiles(reader, what, reveal=reveal, only=only):
        yield _object(fields, stored)


def filled_columns(
    reader: Reader, what: What, *, reveal: bool, only: Only = None
) -> list[SheetColumn]:
    """Number and name, and every field that somebody has a value or a text for."""
    used: dict[str, int] = defaultdict(int)
    for stored in profiles(reader, what, reveal=reveal, only=only):
        _note_used(used, stored)
    always = {"customer_no", "name", "company_name"}
    columns = [
        SheetColumn(field)
        for field in catalogue_of(what, reader.catalogues)
        if field.group is None
        and (reveal or not field.sealed)
        and (used[field.key] or field.key in always)
    ]
    return _number_first(columns) + _group_columns(what, used, reveal=reveal)


def _note_used(used: dict[str, int], stored: Stored) -> None:
    """Remember which fields hold something, and how many rows a group has at most."""
    for key in [*(field.key for field in stored.values), *(d.field for d in stored.doubts)]:
        used[key] = max(used[key], 1)
    for rows in stored.rows.values():
        for row in rows:
            for field in row.values:
                used[field.key] = max(used[field.key], len(rows))


def _number_first(columns: list[SheetColumn]) -> list[SheetColumn]:
    return sorted(columns, key=lambda column: column.field.key != "customer_no")


def _group_columns(what: What, used: Mapping[str, int], *, reveal: bool) -> list[SheetColumn]:
    columns: list[SheetColumn] = []
    for group in catalogue_of(what).groups():
        fields = [f for f in group.fields if used.get(f.key) and (reveal or not f.sealed)]
        places = max((used[f.key] for f in fields), default=0)
        columns += [SheetColumn(f, place) for place in range(1, places + 1) for f in fields]
    return columns


def profiles(reader: Reader, what: What, *, reveal: bool, only: Only = None) -> Iterator[Stored]:
    """Everybody of the list, or `only` those, in the order in which they were made."""
    asked = "SELECT id FROM customer WHERE kind = ? AND binned_on IS NULL ORDER BY id"
    kind = catalogue_of(what).name
    found_ids = (int(row[0]) for row in reader.connection.exec_driver_sql(asked, (kind,)))
    ids = iter([each for each in found_ids if only is None or each in only])
    while chunk := list(islice(ids, _CHUNK)):
        found = load_many(reader, chunk, sealed=reveal)
        yield from (found[customer_id] for customer_id in chunk)


def _text(column: SheetColumn, stored: Stored) -> str:
    field = column.field
    if field.key == "customer_no":
        return str(stored.values.get(field) or f"#{stored.record['id']}")
    if column.place:
        rows = stored.rows.get(_group(field), [])
        value = rows[column.place - 1].values.get(field) if column.place <= len(rows) else None
        return "" if value is None else str(field.kind.edit_text(value))
    value = stored.values.get(field)
    return _unread(field, stored) if value is None else str(field.kind.edit_text(value))


def _group(field: Field[Any]) -> type[Group]:
    assert field.group is not None
    return field.group


def _unread(field: Field[Any], stored: Stored) -> str:
    """The text that nobody could read: kept as typed, so exported as typed."""
    texts = [
        doubt.typed
        for doubt in stored.doubts
        if doubt.field == field.key and not doubt.taken and doubt.reason != DIFFERS
    ]
    return (texts[0] or "") if texts else ""


def _object(fields: Sequence[Field[Any]], stored: Stored) -> dict[str, Any]:
    found: dict[str, Any] = {"id": stored.record["id"]}
    for field in fields:
        if field.group is None:
            value = stored.values.get(field)
            found[field.key] = None if value is None else field.kind.to_json(value)
        elif field.group.key not in found:
            found[field.group.key] = [
                {f.key: f.kind.to_json(v) for f, v in row.values.items()}
                for row in stored.rows.get(field.group, [])
            ]
    return found
