"""What waves hold, kept between questions: how often each value was answered, and by which sheets.

As `app/core/value/ledger.py` keeps purchases: the newest act in a reader's snapshot says whether
what is kept still stands; whatever touches a sheet or an answer lets it go.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, Text, cast, func, select

from app.core.actor import Right, needs
from app.core.store.acts import newest_act
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.core.surveys.records import Half, survey_answer, survey_response

Integers: TypeAlias = NDArray[np.integer[Any]]
Key = tuple[int, Half]
"""An item, and which answer to it."""
Counts = Mapping[Key, Mapping[int, int]]
_NAME = "surveys.kept"
_NO_PAIRS = np.empty((0, 2), np.int64)


@dataclass(frozen=True, eq=False)
class Column:
    """Who answered one half of an item, ascending, and what; never write into it."""

    sheets: Integers
    values: Integers


Columns = Mapping[Key, Column]


@needs(Right.SEE_FIGURES)
def counts(reader: Reader, waves: Sequence[int]) -> dict[int, Counts]:
    """By wave: how often each value of each item was answered."""
    with _kept(reader) as kept:
        for each in waves:
            if each not in kept.counts:
                kept.counts[each] = _count(reader, each)
        return {each: kept.counts[each] for each in waves}


@needs(Right.SEE_FIGURES)
def columns(reader: Reader, waves: Sequence[int]) -> dict[int, Columns]:
    """By wave: every answer with its sheet; the first question reads them, 0.3 µs each."""
    with _kept(reader) as kept:
        for each in waves:
            if each not in kept.columns:
                kept.columns[each] = _read(reader, each)
        return {each: kept.columns[each] for each in waves}


@needs(Right.SEE_FIGURES)
def owners(reader: Reader, waves: Sequence[int]) -> dict[int, Column]:
    """By wave: the sheets that bear a customer, and as values whose they are."""
    with _kept(reader) as kept:
        for each in waves:
            if each not in kept.owners:
                kept.owners[each] = _whose(reader, each)
        return {each: kept.owners[each] for each in waves}


def tally(found: Columns, sheets: Integers) -> Counts:
    """The counts of these sheets alone."""
    told: dict[Key, Mapping[int, int]] = {}
    ordered = np.sort(sheets)
    for key, column in found.items():
        theirs = column.values[among(column.sheets, ordered)]
        values, number = np.unique(theirs, return_counts=True)
        if len(values):
            told[key] = dict(zip(values.tolist(), number.tolist(), strict=True))
    return told


def among(sheets: Integers, ordered: Integers) -> NDArray[np.bool_]:
    """Which of these stand in an ascending list."""
    if not len(ordered):
        return np.zeros(len(sheets), np.bool_)
    places = np.minimum(np.searchsorted(ordered, sheets), len(ordered) - 1)
    return np.asarray(ordered[places] == sheets)


def added(several: Iterable[Counts]) -> Counts:
    """The counts of several waves in one."""
    whole: dict[Key, dict[int, int]] = defaultdict(dict)
    for each in several:
        for key, answered in each.items():
            for value, number in answered.items():
                whole[key][value] = whole[key].get(value, 0) + number
    return whole


@dataclass(eq=False)
class _Kept:
    """Of one version of the book; either part is made wave by wave, when it is asked for."""

    version: int
    counts: dict[int, Counts] = field(default_factory=dict)
    columns: dict[int, Columns] = field(default_factory=dict)
    owners: dict[int, Column] = field(default_factory=dict)


@dataclass(eq=False)
class _Keeper:
    """Keeps the newest; a reader with an older look gets its own."""

    kept: _Kept = field(default_factory=lambda: _Kept(0))
    lock: Lock = field(default_factory=Lock)

    def at(self, reader: Reader) -> _Kept:
        """What stands in this reader's snapshot, made as far as it was asked for."""
        version = newest_act(reader.connection)
        kept = self.kept
        if isinstance(reader, Unit):  # what a unit sees may yet be taken back
            return _Kept(version)
        if version == kept.version:
            return kept
        changes = reader.session.journal.between(kept.version, version)
        touched = changes is None or any(
            changes.touches(table.name) for table in (survey_answer, survey_response)
        )
        found = _Kept(version) if touched else kept
        if version > kept.version:
            self.kept, found.version = found, version
        return found


@contextmanager
def _kept(reader: Reader) -> Iterator[_Kept]:
    """One question at a time: two threads do not read the same answers."""
    keeper: _Keeper = reader.session.memory.setdefault(_NAME, _Keeper())
    with keeper.lock:
        yield keeper.at(reader)


def _count(reader: Reader, wave: int) -> Counts:
    """One walk along the index."""
    answer = survey_answer.c
    keys = (answer.item_id, answer.half, answer.value)
    asked = _answers_of(wave, select(*keys, func.count())).group_by(*keys)
    found: dict[Key, dict[int, int]] = defaultdict(dict)
    for item, half, value, number in reader.connection.execute(asked):
        found[item, Half(half)][value] = number
    return dict(found)


def _read(reader: Reader, wave: int) -> Columns:
    """The sheets of each value as one text, which numpy reads eight times as fast as rows."""
    answer = survey_answer.c
    keys = (answer.item_id, answer.half, answer.value)
    joined = func.aggregate_strings(cast(answer.response_id, Text), " ")
    asked = _answers_of(wave, select(*keys, joined)).group_by(*keys)
    parts: dict[Key, list[tuple[int, Integers]]] = defaultdict(list)
    for item, half, value, text in reader.connection.execute(asked):
        parts[item, Half(half)].append((value, np.fromstring(text, np.int64, sep=" ")))
    return {key: _column(several) for key, several in parts.items()}


def _whose(reader: Reader, wave: int) -> Column:
    response = survey_response.c
    pair = cast(response.id, Text) + " " + cast(response.customer_id, Text)
    asked = select(func.aggregate_strings(pair, " ")).where(
        response.wave_id == wave, response.customer_id.is_not(None)
    )
    text = reader.connection.execute(asked).scalar() or ""
    rows = np.fromstring(text, np.int64, sep=" ").reshape(-1, 2) if text else _NO_PAIRS
    return Column(rows[:, 0], rows[:, 1])


def _answers_of(wave: int, asked: Select[Any]) -> Select[Any]:
    """One wave at a time: `IN (…)` makes SQLite group in a table of its own, four times as slow."""
    return asked.where(survey_answer.c.wave_id == wave, survey_answer.c.value.is_not(None))


def _column(parts: Sequence[tuple[int, Integers]]) -> Column:
    sheets = np.concatenate([each for _, each in parts])
    values = np.repeat([value for value, _ in parts], [len(each) for _, each in parts])
    order = np.argsort(sheets, kind="stable")
    return Column(sheets[order], values[order].astype(np.int16))
