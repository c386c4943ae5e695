"""What each customer bought in a window of days: number, sum and last day, as columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from app.core.customers.records import customer
from app.core.purchases.records import PurchaseKind, purchase, purchase_summary, to_day
from app.core.purchases.summaries import back
from app.core.store.reader import Reader
from app.core.value.matrix import Integers
from app.core.value.packed import by_group, packed, unpacked, whole_table
from app.core.value.window import Window

# Made once: to put such questions together takes as long as SQLite takes to answer some.
_IN_WINDOW = purchase.c.bought_day.between(bindparam("first"), bindparam("last"))
_BY_DAY = (
    select(
        purchase.c.bought_day,
        packed(purchase.c.customer_id, purchase.c.counted, purchase.c.net),
    )
    .where(_IN_WINDOW, purchase.c.customer_id.is_not(None))
    .group_by(purchase.c.bought_day)
    .order_by(purchase.c.bought_day)
)
_COMPANIES = select(packed(customer.c.id)).where(customer.c.kind == literal_column("'company'"))
_BINNED = select(packed(customer.c.id)).where(customer.c.binned_on.is_not(None))


@dataclass(frozen=True, eq=False)
class Totals:
    """One row per customer with at least one purchase; money in fen, days as kept."""

    ids: Integers
    purchases: Integers
    revenue: Integers
    last_day: Integers


@dataclass(frozen=True)
class Whom:
    """Which customers, and whether receipts of one day are one purchase."""

    companies: bool = False
    merge_days: bool = False


def totals(reader: Reader, window: Window, whom: Whom) -> Totals:
    """Add up, from the kept summaries when they say the same, else along the index."""
    last = min(window.last, reader.today)
    future = _anything_after(reader, to_day(last))
    if window.first is None and not future:
        found = _kept(reader, whom)
    else:
        days = (to_day(window.first) if window.first else 1, to_day(last))
        found = _added_up(reader, days, whom, future=future)
    return _of_whom(found, reader, whom)


def _anything_after(reader: Reader, day: int) -> bool:
    asked = select(exists().where(purchase.c.bought_day > day))
    return bool(reader.connection.execute(asked).scalar())


def _kept(reader: Reader, whom: Whom) -> Totals:
    summary = purchase_summary.c
    count = summary.purchase_days if whom.merge_days else summary.purchases
    asked = select(packed(summary.customer_id, count, summary.revenue, summary.last_day))
    rows = whole_table(reader.connection, asked, 4)
    return Totals(*(np.ascontiguousarray(column) for column in rows.T))


def _added_up(reader: Reader, days: tuple[int, int], whom: Whom, *, future: bool) -> Totals:
    """One walk along the window's index, a day at a time, so that memory stays small."""
    top = reader.connection.execute(select(func.max(customer.c.id))).scalar() or 0
    count, revenue, last = (np.zeros(top + 1, np.int64) for _ in range(3))
    later = _given_back_later(reader, days) if future else {}
    for day, rows in _days(reader, days):
        ids, counted, net = (np.concatenate((rows, later[day])) if day in later else rows).T
        if whom.merge_days:
            ids, counted, net = _merged(ids, counted, net)
        np.add.at(count, ids, counted)
        np.add.at(revenue, ids, net)
        last[ids[counted > 0]] = day
    buying = np.flatnonzero(count > 0)
    return Totals(buying, count[buying], revenue[buying], last[buying])


def _days(reader: Reader, days: tuple[int, int]) -> Iterator[tuple[int, Integers]]:
    asked = _BY_DAY.params(first=days[0], last=days[1])
    return by_group(reader.connection, asked, 3)


def _merged(ids: Integers, counted: Integers, net: Integers) -> tuple[Integers, Integers, Integers]:
    """The rows of one day, a customer once, with at most one purchase."""
    unique, place = np.unique(ids, return_inverse=True)
    many, money = np.zeros((2, len(unique)), np.int64)
    np.add.at(many, place, counted)
    np.add.at(money, place, net)
    return unique, np.minimum(many, 1), money


def _given_back_later(reader: Reader, days: tuple[int, int]) -> dict[int, Integers]:
    """Corrections for receipts of the window that were lowered only after its last day.

    `counted` and `net` know of every return ever; looking from an earlier day, those
    that had not happened yet are taken out again, as differences by day.
    """
    entry, receipt = purchase, purchase.alias("receipt")
    today = days[1]
    so_far = entry.c.bought_day <= today
    given = func.sum(case((so_far, entry.c.amount), else_=0))
    still_open = func.sum(case((so_far, back()), else_=0))
    net = receipt.c.amount + given
    counted = case((_is_purchase(receipt.c.kind, still_open, net), 1), else_=0)
    changed = (
        select(
            receipt.c.bought_day.label("day"),
            receipt.c.customer_id.label("customer_id"),
            (counted - receipt.c.counted).label("counted"),
            (net - receipt.c.net).label("net"),
        )
        .join_from(entry, receipt, entry.c.original_id == receipt.c.id)
        .where(receipt.c.bought_day.between(*days), receipt.c.customer_id.is_not(None))
        .group_by(receipt.c.id)
        .having(func.max(entry.c.bought_day) > today)
        .subquery()
    )
    row = packed(changed.c.customer_id, changed.c.counted, changed.c.net)
    asked = select(changed.c.day, row).group_by(changed.c.day)
    return {day: unpacked(text, 3) for day, text in reader.connection.execute(asked)}


def _is_purchase(
    kind: ColumnElement[str], still_open: ColumnElement[int], net: ColumnElement[int]
) -> ColumnElement[bool]:
    return and_(kind == PurchaseKind.SALE, or_(still_open <= 0, net > 0))


def _of_whom(found: Totals, reader: Reader, whom: Whom) -> Totals:
    """Only customers of the kind asked for, none of those in the bin.

    Companies and the bin are few and have their own indexes; individuals are the rest.
    """
    companies, out = (_among(found, reader, each) for each in (_COMPANIES, _BINNED))
    kept = (companies if whom.companies else ~companies) & ~out
    if kept.all():
        return found
    columns = (found.ids, found.purchases, found.revenue, found.last_day)
    return Totals(*(column[kept] for column in columns))


def _among(found: Totals, reader: Reader, asked: Select[Any]) -> NDArray[np.bool_]:
    """Which of the rows belong to these customers."""
    ids = whole_table(reader.connection, asked, 1).ravel()
    top = max((int(column.max()) for column in (found.ids, ids) if len(column)), default=0)
    listed = np.zeros(top + 1, np.bool_)
    listed[ids] = True
    return listed[found.ids]
