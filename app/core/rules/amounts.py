"""Looks for receipts unlike the customer's other ones, among those of the last days."""

import json
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import text

from app.core.progress import stoppable
from app.core.purchases.records import from_day, to_day
from app.core.rules.abnormal import LEAST_PRIOR, Verdict, judge
from app.core.rules.found import Found, Look, Place, Scope
from app.core.rules.rule import Rule
from app.core.rules.terms import AbnormalTerms
from app.core.store.reader import Reader

# Whoever bought in the window, with all that counts up to today; the first select walks the
# days of the window, the second each customer's own stretch of the index.
_RECEIPTS = """
SELECT p.customer_id, p.bought_day, p.id, p.net
FROM purchase AS p INDEXED BY ix_purchase_customer
WHERE p.customer_id IN ({whom})
  AND p.bought_day <= :today AND (p.counted = 1 OR p.net < 0)
ORDER BY p.customer_id, p.bought_day, p.id
"""
_IN_WINDOW = """
SELECT w.customer_id FROM purchase AS w INDEXED BY ix_purchase_window
WHERE w.bought_day BETWEEN :first AND :today AND (w.counted = 1 OR w.net < 0)
  AND w.customer_id IS NOT NULL AND (w.net < 0 OR w.net >= :least)
"""
_ALL = text(_RECEIPTS.format(whom=_IN_WINDOW))
_SOME = text(_RECEIPTS.format(whom="SELECT value FROM json_each(:customers)"))
_STILL = text("""
SELECT p.id, p.customer_id FROM purchase AS p
WHERE p.id IN (SELECT value FROM json_each(:receipts)) AND (p.counted = 1 OR p.net < 0)
""")


class _Receipt(NamedTuple):
    customer_id: int
    day: int
    id: int
    amount: int


def look(reader: Reader, rule: Rule, scope: Scope) -> Look:
    """Unusual receipts of the rule's days; those told of before hold while they count."""
    assert isinstance(rule.terms, AbnormalTerms)
    first = to_day(reader.today) - rule.terms.days + 1
    found = tuple(
        _found(row, verdict)
        for row, verdict in _judged(reader, scope.customers, first, rule.terms.least)
    )
    return Look(found, _holding(reader, scope))


def key_of(purchase_id: int) -> str:
    """A receipt."""
    return f"receipt:{purchase_id}"


def _judged(
    reader: Reader, customers: Collection[int] | None, first: int, least: int
) -> Iterator[tuple[_Receipt, Verdict]]:
    bound: dict[str, int | str] = {"today": to_day(reader.today)}
    if customers is None:
        bound |= {"first": first, "least": least}
    else:
        bound["customers"] = json.dumps(list(customers))
    rows = reader.connection.execute(_ALL if customers is None else _SOME, bound)
    for _, mine in groupby(stoppable(rows, reader.progress), key=itemgetter(0)):
        yield from _of_one([_Receipt(*row) for row in mine], first, least)


def _of_one(rows: list[_Receipt], first: int, least: int) -> Iterator[tuple[_Receipt, Verdict]]:
    prior: list[int] = []
    for row in rows:
        amount = row.amount
        wanted = row.day >= first and (amount < 0 or amount >= least)
        if wanted and len(prior) >= LEAST_PRIOR:
            verdict = judge(amount, prior)
            if verdict is not None and verdict.abnormal:
                yield row, verdict
        if amount >= 0:
            prior.append(amount)


def _found(row: _Receipt, verdict: Verdict) -> Found:
    return Found(
        row.customer_id,
        key_of(row.id),
        {
            "amount": row.amount,
            "day": from_day(row.day).isoformat(),
            "usual": verdict.twice_median // 2,
            "prior": verdict.prior,
            "z": None if verdict.z is None else round(verdict.z * 100),
        },
        abs(row.amount),
        about_id=row.id,
    )


def _holding(reader: Reader, scope: Scope) -> frozenset[Place]:
    receipts = [each.about_id for each in scope.waiting()]
    rows = reader.connection.execute(_STILL, {"receipts": json.dumps(receipts)})
    return frozenset((row.customer_id, key_of(row.id)) for row in rows)
