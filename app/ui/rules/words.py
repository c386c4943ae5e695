"""What rules are called and how they are told in a sentence."""

from collections.abc import Sequence

from app.catalogue.currency import short_money
from app.core.rules.life_stage import STAGES
from app.core.rules.periods import PeriodKind
from app.core.rules.rule import NewRule, Rule
from app.core.rules.terms import (
    AbnormalTerms,
    LifeStageTerms,
    ReplacementTerms,
    RuleKind,
    ThresholdTerms,
)
from app.i18n import N_, language, ntr, tr

ICONS = {
    RuleKind.THRESHOLD: "gift",
    RuleKind.ABNORMAL: "circle-alert",
    RuleKind.REPLACEMENT: "refresh-cw",
    RuleKind.LIFE_STAGE: "footprints",
}
PERIODS = {
    PeriodKind.ALL: N_("Since the beginning"),
    PeriodKind.CALENDAR_YEAR: N_("Each calendar year"),
    PeriodKind.FISCAL_YEAR: N_("Each fiscal year"),
    PeriodKind.MONTHS: N_("Every few months"),
}
EXPLAINED = {
    RuleKind.THRESHOLD: N_(
        "When what somebody bought adds up to an amount, she is to get an offer or a service. "
        "Each level comes once in its period; money that goes back lowers the sum."
    ),
    RuleKind.ABNORMAL: N_(
        "A receipt far from what she usually spends is worth a question: why? Her median and "
        "its usual distance decide, after at least 5 purchases."
    ),
    RuleKind.REPLACEMENT: N_(
        "What she bought does not last for ever. Before its life ends, she is to hear of it; "
        "a newer unit or a return ends the wait."
    ),
    RuleKind.LIFE_STAGE: N_(
        "Children grow: from the child's birth date, else from the first goods of a stage. "
        "What was bought as a gift says nothing of her own family."
    ),
}


def told(rule: Rule | NewRule) -> str:
    """What a rule looks for, in one line."""
    terms = rule.terms
    if isinstance(terms, ThresholdTerms):
        return _levels(terms, rule.period, rule.months)
    if isinstance(terms, AbnormalTerms):
        return _amounts(terms)
    if isinstance(terms, ReplacementTerms):
        return _lives(terms)
    return _stages(terms)


def listed(words: Sequence[str]) -> str:
    """Several words in a row."""
    return ("、" if language() == "zh" else ", ").join(words)


def period_words(kind: PeriodKind, months: int) -> str:
    """Over which time a rule adds up."""
    if kind is PeriodKind.MONTHS:
        return ntr("Every {n} month", "Every {n} months", months)
    return tr(PERIODS[kind])


def _levels(terms: ThresholdTerms, period: PeriodKind, months: int) -> str:
    levels = [
        tr(N_("from {amount}: {offer}"), amount=short_money(each.amount), offer=each.offer)
        for each in terms.levels
    ]
    return f"{period_words(period, months)} · {' · '.join(levels)}"


def _amounts(terms: AbnormalTerms) -> str:
    words = [ntr("Receipts of the last {n} day", "Receipts of the last {n} days", terms.days)]
    if terms.least:
        words.append(tr(N_("of at least {amount}"), amount=short_money(terms.least)))
    return " · ".join(words)


def _lives(terms: ReplacementTerms) -> str:
    which = tr(N_("Goods that have a life of so many months"))
    if terms.category:
        which = tr(N_("Goods of “{category}”"), category=terms.category)
    elif terms.product_id is not None:
        which = tr(N_("One product"))
    return f"{which} · {_window(terms.lead_days)}"


def _stages(terms: LifeStageTerms) -> str:
    over = tr(STAGES[terms.stage]) if terms.stage else terms.category or ""
    years = ntr("after {n} year", "after {n} years", terms.years)
    return f"{over} → {tr(STAGES[terms.to])} · {years} · {_window(terms.lead_days)}"


def _window(days: int) -> str:
    return ntr("{n} day ahead", "{n} days ahead", days)
