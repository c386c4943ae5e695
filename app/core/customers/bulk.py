"""Many customers at once: typed values in, tuples for executemany out.

How an import (or the sample shop) uses it::

    bulk = Bulk(seal=unit.seal, source="import", now=unit.now, first=next_ids(unit))
    for row in rows:
        bulk.add(NewCustomer(kind, number, {field: value}, …))
    write(unit, bulk.take())                        # any number of times
    finish(unit, (first id, last id))

The ids are given here, so children and occasions already point at their customer. Or into
staging tables: `create_staging`, then a Bulk with `first=STAGED_IDS` and `stage(connection,
bulk.take())`, and later, in one unit, `move_staged(unit)`, which shifts the ids to the end
of the real tables. Both end with `finish`: one creation entry of history per customer, the
search text goes into the index at once, and waiting purchases join the customers whose
numbers they bear.

A customer's number must be free: whoever calls has looked (`taken_numbers`).
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Column, ScalarSelect, Text, func, select

from app.catalogue.field import Field, Group
from app.core.actor import Right, needs
from app.core.customers.encoded_values import EncodedValue, gather, narrow_cells
from app.core.customers.encoding import (
    EMPTY,
    OwnCells,
    doubt_place,
    group_row,
    own_cells,
    sealed_data,
    sealed_tuples,
)
from app.core.customers.joining import join_all_waiting
from app.core.customers.records import customer
from app.core.customers.staging import (
    STAGED_IDS,
    Known,
    create_staging,
    drop_staging,
    move_staged,
    next_ids,
    stage,
)
from app.core.customers.tuples import COLUMNS, Tuples, insert_rows, insert_unguarded, narrowed
from app.core.purchases.records import fold_number
from app.core.store import search_index
from app.core.store.changes import ALL, Every
from app.core.store.derived import Derived, derive
from app.core.store.name_tokens import named
from app.core.store.ownership import parts_of
from app.core.store.profile_tables import GROUPS
from app.core.store.reader import Reader
from app.core.store.seal import Seal
from app.core.store.sealed_values import TYPED
from app.core.store.segmentation import number_tokens
from app.core.store.unit import Unit

__all__ = [
    "STAGED_IDS",
    "Bulk",
    "Known",
    "NewCustomer",
    "NewDoubt",
    "assert_whole",
    "create_staging",
    "drop_staging",
    "finish",
    "move_staged",
    "next_ids",
    "note_made",
    "stage",
    "taken_numbers",
    "write",
    "write_unguarded",
]


@dataclass(frozen=True)
class NewDoubt:
    """A text that could not be read (`taken` False) or was taken over with a question.

    `row` is the position in the group's rows, None for the customer's own field.
    """

    field: Field[Any]
    typed: str
    reason: str
    taken: bool = False
    row: int | None = None


@dataclass(frozen=True)
class NewCustomer:
    """Everything about one new customer, typed; the name is among `values`."""

    kind: str
    number: str | None
    values: Mapping[Field[Any], Any]
    rows: Mapping[type[Group], Sequence[Mapping[Field[Any], Any]]] = field(default_factory=dict)
    doubts: Sequence[NewDoubt] = ()


class Bulk:
    """Encodes new customers; holds their tuples until they are taken."""

    def __init__(
        self,
        *,
        seal: Seal | None,
        source: str,
        now: datetime,
        first: Mapping[str, int],
        learnt_on: date | None = None,
    ) -> None:
        """`first` is the next free id of each table (`next_ids`, or `STAGED_IDS`).

        `learnt_on` is the shop's day, else the day of `now` on this computer.
        """
        self._seal, self._next = seal, dict(first)
        day = (learnt_on or now.astimezone().date()).isoformat()
        self._end = (source, day, now.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
        self._made: dict[str, list[Any]] = {name: [] for name in COLUMNS}

    def add(self, new: NewCustomer) -> int:
        """Encode one customer; returns the id it will have."""
        customer_id = self._next["customer"]
        self._next["customer"] = customer_id + 1
        uuid = os.urandom(16).hex()
        own = own_cells(new.kind, customer_id, new.values)
        number = (own.narrow.get("number") or new.number or "").strip()
        rows, positions = self._add_rows(customer_id, new) if new.rows else ({}, {})
        derived = derive(number, new.values, rows)
        made = self._made
        made["customer"].append(self._narrow(customer_id, uuid, new, own, number, derived))
        for name, cells in own.tables.items():
            made[name].append(tuple(cells))
        for key, value in derived.contacts:
            made["contact"].append((customer_id, key, value))
        for each in derived.occasions:
            made["occasion"].append((customer_id, *each))
        made["search_text"].append((customer_id, derived.terms, 1))
        made["own_value"] += [(customer_id, *each) for each in own.shops]
        if own.sealed or rows or new.doubts:
            self._add_rare(customer_id, uuid, new, own, rows, positions)
        return customer_id

    def add_encoded(
        self,
        kind: str,
        number: str,
        values: Sequence[EncodedValue],
        rows: Mapping[type[Group], Sequence[Mapping[Field[Any], Any]]],
        doubts: Sequence[NewDoubt],
    ) -> int:
        """Like `add`, from values encoded before: a tenth of the work for a long list."""
        customer_id = self._next["customer"]
        self._next["customer"] = customer_id + 1
        uuid, made = os.urandom(16).hex(), self._made
        new = NewCustomer(kind, number, {}, rows, doubts)
        kept, places = self._add_rows(customer_id, new) if rows else ({}, {})
        found = gather(kind, customer_id, values, kept)
        for name, cells in found.tables.items():
            made[name].append(cells)
        sort_key, sound = named(found.plain.get("name", EMPTY))
        made["customer"].append(
            (
                *(customer_id, uuid, kind, number, fold_number(number)),
                *narrow_cells(found, sort_key),
                *(len(doubts), *self._end),
            )
        )
        made["contact"] += [(customer_id, *each) for each in found.contacts]
        made["occasion"] += [(customer_id, *each) for each in found.occasions]
        made["own_value"] += [(customer_id, *each) for each in found.shops]
        terms = " ".join((sound, number_tokens(number), *found.terms)).strip()
        made["search_text"].append((customer_id, terms, 1))
        if found.sealed or kept or doubts:
            own = OwnCells({}, {}, found.sealed, [])
            self._add_rare(customer_id, uuid, new, own, kept, places)
        return customer_id

    def reserve(self, count: int) -> range:
        """Ids for customers whose tuples are made elsewhere."""
        first = self._next["customer"]
        self._next["customer"] = first + count
        return range(first, first + count)

    @property
    def origin(self) -> tuple[str, str, str]:
        """What ends each customer's tuple: source, day learnt, moment made."""
        return self._end

    def take(self) -> Tuples:
        """The tuples encoded since the last time, by table, parents first."""
        taken = {name: narrowed(name, found) for name, found in self._made.items() if found}
        self._made = {name: [] for name in COLUMNS}
        return taken

    def _narrow(
        self,
        customer_id: int,
        uuid: str,
        new: NewCustomer,
        own: OwnCells,
        number: str,
        derived: Derived,
    ) -> tuple[Any, ...]:
        narrow, joined = own.narrow, derived.joined_on
        return (
            *(
                customer_id,
                uuid,
                new.kind,
                number or EMPTY,
                fold_number(number) if number else EMPTY,
            ),
            *(narrow.get("name", EMPTY), derived.sort_key),
            *(narrow.get("tags", EMPTY), narrow.get("handler", EMPTY)),
            *(derived.phone or EMPTY, derived.company or EMPTY, derived.deceased),
            *(joined.isoformat() if joined else EMPTY, len(new.doubts), *self._end),
        )

    def _add_rows(self, customer_id: int, new: NewCustomer) -> tuple[Any, Any]:
        rows: dict[type[Group], list[tuple[int, Any]]] = {}
        positions: dict[type[Group], list[tuple[int, Any]]] = {}
        for group, found in new.rows.items():
            positions[group] = list(enumerate(found, 1))
            if group.seal:
                rows[group] = positions[group]
                continue
            name = GROUPS[group].name
            first = self._next[name]
            self._next[name] = first + len(found)
            rows[group] = list(enumerate(found, first))
            for position, (row_id, values) in enumerate(rows[group], 1):
                cells = group_row(name, row_id, customer_id, position, values)
                self._made[name].append(tuple(cells))
        return rows, positions

    def _add_rare(
        self, customer_id: int, uuid: str, new: NewCustomer, own: OwnCells, rows: Any, places: Any
    ) -> None:
        data = sealed_data(own.sealed, places)
        for each in new.doubts:
            typed = each.typed
            at = 0 if each.row is None or each.field.group is None else each.row
            group = each.field.group
            row_id = rows[group][at][0] if group in rows and each.row is not None else 0
            if each.field.sealed:
                place = doubt_place(each.field, at + 1 if row_id else 0)
                data.setdefault(each.field.seal, {}).setdefault(TYPED, {})[place] = typed
                typed = EMPTY
            self._made["doubt"].append(
                (customer_id, each.field.key, row_id, typed, each.reason, int(each.taken))
            )
        if data and self._seal is not None:
            self._made["sensitive"] += sealed_tuples(self._seal, customer_id, uuid, data)


@needs(Right.IMPORT)
def write(unit: Unit, tuples: Tuples) -> None:
    """Insert taken tuples inside a unit; `finish` must follow."""
    insert(unit, tuples, ALL)


@needs(Right.IMPORT)
def write_unguarded(unit: Unit, tuples: Tuples) -> None:
    """The same in half the time, for a unit that looks at no reference and `assert_whole`s.

    When it fails, nothing of the unit may be kept.
    """
    for name, found in tuples.items():
        insert_unguarded(unit.connection, name, found)
        unit.changes.add(name, ALL)


def insert(unit: Unit, tuples: Tuples, touched: Iterable[int] | Literal[Every.ROW]) -> None:
    """Insert tuples and say whose they are."""
    for name, found in tuples.items():
        insert_rows(unit.connection, name, found)
        unit.changes.add(name, touched)


@needs(Right.IMPORT)
def note_made(unit: Unit, ids: tuple[int, int]) -> None:
    """Make customers first … last findable, and record their creation."""
    first, last = ids
    if last < first:
        return
    search_index.add_rows(unit, first, last)
    made = select(customer.c.id).where(customer.c.id.between(first, last))
    unit.record_created(customer, made)


@needs(Right.IMPORT)
def finish(unit: Unit, ids: tuple[int, int], *, noted: bool = False) -> None:
    """Note customers first … last, unless that is done, and let their purchases join them."""
    if not noted:
        note_made(unit, ids)
    if ids[0] <= ids[1]:
        join_all_waiting(unit)


@needs(Right.IMPORT)
def assert_whole(unit: Unit, ids: tuple[int, int]) -> None:
    """All that was inserted belongs to customers first … last, who are all there.

    What SQLite would ask of each row, asked once; indexes answer it.
    """
    first, last = ids
    number = select(func.count()).where(customer.c.id.between(first, last))
    if unit.connection.scalar(number) != last - first + 1:
        raise RuntimeError("customers are missing")
    for table, link in parts_of(customer):
        if not _is_within(unit, link, first, last):
            raise RuntimeError(f"{table.name} belongs to nobody")


def _is_within(unit: Unit, link: Column[int], first: int, last: int) -> bool:
    """Does each row of a table belong to one of these?"""
    least, most = unit.connection.execute(select(_least(link), _most(link))).one()
    return least is None or (least >= first and most <= last)


def _least(link: Column[int]) -> ScalarSelect[int]:
    # Each of them alone, so that an index answers.
    return select(func.min(link)).scalar_subquery()


def _most(link: Column[int]) -> ScalarSelect[int]:
    return select(func.max(link)).scalar_subquery()


@needs(Right.SEE_CUSTOMERS)
def taken_numbers(reader: Reader, numbers: Iterable[str]) -> dict[str, int]:
    """Which of these numbers are taken, as they are compared (`fold_number`), and by whom."""
    listed = func.json_each(json.dumps([fold_number(each) for each in numbers]))
    keys = select(listed.table_valued("value").c.value.cast(Text))
    asked = select(customer.c.number_key, customer.c.id).where(
        customer.c.binned_on.is_(None), customer.c.number_key.in_(keys)
    )
    return {row.number_key: row.id for row in reader.connection.execute(asked)}
