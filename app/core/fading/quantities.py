"""How much of goods each customer bought in two windows, unit by unit (D7: quantity or money).

Pieces and pounds cannot be added up: she buys less when of every unit she bought she buys less,
and of none more. Kept in the session and mended for those whom a write touches.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.fading.amounts import NOTHING, Quantities, together
from app.core.fading.goods import Goods, goods_of
from app.core.fading.goods_kept import goods_in_pieces, mostly_kept
from app.core.fading.goods_walk import goods_of_all
from app.core.fading.rhythm import Integers
from app.core.fading.thresholds import Thresholds
from app.core.purchases.records import purchase_line, to_day
from app.core.purchases.touched import whose_purchases
from app.core.store.acts import newest_act
from app.core.store.reader import Reader
from app.core.store.unit import Unit

_AT_ONCE = 500_000  # lines; keeps the memory of millions small
_NAME = "fading.quantities"


@needs(Right.SEE_FIGURES)
def less_bought(reader: Reader, thresholds: Thresholds) -> Quantities:
    """Who bought less goods in the recent window than before."""
    keeper: _Keeper = reader.session.memory.setdefault(_NAME, _Keeper())
    return keeper.at(reader, thresholds)


@needs(Right.SEE_FIGURES)
def less_of(reader: Reader, thresholds: Thresholds, customer_id: int) -> Quantities:
    """The same of one customer alone."""
    return judged(goods_of(reader, thresholds, [customer_id]), thresholds.percent)


@dataclass(frozen=True, eq=False)
class _Kept:
    version: int
    asked: tuple[int, Thresholds]
    found: Quantities


@dataclass(eq=False)
class _Keeper:
    kept: _Kept | None = None
    lock: Lock = field(default_factory=Lock)

    def at(self, reader: Reader, thresholds: Thresholds) -> Quantities:
        """As this reader's snapshot has it, today."""
        if isinstance(reader, Unit):  # what a unit sees may yet be taken back
            return _everybodys(reader, thresholds)
        version = newest_act(reader.connection)
        asked = to_day(reader.today), thresholds
        with self.lock:
            kept = self.kept
            known = kept.found if kept is not None and kept.asked == asked else None
            if kept is not None and known is not None and kept.version != version:
                whose = whose_purchases(reader.session.journal.acts_between(kept.version, version))
                known = None if whose is None else _mended(reader, thresholds, known, whose)
            if known is None:
                known = _everybodys(reader, thresholds)
            self.kept = _Kept(version, asked, known)
            return known


def _mended(
    reader: Reader, thresholds: Thresholds, known: Quantities, whose: set[int]
) -> Quantities:
    if not whose:
        return known
    fresh = judged(goods_of(reader, thresholds, whose), thresholds.percent)
    return together((known.without(whose), fresh))


def _everybodys(reader: Reader, thresholds: Thresholds) -> Quantities:
    told = select(purchase_line.c.id).where(purchase_line.c.quantity.is_not(None)).limit(1)
    if reader.connection.execute(told).first() is None:
        return NOTHING  # this shop writes no quantities down
    percent = thresholds.percent
    if mostly_kept(reader.connection):
        return together(judged(each, percent) for each in goods_in_pieces(reader, thresholds))
    return judged(goods_of_all(reader, thresholds, reader.progress), percent)


def judged(found: Goods, percent: int) -> Quantities:
    """Who of them bought less of every unit, and how much of the one she bought most often."""
    return together(_judged(each, percent) for each in _by_customers(found))


def _by_customers(found: Goods) -> Iterator[Goods]:
    """Some customers' lines at a time."""
    if len(found.whose) <= _AT_ONCE:
        yield found
        return
    edges = np.quantile(found.whose, np.linspace(0, 1, len(found.whose) // _AT_ONCE + 2))
    edges = np.append(np.unique(edges.astype(np.int64)), int(found.whose.max()) + 1)
    for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        yield found.some((found.whose >= low) & (found.whose < high))


def _judged(found: Goods, percent: int) -> Quantities:
    if not len(found.whose):
        return NOTHING
    pair = found.whose.astype(np.int64) * len(found.units) + found.unit
    order = np.argsort(pair)
    starts = np.flatnonzero(np.diff(pair[order], prepend=-1))

    def added(column: NDArray[Any]) -> Integers:
        return np.add.reduceat(column[order].astype(np.int64), starts)

    recent, before = (
        added(np.where(found.recent == late, found.quantity, 0)) for late in (True, False)
    )
    lines = added(~found.recent & (found.quantity > 0))
    unknown = added(found.recent & ~found.known)
    less = (unknown == 0) & (before > 0) & (100 * recent <= percent * before)
    who, unit = np.divmod(pair[order][starts], len(found.units))
    hers = np.flatnonzero(np.diff(who, prepend=-1))
    everything = np.repeat(np.logical_and.reduceat(less, hers), np.diff([*hers, len(who)]))
    rows = np.lexsort((before, lines, who))
    rows = rows[everything[rows]]
    # Sorted so that of each customer the unit she bought most often comes last, and stays.
    rows = rows[np.flatnonzero(np.diff(who[rows], append=-1))]
    columns = (who[rows], recent[rows], before[rows], unit[rows].astype(np.int32))
    return Quantities(*columns, found.units)
