"""Looks for customers whose purchases of a period add up to a level (set by set)."""

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import text

from app.core.purchases.records import to_day
from app.core.rules.found import Found, Known, Look, Place, Scope
from app.core.rules.periods import Period
from app.core.rules.rule import Rule
from app.core.rules.terms import ThresholdTerms
from app.core.rules.thresholds import Level, reached
from app.core.store.reader import Reader

# The index answers alone. With one MAX, SQLite takes the bare id from that very row.
_SUMS = """
SELECT p.customer_id, SUM(p.net) AS total, MAX(p.bought_day) AS last_day, p.id
FROM purchase AS p INDEXED BY ix_purchase_customer
WHERE {among} AND p.bought_day BETWEEN :first AND :last
GROUP BY p.customer_id HAVING total >= :least
"""
_ALL = text(_SUMS.format(among="p.customer_id IS NOT NULL"))
_SOME = text(_SUMS.format(among="p.customer_id IN (SELECT value FROM json_each(:customers))"))
_BETWEEN = "|"


def look(reader: Reader, rule: Rule, scope: Scope, fiscal_month: int) -> Look:
    """Who reached a level of this period, and which waiting ones still stand above theirs."""
    assert isinstance(rule.terms, ThresholdTerms)
    levels = rule.terms.levels
    period = rule.period_on(reader.today, fiscal_month)
    least = min(each.amount for each in levels)
    sums = _sums(reader, period, least, scope.customers)
    fired = _fired(scope.known, period)
    found: list[Found] = []
    for customer_id, (total, about) in sums.items():
        found += _found(customer_id, total, about, period, levels, fired.get(customer_id, ()))
    return Look(tuple(found), frozenset(_holding(reader, rule, scope, fiscal_month)))


def key_of(period: Period, amount: int) -> str:
    """A level of a period."""
    return f"{period.key}{_BETWEEN}{amount}"


def _sums(
    reader: Reader, period: Period, least: int, customers: Collection[int] | None
) -> dict[int, tuple[int, int]]:
    bound: dict[str, Any] = {
        "first": to_day(period.first) if period.first else 1,
        "last": to_day(min(period.last, reader.today)),
        "least": least,
    }
    if customers is not None:
        bound["customers"] = json.dumps(list(customers))
    rows = reader.connection.execute(_ALL if customers is None else _SOME, bound)
    return {row[0]: (row[1], row[3]) for row in rows}


def _fired(known: Iterable[Known], period: Period) -> dict[int, list[int]]:
    """The amounts that fired or were noted in this period, by customer."""
    found: dict[int, list[int]] = {}
    for each in known:
        first, _, amount = each.key.partition(_BETWEEN)
        if first == period.key:
            found.setdefault(each.customer_id, []).append(int(amount))
    return found


def _found(
    customer_id: int,
    total: int,
    about: int,
    period: Period,
    levels: tuple[Level, ...],
    fired: Collection[int],
) -> list[Found]:
    new = reached(total, levels, fired)
    told = [(each, True) for each in new.logged] + ([(new.fires, False)] if new.fires else [])
    return [
        Found(
            customer_id,
            key_of(period, level.amount),
            {
                "level": level.amount,
                "total": total,
                "first": period.first.isoformat() if period.first else None,
                "last": period.last.isoformat() if period.first else None,
                "offer": level.offer,
                "service": level.service,
            },
            total,
            about_id=about,
            logged=logged,
        )
        for level, logged in told
    ]


def _holding(reader: Reader, rule: Rule, scope: Scope, fiscal_month: int) -> Iterable[Place]:
    by_period: dict[str, list[tuple[Known, int]]] = {}
    for each in scope.waiting():
        first, _, level = each.key.partition(_BETWEEN)
        by_period.setdefault(first, []).append((each, int(level)))
    for first, several in by_period.items():
        period = _period_again(rule, first, fiscal_month)
        customers = {each.customer_id for each, _ in several}
        sums = _sums(reader, period, 1, customers)
        for each, amount in several:
            if sums.get(each.customer_id, (0, 0))[0] >= amount:
                yield each.place


def _period_again(rule: Rule, first: str, fiscal_month: int) -> Period:
    if first == "all":
        return Period(None, date.max)
    day = date.fromisoformat(first)
    found = rule.period_on(day, fiscal_month)
    # The rule's own beat may have been changed since: a period goes on from its first day.
    return Period(day, found.last)
