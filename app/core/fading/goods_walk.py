"""Reads everybody's goods of both windows: receipts along one index, lines along another.

To look up the lines of each receipt takes SQLite three times as long as walking along all
lines and laying the two side by side here. Millions of lines take seconds, so it says how far
it is, and stops when nobody wants to know any more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Integer, bindparam, case, func, select

from app.core.fading.goods import Goods
from app.core.fading.thresholds import Thresholds
from app.core.progress import Progress, stop_if_cancelled
from app.core.purchases.records import purchase, purchase_line, to_day
from app.core.store.reader import Reader
from app.core.value.columns import Flags, Integers
from app.core.value.packed import each_packed, numbers, packed, unpacked
from app.core.value.units import BETWEEN, Units, joined_units

_DAYS, _IDS = 30, 100_000  # so many at a time: texts of a few megabytes
_LOW: ColumnElement[int] = bindparam("low", type_=Integer)
_HIGH: ColumnElement[int] = bindparam("high", type_=Integer)
_ID_BITS = 32
_SOLD = (
    select(packed(purchase.c.id * (1 << _ID_BITS) + purchase.c.customer_id))
    .where(purchase.c.bought_day.between(_LOW, _HIGH), purchase.c.counted == 1)
    .where(purchase.c.customer_id.is_not(None))
)
_LINKED = select(packed(purchase.c.original_id, purchase.c.id, purchase.c.bought_day)).where(
    purchase.c.original_id.between(_LOW, _HIGH)
)
_KNOWN, _GIFT = 1, 2


def _lines_between(units: ColumnElement[str]) -> Any:
    line = purchase_line.c
    known = case((line.quantity.is_not(None), _KNOWN), else_=0)
    gift = case((func.coalesce(line.gift, 0) != 0, _GIFT), else_=0)
    key = (line.purchase_id - _LOW) * 4 + known + gift
    asked = select(*each_packed(key, func.coalesce(line.quantity, 0)), units)
    return asked.where(line.purchase_id.between(_LOW, _HIGH))


_LINES, _GUARDED = (_lines_between(joined_units(guarded=each)) for each in (False, True))


@dataclass(frozen=True, eq=False)
class _Receipts:
    """Sales of both windows and what came back of them, by id."""

    ids: NDArray[np.uint32]
    whose: NDArray[np.uint32]
    recent: Flags
    sale: Flags

    def some(self, rows: Any) -> "_Receipts":
        return _Receipts(self.ids[rows], self.whose[rows], self.recent[rows], self.sale[rows])


def goods_of_all(reader: Reader, thresholds: Thresholds, progress: Progress) -> Goods:
    """All lines of both windows; what came back stands in the window of its own sale."""
    sales = _sales(reader, thresholds, progress)
    receipts = _by_id([sales, *_came_back(reader, sales)])
    del sales
    units, pieces = Units(), [_empty()]
    for low, some in _stretches(receipts):
        stop_if_cancelled(progress)
        progress.report(int(some.ids[-1]), int(receipts.ids[-1]))
        pieces.append(_lines(reader.connection, low, some, units))
    del receipts
    columns: Any = [
        np.concatenate([getattr(each, name) for each in pieces])
        for name in ("whose", "recent", "known", "quantity", "unit")
    ]
    whose, recent, known, quantity, unit = columns
    return Goods(whose, recent, known, quantity, unit, tuple(units))


def _empty() -> Goods:
    ids, none = np.empty(0, np.uint32), np.empty(0, np.bool_)
    return Goods(ids, none, none, np.empty(0, np.int64), np.empty(0, np.int32), ())


def _sales(reader: Reader, thresholds: Thresholds, progress: Progress) -> _Receipts:
    pieces = []
    for low, high, recent in _months(thresholds, reader.today):
        stop_if_cancelled(progress)
        bound = {"low": low, "high": high}
        both = unpacked(reader.connection.execute(_SOLD, bound).scalar(), 1).ravel()
        ids, whose = both >> _ID_BITS, both & ((1 << _ID_BITS) - 1)
        pieces.append(_receipts(ids, whose, np.full(len(ids), recent), sale=True))
    return _by_id(pieces)


def _months(thresholds: Thresholds, today: date) -> Iterator[tuple[int, int, bool]]:
    """Both windows in stretches of days; none is partly recent."""
    for span, recent in zip(thresholds.spans(today), (True, False), strict=True):
        begin, last = span
        while begin <= last:
            end = min(begin + timedelta(_DAYS - 1), last)
            yield to_day(begin), to_day(end), recent
            begin = end + timedelta(1)


def _receipts(ids: Integers, whose: NDArray[Any], recent: Flags, *, sale: bool) -> _Receipts:
    sales = np.full(len(ids), sale)
    return _Receipts(ids.astype(np.uint32), whose.astype(np.uint32), recent, sales)


def _by_id(pieces: list[_Receipts]) -> _Receipts:
    order = np.argsort(np.concatenate([each.ids for each in pieces]))
    return _Receipts(
        np.concatenate([each.ids for each in pieces])[order],
        np.concatenate([each.whose for each in pieces])[order],
        np.concatenate([each.recent for each in pieces])[order],
        np.concatenate([each.sale for each in pieces])[order],
    )


def _came_back(reader: Reader, sales: _Receipts) -> Iterator[_Receipts]:
    """What lowers these sales up to today, whoever brought it back."""
    for low, some in _stretches(sales):
        bound = {"low": low, "high": low + _IDS - 1}
        linked = unpacked(reader.connection.execute(_LINKED, bound).scalar(), 3)
        linked = linked[linked[:, 2] <= to_day(reader.today)]
        place, there = _places(some.ids, linked[:, 0])
        sold = place[there]
        yield _receipts(linked[there, 1], some.whose[sold], some.recent[sold], sale=False)


def _stretches(receipts: _Receipts) -> Iterator[tuple[int, _Receipts]]:
    """Some ids at a time: the first id that may be there, and who is there."""
    at = 0
    while at < len(receipts.ids):
        low = int(receipts.ids[at])
        end = int(np.searchsorted(receipts.ids, low + _IDS))
        yield low, receipts.some(slice(at, end))
        at = end


def _places(ids: NDArray[np.uint32], wanted: Integers) -> tuple[Integers, Flags]:
    """Where each wanted id stands among some, and whether it does."""
    place = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return place, ids[place] == wanted


def _lines(connection: Connection, low: int, receipts: _Receipts, units: Units) -> Goods:
    """The lines of some receipts; a sale without lines has one of which nothing is known."""
    bound = {"low": low, "high": int(receipts.ids[-1])}
    *texts, told = connection.execute(_LINES, bound).one()
    key, quantity = map(numbers, texts)
    if len(key) and told.count(BETWEEN) != len(key) - 1:  # somebody typed that very sign
        told = connection.execute(_GUARDED, bound).one()[-1]
    unit = units.of(told, len(key)) if len(key) else np.empty(0, np.int32)
    place, there = _places(receipts.ids, (key >> 2) + low)
    bare = receipts.sale.copy()
    bare[place[there]] = False
    own = there & (key & _GIFT == 0)
    of_lines, of_none = receipts.some(place[own]), receipts.some(bare)
    count = len(of_none.ids)
    return Goods(
        np.concatenate((of_lines.whose, of_none.whose)),
        np.concatenate((of_lines.recent, of_none.recent)),
        np.concatenate((key[own] & _KNOWN > 0, np.zeros(count, np.bool_))),
        np.concatenate((quantity[own], np.zeros(count, np.int64))),
        np.concatenate((unit[own], np.full(count, units[""], np.int32))),
        (),
    )
