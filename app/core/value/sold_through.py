"""Through which channel each customer buys: where most of her purchases were made.

Kept in the session as small columns and mended for the few customers a write touches.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, func, select

from app.core.actor import Right, needs
from app.core.progress import stop_if_cancelled
from app.core.purchases.records import purchase, to_day
from app.core.purchases.touched import whose_purchases
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.tables import act
from app.core.value.columns import Integers
from app.core.value.packed import packed, unpacked
from app.core.value.traits import UNKNOWN, Codes, Trait

_NAME = "value.sold_through"
_AT_A_TIME = 20_000
_BETWEEN = "\x1f"
_NONE = np.empty(0, np.int64)


@needs(Right.SEE_FIGURES)
def sold_through(reader: Reader, ids: Integers) -> Trait:
    """The usual channel of each of these customers; equally usual ones: the first by name."""
    keeper: _Keeper = reader.session.memory.setdefault(_NAME, _Keeper())
    return keeper.at(reader).of(ids)


@dataclass(frozen=True, eq=False)
class _Usual:
    """Customers ascending, and the place of each one's channel among `values`."""

    ids: Integers
    codes: Codes
    values: tuple[str, ...]

    def of(self, ids: Integers) -> Trait:
        found = np.full(len(ids), UNKNOWN, np.int32)
        if len(self.ids):
            place = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
            there = self.ids[place] == ids
            found[there] = self.codes[place[there]]
        return Trait(self.values, found)


@dataclass(frozen=True, eq=False)
class _Kept:
    version: int
    day: int
    usual: _Usual


@dataclass(eq=False)
class _Keeper:
    kept: _Kept | None = None
    lock: Lock = field(default_factory=Lock)

    def at(self, reader: Reader) -> _Usual:
        """As this reader's snapshot has it, today."""
        version = int(reader.connection.execute(select(func.max(act.c.id))).scalar() or 0)
        with self.lock:
            kept, day = self.kept, to_day(reader.today)
            if kept is not None and (kept.version, kept.day) == (version, day):
                return kept.usual
            whose = None
            if kept is not None and kept.day == day:
                whose = whose_purchases(reader.session.journal.between(kept.version, version))
            if kept is None or whose is None:
                made = _usual_of(reader, None)
            else:
                fresh = _usual_of(reader, whose) if whose else None
                made = kept.usual if fresh is None else _mended(kept.usual, whose, fresh)
            self.kept = _Kept(version, day, made)
            return made


def _usual_of(reader: Reader, whose: Iterable[int] | None) -> _Usual:
    """The most frequent channel of everybody, or of these customers."""
    texts: dict[str, int] = {}
    ids, codes, counts = [_NONE], [np.empty(0, np.int32)], [_NONE]
    for asked in _questions(reader, whose):
        row = reader.connection.execute(asked).one()
        table = unpacked(row[0], 2)
        if len(table):
            told = (texts.setdefault(each, len(texts)) for each in row[1].split(_BETWEEN))
            codes.append(np.fromiter(told, np.int32, len(table)))
            ids.append(table[:, 0])
            counts.append(table[:, 1])
    who, code, count = np.concatenate(ids), np.concatenate(codes), np.concatenate(counts)
    values, named = np.unique(np.array(list(texts), np.str_), return_inverse=True)
    place = named.astype(np.int32)[code] if len(code) else code  # by the channel's name
    order = np.lexsort((place, -count, who))
    first = order[np.flatnonzero(np.diff(who[order], prepend=-1))]
    return _used(who[first], place[first], values.tolist())


def _used(ids: Integers, codes: Codes, names: list[str]) -> _Usual:
    """Without the channels that are nobody's usual one."""
    used, now = np.unique(codes, return_inverse=True)
    return _Usual(ids, now.astype(np.int32), tuple(names[each] for each in used.tolist()))


def _questions(reader: Reader, whose: Iterable[int] | None) -> Iterator[Select[Any]]:
    """Of everybody, so many at a time that their text stays small."""
    today, who = to_day(reader.today), purchase.c.customer_id
    if whose is not None:
        yield _asked(today, who.in_(id_list(whose)))
        return
    top = int(reader.connection.execute(select(func.max(who))).scalar() or 0)
    for low in range(1, top + 1, _AT_A_TIME):
        stop_if_cancelled(reader.progress)
        if low > 1:
            reader.progress.report(low, top)
        yield _asked(today, who.between(low, low + _AT_A_TIME - 1))


def _asked(today: int, whose: ColumnElement[bool]) -> Select[Any]:
    cells, channel = purchase.c, func.replace(purchase.c.channel, _BETWEEN, " ")
    each = (
        select(cells.customer_id.label("who"), channel.label("channel"), func.count().label("n"))
        .where(cells.channel.is_not(None), cells.customer_id.is_not(None), whose)
        .where(cells.counted == 1, cells.bought_day <= today)
        .group_by(cells.customer_id, cells.channel)
        .subquery()
    )
    joined = func.aggregate_strings(each.c.channel, _BETWEEN)
    row: list[ColumnElement[Any]] = [packed(each.c.who, each.c.n), joined]
    return select(*row)


def _mended(usual: _Usual, whose: set[int], fresh: _Usual) -> _Usual:
    values = {each: place for place, each in enumerate(usual.values)}
    added = [values.setdefault(each, len(values)) for each in fresh.values]
    left = ~np.isin(usual.ids, np.array(sorted(whose), np.int64))
    ids = np.concatenate((usual.ids[left], fresh.ids))
    codes = np.array(added, np.int32)[fresh.codes] if added else fresh.codes
    both = np.concatenate((usual.codes[left], codes))
    order = np.argsort(ids, kind="stable")
    return _used(ids[order], both[order], list(values))
