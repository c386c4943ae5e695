"""How much of goods each customer bought in two windows, unit by unit (D7: quantity or money).

Pieces and pounds cannot be added up: she buys less when of every unit she bought she buys less,
and of none more. Kept in the session and mended for those whom a write touches.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import Select, and_, case, func, or_, select

from app.core.actor import Right, needs
from app.core.fading.amounts import Amounts, Quantities
from app.core.fading.thresholds import Thresholds
from app.core.purchases.records import purchase, purchase_line, to_day
from app.core.purchases.touched import whose_purchases
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.tables import act

_NAME = "fading.quantities"
_Line = tuple[int, str | None, int, int, int, int]
"""Whose, unit, quantity recent and before, lines before, and recent ones that tell no quantity."""


@needs(Right.SEE_FIGURES)
def less_bought(reader: Reader, thresholds: Thresholds) -> Quantities:
    """Who bought less goods in the recent window than before."""
    keeper: _Keeper = reader.session.memory.setdefault(_NAME, _Keeper())
    return keeper.at(reader, thresholds)


@needs(Right.SEE_FIGURES)
def less_of(reader: Reader, thresholds: Thresholds, customer_id: int) -> Quantities:
    """The same of one customer alone."""
    return _quantities(_less(reader, thresholds, [customer_id]))


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
        version = int(reader.connection.execute(select(func.max(act.c.id))).scalar() or 0)
        asked = to_day(reader.today), thresholds
        with self.lock:
            kept = self.kept
            known = kept.found if kept is not None and kept.asked == asked else None
            if kept is not None and known is not None and kept.version != version:
                whose = whose_purchases(reader.session.journal.between(kept.version, version))
                known = None if whose is None else _mended(reader, thresholds, known, whose)
            if known is None:
                known = _quantities(_less(reader, thresholds, None))
            self.kept = _Kept(version, asked, known)
            return known


def _mended(
    reader: Reader, thresholds: Thresholds, known: Quantities, whose: set[int]
) -> Quantities:
    if not whose:
        return known
    left = {who: each for who, each in known.amounts.items() if who not in whose}
    return _quantities(left | _less(reader, thresholds, whose))


def _quantities(amounts: dict[int, Amounts]) -> Quantities:
    return Quantities(np.array(sorted(amounts), np.int64), amounts)


def _less(
    reader: Reader, thresholds: Thresholds, whose: Iterable[int] | None
) -> dict[int, Amounts]:
    """Of each customer all units together."""
    told = select(purchase_line.c.id).where(purchase_line.c.quantity.is_not(None)).limit(1)
    if reader.connection.execute(told).first() is None:
        return {}  # this shop writes no quantities down
    rows = reader.connection.execute(_asked(reader, thresholds, whose))
    found: dict[int, Amounts] = {}
    for who, several in groupby(rows, itemgetter(0)):
        units: list[_Line] = [(*row,) for row in several]
        if all(_is_less(each, thresholds) for each in units):
            _, unit, recent, before, *_ = max(units, key=lambda each: (each[4], each[3]))
            found[int(who)] = Amounts(recent, before, unit or "")
    return found


def _is_less(line: _Line, thresholds: Thresholds) -> bool:
    _, _, recent, before, _, unknown = line
    return not unknown and before > 0 and 100 * recent <= thresholds.percent * before


def _asked(reader: Reader, thresholds: Thresholds, whose: Iterable[int] | None) -> Select[Any]:
    """Goods by customer and unit; what came back is taken off its own sale's window."""
    (recent, today), (before, _) = thresholds.spans(reader.today)
    sale, original, line = purchase, purchase.alias("original"), purchase_line
    day = func.coalesce(original.c.bought_day, sale.c.bought_day)
    in_recent = day >= to_day(recent)
    lines = func.sum(case((and_(~in_recent, line.c.quantity > 0), 1), else_=0))
    unknown = func.sum(case((and_(in_recent, line.c.quantity.is_(None)), 1), else_=0))
    known = func.coalesce(line.c.quantity, 0)
    asked = (
        select(
            sale.c.customer_id,
            line.c.unit,
            func.sum(case((in_recent, known), else_=0)),
            func.sum(case((in_recent, 0), else_=known)),
            lines,
            unknown,
        )
        .select_from(sale)
        .outerjoin(line, line.c.purchase_id == sale.c.id)
        .outerjoin(original, original.c.id == sale.c.original_id)
        .where(sale.c.customer_id.is_not(None), func.coalesce(line.c.gift, 0) == 0)
        .where(sale.c.bought_day.between(to_day(before), to_day(today)))
        .where(day >= to_day(before), or_(sale.c.counted == 1, original.c.counted == 1))
        .group_by(sale.c.customer_id, line.c.unit)
        .order_by(sale.c.customer_id)
    )
    return asked if whose is None else asked.where(sale.c.customer_id.in_(id_list(whose)))
