"""Ready-made rules: one of each kind to begin with, every figure of which can be changed."""

from app.core.rules.periods import PeriodKind
from app.core.rules.rule import NewRule
from app.core.rules.terms import (
    AbnormalTerms,
    LifeStageTerms,
    ReplacementTerms,
    RuleKind,
    ThresholdTerms,
)
from app.core.rules.thresholds import Level
from app.i18n import N_, tr

_WORTH_A_WORD = 30_000  # fen: an unusual cup of tea is nothing to ask about


def ready(kind: RuleKind) -> NewRule:
    """A rule of this kind in the reader's language, as most shops would want it."""
    if kind is RuleKind.THRESHOLD:
        levels = (
            Level(100_000, tr(N_("a coupon for 10% off"))),
            Level(300_000, tr(N_("a present and delivery to the door")), True),
        )
        name = tr(N_("Bought a lot this year"))
        return NewRule(name, ThresholdTerms(levels), PeriodKind.CALENDAR_YEAR)
    if kind is RuleKind.ABNORMAL:
        return NewRule(tr(N_("Unusual receipts")), AbnormalTerms(least=_WORTH_A_WORD))
    if kind is RuleKind.REPLACEMENT:
        return NewRule(tr(N_("Time for a new one")), ReplacementTerms())
    return NewRule(tr(N_("From baby to child")), LifeStageTerms())
