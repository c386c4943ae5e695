"""All complaints as columns of numbers: what their figures are reckoned on.

Kept between questions, as `app/core/value/ledger.py` keeps purchases: which act was the newest in
the reader's own snapshot says which book it needs, the journal whose rows differ between two.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from threading import Lock
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Integer, Text, cast, func, select

from app.core.actor import Right, needs
from app.core.complaints.records import complaint
from app.core.store.acts import newest_act
from app.core.store.changes import ALL, ChangeSet
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.core.value.packed import packed, unpacked

Integers: TypeAlias = NDArray[np.int64]
NOTHING = -(2**60)
"""Stands in a column where nothing is noted."""
_NAME = "complaints.book"
_SECONDS = "%s"


@dataclass(frozen=True, eq=False)
class Book:
    """One row for each complaint, ascending by id; never write into a column.

    Of `channel`, `item` and `owner` the numbers are places in `texts`.
    """

    id: Integers
    day: Integers  # received: date.toordinal()
    customer: Integers
    category: Integers
    cause: Integers
    channel: Integers
    item: Integers
    owner: Integers
    settled: Integers  # seconds since 1970
    confirmed: Integers
    reopened: Integers
    late: Integers  # 1: settled after what was promised
    cost: Integers
    grade: Integers
    answered_minutes: Integers
    settled_minutes: Integers
    settled_open_minutes: Integers
    texts: tuple[str, ...]


@needs(Right.SEE_FIGURES)
def book(reader: Reader) -> Book:
    """Every complaint as this reader sees it; the first one after opening reads them all."""
    keeper: _Keeper = reader.session.memory.setdefault(_NAME, _Keeper())
    return keeper.at(reader)


@dataclass(frozen=True, eq=False)
class _Kept:
    version: int
    book: Book


@dataclass(eq=False)
class _Keeper:
    """Keeps the newest; a reader with an older look gets its own from it."""

    kept: _Kept | None = None
    lock: Lock = field(default_factory=Lock)

    def at(self, reader: Reader) -> Book:
        """The book as this reader's snapshot has it."""
        with self.lock:
            made = self._made(reader)
            lasting = not isinstance(reader, Unit)  # what a unit sees may yet be taken back
            if lasting and (self.kept is None or made.version >= self.kept.version):
                self.kept = made
            return made.book

    def _made(self, reader: Reader) -> _Kept:
        version = newest_act(reader.connection)
        kept = self.kept
        if kept is not None and kept.version == version and not isinstance(reader, Unit):
            return kept
        touched = ALL if kept is None else _touched(reader, kept.version, version)
        if kept is None or touched is ALL:
            return _Kept(version, _read(reader, None))
        return _Kept(version, _patched(reader, kept.book, touched) if touched else kept.book)


def _touched(reader: Reader, kept: int, version: int) -> Any:
    """The complaints that differ between what is kept and what the reader sees, or `ALL`."""
    unit = reader if isinstance(reader, Unit) else None
    changes = reader.session.journal.between(kept, version - 1 if unit else version)
    if changes is None:
        return ALL
    found = ChangeSet(version, "")
    for each in (changes, unit.changes) if unit else (changes,):
        found.add(complaint.name, each.tables.get(complaint.name, ()))
    return found.tables[complaint.name]


def _patched(reader: Reader, old: Book, ids: set[int]) -> Book:
    """The book with these rows as they are now."""
    fresh = _read(reader, ids)
    stays = ~np.isin(old.id, np.array(sorted(ids), np.int64))
    whole = np.concatenate((old.id[stays], fresh.id))
    order = np.argsort(whole, kind="stable")
    texts, places = _merged(old.texts, fresh.texts)
    columns = {}
    for name in _COLUMNS:
        new = getattr(fresh, name)
        if name in _TEXTS:
            new = places[np.maximum(new, -1)]
        columns[name] = np.concatenate((getattr(old, name)[stays], new))[order]
    return Book(**columns, texts=texts)


def _merged(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[str, ...], Integers]:
    """The old texts with what is new behind; at which place each new one stands, at last none."""
    known = {text: place for place, text in enumerate(old)}
    places = [known.setdefault(text, len(known)) for text in new]
    return tuple(known), np.array([*places, NOTHING], np.int64)


def _read(reader: Reader, ids: Iterable[int] | None) -> Book:
    """A row of numbers as one text, and each column of words as another (`value/packed.py`)."""
    asked = select(_PACKED, *(_joined(complaint.c[name]) for name in _TEXTS))
    if ids is not None:
        asked = asked.where(complaint.c.id.in_(id_list(ids)))
    numbers, *several = reader.connection.execute(asked).one()
    cells = unpacked(numbers, len(_NUMBERS))
    order = np.argsort(cells[:, 0], kind="stable")
    words = [each.split(_BETWEEN) if each is not None else [] for each in several]
    texts = tuple(dict.fromkeys(each for each in chain.from_iterable(words) if each))
    places = {text: place for place, text in enumerate(texts)} | {"": NOTHING}
    columns = {name: np.ascontiguousarray(cells[order, at]) for at, name in enumerate(_NUMBERS)}
    for name, each in zip(_TEXTS, words, strict=True):
        columns[name] = np.array(list(map(places.__getitem__, each)), np.int64)[order]
    return Book(**columns, texts=texts)


def _joined(column: ColumnElement[Any]) -> ColumnElement[str]:
    told = func.replace(func.coalesce(column, ""), _BETWEEN, " ")
    return func.aggregate_strings(told, _BETWEEN)


def _noted(column: ColumnElement[Any]) -> ColumnElement[int]:
    return func.coalesce(column, NOTHING)


def _asked() -> dict[str, ColumnElement[Any]]:
    c = complaint.c
    settled = cast(func.strftime(_SECONDS, cast(c.settled_at, Text)), Integer)
    return {
        "id": c.id,
        "day": c.received_day,
        "customer": _noted(c.customer_id),
        "category": _noted(c.category_id),
        "cause": _noted(c.cause_id),
        "settled": _noted(settled),
        "confirmed": _noted(c.confirmed),
        "reopened": c.reopened,
        "late": func.coalesce(c.settled_at > c.promised_at, 0),
        "cost": _noted(c.cost),
        "grade": _noted(c.satisfaction),
        "answered_minutes": _noted(c.answered_minutes),
        "settled_minutes": _noted(c.settled_minutes),
        "settled_open_minutes": _noted(c.settled_open_minutes),
    }


_TEXTS = ("channel", "item", "owner")
_BETWEEN = "\x1f"  # no line that somebody typed holds it; if one does, a blank stands for it
_ASKED = _asked()
_NUMBERS, _PACKED = tuple(_ASKED), packed(*_ASKED.values())
_COLUMNS = (*_NUMBERS, *_TEXTS)
