"""Gives the sample shop some rules, and something done about what they found."""

from collections.abc import Sequence
from dataclasses import replace

from app.core.actor import Actor, Right, needs
from app.core.progress import Progress
from app.core.rules import queries
from app.core.rules.firings import Firing
from app.core.rules.periods import PeriodKind, months_later
from app.core.rules.rule import NewRule
from app.core.rules.service import Outcome, add_rule, dismiss, done, look_after, snooze
from app.core.rules.terms import LifeStageTerms, ReplacementTerms, RuleKind, ThresholdTerms
from app.core.rules.thresholds import Level
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.i18n import N_

_LEVELS = (Level(150_000, "九折券一张"), Level(300_000, "送一次上门茶席", True))
_RULES = (
    NewRule("今年买得多的客人", ThresholdTerms(_LEVELS), PeriodKind.CALENDAR_YEAR),
    NewRule("该换滤芯、换壶了", ReplacementTerms()),
    NewRule("孩子要上学了", LifeStageTerms(years=6, stage="child", to="pupil", lead_days=45)),
)
_DONE = (
    (RuleKind.THRESHOLD, Outcome("当天就用上了，很高兴")),
    (RuleKind.REPLACEMENT, Outcome("下周来拿新滤芯")),
    (RuleKind.ABNORMAL, Outcome("以后有活动提前告诉她", cause="公司年会买的伴手礼")),
)


def ask(shop: Shop, actor: Actor, progress: Progress) -> None:
    """Write down the rules, look through the book, and do a little of what they ask for."""
    with shop.write(actor, N_("Write down sample rules")) as unit:
        _tell_rules(unit)
    look_after(actor, shop, progress)
    with shop.write(actor, N_("Take care of what a rule asked")) as unit:
        _settle(unit)


@needs(Right.CHANGE_SETTINGS)
def _tell_rules(unit: Unit) -> None:
    for each in _RULES:
        add_rule(unit, each)


def _settle(unit: Unit) -> None:
    """Of each kind the second is done; another one is set aside, another put off."""
    groups = {each.rule.kind: each.firings for each in queries.week(unit, most=5).groups}
    for kind, said in _DONE:
        for each in _at(groups.get(kind, ()), 1):
            done(unit, [each.id], replace(said, given=each.offer))
    large = groups.get(RuleKind.THRESHOLD, ())
    for each in _at(large, 2):
        dismiss(unit, [each.id], "自己人，不用券")
    for each in _at(large, 3):
        snooze(unit, [each.id], months_later(unit.today, 1))


def _at(found: Sequence[Firing], place: int) -> Sequence[Firing]:
    return found[place : place + 1]
