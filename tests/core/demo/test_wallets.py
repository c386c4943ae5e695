"""The sample shop's shares, plans and grades: there for any size, and the same each time."""

from datetime import timedelta

import pytest

from app.core.actor import Actor
from app.core.demo.shopping import Buyer
from app.core.demo.wallets import tell_wallets
from app.core.store.shop import Shop
from app.core.wallet import queries
from app.core.wallet.rad import Rad
from app.core.worth import queries as worth
from app.core.worth.tiers import Tier
from tests.conftest import TODAY
from tests.factories import make_company, make_customer, make_purchase


def told(shop: Shop, owner: Actor, people: int, companies: int) -> list[int]:
    made = [make_customer(shop, owner, f"客{number}") for number in range(people)]
    firms = [make_company(shop, owner, f"店{number}") for number in range(companies)]
    for place, who in enumerate([*made, *firms]):
        for ago in (1, 150, 290):
            day = TODAY - timedelta(days=ago)
            make_purchase(shop, owner, who, day, (place * 137 % 900 + 100) * 100)
    buyers = [Buyer(who, "", 0, who in firms, False) for who in (*made, *firms)]
    with shop.write(owner, "Shares") as unit:
        tell_wallets(unit, buyers)
    return [*made, *firms]


def test_every_field_of_the_board_has_somebody(shop: Shop, owner: Actor) -> None:
    several = told(shop, owner, 20, 2)
    with shop.read(owner) as reader:
        board = queries.board(reader)
        assert all(len(board.rows(rad)) for rad in Rad)
        group = board.group(board.everybody())
        assert group.value is not None
        assert 0 < group.value < 1
        lost = queries.wallet(reader, several[6]).plans[0]
        assert (lost.state, lost.lost_where) == ("lost", "对面茶庄")
        overdue = queries.wallet(reader, several[3]).plans[0]
        assert overdue.is_overdue(TODAY)
        grade = worth.grade(reader, several[8])
        assert grade.given is not None
        assert grade.given.tier is Tier.GOOD
        assert list(worth.given_to(reader, several)) == several[:3]
        assert len(worth.privileges(reader)) == 3
        assert any(queries.wallet(reader, each).moves for each in several)


@pytest.mark.parametrize(("people", "companies"), [(0, 0), (1, 0), (0, 1), (4, 0)])
def test_a_small_shop_gets_as_much_as_it_has_people_for(
    shop: Shop, owner: Actor, people: int, companies: int
) -> None:
    told(shop, owner, people, companies)
    with shop.read(owner) as reader:
        assert queries.board(reader).customers <= people + companies


def test_the_same_shop_is_told_the_same(shop: Shop, second_shop: Shop, owner: Actor) -> None:
    found = []
    for each in (shop, second_shop):
        several = told(each, owner, 9, 1)
        with each.read(owner) as reader:
            found.append([queries.wallet(reader, who).share.value for who in several])
    assert found[0] == found[1]
