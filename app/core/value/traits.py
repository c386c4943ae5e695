"""What is known of each customer that says who she is: place, work, age, sex, how she came.

One walk over the wide rows, coded into small columns; kept in the session until somebody's
profile changes.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
from app.core.value.columns import Integers
from app.core.value.loading import binned

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
    key: str
    columns: tuple[str, ...]  # the first that has a value
    make: Maker


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


_PERSONS = (
    _Source("sex", ("sex",), _as_it_is),
    _Source("birth", ("birth_date_on", "birth_date"), _birth),
    _Source("city", ("home_address_code", "region_code", "home_address"), _city),
    _Source("province", ("home_address_code", "region_code"), _province),
    _Source("occupation", ("current_title", "job_title"), _as_it_is),
    _Source("channel", ("acquisition_channel",), _first_word),
)
_COMPANIES = (
    _Source("trade", ("industry", "industry_more"), _as_it_is),
    _Source("size", ("scale",), _as_it_is),
    _Source("form", ("organisation_form",), _as_it_is),
    _Source("city", ("company_address_code", "region_code", "company_address"), _city),
    _Source("province", ("company_address_code", "region_code"), _province),
    _Source("channel", ("acquisition_channel",), _first_word),
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
    touched = (kind, "own_field", "field_place")
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
    return Traits(whole, {each.source.key: each.trait() for each in coded})


class _Coder:
    """Gives each text of a column the number of its value."""

    def __init__(self, source: _Source) -> None:
        self.source = source
        self._texts: dict[str | None, int] = {None: UNKNOWN}
        self._values: dict[str, int] = {}
        self._codes: list[Codes] = []

    def add(self, cells: Iterable[str | None]) -> None:
        known, code = self._texts, self._code
        found = [known[cell] if cell in known else code(cell) for cell in cells]
        self._codes.append(np.array(found, np.int32))

    def trait(self) -> Trait:
        codes = np.concatenate(self._codes) if self._codes else np.empty(0, np.int32)
        return Trait(tuple(self._values), codes)

    def _code(self, text: str | None) -> int:
        value = self.source.make(text) if text else None
        code = UNKNOWN if value is None else self._values.setdefault(value, len(self._values))
        self._texts[text] = code
        return code


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
        func.coalesce(*(func.nullif(wide.c[name], "") for name in each.columns))
        if len(each.columns) > 1
        else wide.c[each.columns[0]]
        for each in sources
    ]
    there = select(customer.c.id).where(customer.c.binned_on.is_not(None))
    asked = select(wide.c.id, *columns).where(wide.c.id.not_in(there))
    return asked.order_by(wide.c.id)
