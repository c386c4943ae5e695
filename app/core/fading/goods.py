"""Reads what was bought of goods in both windows: one row a line, as columns.

Of a few customers by their receipts; of everybody along two indexes (`goods_walk.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, case, func, select

from app.core.fading.thresholds import Thresholds
from app.core.purchases.records import purchase, purchase_line, to_day
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.value.columns import Flags, Integers
from app.core.value.packed import packed, unpacked
from app.core.value.units import Units, joined_units

_COLUMNS = 4


@dataclass(frozen=True, eq=False)
class Goods:
    """One row a line: whose, recent or before, is a quantity told, how much, of which unit."""

    whose: NDArray[np.uint32]
    recent: Flags
    known: Flags
    quantity: Integers  # millionths; what came back is below 0
    unit: NDArray[np.int32]
    units: tuple[str, ...]

    def some(self, rows: Flags) -> "Goods":
        """These rows alone."""
        flags = self.recent[rows], self.known[rows]
        return Goods(self.whose[rows], *flags, self.quantity[rows], self.unit[rows], self.units)


def goods_of(reader: Reader, thresholds: Thresholds, whose: Iterable[int]) -> Goods:
    """The lines of a few; what came back stands in the window of its own sale."""
    units = Units()
    tables, codes = [np.empty((0, _COLUMNS), np.int64)], [np.empty(0, np.int32)]
    for asked in _questions(reader, thresholds, list(whose)):
        row = reader.connection.execute(asked).one()
        if row[0]:
            tables.append(unpacked(row[0], _COLUMNS))
            codes.append(units.of(row[1], len(tables[-1])))
    who, recent, known, quantity = np.ascontiguousarray(np.concatenate(tables).T)
    flags = recent.astype(np.bool_), known.astype(np.bool_)
    return Goods(who.astype(np.uint32), *flags, quantity, np.concatenate(codes), tuple(units))


def _questions(
    reader: Reader, thresholds: Thresholds, whose: list[int]
) -> tuple[Select[Any], Select[Any]]:
    (recent, last), (first, _) = thresholds.spans(reader.today)
    span = to_day(first), to_day(recent), to_day(last)
    return _sales(span, whose), _came_back(span, whose)


def _sales(span: tuple[int, int, int], whose: list[int]) -> Select[Any]:
    first, recent, last = span
    sale = purchase.c
    asked = _asked(sale, sale.bought_day >= recent).select_from(purchase)
    asked = asked.outerjoin(purchase_line, purchase_line.c.purchase_id == sale.id)
    # Plus 0: SQLite is to look at their receipts, not at those of all days.
    days = (sale.bought_day + 0).between(first, last)
    return _of(sale, asked.where(days, sale.counted == 1), whose)


def _came_back(span: tuple[int, int, int], whose: list[int]) -> Select[Any]:
    """Linked entries, whoever brought it, by day and customer of the sale they lower (D1).

    A sale given back whole counts nowhere.
    """
    first, recent, last = span
    sold = purchase.alias("sold").c
    asked = _asked(sold, sold.bought_day >= recent).select_from(purchase)
    asked = asked.join(sold.id.table, sold.id == purchase.c.original_id)
    asked = asked.join(purchase_line, purchase_line.c.purchase_id == purchase.c.id)
    mine = (sold.counted == 1, (sold.bought_day + 0).between(first, last))
    return _of(sold, asked.where(*mine, purchase.c.bought_day + 0 <= last), whose)


def _asked(sale: Any, recent: ColumnElement[bool]) -> Select[Any]:
    line = purchase_line.c
    columns = (case((recent, 1), else_=0), case((line.quantity.is_not(None), 1), else_=0))
    row = packed(sale.customer_id, *columns, func.coalesce(line.quantity, 0))
    return cast("Select[Any]", select(row, joined_units()))


def _of(sale: Any, asked: Select[Any], whose: list[int]) -> Select[Any]:
    own = func.coalesce(purchase_line.c.gift, 0) == 0
    return asked.where(own, sale.customer_id.in_(id_list(whose)))
