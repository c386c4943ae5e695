"""One rule of the shop as everything else sees it, and how it is read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from app.core.rules.periods import Beat, Period, PeriodKind, period_of
from app.core.rules.records import rule
from app.core.rules.terms import RuleKind, Terms, from_json, kind_of
from app.core.store.reader import Reader

_YEAR = 12


@dataclass(frozen=True)
class NewRule:
    """A rule as a form describes it."""

    name: str
    terms: Terms
    period: PeriodKind = PeriodKind.ALL
    months: int = _YEAR

    @property
    def kind(self) -> RuleKind:
        """What it looks for."""
        return kind_of(self.terms)


@dataclass(frozen=True)
class Rule:
    """A rule that is kept."""

    id: int
    name: str
    active: bool
    period: PeriodKind
    months: int
    starts_on: date
    terms: Terms

    @property
    def kind(self) -> RuleKind:
        """What it looks for."""
        return kind_of(self.terms)

    def beat(self, fiscal_month: int) -> Beat:
        """How its periods follow one another, where the shop's year begins in that month."""
        return Beat(self.period, self.months, self.starts_on, fiscal_month)

    def period_on(self, day: date, fiscal_month: int) -> Period:
        """The period of a day."""
        return period_of(day, self.beat(fiscal_month))


def as_draft(new: NewRule, today: date) -> Rule:
    """A rule that is not kept yet, to see what it would do."""
    return Rule(0, new.name, True, new.period, new.months, today, new.terms)


def rules_in(reader: Reader, *, only_active: bool = False) -> tuple[Rule, ...]:
    """The shop's rules in the order in which they were made, without those put away."""
    asked = select(rule).where(rule.c.retired_on.is_(None)).order_by(rule.c.id)
    if only_active:
        asked = asked.where(rule.c.active == 1)
    return tuple(rule_of(row) for row in reader.connection.execute(asked))


def rule_of(row: Row[*tuple[Any, ...]]) -> Rule:
    """A row of the table as a rule."""
    return Rule(
        row.id,
        row.name,
        bool(row.active),
        PeriodKind(row.period),
        row.period_months or _YEAR,
        row.starts_on,
        from_json(RuleKind(row.kind), row.terms),
    )
