"""The newest estimate and the coming plans of every customer, as columns."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Select, Text, case, func, or_, select, type_coerce

from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.value.loading import binned
from app.core.value.packed import packed, unpacked, whole_table
from app.core.wallet.rad_columns import Integers
from app.core.wallet.records import purchase_plan, wallet_estimate
from app.core.wallet.words import OPEN

_WIDTH = 8
_BETWEEN = "\x1f"


@dataclass(frozen=True, eq=False)
class Estimates:
    """One row per estimate that counts; unknown figures are marked by `known` columns.

    A customer has one row about everything, or else one for each category.
    """

    ids: Integers  # ascending, equal ones beside one another
    ours: Integers
    knows_ours: NDArray[np.bool_]
    total: Integers
    knows_total: NDArray[np.bool_]
    rank: Integers  # 0 where there is none
    shops: Integers


@dataclass(frozen=True, eq=False)
class Plans:
    """One row per customer with a plan that is open and lies within the horizon."""

    ids: Integers  # ascending
    count: Integers
    amount: Integers
    marked: NDArray[np.bool_]


def estimates(reader: Reader, whose: Collection[int] | None = None) -> Estimates:
    """The newest estimate of each customer (or of these) and category that says a share."""
    connection, out = reader.connection, binned(reader)
    mine = wallet_estimate.c.at_day <= reader.today
    if whose is not None:
        mine &= wallet_estimate.c.customer_id.in_(id_list(whose))
    whole = _last(whole_table(connection, _about_everything(mine), _WIDTH))
    parts = _by_category(connection, mine)
    # About everything comes before the categories.
    parts = parts[~np.isin(parts[:, 0], whole[:, 0])]
    rows = np.concatenate((whole, parts))
    rows = rows[~np.isin(rows[:, 0], out)]
    ids, _, _, ours, total, rank, shops, knows = rows[np.argsort(rows[:, 0], kind="stable")].T
    return Estimates(ids, ours, knows % 2 == 1, total, knows >= 2, rank, shops)


def _last(rows: Integers) -> Integers:
    """Of each customer the row of the latest day, and of that day the last one."""
    ordered = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))]
    newest = np.ones(len(ordered), np.bool_)
    newest[:-1] = ordered[1:, 0] != ordered[:-1, 0]
    found: Integers = ordered[newest]
    return found


def plans(reader: Reader, until: date) -> Plans:
    """What everybody means to buy up to that day; what is overdue is still meant."""
    each = coming(reader.today, until).group_by(purchase_plan.c.customer_id).subquery()
    row = packed(each.c.customer_id, each.c.number, each.c.amount, each.c.marked)
    rows = whole_table(reader.connection, select(row), 4)
    rows = rows[~np.isin(rows[:, 0], binned(reader))]
    ids, count, amount, marked = rows[np.argsort(rows[:, 0], kind="stable")].T
    return Plans(ids, count, amount, marked == 1)


def coming(today: date, until: date) -> Select[Any]:
    """Customer, number, sum and mark of the plans that are open and come by then."""
    cells = purchase_plan.c
    still = or_(cells.state == OPEN, cells.settled_on > today)
    near = or_(cells.due_on.is_(None), cells.due_on <= until)
    marked = func.max(case((cells.level == "high", 1), else_=0))
    return select(
        cells.customer_id,
        func.count().label("number"),
        func.coalesce(func.sum(cells.amount), 0).label("amount"),
        marked.label("marked"),
    ).where(cells.made_on <= today, still, near)


def horizon(today: date, months: int) -> date:
    """The same day so many months on, or the last one that month has."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    for day in range(today.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, min(today.day, 28))


def _about_everything(mine: ColumnElement[bool]) -> Select[str]:
    """All of them: sorting a column in numpy is quicker than a window in SQL."""
    cells = wallet_estimate.c
    asked = select(packed(*_figures(cells)))
    return asked.where(cells.category_key.is_(None), mine)


def _by_category(connection: Connection, mine: ColumnElement[bool]) -> Integers:
    """Of each customer and category the row of the latest day, and of that day the last one."""
    cells = wallet_estimate.c
    key = func.replace(cells.category_key, _BETWEEN, " ")
    figures: list[ColumnElement[Any]] = [packed(*_figures(cells))]
    asked = select(*figures, func.aggregate_strings(key, _BETWEEN))
    found = connection.execute(asked.where(cells.category_key.is_not(None), mine)).one()
    rows, codes = unpacked(found[0], _WIDTH), dict[str, int]()
    if not len(rows):
        return rows
    told = (codes.setdefault(each, len(codes)) for each in found[1].split(_BETWEEN))
    category = np.fromiter(told, np.int64, len(rows))
    order = np.lexsort((rows[:, 2], rows[:, 1], category, rows[:, 0]))
    ordered, kinds = rows[order], category[order]
    newest = np.ones(len(ordered), np.bool_)
    newest[:-1] = (ordered[1:, 0] != ordered[:-1, 0]) | (kinds[1:] != kinds[:-1])
    found_rows: Integers = ordered[newest]
    return found_rows


def _figures(cells: Any) -> tuple[ColumnElement[Any], ...]:
    """Customer, day, row, then what it says; what is not known is 0 there and not in `knows`."""
    knows = _is_there(cells.ours) + 2 * _is_there(cells.total)
    told = (func.coalesce(cells[name], 0) for name in ("ours", "total", "rank", "shops"))
    day = func.replace(type_coerce(cells.at_day, Text), "-", "")
    return (cells.customer_id, day, cells.id, *told, knows)


def _is_there(column: ColumnElement[Any]) -> ColumnElement[int]:
    return case((column.is_not(None), 1), else_=0)
