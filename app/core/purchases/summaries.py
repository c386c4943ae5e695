"""Keeps `counted`, `net` and each customer's summary true, set by set (definition D1).

A sale is a purchase unless it was fully returned: something came back and nothing of what
was paid is left. What linked entries give back lowers the sale itself, whenever it came back.
"""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    and_,
    case,
    cast,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from app.core.customers.records import customer
from app.core.purchases.linking import link_returns, originals_of
from app.core.purchases.records import PurchaseKind, purchase, purchase_summary
from app.core.store.changes import ALL, ChangeSet, Every
from app.core.store.idlist import asked_ids, listed
from app.core.store.tables import history
from app.core.store.unit import Unit

Scope = Iterable[int] | Literal[Every.ROW]
MOST_CUSTOMERS = 5000
"""Above this many customers everything is reckoned anew: cheaper than a long list."""


def refresh_summaries(unit: Unit, customers: Scope, receipts: Iterable[int] = ()) -> None:
    """Make all derived values of these customers' (or `ALL`) purchases true again.

    `receipts`: further ones that something was linked to; a walk-in has no customer.
    """
    linked = link_returns(unit)
    chosen = None if customers is ALL else set(customers)
    if chosen is None or len(chosen) + len(linked) > MOST_CUSTOMERS:
        _refresh(unit, None)
        return
    touched = {*linked, *originals_of(unit, linked), *receipts}
    _refresh(unit, chosen | _customers_of(unit, touched), touched)


def upkeep(unit: Unit, changes: ChangeSet) -> None:
    """After an undo: reckon anew for the customers whose purchases it touched."""
    found = changes.tables.get("purchase")
    if found is None:
        return
    if found is ALL:
        refresh_summaries(unit, ALL)
        return
    gone = _removed_rows(unit)
    touched = {*found, *(i for row in gone for i in _ids(row, "original_id", "reverses_id"))}
    touched |= set(originals_of(unit, touched))
    chosen = _customers_of(unit, touched) | {i for row in gone for i in _ids(row, "customer_id")}
    refresh_summaries(unit, chosen | _former_customers(unit), touched)


def back(entry: FromClause = purchase) -> ColumnElement[Any]:
    """What a linked entry weighs: 1, or -1 when it takes a return back."""
    undoes_return = and_(
        entry.c.kind == PurchaseKind.REVERSE, entry.c.reverses_id != entry.c.original_id
    )
    return case((undoes_return, -1), else_=1)


def _refresh(unit: Unit, customers: set[int] | None, rows: Iterable[int] = ()) -> None:
    """Of everybody, or of these customers and of these rows."""
    everybody = customers is None
    whose = {} if customers is None else {_CUSTOMERS: listed(customers)}
    which = {} if customers is None else {**whose, _ROWS: listed(rows)}
    for statement in _row_statements(everybody=everybody):
        unit.bulk(statement, which, tables=["purchase"])
    for statement in (*_summary_statements(everybody), *_customer_statements(everybody)):
        unit.bulk(statement, whose, tables=[])
    for name in ("purchase_summary", "customer"):
        unit.changes.add(name, ALL if customers is None else customers)


# Statements are made once: a receipt is entered in a third of the time.
_CUSTOMERS, _ROWS = "these_customers", "these_rows"


@cache
def _row_statements(*, everybody: bool) -> tuple[Any, Any]:
    mine = purchase.c.customer_id.in_(asked_ids(_CUSTOMERS))
    rows = true() if everybody else or_(mine, purchase.c.id.in_(asked_ids(_ROWS)))
    return _plain_rows(rows), _returned_rows(rows, everybody=everybody)


def _plain_rows(rows: ColumnElement[bool]) -> Any:
    """Entries to which nothing is linked."""
    entry = purchase.alias("entry")
    lowered = exists().where(entry.c.original_id == purchase.c.id)
    own = purchase.c.original_id.is_(None)
    counted = case((and_(own, purchase.c.kind == PurchaseKind.SALE), 1), else_=0)
    net = case((own, purchase.c.amount), else_=0)
    stale = or_(purchase.c.counted != counted, purchase.c.net != net)
    return update(purchase).where(rows, ~lowered, stale).values(counted=counted, net=net)


def _returned_rows(rows: ColumnElement[bool], *, everybody: bool) -> Any:
    """Receipts lowered by what is linked to them."""
    entry = purchase.alias("entry")
    lowers = entry.c.original_id.is_not(None)
    if not everybody:  # else every return of the shop would be added up for one customer's
        lowers = entry.c.original_id.in_(select(purchase.c.id).where(rows).correlate(None))
    linked = (
        select(
            entry.c.original_id.label("id"),
            func.sum(entry.c.amount).label("amount"),
            func.sum(back(entry)).label("open"),
        )
        .where(lowers)
        .group_by(entry.c.original_id)
        .subquery("linked")
    )
    net = purchase.c.amount + linked.c.amount
    gone = and_(linked.c.open > 0, net <= 0)
    counted = case((or_(purchase.c.kind != PurchaseKind.SALE, gone), 0), else_=1)
    stale = or_(purchase.c.counted != counted, purchase.c.net != net)
    mine = purchase.c.id == linked.c.id
    return update(purchase).where(mine, rows, stale).values(counted=counted, net=net)


@cache
def _summary_statements(everybody: bool) -> tuple[Any, Any]:
    column = purchase_summary.c.customer_id
    day = case((purchase.c.counted == 1, purchase.c.bought_day))
    rows: Select[Any] = (
        select(
            purchase.c.customer_id,
            func.sum(purchase.c.counted),
            func.count(day.distinct()),
            func.sum(purchase.c.net),
            func.min(day),
            func.max(day),
        )
        .where(_of(purchase.c.customer_id, everybody), purchase.c.customer_id.is_not(None))
        .group_by(purchase.c.customer_id)
        .having(func.sum(purchase.c.counted) > 0)
    )
    names = [each.name for each in purchase_summary.columns]
    return (
        delete(purchase_summary).where(_of(column, everybody)),
        insert(purchase_summary).from_select(names, rows, include_defaults=False),
    )


@cache
def _customer_statements(everybody: bool) -> tuple[Any, Any]:
    """Copy the summaries to what lists sort by; clear it where there is none."""
    summary = purchase_summary.c
    last = summary.last_day
    stale = or_(
        customer.c.last_purchase_day.is_distinct_from(last),
        customer.c.purchases != summary.purchases,
        customer.c.revenue != summary.revenue,
    )
    copied = update(customer).where(
        customer.c.id == summary.customer_id, _of(customer.c.id, everybody), stale
    )
    none = ~exists().where(summary.customer_id == customer.c.id)
    filled = or_(customer.c.purchases != 0, customer.c.last_purchase_day.is_not(None))
    cleared = update(customer).where(_of(customer.c.id, everybody), filled, none)
    return (
        copied.values(last_purchase_day=last, purchases=summary.purchases, revenue=summary.revenue),
        cleared.values(last_purchase_day=None, purchases=0, revenue=0),
    )


def _of(column: ColumnElement[Any], everybody: bool) -> ColumnElement[bool]:
    return true() if everybody else column.in_(asked_ids(_CUSTOMERS))


_WHOSE = select(purchase.c.customer_id).where(purchase.c.id.in_(asked_ids(_ROWS)))


def _customers_of(unit: Unit, rows: set[int]) -> set[int]:
    found = unit.connection.scalars(_WHOSE, {_ROWS: listed(rows)})
    return {int(row) for row in found if row is not None}


def _removed_rows(unit: Unit) -> list[dict[str, Any]]:
    """The purchases that this act removed, as history keeps them."""
    mine = and_(history.c.act_id == unit.act_id, history.c.table_name == "purchase")
    asked = select(history.c.old).where(mine, history.c.kind == "delete")
    return [json.loads(row) for row in unit.connection.scalars(asked)]


def _former_customers(unit: Unit) -> set[int]:
    """Customers that purchases were taken from by this act."""
    mine = and_(history.c.act_id == unit.act_id, history.c.table_name == "purchase")
    moved = history.c.column_name == "customer_id"
    asked = select(cast(history.c.old, Integer)).where(mine, moved)
    return {int(row) for row in unit.connection.scalars(asked) if row is not None}


def _ids(row: dict[str, Any], *names: str) -> list[int]:
    return [int(row[name]) for name in names if row.get(name) is not None]
