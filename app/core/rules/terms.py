"""What each kind of rule is told: its own terms, checked, and kept as JSON."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from app.core.errors import Refused
from app.core.rules.life_stage import STAGES
from app.core.rules.thresholds import Level
from app.i18n import N_

MOST_LEVELS = 20
MOST_FEN = 10**14
MOST_DAYS = 3660
_MOST_YEARS = 30
_LONGEST = 200


class RuleKind(StrEnum):
    """What a rule looks for."""

    THRESHOLD = "threshold"
    ABNORMAL = "abnormal"
    REPLACEMENT = "replacement"
    LIFE_STAGE = "life_stage"


KIND_LABELS = {
    RuleKind.THRESHOLD: N_("Bought enough for an offer"),
    RuleKind.ABNORMAL: N_("An unusual amount"),
    RuleKind.REPLACEMENT: N_("Time to replace"),
    RuleKind.LIFE_STAGE: N_("Next stage of life"),
}


@dataclass(frozen=True)
class ThresholdTerms:
    """Levels of money bought within the rule's period."""

    levels: tuple[Level, ...]


@dataclass(frozen=True)
class AbnormalTerms:
    """How many days back receipts are looked at, and below which amount nobody asks."""

    days: int = 30
    least: int = 0


@dataclass(frozen=True)
class ReplacementTerms:
    """Of which goods (None: all with a known life), and how long before and after."""

    product_id: int | None = None
    category: str | None = None
    lead_days: int = 30
    late_days: int = 180


@dataclass(frozen=True)
class LifeStageTerms:
    """Which goods belong to the stage that ends, after how many years, and what comes then."""

    years: int = 5
    stage: str | None = "baby"
    category: str | None = None
    to: str = "child"
    lead_days: int = 30
    late_days: int = 90


Terms = ThresholdTerms | AbnormalTerms | ReplacementTerms | LifeStageTerms
_SHAPES: dict[RuleKind, type[Any]] = {
    RuleKind.THRESHOLD: ThresholdTerms,
    RuleKind.ABNORMAL: AbnormalTerms,
    RuleKind.REPLACEMENT: ReplacementTerms,
    RuleKind.LIFE_STAGE: LifeStageTerms,
}


def kind_of(terms: Terms) -> RuleKind:
    """Which kind of rule these are the terms of."""
    return next(kind for kind, shape in _SHAPES.items() if isinstance(terms, shape))


def to_json(terms: Terms) -> str:
    """The terms as they are kept."""
    return json.dumps(asdict(terms), ensure_ascii=False, sort_keys=True)


def from_json(kind: RuleKind, text: str) -> Terms:
    """The terms out of what is kept; a term that is no longer known is left out."""
    kept = json.loads(text)
    shape = _SHAPES[kind]
    known = {name: kept[name] for name in shape.__dataclass_fields__ if name in kept}
    if kind is RuleKind.THRESHOLD:
        known["levels"] = tuple(Level(**each) for each in known["levels"])
    made: Terms = shape(**known)
    return made


def checked(terms: Terms) -> Terms:
    """The same terms in order, or `Refused` with what is wrong."""
    if isinstance(terms, ThresholdTerms):
        return _checked_levels(terms)
    if isinstance(terms, AbnormalTerms):
        _between(terms.days, 1, MOST_DAYS)
        _between(terms.least, 0, MOST_FEN)
    elif isinstance(terms, ReplacementTerms):
        _between(terms.lead_days, 0, MOST_DAYS)
        _between(terms.late_days, 0, MOST_DAYS)
    else:
        _check_stage(terms)
    return terms


def _checked_levels(terms: ThresholdTerms) -> ThresholdTerms:
    amounts = [each.amount for each in terms.levels]
    if not 1 <= len(amounts) <= MOST_LEVELS or len(set(amounts)) < len(amounts):
        raise _refused(N_("A threshold needs one to twenty levels, each with its own amount."))
    for each in terms.levels:
        _between(each.amount, 1, MOST_FEN)
        if not each.offer.strip() or len(each.offer) > _LONGEST:
            raise _refused(N_("Each level needs a few words on what she is to get."))
    tidy = (Level(each.amount, each.offer.strip(), each.service) for each in terms.levels)
    return ThresholdTerms(tuple(sorted(tidy, key=lambda each: each.amount)))


def _check_stage(terms: LifeStageTerms) -> None:
    _between(terms.years, 1, _MOST_YEARS)
    _between(terms.lead_days, 0, MOST_DAYS)
    _between(terms.late_days, 0, MOST_DAYS)
    if terms.to not in STAGES or (terms.stage is not None and terms.stage not in STAGES):
        raise _refused(N_("This stage of life is not known."))
    if terms.stage is None and not (terms.category or "").strip():
        raise _refused(N_("Say which goods belong to the stage that ends."))


def _between(number: int, low: int, high: int) -> None:
    if not low <= number <= high:
        raise Refused(
            N_("{number} does not lie between {low} and {high}."),
            N_("The rule is as it was."),
            N_("Correct the number."),
            number=number,
            low=low,
            high=high,
        )


def _refused(what: str) -> Refused:
    return Refused(what, N_("The rule is as it was."), N_("Correct it and save again."))
