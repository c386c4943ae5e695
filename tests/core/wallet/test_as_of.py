"""Looked at on an earlier day: what was written or settled later is not there yet."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.core import upkeep
from app.core.actor import Actor
from app.core.clock import fixed_clock
from app.core.store.files import open_data_file
from app.core.store.shop import Shop
from app.core.timeline import queries as timeline
from app.core.timeline.items import Item
from app.core.vault.keys import Keys
from app.core.wallet import queries, service
from app.core.wallet.service import NewEstimate, NewPlan
from app.core.worth import queries as worth
from app.core.worth import service as worth_service
from app.core.worth.tiers import Tier
from tests.conftest import SHANGHAI, TODAY, VAULT_ID
from tests.factories import make_customer, make_purchase

DAY = timedelta(days=1)


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    """Two estimates, a plan that was lost, a grade and a privilege, on different days."""
    who = make_customer(shop, owner)
    make_purchase(shop, owner, who, TODAY - 40 * DAY, 500_00)
    with shop.write(owner, "Told") as unit:
        for ago, ours in ((30, 200_00), (10, 800_00)):
            told = NewEstimate("said", 1000_00, ours=ours, on=TODAY - ago * DAY)
            service.add_estimate(unit, who, told)
        plan = service.add_plan(unit, who, NewPlan("茶具", 2000_00, on=TODAY - 20 * DAY))
        service.plan_lost(unit, plan, "对面", "便宜", TODAY - 5 * DAY)
        worth_service.give_tier(unit, who, Tier.POOR, "x", TODAY - 15 * DAY)
        worth_service.give_tier(unit, who, None, "", TODAY - 3 * DAY)
        tea = worth_service.add_privilege(unit, "新茶")
        worth_service.give_privilege(unit, [who], tea, on=TODAY - 12 * DAY)
        given = worth.given_to(unit, [who])[who][0]
        worth_service.end_privilege(unit, given.id, TODAY - 2 * DAY)
    return who


@pytest.fixture
def on(shop: Shop, keys: Keys) -> Callable[[date], Shop]:
    """The same file, looked at on another day."""

    def again(day: date) -> Shop:
        shop.close()
        clock = fixed_clock(day, SHANGHAI)
        return open_data_file(shop.folder, keys, vault_id=VAULT_ID, clock=clock, upkeep=upkeep.ALL)

    return again


@pytest.mark.parametrize(
    ("ago", "share", "planned", "state"),
    [
        (35, None, 0, None),
        (25, Fraction(1, 5), 0, None),
        (15, Fraction(1, 5), 2000_00, "open"),
        (7, Fraction(4, 5), 2000_00, "open"),
        (0, Fraction(4, 5), 0, "lost"),
    ],
)
def test_share_and_plans_as_they_were(
    owner: Actor,
    chen: int,
    on: Callable[[date], Shop],
    ago: int,
    share: Fraction | None,
    planned: int,
    state: str | None,
) -> None:
    shop = on(TODAY - ago * DAY)
    with shop.read(owner) as reader:
        found, board = queries.wallet(reader, chen), queries.board(reader)
    shop.close()
    assert (found.share.value, found.planned.amount) == (share, planned)
    assert [each.state for each in found.plans] == ([state] if state else [])
    if state == "open":
        assert found.plans[0].lost_where is None
    assert board.customers == (1 if share is not None else 0)
    if share is not None:
        assert (board.share(0).value, int(board.planned[0])) == (share, planned)


@pytest.mark.parametrize(
    ("ago", "tier", "has"), [(20, None, False), (13, Tier.POOR, False), (8, Tier.POOR, True)]
)
def test_grades_and_privileges_as_they_were(
    owner: Actor, chen: int, on: Callable[[date], Shop], ago: int, tier: Tier | None, has: bool
) -> None:
    shop = on(TODAY - ago * DAY)
    with shop.read(owner) as reader:
        grade, given = worth.grade(reader, chen), worth.given_to(reader, [chen])
    shop.close()
    assert (grade.given.tier if grade.given else None) is tier
    assert bool(given) is has


def test_the_timeline_page_by_page_is_the_whole(shop: Shop, owner: Actor, chen: int) -> None:
    kinds = ("wallet", "worth")
    with shop.read(owner) as reader:
        whole = timeline.stream(reader, chen, kinds)
        for limit in (1, 2, 3):
            paged: list[Item] = []
            before = None
            while page := timeline.stream(reader, chen, kinds, before, limit):
                paged += page
                before = page[-1].key
            assert [each.key for each in paged] == [each.key for each in whole]
    streams = {each.key.stream for each in whole}
    assert streams == {"estimate", "plan", "plan_settled", "rad_move", "tier", "privilege"}
    assert {each.kind for each in whole} == set(kinds)
    assert all(each.title and each.place for each in whole)
