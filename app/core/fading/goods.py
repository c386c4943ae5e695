"""Reads what was bought of goods in both windows: one row a line, as columns.

Whole columns come out of SQLite as texts (see `value.packed`), a month at a time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, case, func, select

from app.core.fading.rhythm import Integers
from app.core.fading.thresholds import Thresholds
from app.core.purchases.records import purchase, purchase_line, to_day
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.value.packed import packed, unpacked

_BETWEEN = "\x1f"
_AT_A_TIME = 30  # days
_COLUMNS = 4


@dataclass(frozen=True, eq=False)
class Goods:
    """One row a line: whose, recent or before, is a quantity told, how much, of which unit."""

    whose: Integers
    recent: Integers
    known: Integers
    quantity: Integers  # millionths; what came back is below 0
    unit: NDArray[np.int64]
    units: tuple[str, ...]


def goods_in(reader: Reader, thresholds: Thresholds, whose: Iterable[int] | None) -> Goods:
    """All lines of both windows; what came back stands in the window of its own sale."""
    units: dict[str, int] = {}
    tables, codes = [np.empty((0, _COLUMNS), np.int64)], [np.empty(0, np.int64)]
    chosen = None if whose is None else list(whose)
    for asked in _questions(thresholds, reader.today, chosen):
        row = reader.connection.execute(asked).one()
        if row[0]:
            tables.append(unpacked(row[0], _COLUMNS))
            told = row[1].split(_BETWEEN)
            codes.append(np.array([units.setdefault(each, len(units)) for each in told], np.int64))
    table = np.concatenate(tables)
    whose_, recent, known, quantity = np.ascontiguousarray(table.T)
    return Goods(whose_, recent, known, quantity, np.concatenate(codes), tuple(units))


def _questions(
    thresholds: Thresholds, today: date, whose: list[int] | None
) -> Iterator[Select[Any]]:
    (recent, last), (first, _) = thresholds.spans(today)
    span = to_day(recent), to_day(last)
    begin = first
    step = timedelta(_AT_A_TIME if whose is None else (last - first).days + 1)
    while begin <= last:
        end = min(begin + step - timedelta(1), last)
        yield _sales(to_day(begin), to_day(end), span[0], whose)
        begin = end + timedelta(1)
    yield _came_back(to_day(first), span, whose)


def _sales(first: int, last: int, recent: int, whose: list[int] | None) -> Select[Any]:
    sale = purchase.c
    # Plus 0: of a few customers SQLite is to look at their receipts, not at those of all days.
    day = sale.bought_day if whose is None else sale.bought_day + 0
    days = day.between(first, last)
    asked = _asked(sale.bought_day >= recent).select_from(purchase)
    asked = asked.outerjoin(purchase_line, purchase_line.c.purchase_id == sale.id)
    return _of(asked.where(days, sale.counted == 1), whose)


def _came_back(first: int, span: tuple[int, int], whose: list[int] | None) -> Select[Any]:
    """Linked entries, by the day of the sale they lower; a sale given back whole counts nowhere."""
    recent, today = span
    sold = purchase.alias("sold")
    asked = _asked(sold.c.bought_day >= recent).select_from(purchase)
    asked = asked.join(sold, sold.c.id == purchase.c.original_id)
    asked = asked.join(purchase_line, purchase_line.c.purchase_id == purchase.c.id)
    # Plus 0, so that SQLite walks along the few linked entries, not along all days.
    until = purchase.c.bought_day + 0 <= today
    mine = (sold.c.counted == 1, sold.c.bought_day >= first, until)
    linked = purchase.c.original_id.is_not(None)
    return _of(asked.where(linked, *mine), whose)


def _asked(recent: ColumnElement[bool]) -> Select[Any]:
    line = purchase_line.c
    known, unit = line.quantity.is_not(None), func.coalesce(line.unit, "")
    columns = (case((recent, 1), else_=0), case((known, 1), else_=0))
    row = packed(purchase.c.customer_id, *columns, func.coalesce(line.quantity, 0))
    units = func.aggregate_strings(func.replace(unit, _BETWEEN, " "), _BETWEEN)
    return cast("Select[Any]", select(row, units))


def _of(asked: Select[Any], whose: list[int] | None) -> Select[Any]:
    own = func.coalesce(purchase_line.c.gift, 0) == 0
    asked = asked.where(purchase.c.customer_id.is_not(None), own)
    return asked if whose is None else asked.where(purchase.c.customer_id.in_(id_list(whose)))
