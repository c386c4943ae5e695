"""Gives some of the sample shop's people a share of wallet, plans, a tier and a privilege."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from app.core.actor import Right, needs
from app.core.demo.shopping import Buyer
from app.core.store.unit import Unit
from app.core.value.window import last_days
from app.core.wallet import service as wallets
from app.core.wallet.service import NewEstimate, NewPlan
from app.core.wallet.spending import spent
from app.core.wallet.words import DOCUMENT, GUESS, RANK, SAID
from app.core.worth import service as worth
from app.core.worth.tiers import Tier

_PEOPLE, _COMPANIES = 34, 6
_ROUND = 100_00
_NOTES = ("聊天时说起的", "看她朋友圈估的", "", "她自己算给我听的", "", "年底对账时问的")


@dataclass(frozen=True)
class _Plan:
    place: int
    what: str
    yuan: int | None = None
    days: int | None = None
    chance: int | None = None
    much: bool = False
    end: str = ""
    where: str = ""
    why: str = ""


# Place among the people, days from today.
_PLANS = (
    _Plan(0, "年前给同事订二十盒桂花糕", 1600, 48, 70),
    _Plan(1, "十五年陈皮一斤", 2800, 75, 50),
    _Plan(2, "考完试请同学喝一下午咖啡", 300, 30, 70),
    _Plan(4, "女儿周岁回礼绿豆糕六十盒", 3600, 90, 90),
    _Plan(5, "公司下午茶改成每周一次", None, 60, 50, much=True),
    _Plan(8, "舞蹈队秋游点心三十份", 900, 14, 70),
    _Plan(10, "换一套紫砂壶", 2200, 120, 20),
    _Plan(12, "过年送亲戚的茶礼四份", 1400, 70, 90),
    _Plan(15, "乔迁请客的点心台", 2600, 40, 50),
    _Plan(3, "给老伴买一台煮茶器", 460, -25, 70),
    _Plan(6, "头采白茶一斤", 1200, end="lost", where="对面茶庄", why="先到货，还便宜两成"),
    _Plan(9, "端午粽子礼盒十份", 880, end="bought"),
    _Plan(36, "客户答谢会的伴手礼一百份", 12800, 85, 50),
)
_SHARES = (20, 35, 45, 60, 70, 80, 90, 30, 55, 65)
_PRIVILEGES = (
    ("新茶先尝", "上市前三天留一小包"),
    ("留位一刻钟", "周末也留"),
    ("生日那天送一份点心", ""),
)


@needs(Right.IMPORT)
def tell_wallets(unit: Unit, buyers: Sequence[Buyer]) -> None:
    """A small shop gets as much as it has people for; the same each time."""
    people = [each.id for each in buyers if not each.company][:_PEOPLE]
    several = [*people, *(each.id for each in buyers if each.company)][: len(people) + _COMPANIES]
    random = Random("wallets 1")
    for place, customer_id in enumerate(several):
        _estimate(unit, customer_id, place, random)
    for plan in _PLANS:
        if plan.place < len(several):
            _add_plan(unit, several[plan.place], plan)
    _tell_worth(unit, several)


def _estimate(unit: Unit, customer_id: int, place: int, random: Random) -> None:
    """Most of them are known by a total, some by a rank, a few not at all."""
    ago = random.randint(1, 120)
    day = unit.today - timedelta(days=ago)
    note = _NOTES[place % len(_NOTES)]
    if place % 9 == 7:
        ranked = NewEstimate(RANK, rank=random.randint(1, 2), shops=3, on=day, note=note)
        wallets.add_estimate(unit, customer_id, ranked)
        return
    ours = spent(unit, customer_id, last_days(day))
    if not ours or place % 11 == 10:
        return
    share = _SHARES[place % len(_SHARES)]
    total = max(round(ours * 100 / share / _ROUND) * _ROUND, ours)
    made_by = (SAID, GUESS, SAID, DOCUMENT)[place % 4]
    wallets.add_estimate(unit, customer_id, NewEstimate(made_by, total, on=day, note=note))


def _add_plan(unit: Unit, customer_id: int, plan: _Plan) -> None:
    made = unit.today - timedelta(days=40)
    due = None if plan.days is None else unit.today + timedelta(days=plan.days)
    amount = None if plan.yuan is None else plan.yuan * 100
    level = "high" if plan.much else None
    told = NewPlan(plan.what, amount, level, due, plan.chance, on=made)
    plan_id = wallets.add_plan(unit, customer_id, told)
    if plan.end == "bought":
        wallets.plan_bought(unit, plan_id)
    elif plan.end == "lost":
        wallets.plan_lost(unit, plan_id, plan.where, plan.why)


def _tell_worth(unit: Unit, several: Sequence[int]) -> None:
    made = [worth.add_privilege(unit, name, note) for name, note in _PRIVILEGES]
    worth.give_privilege(unit, several[:3], made[0])
    worth.give_privilege(unit, several[1:2], made[1], "要里间那张桌")
    for place, tier, reason in (
        (8, Tier.GOOD, "买得不多，可带来整支舞蹈队"),
        (11, Tier.POOR, "每次都要退换，费的工夫比赚的多"),
    ):
        if place < len(several):
            worth.give_tier(unit, several[place], tier, reason, unit.today - timedelta(days=20))
