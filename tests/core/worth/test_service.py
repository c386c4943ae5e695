"""Grades and privileges in a real shop, beside what the rule says; undone and on the timeline."""

from datetime import date, timedelta

import pytest

from app.core.actor import Actor
from app.core.errors import Conflict, NotAllowed, Refused
from app.core.settings import declared
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.timeline import queries as timeline
from app.core.timeline import service as touches
from app.core.timeline.service import Said
from app.core.worth import queries, service
from app.core.worth.queries import Grade, Tiers
from app.core.worth.tiers import Tier
from app.i18n import use_language
from tests.conftest import TODAY
from tests.factories import make_company, make_customer, make_purchase

DAY = timedelta(days=1)


@pytest.fixture
def people(shop: Shop, owner: Actor) -> list[int]:
    """Five who spent 500, 300, 150, 50 and nothing."""
    found = []
    for number, yuan in enumerate((500, 300, 150, 50, 0)):
        who = make_customer(shop, owner, f"客{number}")
        if yuan:
            make_purchase(shop, owner, who, TODAY - number * DAY, yuan * 100)
        found.append(who)
    return found


def every(shop: Shop, owner: Actor) -> Tiers:
    with shop.read(owner) as reader:
        return queries.tiers(reader)


def graded(shop: Shop, owner: Actor, who: int) -> Grade:
    with shop.read(owner) as reader:
        return queries.grade(reader, who)


def ids(found: Tiers, tier: Tier) -> list[int]:
    chosen: list[int] = found.ids[found.rows(tier)].tolist()
    return chosen


def test_the_rule_looks_at_the_window_of_the_matrix(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    make_purchase(shop, owner, people[4], TODAY - 500 * DAY, 10**6)
    company = make_company(shop, owner)
    make_purchase(shop, owner, company, TODAY, 10**7)
    found = every(shop, owner)
    assert found.customers == 4
    assert (ids(found, Tier.GOOD), ids(found, Tier.FAIR)) == (people[:2], people[2:4])
    assert graded(shop, owner, people[4]).computed is None
    with shop.write(owner, "Setting") as unit:
        put(unit, declared.MATRIX_WINDOW, 0)
    assert ids(every(shop, owner), Tier.GOOD) == [people[4]]
    with shop.read(owner) as reader:
        assert queries.tiers(reader, companies=True).ids.tolist() == [company]


def test_contacts_cost_and_make_a_small_customer_a_loss(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    with shop.write(owner, "Setting") as unit:
        put(unit, declared.CONTACT_COST, 10)
        for on, mass in ((TODAY, False), (TODAY - DAY, False), (TODAY, True)):
            touches.log_touch(unit, people[3], Said(topic="x", on=on, mass=mass))
        touches.log_touch(unit, people[3], Said(topic="x", on=TODAY - 400 * DAY))
    found = graded(shop, owner, people[3])
    assert found.computed is not None
    assert found.computed.worth == 15_00 - 2 * 10_00
    assert (found.computed.tier, found.computed.place, found.computed.of) == (Tier.POOR, 4, 4)
    assert not found.computed.is_vip
    assert "10 for each contact" in found.rule.sentence()


def test_a_grade_by_hand_stands_beside_the_rule_until_it_is_given_back(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    with shop.write(owner, "Grade") as unit:
        service.give_tier(unit, people[0], Tier.POOR, "从不付清", TODAY - 9 * DAY)
        service.give_tier(unit, people[4], Tier.GOOD, "介绍来一半客人")
        service.give_tier(unit, people[1], Tier.GOOD)
    found = every(shop, owner)
    assert ids(found, Tier.POOR) == [people[0]]
    assert ids(found, Tier.GOOD) == [people[1], people[4]]
    assert found.ids[found.differing()].tolist() == [people[0], people[4]]
    grade = graded(shop, owner, people[0])
    assert grade.given is not None
    assert (grade.given.reason, grade.given.on) == ("从不付清", TODAY - 9 * DAY)
    assert grade.computed is not None
    assert (grade.tier, grade.computed.tier) == (Tier.POOR, Tier.GOOD)
    with shop.write(owner, "Grade") as unit:
        service.give_tier(unit, people[0], None)
        act = unit.act_id
    assert graded(shop, owner, people[0]).tier is Tier.GOOD
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert graded(shop, owner, people[0]).tier is Tier.POOR


def test_the_best_are_a_share_that_the_shop_sets(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    found = every(shop, owner)
    assert found.ids[found.best(10)].tolist() == people[:1]
    assert found.ids[found.best(50)].tolist() == people[:2]
    assert graded(shop, owner, people[0]).computed.is_vip  # type: ignore[union-attr]
    with shop.write(owner, "Setting") as unit:
        put(unit, declared.VIP_SHARE, 75)
    assert graded(shop, owner, people[2]).computed.is_vip  # type: ignore[union-attr]


def test_tiers_are_called_as_the_shop_calls_them(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Setting") as unit:
        put(unit, declared.TIER_GOOD, " 金卡 ")
    use_language("en")
    with shop.read(owner) as reader:
        names = queries.tier_names(reader)
    assert list(names.values()) == ["金卡", "The not so good", "The bad"]


def test_privileges_are_given_once_ended_and_undone(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    with shop.write(owner, "Privilege") as unit:
        tea = service.add_privilege(unit, " 新茶先尝 ", "上市前三天")
        assert service.give_privilege(unit, people[:2], tea) == 2
    with shop.write(owner, "Privilege") as unit:
        assert service.give_privilege(unit, [*people[:3], 999], tea, "老客") == 1
        act = unit.act_id
    with shop.read(owner) as reader:
        given = queries.given_to(reader, people)
        assert list(given) == people[:3]
        assert (given[people[2]][0].name, given[people[2]][0].note) == ("新茶先尝", "老客")
    with shop.write(owner, "End") as unit:
        service.end_privilege(unit, given[people[0]][0].id)
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    with shop.read(owner) as reader:
        assert list(queries.given_to(reader, people)) == [people[1]]
        items = timeline.stream(reader, people[0], ["worth"])
        assert [(each.words, each.facts) for each in items] == [
            ("新茶先尝", (("Until", TODAY.isoformat()),))
        ]
    with shop.write(owner, "Delete") as unit:
        service.delete_given(unit, given[people[1]][0].id)
    with shop.read(owner) as reader:
        assert queries.given_to(reader, people) == {}


def test_a_retired_privilege_is_given_to_nobody_until_it_is_brought_back(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    with shop.write(owner, "Privilege") as unit:
        tea = service.add_privilege(unit, "茶")
        service.retire_privilege(unit, tea)
        assert service.add_privilege(unit, "茶")
    with shop.read(owner) as reader:
        assert len(queries.privileges(reader)) == 1
        assert len(queries.privileges(reader, retired=True)) == 2
    with pytest.raises(Refused), shop.write(owner, "Give") as unit:
        service.give_privilege(unit, people, tea)
    with shop.write(owner, "Back") as unit:
        service.retire_privilege(unit, tea, retired=False)
        service.give_privilege(unit, people, tea)


def test_a_privilege_that_somebody_has_is_not_undone(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    with shop.write(owner, "Privilege") as unit:
        tea = service.add_privilege(unit, "茶")
        act = unit.act_id
    with shop.write(owner, "Give") as unit:
        service.give_privilege(unit, people, tea)
    with pytest.raises(Conflict), shop.write(owner, "Undo") as unit:
        undo_act(unit, act)


@pytest.mark.parametrize("name", ["", "  ", "长" * 61, "茶"])
def test_an_empty_long_or_taken_name_is_refused(shop: Shop, owner: Actor, name: str) -> None:
    with shop.write(owner, "Privilege") as unit:
        service.add_privilege(unit, "茶")
    with pytest.raises(Refused), shop.write(owner, "Privilege") as unit:
        service.add_privilege(unit, name)


def test_a_grade_of_tomorrow_or_an_end_before_the_beginning_is_refused(
    shop: Shop, owner: Actor, people: list[int]
) -> None:
    with pytest.raises(Refused), shop.write(owner, "Grade") as unit:
        service.give_tier(unit, people[0], Tier.GOOD, on=date(2099, 1, 1))
    with shop.write(owner, "Privilege") as unit:
        service.give_privilege(unit, people, service.add_privilege(unit, "茶"))
    with shop.read(owner) as reader:
        given = queries.given_to(reader, people)[people[0]][0]
    with pytest.raises(Refused), shop.write(owner, "End") as unit:
        service.end_privilege(unit, given.id, TODAY - DAY)


def test_an_empty_shop_has_no_tiers_and_no_trouble(shop: Shop, owner: Actor) -> None:
    found = every(shop, owner)
    assert (found.customers, len(found.best(10)), len(found.differing())) == (0, 0, 0)
    with shop.read(owner) as reader:
        assert queries.observed(reader).revenue_each is None
        assert queries.history(reader, 1).years == ()


def test_the_custodian_sees_no_worth(shop: Shop, custodian: Actor) -> None:
    with shop.read(custodian) as reader:
        for asked in (queries.tiers, queries.rule, queries.privileges, queries.observed):
            with pytest.raises(NotAllowed):
                asked(reader)
