"""Filters by class, tier and share of wallet say what board and page say."""

from decimal import Decimal
from typing import Any

import pytest

from app.core.actor import Actor
from app.core.customers.queries import ListQuery, list_ids, list_rows
from app.core.segments.filter import Condition, Filter
from app.core.store.shop import Shop
from app.core.wallet import service as wallets
from app.core.wallet.service import NewEstimate, NewPlan
from app.core.worth import service as worth
from app.core.worth.tiers import Tier
from tests.conftest import TODAY
from tests.factories import make_company, make_customer, make_purchase


@pytest.fixture
def told(shop: Shop, owner: Actor) -> Shop:
    """R and D by 60% and 50%, A by 20%, no share with a plan, and nothing known."""
    who = [make_customer(shop, owner, name) for name in ("保持", "发展", "争取", "无份额", "无")]
    firm = make_company(shop, owner, "企业")
    make_purchase(shop, owner, who[0], TODAY, 10_000)
    make_purchase(shop, owner, firm, TODAY, 500)
    with shop.write(owner, "Shares") as unit:
        for each, ours in zip(who, (600, 500, 200), strict=False):
            wallets.add_estimate(unit, each, NewEstimate("said", 1000, ours=ours))
        for each in who[1:4]:
            wallets.add_plan(unit, each, NewPlan("x", level="high"))
        worth.give_tier(unit, who[4], Tier.POOR)
    return shop


def fits(shop: Shop, owner: Actor, key: str, op: str, *value: Any) -> set[str]:
    """Who fits; one value is given bare, as the filter keeps numbers."""
    chosen = value if key in ("rad", "tier") or op == "between" else (value or (None,))[0]
    asked = Filter((Condition(key, op, chosen),))
    with shop.read(owner) as reader:
        ids = list_ids(reader, ListQuery(filter=asked))
        return {row.name for row in list_rows(reader, ids)}


def test_by_class(told: Shop, owner: Actor) -> None:
    assert fits(told, owner, "rad", "any", "R") == {"保持"}
    assert fits(told, owner, "rad", "any", "A", "D") == {"争取", "发展"}
    assert fits(told, owner, "rad", "empty") == {"无份额", "无", "企业"}


def test_by_tier_hand_before_rule_people_and_companies(told: Shop, owner: Actor) -> None:
    assert fits(told, owner, "tier", "any", "good") == {"保持", "企业"}
    assert fits(told, owner, "tier", "any", "poor") == {"无"}
    assert fits(told, owner, "tier", "filled") == {"保持", "企业", "无"}


def test_by_share_exactly(told: Shop, owner: Actor) -> None:
    assert fits(told, owner, "wallet_share", "at_least", 50) == {"保持", "发展"}
    assert fits(told, owner, "wallet_share", "more", 50) == {"保持"}
    assert fits(told, owner, "wallet_share", "less", Decimal("20.1")) == {"争取"}
    assert fits(told, owner, "wallet_share", "equals", 20) == {"争取"}
    assert fits(told, owner, "wallet_share", "between", 20, 50) == {"争取", "发展"}
    assert fits(told, owner, "wallet_share", "filled") == {"保持", "发展", "争取"}
