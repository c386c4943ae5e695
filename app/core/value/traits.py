"""What is known of each customer that says who she is: place, work, age, sex, how she came.

One walk over the wide rows, coded into small columns; kept in the session until somebody's
profile changes.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.store.profile_tables import WIDE
from app.core.store.reader import Reader
from app.core.store.tables import act
from app.core.value.attraction import Draw
from app.core.value.columns import Integers
from app.core.value.loading import binned
from app.core.value.records import drawn_by

UNKNOWN = -1
_AT_A_TIME = 20_000
_NAME = "value.traits"
_TOWN = re.compile(r"^\s*(.{1,9}?[市州盟县区旗镇乡])")
_YEAR = re.compile(r"^L?(\d{4})")
Codes = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Trait:
    """One column: `values[codes[k]]` is what customer k has; `UNKNOWN` where nothing is told."""

    values: tuple[str, ...]
    codes: Codes


@dataclass(frozen=True, eq=False)
class Traits:
    """Everybody of one kind who is not in the bin, by id, and what is known of each."""

    ids: Integers
    columns: Mapping[str, Trait]

    def of(self, key: str, ids: Integers) -> Codes:
        """The codes of these customers; `UNKNOWN` for who is not there."""
        trait = self.columns[key]
        found = np.full(len(ids), UNKNOWN, np.int32)
        if len(self.ids):
            place = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
            there = self.ids[place] == ids
            found[there] = trait.codes[place[there]]
        return found


Maker = Callable[[str], str | None]
"""From a cell's text to the value that people are counted by."""


@dataclass(frozen=True)
class _Source:
    columns: tuple[str, ...]  # the first that has a value
    makes: Mapping[str, Maker]  # what is told by it, by key


def _as_it_is(text: str) -> str | None:
    return text.strip() or None


def _first_word(text: str) -> str | None:
    found = json.loads(text) if text.startswith("[") else [text]
    return str(found[0]).strip() if found else None


def _province(text: str) -> str | None:
    return text[:2] + "0000" if text[:6].isdigit() and len(text) >= 6 else None


def _city(text: str) -> str | None:
    if text[:6].isdigit() and len(text) >= 6:
        return text[:4] + "00" if text[2:4] != "00" else None
    town = _TOWN.match(text)
    return town[1] if town else None


def _birth(text: str) -> str | None:
    """The day where it is whole, else the year."""
    year = _YEAR.match(text)
    if len(text) == 10 and text[4] == "-":
        return text
    return year[1] if year else None


_CHANNEL = _Source(("acquisition_channel",), {"channel": _first_word})


def _place(address: str) -> _Source:
    cells = (f"{address}_code", "region_code", address)
    return _Source(cells, {"city": _city, "province": _province})


_PERSONS = (
    _Source(("sex",), {"sex": _as_it_is}),
    _Source(("birth_date_on", "birth_date"), {"birth": _birth}),
    _place("home_address"),
    _Source(("current_title", "job_title"), {"occupation": _as_it_is}),
    _CHANNEL,
)
_COMPANIES = (
    _Source(("industry", "industry_more"), {"trade": _as_it_is}),
    _Source(("scale",), {"size": _as_it_is}),
    _Source(("organisation_form",), {"form": _as_it_is}),
    _place("company_address"),
    _CHANNEL,
)
_SOURCES = {"individual": _PERSONS, "company": _COMPANIES}
FIELDS = {
    "sex": "sex",
    "birth": "birth_date",
    "occupation": "current_title",
    "channel": "acquisition_channel",
    "trade": "industry",
    "size": "scale",
    "form": "organisation_form",
}
"""Which field each comes from, for what it is called and whether the shop hides it."""


@needs(Right.SEE_FIGURES)
def traits(reader: Reader, *, companies: bool = False) -> Traits:
    """What is known of the persons, or of the companies."""
    keeper: _Keeper = reader.session.memory.setdefault(_NAME, _Keeper())
    return keeper.at(reader, "company" if companies else "individual")


@dataclass(eq=False)
class _Keeper:
    """Keeps them by kind, with the newest act that they know."""

    kept: dict[str, "_Kept"] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def at(self, reader: Reader, kind: str) -> Traits:
        """As this reader's snapshot has them."""
        version = int(reader.connection.execute(select(func.max(act.c.id))).scalar() or 0)
        with self.lock:
            known = self.kept.get(kind)
            if known is not None and _same(reader, kind, known, version):
                return known.traits
            made = _load(reader, kind)
            self.kept[kind] = _Kept(version, binned(reader), made)
            return made


@dataclass(frozen=True, eq=False)
class _Kept:
    version: int
    binned: Integers
    traits: Traits


def _same(reader: Reader, kind: str, known: _Kept, version: int) -> bool:
    if known.version == version:
        return True
    changes = reader.session.journal.between(known.version, version)
    touched = (kind, "own_field", "field_place", "drawn_by")
    if changes is None or any(changes.touches(table) for table in touched):
        return False
    return not changes.touches("customer") or np.array_equal(binned(reader), known.binned)


def _load(reader: Reader, kind: str) -> Traits:
    sources = _SOURCES[kind]
    ids: list[Integers] = []
    coded = [_Coder(each) for each in sources]
    for rows in _rows(reader, kind, sources):
        columns = list(zip(*rows, strict=True))
        ids.append(np.array(columns[0], np.int64))
        for coder, cells in zip(coded, columns[1:], strict=True):
            coder.add(cells)
    whole = np.concatenate(ids) if ids else np.empty(0, np.int64)
    told = {key: trait for each in coded for key, trait in each.traits().items()}
    return Traits(whole, told | {"drawn": _drawn(reader, whole)})


def _drawn(reader: Reader, ids: Integers) -> Trait:
    """What draws whom: the newest note of each."""
    values = tuple(each.value for each in Draw)
    codes = np.full(len(ids), UNKNOWN, np.int32)
    rows = reader.connection.execute(
        select(drawn_by.c.customer_id, drawn_by.c.what).order_by(drawn_by.c.id)
    ).all()
    for who, what in rows:
        place = int(np.searchsorted(ids, who))
        if place < len(ids) and ids[place] == who:
            codes[place] = UNKNOWN if what is None else values.index(what)
    return Trait(values, codes)


class _Coder:
    """Gives each text of a column a number, then each number the values that it tells."""

    def __init__(self, source: _Source) -> None:
        self._source = source
        self._texts: dict[str | None, int] = {None: 0}
        self._codes: list[Codes] = []

    def add(self, cells: Sequence[str | None]) -> None:
        known = self._texts
        found = list(map(known.get, cells))
        if None in found:
            for cell in cells:
                known.setdefault(cell, len(known))
            found = list(map(known.get, cells))
        self._codes.append(np.array(found, np.int32))

    def traits(self) -> dict[str, Trait]:
        codes = np.concatenate(self._codes) if self._codes else np.empty(0, np.int32)
        return {key: self._told(make, codes) for key, make in self._source.makes.items()}

    def _told(self, make: Maker, codes: Codes) -> Trait:
        values: dict[str, int] = {}
        numbers = []
        for text in self._texts:
            value = make(text) if text else None
            numbers.append(UNKNOWN if value is None else values.setdefault(value, len(values)))
        return Trait(tuple(values), np.array(numbers, np.int32)[codes])


def _rows(
    reader: Reader, kind: str, sources: tuple[_Source, ...]
) -> Iterator[list[tuple[Any, ...]]]:
    result = reader.connection.execute(_asked(kind, sources))
    cursor: Any = result.cursor
    while rows := cursor.fetchmany(_AT_A_TIME):
        yield rows
    result.close()


def _asked(kind: str, sources: tuple[_Source, ...]) -> Select[Any]:
    wide = WIDE[kind]
    columns = [
        func.coalesce(*(wide.c[name] for name in each.columns))
        if len(each.columns) > 1
        else wide.c[each.columns[0]]
        for each in sources
    ]
    there = select(customer.c.id).where(customer.c.binned_on.is_not(None))
    asked = select(wide.c.id, *columns).where(wide.c.id.not_in(there))
    return asked.order_by(wide.c.id)
