"""Where a customer stands: prospect, target, current or lapsed; by rule, or as somebody said.

Never bought: a prospect, or a target once the owner has marked her. Bought within the
setting `value.sleeping_days`: current. Silent longer: lapsed. The last purchase counts as of
today, so that a receipt dated in the future is none yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, case, func, literal, select

from app.core.actor import Right, needs
from app.core.customers.own_values import existing
from app.core.customers.records import customer
from app.core.purchases.records import from_day, purchase, to_day
from app.core.settings.declared import SLEEPING_DAYS
from app.core.settings.queries import get as get_setting
from app.core.store.reader import Reader


@dataclass(frozen=True)
class Status:
    """Where a customer stands; `by_rule` is what the rule says, whoever said otherwise."""

    value: str
    by_rule: str
    since: date | None
    by: str | None = None  # who said so; None: the rule

    @property
    def by_hand(self) -> bool:
        """Did somebody overrule the rule?"""
        return self.by is not None


def ruled(last_bought: date | None, today: date, limit: int, *, target: bool = False) -> str:
    """What the rule says: a silence of exactly `limit` days is still current."""
    if last_bought is None:
        return "target" if target else "prospect"
    return "lapsed" if (today - last_bought).days > limit else "current"


def status_of(
    record: Mapping[str, Any], last_bought: date | None, today: date, limit: int
) -> Status:
    """A customer's status, from her narrow row and her last purchase as of today."""
    marked = record["target_on"]
    rule = ruled(last_bought, today, limit, target=marked is not None and marked <= today)
    if record["status"] is not None:
        return Status(record["status"], rule, record["status_since"], record["status_by"] or "")
    return Status(rule, rule, _since(rule, marked, last_bought, limit))


def _since(rule: str, marked: date | None, last_bought: date | None, limit: int) -> date | None:
    if rule == "lapsed" and last_bought is not None:
        return last_bought + timedelta(days=limit + 1)
    return marked if rule == "target" else None


def last_day(today: date) -> ColumnElement[Any]:
    """The day (ordinal) of a customer's last purchase up to today, as SQL."""
    upto = (
        select(func.max(purchase.c.bought_day))
        .where(purchase.c.customer_id == customer.c.id, purchase.c.counted == 1)
        .where(purchase.c.bought_day <= to_day(today))
        .correlate(customer)
        .scalar_subquery()
    )
    last = customer.c.last_purchase_day
    return case((last > to_day(today), upto), else_=last)


def status_expression(today: date, limit: int) -> ColumnElement[Any]:
    """The status as SQL over `customer`, for lists and filters: the same words as `ruled`."""
    last = last_day(today)
    never = case((customer.c.target_on <= today, "target"), else_="prospect")
    rule = case(
        (last.is_(None), never),
        (last < literal(to_day(today) - limit), "lapsed"),
        else_="current",
    )
    return func.coalesce(customer.c.status, rule)


@needs(Right.SEE_CUSTOMERS)
def status(reader: Reader, customer_id: int) -> Status:
    """Where one customer stands today."""
    row = reader.connection.execute(_one(reader.today), {"of": customer_id}).first()
    if row is None:
        existing(reader, customer_id)  # says what is wrong
        raise AssertionError
    limit = get_setting(reader, SLEEPING_DAYS)
    last = None if row.last is None else from_day(row.last)
    return status_of(row._asdict(), last, reader.today, limit)


@lru_cache(maxsize=8)
def _one(today: date) -> Select[Any]:
    said = [customer.c[name] for name in ("status", "status_since", "status_by", "target_on")]
    asked = select(*said, last_day(today).label("last"))
    return asked.where(customer.c.id == bindparam("of", type_=Integer()))
