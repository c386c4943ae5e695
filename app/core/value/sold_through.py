"""Through which channel each customer buys: where most of her purchases were made.

Kept in the session as small columns and mended for the few customers a write touches.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import Select, func, select

from app.core.actor import Right, needs
from app.core.purchases.records import purchase, to_day
from app.core.purchases.touched import whose_purchases
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.tables import act
from app.core.value.columns import Integers
from app.core.value.traits import UNKNOWN, Codes, Trait

_NAME = "value.sold_through"


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
                made = _usual(_best(reader, None))
            else:
                made = _mended(kept.usual, whose, _best(reader, whose)) if whose else kept.usual
            self.kept = _Kept(version, day, made)
            return made


def _best(reader: Reader, whose: Iterable[int] | None) -> dict[int, str]:
    """The most frequent channel of each customer."""
    rows = reader.connection.execute(_asked(to_day(reader.today), whose))
    return {
        int(who): min(several, key=lambda row: (-row[2], row[1]))[1]
        for who, several in groupby(rows, itemgetter(0))
    }


def _asked(today: int, whose: Iterable[int] | None) -> Select[Any]:
    cells = purchase.c
    asked = (
        select(cells.customer_id, cells.channel, func.count())
        .where(cells.channel.is_not(None), cells.customer_id.is_not(None))
        .where(cells.counted == 1, cells.bought_day <= today)
        .group_by(cells.customer_id, cells.channel)
        .order_by(cells.customer_id, cells.channel)
        .with_hint(purchase, "INDEXED BY ix_purchase_channel", "sqlite")
    )
    return asked if whose is None else asked.where(cells.customer_id.in_(id_list(whose)))


def _usual(best: dict[int, str]) -> _Usual:
    values: dict[str, int] = {}
    codes = [values.setdefault(each, len(values)) for each in best.values()]
    return _Usual(np.array(list(best), np.int64), np.array(codes, np.int32), tuple(values))


def _mended(usual: _Usual, whose: set[int], best: dict[int, str]) -> _Usual:
    values = {each: place for place, each in enumerate(usual.values)}
    codes = [values.setdefault(each, len(values)) for each in best.values()]
    left = ~np.isin(usual.ids, np.array(sorted(whose), np.int64))
    ids = np.concatenate((usual.ids[left], np.array(list(best), np.int64)))
    both = np.concatenate((usual.codes[left], np.array(codes, np.int32)))
    order = np.argsort(ids, kind="stable")
    used, now = np.unique(both[order], return_inverse=True)
    names = list(values)
    return _Usual(ids[order], now.astype(np.int32), tuple(names[each] for each in used.tolist()))
