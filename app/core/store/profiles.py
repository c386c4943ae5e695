"""Reads whole profiles, some or many at once, from wherever their values live."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Row, Select, Table, bindparam, func, select

from app.catalogue import CATALOGUES
from app.catalogue.field import Catalogue, Field, Group
from app.core.customers.records import customer, doubt, fact, sensitive
from app.core.own_fields.records import own_value
from app.core.store import sealed_values
from app.core.store.past import PastReader, PastRow
from app.core.store.profile_tables import (
    GROUPS,
    HOMES,
    LONG,
    WIDE,
    cells_of,
    own_text,
    own_value_of,
    value_of,
)
from app.core.store.reader import Reader
from app.core.store.unit import Unit

Values = dict[Field[Any], Any]


@dataclass(frozen=True)
class StoredFact:
    """Where a value comes from, as far as it differs from its part or record."""

    source: str | None = None
    learnt_on: date | None = None
    verified_on: date | None = None
    purpose: str | None = None
    confidence: str | None = None
    basis: str | None = None


@dataclass(frozen=True)
class StoredDoubt:
    """A text nobody could read (`taken` False), or a value taken over with a question."""

    id: int
    field: str
    row_id: int
    typed: str | None
    reason: str
    taken: bool
    about: StoredFact = StoredFact()  # where a rival value comes from


@dataclass(frozen=True)
class StoredRow:
    """One row of a repeating group; `position` is never given twice."""

    id: int
    values: Values
    position: int = 0


@dataclass(frozen=True)
class Stored:
    """Everything held of one customer; sealed values only when they were opened."""

    record: Mapping[str, Any]
    catalogue: Catalogue
    values: Values
    rows: dict[type[Group], list[StoredRow]]
    filled: frozenset[str]  # keys of sealed fields that hold something
    opened: bool
    facts: dict[tuple[str, int], StoredFact] = field(default_factory=dict)
    doubts: list[StoredDoubt] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    """What was typed into sealed fields and could not be read, by field (and row)."""


def load(reader: Reader, customer_id: int, *, sealed: bool = False) -> Stored | None:
    """One customer's profile; None when there is no such customer."""
    return load_many(reader, [customer_id], sealed=sealed).get(customer_id)


def load_many(reader: Reader, ids: Sequence[int], *, sealed: bool = False) -> dict[int, Stored]:
    """Profiles by id, with a fixed number of queries; `sealed` opens the sealed groups."""
    opened = sealed and reader.seal is not None
    found: dict[int, Stored] = {}
    for row in _rows(reader, customer, "id", ids):
        record = row._asdict()
        filled = frozenset[str]()
        found[row.id] = Stored(record, reader.catalogues[row.kind], {}, {}, filled, opened)
    _load_wide(reader, found)
    _load_own(reader, found)
    _load_groups(reader, found)
    _load_sealed(reader, found, opened=opened)
    _load_facts(reader, found)
    _load_doubts(reader, found)
    return found


def _rows(
    reader: Reader, table: Table, link: str, ids: Iterable[int]
) -> Sequence[Row[Any] | PastRow]:
    if isinstance(reader, PastReader):
        return reader.rows(table, link, ids)
    return reader.connection.execute(_rows_of(table, link), {"ids": json.dumps(list(ids))}).all()


@lru_cache(maxsize=64)
def _rows_of(table: Table, link: str) -> Select[Any]:
    # Made once: putting a statement together takes longer than running it.
    listed = func.json_each(bindparam("ids")).table_valued("value")
    wanted = select(listed.c.value.cast(Integer))
    return select(table).where(table.c[link].in_(wanted)).order_by(table.c.id)


def fields_in(table: Table, kind: str) -> list[tuple[Field[Any], tuple[str, ...]]]:
    """The fields of a profile that live in a table, with their columns."""
    key = (table.name, kind)
    if key not in _FIELDS_IN:
        _FIELDS_IN[key] = [
            (each, home.columns)
            for each in CATALOGUES[kind]
            if (home := HOMES[each]) is not None and home.table is table
        ]
    return _FIELDS_IN[key]


_FIELDS_IN: dict[tuple[str, str], list[tuple[Field[Any], tuple[str, ...]]]] = {}


def _take(values: Values, table: Table, kind: str, cells: Sequence[Any]) -> None:
    """Read the filled cells of a row; most of a profile is empty."""
    spans, seen = _spans(table, kind), None
    for place, cell in enumerate(cells):
        if cell is None:
            continue
        span = spans[place]
        if span is None or span is seen:
            continue
        each, places = seen = span
        value = value_of(each, tuple([cells[at] for at in places]))
        if value is not None:
            values[each] = value


Span = tuple[Field[Any], tuple[int, ...]]


def _spans(table: Table, kind: str) -> list[Span | None]:
    """For each column of a table the field it belongs to, and the places of that one's columns."""
    key = (table.name, kind)
    if key not in _SPANS:
        names = [column.name for column in table.columns]
        found: list[Span | None] = [None] * len(names)
        for each, columns in fields_in(table, kind):
            span = (each, tuple(map(names.index, columns)))
            for place in span[1]:
                found[place] = span
        _SPANS[key] = found
    return _SPANS[key]


_SPANS: dict[tuple[str, str], list[Span | None]] = {}


def _cells(row: Row[Any] | PastRow, table: Table) -> Sequence[Any]:
    return row if isinstance(row, Row) else [getattr(row, c.name) for c in table.columns]


def _load_wide(reader: Reader, found: dict[int, Stored]) -> None:
    for kind in CATALOGUES:
        ids = [each for each, stored in found.items() if stored.record["kind"] == kind]
        for each in ids:
            record = found[each].record
            _take(found[each].values, customer, kind, [record[c.name] for c in customer.columns])
        for table in (WIDE[kind], LONG[kind]) if ids else ():
            for row in _rows(reader, table, "id", ids):
                _take(found[row.id].values, table, kind, _cells(row, table))


def _load_own(reader: Reader, found: dict[int, Stored]) -> None:
    if not any(stored.catalogue.own for stored in found.values()):
        return
    for row in _rows(reader, own_value, "customer_id", found):
        stored = found[row.customer_id]
        each = stored.catalogue.own.get(row.field_id)
        if each is not None and row.value is not None:
            stored.values[each] = own_value_of(each, row.value)


def _load_groups(reader: Reader, found: dict[int, Stored]) -> None:
    kinds = {stored.record["kind"] for stored in found.values()}
    for kind in sorted(kinds):
        for group in reader.catalogues[kind].groups():
            for stored in found.values():
                if stored.record["kind"] == kind:
                    stored.rows[group] = []
            if group in GROUPS:
                _load_group(reader, found, group, kind)


def _load_group(reader: Reader, found: dict[int, Stored], group: type[Group], kind: str) -> None:
    table = GROUPS[group]
    rows = sorted(_rows(reader, table, "customer_id", found), key=lambda row: row.position)
    for row in rows:
        values: Values = {}
        _take(values, table, kind, _cells(row, table))
        found[row.customer_id].rows[group].append(StoredRow(row.id, values, row.position))


def _load_sealed(reader: Reader, found: dict[int, Stored], *, opened: bool) -> None:
    for row in _rows(reader, sensitive, "customer_id", found):
        stored = found[row.customer_id]
        keys = frozenset(key for key in row.filled.split("|") if key)
        found[row.customer_id] = stored = _with_filled(stored, keys)
        if opened and row.body is not None and reader.seal is not None:
            sealed = sealed_values.unpack(row.body)
            data = reader.seal.decrypt(stored.record["uuid"], row.seal, sealed)
            _take_sealed(stored, data)


def _with_filled(stored: Stored, keys: frozenset[str]) -> Stored:
    return replace(stored, filled=stored.filled | keys)


def _take_sealed(stored: Stored, data: Mapping[str, Any]) -> None:
    catalogue = stored.catalogue
    for group in catalogue.groups():
        if group.seal and group.key in data:
            stored.rows[group] = [_sealed_row(group, row) for row in data[group.key]]
    stored.typed.update(data.get(sealed_values.TYPED, {}))
    sealed_groups = {group.key for group in catalogue.groups() if group.seal}
    for key, value in data.items():
        if key == sealed_values.TYPED or key in sealed_groups or not catalogue.has(key):
            continue  # the shop's own field may be undone; its sealed values wait for it
        each = catalogue.field(key)
        if each.group is None:
            stored.values[each] = each.kind.from_json(value)
        else:
            _take_row_cells(stored.rows[each.group], each, value)


def _take_row_cells(rows: list[StoredRow], each: Field[Any], cells: Mapping[str, Any]) -> None:
    for row in rows:
        if str(row.position) in cells:
            row.values[each] = each.kind.from_json(cells[str(row.position)])


def _sealed_row(group: type[Group], data: Mapping[str, Any]) -> StoredRow:
    values = {f: f.kind.from_json(data[f.key]) for f in group.fields if f.key in data}
    return StoredRow(data["row"], values, data["row"])


def _load_facts(reader: Reader, found: dict[int, Stored]) -> None:
    for row in _rows(reader, fact, "customer_id", found):
        about = (row.source, row.learnt_on, row.verified_on, row.purpose)
        fact_ = StoredFact(*about, row.confidence, row.basis)
        found[row.customer_id].facts[row.scope, row.row_id] = fact_


def _load_doubts(reader: Reader, found: dict[int, Stored]) -> None:
    for row in _rows(reader, doubt, "customer_id", found):
        about = StoredFact(row.source, row.learnt_on, None, row.purpose, row.confidence, row.basis)
        kept = (row.id, row.field, row.row_id, row.typed, row.reason, bool(row.taken))
        found[row.customer_id].doubts.append(StoredDoubt(*kept, about))


def write_values(unit: Unit, kind: str, customer_id: int, values: Mapping[Field[Any], Any]) -> None:
    """Put values (None empties) of a customer's own, unsealed fields into their homes."""
    by_table: dict[Table, dict[str, Any]] = {}
    for each, value in values.items():
        if each.own:
            _write_own(unit, customer_id, each, value)
            continue
        home = HOMES[each]
        assert home is not None
        cells = dict(zip(home.columns, cells_of(each, value), strict=True))
        by_table.setdefault(home.table, {}).update(cells)
    for table, cells in by_table.items():
        if table is LONG[kind]:
            _ensure_row(unit, table, customer_id)
        if table is customer and cells.get("name", "") is None:
            cells["name"] = ""
        unit.update(table, customer_id, **cells)


def _write_own(unit: Unit, customer_id: int, each: Field[Any], value: Any) -> None:
    row_id = own_row(unit, customer_id, each)
    if row_id is None and value is None:
        return
    if row_id is None:
        # The empty row is no change of anything: only what is put into it is history.
        made = own_value.insert().values(customer_id=customer_id, field_id=each.own)
        unit.bulk(made, tables=[own_value.name])
        row_id = own_row(unit, customer_id, each)
        assert row_id is not None
    unit.update(own_value, row_id, value=own_text(each, value))


def own_row(reader: Reader, customer_id: int, each: Field[Any]) -> int | None:
    """The row that holds a customer's value of one of the shop's own fields, if there is one."""
    mine = (own_value.c.customer_id == customer_id, own_value.c.field_id == each.own)
    return reader.connection.execute(select(own_value.c.id).where(*mine)).scalar()


def _ensure_row(unit: Unit, table: Table, customer_id: int) -> None:
    # An empty row is no change of anything: only what is put into it is history.
    there = select(table.c.id).where(table.c.id == customer_id)
    if unit.connection.execute(there).first() is None:
        unit.bulk(table.insert().values(id=customer_id), tables=[table.name])
