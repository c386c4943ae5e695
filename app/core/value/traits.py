"""What is known of each customer that says who she is: place, work, age, sex, how she came.

One walk along an index of the wide rows, coded into small columns; kept in the session until
somebody's profile changes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, func, select

from app.catalogue.field import Field, Tier
from app.catalogue.kinds import Choice
from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.own_fields.records import own_value
from app.core.store.acts import newest_act
from app.core.store.profile_tables import WIDE
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.core.value.columns import Integers
from app.core.value.loading import binned
from app.core.value.packed import packed, unpacked
from app.core.value.trait_sources import SOURCES, Maker, OwnKey, Source

UNKNOWN = -1
MOST_OWN = 3
"""So many of the shop's own fields are cuts: more would crowd the others out."""
_OPEN = (Tier.PLAIN, Tier.COMPANY)
_AT_A_TIME = 20_000
_BETWEEN = "\x1f"
_NAME = "value.traits"
Codes = NDArray[np.signedinteger[Any]]
"""In as few bytes as the number of values allows."""


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
        if isinstance(reader, Unit):  # what a unit sees may yet be taken back
            return _load(reader, kind)
        version = newest_act(reader.connection)
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
    touched = (kind, "own_field", "own_value", "field_place")
    if changes is None or any(changes.touches(table) for table in touched):
        return False
    return not changes.touches("customer") or np.array_equal(binned(reader), known.binned)


def _load(reader: Reader, kind: str) -> Traits:
    sources = SOURCES[kind]
    ids: list[Integers] = []
    coded = [_Coder(each) for each in sources]
    for some, columns in _blocks(reader, kind, sources):
        ids.append(some)
        for coder, cells in zip(coded, columns, strict=True):
            coder.add(cells)
    whole = np.concatenate(ids) if ids else np.empty(0, np.int64)
    told = {key: trait for each in coded for key, trait in each.traits().items()}
    drawn = {"drawn": _drawn(reader, kind, whole)}
    return Traits(whole, told | drawn | _own(reader, kind, whole))


def _drawn(reader: Reader, kind: str, ids: Integers) -> Trait:
    """What draws whom, as their files say: few files do, so they have an index of their own."""
    wide = WIDE[kind].c
    noted = select(wide.id, wide.drawn_by).where(wide.drawn_by.is_not(None))
    return _noted(reader, noted.order_by(wide.id), ids)


def _own(reader: Reader, kind: str, ids: Integers) -> dict[str, Trait]:
    """What the shop's own lists of choices say of them, such as the need that brings them."""
    catalogue = reader.catalogues[kind]
    fields = [each for each in catalogue if _parts(each) and not catalogue.hidden(each)]
    said = func.json_extract(own_value.c.value, "$[0]")
    told: dict[str, Trait] = {}
    for each in fields[:MOST_OWN]:
        asked = select(own_value.c.customer_id, said).where(
            own_value.c.field_id == each.own, said.is_not(None)
        )
        told[OwnKey(each)] = _noted(reader, asked.order_by(own_value.c.customer_id), ids)
    return told


def _parts(each: Field[Any]) -> bool:
    """Is it one of the shop's own choices, and of the open fields?"""
    return bool(each.own) and isinstance(each.kind, Choice) and each.tier in _OPEN


def _noted(reader: Reader, asked: Select[Any], ids: Integers) -> Trait:
    """The texts that were noted of some, in the order of ids; those in the bin are left out."""
    rows = reader.connection.execute(asked).all()
    whose = np.fromiter((who for who, _ in rows), np.int64, len(rows))
    there = np.isin(whose, ids, assume_unique=True)
    texts = np.array([what for _, what in rows], str)[there]
    values, told = np.unique(texts, return_inverse=True)
    codes = np.full(len(ids), UNKNOWN, np.min_scalar_type(-max(len(values), 1)))
    codes[np.searchsorted(ids, whose[there])] = told
    return Trait(tuple(values.tolist()), codes)


class _Numbers(dict[str, int]):
    """Each text's number, given when it is first asked for; the empty text has 0."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


class _Coder:
    """Gives each text of a column a number, then each number the values that it tells."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._texts = _Numbers({"": 0})
        self._codes: list[Codes] = []

    def add(self, cells: Sequence[str]) -> None:
        number = self._texts.__getitem__
        self._codes.append(np.fromiter(map(number, cells), np.int32, len(cells)))

    def traits(self) -> dict[str, Trait]:
        codes = np.concatenate(self._codes) if self._codes else np.empty(0, np.int32)
        return {key: self._told(make, codes) for key, make in self._source.makes.items()}

    def _told(self, make: Maker, codes: Codes) -> Trait:
        values: dict[str, int] = {}
        numbers = []
        for text in self._texts:
            value = make(text) if text else None
            numbers.append(UNKNOWN if value is None else values.setdefault(value, len(values)))
        narrow = np.min_scalar_type(-max(len(values), 1))
        return Trait(tuple(values), np.array(numbers).astype(narrow)[codes])


def _blocks(
    reader: Reader, kind: str, sources: tuple[Source, ...]
) -> Iterator[tuple[Integers, list[list[str]]]]:
    """Some customers at a time: their ids, and each column's cells; "" where nothing stands.

    A column comes as one text, as in `packed`; whoever typed its separator is read row by row.
    """
    together, apart = _asked(kind, sources)
    top = reader.connection.execute(select(func.max(WIDE[kind].c.id))).scalar() or 0
    for low in range(1, top + 1, _AT_A_TIME):
        bound = {"low": low, "high": low + _AT_A_TIME - 1}
        found = reader.connection.execute(together, bound).one()
        ids = unpacked(found[0], 1).ravel()
        columns = [text.split(_BETWEEN) for text in found[1:]] if len(ids) else []
        if any(len(cells) != len(ids) for cells in columns):
            rows = reader.connection.execute(apart, bound).all()
            whose, *columns = (list(column) for column in zip(*rows, strict=True))
            ids = np.array(whose, np.int64)
        if columns:
            yield ids, columns


def _asked(kind: str, sources: tuple[Source, ...]) -> tuple[Select[Any], Select[Any]]:
    """All cells of each column as one text; and the same rows, cell by cell."""
    wide = WIDE[kind]
    cells = [func.coalesce(*(wide.c[name] for name in each.columns), "") for each in sources]
    there = select(customer.c.id).where(customer.c.binned_on.is_not(None))
    low, high = bindparam("low", type_=Integer), bindparam("high", type_=Integer)
    mine = and_(wide.c.id.between(low, high), wide.c.id.not_in(there))
    joined = [func.aggregate_strings(each, _BETWEEN) for each in cells]
    row: list[ColumnElement[Any]] = [packed(wide.c.id), *joined]
    together: Select[Any] = select(*row).where(mine)
    apart: Select[Any] = select(wide.c.id, *cells).where(mine)
    return together, apart
