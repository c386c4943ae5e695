"""Gives the sample shop some rules, and goods that last or belong to a stage of life."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

from app.core.actor import Right, needs
from app.core.demo.shopping import Buyer
from app.core.products.service import edit, named
from app.core.purchases.bulk import NewLine, NewReceipt, add_receipts, finish
from app.core.purchases.records import QUANTITY_UNIT, to_day
from app.core.rules.periods import PeriodKind
from app.core.rules.rule import NewRule
from app.core.rules.service import add_rule
from app.core.rules.terms import (
    LifeStageTerms,
    ReplacementTerms,
    ThresholdTerms,
)
from app.core.rules.thresholds import Level
from app.core.store.unit import Unit

_LEVELS = (Level(150_000, "九折券一张"), Level(300_000, "送一次上门茶席", True))
_RULES = (
    NewRule("今年买得多的客人", ThresholdTerms(_LEVELS), PeriodKind.CALENDAR_YEAR),
    NewRule("该换滤芯、换壶了", ReplacementTerms()),
    NewRule("满月茶的孩子长大了", LifeStageTerms(years=2, lead_days=45)),
)
# What, how it is called, price, life in months, stage, and how many days ago it was bought.
_GOODS = (
    ("净水滤芯", "器具", 26_800, 6, None, (160, 171, 178, 186, 205, 214, 90)),
    ("煮茶器", "器具", 45_900, 24, None, (706, 722, 741, 300)),
    ("满月茶礼", "礼盒", 39_800, None, "baby", (690, 720, 735)),
)
_ODD = 88_600  # a receipt of somebody who usually buys for little


@needs(Right.CHANGE_SETTINGS)
def tell_rules(unit: Unit, buyers: Sequence[Buyer]) -> None:
    """Write down the goods, who bought them, and the rules; the first look finds the rest."""
    several = [each for each in buyers if not each.company and not each.told]
    random = Random("rules")
    random.shuffle(several)
    if not several:
        return
    receipts = list(_receipts(unit, several))
    finish(unit, *add_receipts(unit, receipts), {each.customer_id or 0 for each in receipts})
    for each in _RULES:
        add_rule(unit, each)


def _receipts(unit: Unit, buyers: Sequence[Buyer]) -> Iterator[NewReceipt]:
    place = 0
    for name, category, price, life, stage, days in _GOODS:
        product_id = named(unit, name, category=category, price=price)
        edit(unit, product_id, life_months=life, stage=stage)
        for ago in days:
            buyer = buyers[place % len(buyers)]
            place += 1
            line = NewLine(price, name, category, QUANTITY_UNIT, price=price, product_id=product_id)
            yield _receipt(unit, buyer, ago, price, (line,))
    regular = next((each for each in buyers if each.joined_day < to_day(unit.today) - 500), None)
    if regular is not None:
        yield _receipt(unit, regular, 2, _ODD, ())


def _receipt(
    unit: Unit, buyer: Buyer, ago: int, amount: int, lines: tuple[NewLine, ...]
) -> NewReceipt:
    day = to_day(unit.today - timedelta(days=ago))
    return NewReceipt(
        day, amount, buyer.id, buyer.number, time="16:20", payment="微信", lines=lines
    )
