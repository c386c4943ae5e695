"""Goes through the rules for some customers or for all: what is new, and what no longer holds.

It only reads, so that going through a whole book holds up no write; `keeping.py` then
writes the few rows that came of it.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select, text

from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.core.purchases.records import to_day
from app.core.rules import amounts, lives, stages, sums
from app.core.rules.found import Found, Known, Look, Scope
from app.core.rules.records import firing
from app.core.rules.rule import Rule
from app.core.rules.terms import RuleKind
from app.core.store.idlist import id_list
from app.core.store.reader import Reader

_LAST_YEAR = 365
_LIVING = text("""
SELECT c.id FROM customer AS c WHERE c.id IN (SELECT value FROM json_each(:customers))
  AND c.binned_on IS NULL AND c.deceased = 0
""")
_BOUGHT_LATELY = text("""
SELECT p.customer_id, SUM(p.net) FROM purchase AS p
WHERE p.customer_id IN (SELECT value FROM json_each(:customers))
  AND p.bought_day BETWEEN :first AND :today GROUP BY p.customer_id
""")
_RECEIPTS = text("SELECT p.id FROM purchase AS p WHERE p.id IN (SELECT value FROM json_each(:ids))")


@dataclass(frozen=True)
class Verdict:
    """What one rule came to: rows to add, and ids of those whose reason went or came back.

    `removed`: nobody touched them, and what set them off is there no more.
    """

    rule_id: int
    new: tuple[Found, ...] = ()
    gone: tuple[int, ...] = ()
    back: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Is there anything to write?"""
        return bool(self.new or self.gone or self.back or self.removed)


@dataclass(frozen=True)
class Whom:
    """Whose purchases are gone through (None: everybody's), and who lost some by an undo."""

    customers: Collection[int] | None = None
    bereft: frozenset[int] = frozenset()


def examine(
    reader: Reader,
    rules: Iterable[Rule],
    whom: Whom,
    fiscal_month: int = 1,
    progress: Progress = SILENT,
) -> tuple[Verdict, ...]:
    """Go through several rules; reports one step for each."""
    several, found = tuple(rules), []
    for number, each in enumerate(several):
        stop_if_cancelled(progress)
        progress.report(number, len(several), each.name)
        found.append(_examined(reader, each, whom, fiscal_month))
    return tuple(each for each in found if each)


def would_find(reader: Reader, rule: Rule, fiscal_month: int = 1) -> tuple[Found, ...]:
    """Whom a rule that is not kept yet would find today."""
    return _living(reader, _look(reader, rule, Scope(), fiscal_month).found)


def _examined(reader: Reader, rule: Rule, whom: Whom, fiscal_month: int) -> Verdict:
    scope = Scope(whom.customers, _known(reader, rule.id, whom.customers))
    look = _look(reader, rule, scope, fiscal_month)
    there = {each.place for each in scope.known}
    new = _living(reader, [each for each in look.found if each.place not in there])
    waiting = scope.waiting()
    lost = [each for each in waiting if each.place not in look.holds]
    removed = _to_remove(reader, lost, whom.bereft)
    return Verdict(
        rule.id,
        _with_stakes(reader, new),
        tuple(each.id for each in lost if each.id not in removed and not each.gone),
        tuple(each.id for each in waiting if each.gone and each.place in look.holds),
        tuple(removed),
    )


def _look(reader: Reader, rule: Rule, scope: Scope, fiscal_month: int) -> Look:
    if rule.kind is RuleKind.THRESHOLD:
        return sums.look(reader, rule, scope, fiscal_month)
    if rule.kind is RuleKind.ABNORMAL:
        return amounts.look(reader, rule, scope)
    if rule.kind is RuleKind.REPLACEMENT:
        return lives.look(reader, rule, scope)
    return stages.look(reader, rule, scope)


def _known(reader: Reader, rule_id: int, customers: Collection[int] | None) -> tuple[Known, ...]:
    cells = firing.c
    asked = select(
        cells.id,
        cells.customer_id,
        cells.key,
        cells.state,
        cells.settled_on.is_not(None),
        cells.about_id,
        cells.gone_on.is_not(None),
    ).where(cells.rule_id == rule_id)
    if customers is not None:
        asked = asked.where(cells.customer_id.in_(id_list(customers)))
    return tuple(Known(*row) for row in reader.connection.execute(asked))


def _living(reader: Reader, found: Collection[Found]) -> tuple[Found, ...]:
    """Without the deceased and those in the bin."""
    if not found:
        return ()
    bound = {"customers": json.dumps(list({each.customer_id for each in found}))}
    living = set(reader.connection.execute(_LIVING, bound).scalars())
    return tuple(each for each in found if each.customer_id in living)


def _to_remove(reader: Reader, lost: Collection[Known], bereft: Collection[int]) -> set[int]:
    """Findings nobody touched, whose receipt is there no more (or some other of hers)."""
    untouched = [each for each in lost if each.state == "open" and not each.touched]
    about = [each.about_id for each in untouched if each.about_id is not None]
    there = set(reader.connection.execute(_RECEIPTS, {"ids": json.dumps(about)}).scalars())
    return {
        each.id for each in untouched if each.about_id not in there or each.customer_id in bereft
    }


def _with_stakes(reader: Reader, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Where no receipt tells what is at stake, it is what she bought in the last year."""
    unknown = {each.customer_id for each in found if each.about_id is None}
    if not unknown:
        return found
    today = to_day(reader.today)
    bound = {"customers": json.dumps(list(unknown)), "first": today - _LAST_YEAR + 1}
    rows = reader.connection.execute(_BOUGHT_LATELY, {**bound, "today": today})
    lately = {row[0]: row[1] for row in rows}
    return tuple(
        replace(each, stake=max(lately.get(each.customer_id, 0), 0))
        if each.about_id is None
        else each
        for each in found
    )
