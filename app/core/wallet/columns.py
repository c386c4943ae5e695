"""The newest estimate and the coming plans of every customer, as columns."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    BindParameter,
    Select,
    case,
    func,
    or_,
    select,
)

from app.core.store.reader import Reader
from app.core.value.gathering import narrow
from app.core.value.loading import binned
from app.core.value.packed import each_packed, numbers
from app.core.wallet.rad_columns import Integers
from app.core.wallet.records import purchase_plan
from app.core.wallet.words import OPEN


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
    """One row per customer with a plan that is open and lies within the horizon.

    The columns may be narrow: widen what you reckon with.
    """

    ids: Integers  # ascending
    count: Integers
    amount: Integers
    marked: NDArray[np.bool_]


_NONE, _NO = np.empty(0, np.int64), np.empty(0, np.bool_)
NO_ESTIMATES = Estimates(_NONE, _NONE, _NO, _NONE, _NO, _NONE, _NONE)
NO_PLANS = Plans(_NONE, _NONE, _NONE, _NO)


Day = date | BindParameter[date]


def plans(reader: Reader, until: date) -> Plans:
    """What everybody means to buy up to that day; what is overdue is still meant."""
    each = coming(reader.today, until).group_by(purchase_plan.c.customer_id).subquery().c
    told = each_packed(each.customer_id, each.number, each.amount, each.marked)
    columns = [numbers(text) for text in reader.connection.execute(select(*told)).one()]
    there = ~np.isin(columns[0], binned(reader))
    order = np.argsort(columns[0], kind="stable")
    ids, *figures = (column[order[there[order]]] for column in columns)
    count, amount, marked = map(narrow, figures)
    return Plans(narrow(ids, np.int32), count, amount, marked == 1)


def coming(today: Day, until: Day) -> Select[Any]:
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
