"""What has aged: the list worth checking again, "still true", and what the owner says."""

from datetime import date, timedelta

import pytest

from app.catalogue.basics import Basics
from app.catalogue.education_career import PastJob
from app.catalogue.field import Purpose
from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.customers.profile import profile
from app.core.errors import Refused
from app.core.settings import declared
from app.core.settings.service import put
from app.core.sources import queries, service
from app.core.sources.freshness import Freshness
from app.core.sources.origin import Origin
from app.core.sources.service import Told
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.conftest import TODAY
from tests.core.sources.conftest import AtDay
from tests.factories import make_customer, make_purchase


def old(shop: Shop, owner: Actor) -> list[tuple[str, str, str]]:
    """What is worth checking again: who, which field, how old."""
    with shop.read(owner) as reader:
        found = queries.worth_checking(reader)
    return [(each.customer, each.field.key, str(each.state)) for each in found]


def counted(shop: Shop, owner: Actor) -> int:
    """How many customers have something old."""
    with shop.read(owner) as reader:
        return queries.count_old(reader)


def facts(shop: Shop, owner: Actor) -> int:
    """How many entries there are beside the records."""
    with shop.read(owner) as reader:
        found = reader.connection.exec_driver_sql("SELECT count(*) FROM fact")
        return int(found.scalar_one())


def test_values_grow_amber_then_red_and_names_do_not(
    shop: Shop, owner: Actor, lan: int, at_day: AtDay
) -> None:
    assert old(shop, owner) == []
    later = at_day(date(2027, 3, 2))
    assert old(later, owner) == [
        ("周若兰", "job_title", "amber"),
        ("周若兰", "favourite_dishes", "amber"),
    ]
    assert counted(later, owner) == 1
    later = at_day(date(2028, 3, 1))
    assert {state for _, _, state in old(later, owner)} == {"red"}


def test_red_before_amber_and_the_most_valuable_first(
    shop: Shop, owner: Actor, at_day: AtDay
) -> None:
    for name, learnt, amount in (
        ("阿甲", date(2024, 1, 1), 100),
        ("阿乙", date(2025, 6, 1), 900),
        ("阿丙", date(2024, 2, 1), 500),
        ("阿丁", date(2026, 11, 1), 999),
    ):
        with shop.write(owner, "New customer") as unit:
            made = customers.create(
                unit, "individual", {Basics.name: name},
                texts={Life.motto: "乐"}, origin=Origin("fair", learnt),
            )  # fmt: skip
        make_purchase(shop, owner, made, TODAY, amount)
    assert old(shop, owner) == [
        ("阿丙", "motto", "red"),
        ("阿甲", "motto", "red"),
        ("阿乙", "motto", "amber"),
    ]
    assert counted(shop, owner) == 3
    with shop.read(owner) as reader:
        assert len(queries.worth_checking(reader, 2)) == 2


def test_the_dead_and_the_binned_are_left_alone(
    shop: Shop, owner: Actor, lan: int, at_day: AtDay
) -> None:
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, lan)
    assert old(at_day(date(2030, 1, 1)), owner) == []


def test_a_value_of_its_own_day_ages_by_itself(
    shop: Shop, owner: Actor, lan: int, at_day: AtDay
) -> None:
    with shop.write(owner, "Edit") as unit:
        told = Origin("service.talk", date(2024, 1, 1))
        customers.edit_text(unit, lan, {Life.motto: "知足常乐"}, origin=told)
        row = {PastJob.employer: "青坪茶厂"}
        customers.add_row(unit, lan, PastJob, row, origin=told)
    assert old(shop, owner) == [("周若兰", "motto", "red")]


def test_still_true_of_everything_costs_one_cell(
    shop: Shop, owner: Actor, lan: int, at_day: AtDay
) -> None:
    later = at_day(date(2028, 3, 1))
    with later.write(owner, "Still true") as unit:
        service.confirm(unit, lan, [Basics.job_title, Life.favourite_dishes])
        act = unit.act_id
    assert facts(later, owner) == 0
    assert old(later, owner) == []
    assert counted(later, owner) == 0
    with later.read(owner) as reader:
        told = profile(reader, lan).fact(Basics.job_title)
    assert (told.learnt_on, told.verified_on) == (date(2026, 3, 1), date(2028, 3, 1))
    with later.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert len(old(later, owner)) == 2


def test_still_true_of_one_value_says_nothing_of_the_others(
    shop: Shop, owner: Actor, lan: int, at_day: AtDay
) -> None:
    later = at_day(date(2028, 3, 1))
    with later.write(owner, "Still true") as unit:
        service.confirm(unit, lan, [Basics.job_title])
    assert old(later, owner) == [("周若兰", "favourite_dishes", "red")]
    assert facts(later, owner) == 1
    with later.read(owner) as reader:
        found = profile(reader, lan)
        told = found.fact(Basics.job_title)
        state = queries.state_of(reader, found, queries.limits(reader), Basics.job_title)
    assert (told.source, told.verified_on) == ("fair", date(2028, 3, 1))
    assert state is Freshness.FRESH
    with later.write(owner, "Still true") as unit:
        service.confirm(unit, lan, [Life.favourite_dishes])
    assert old(later, owner) == []


def test_limits_of_the_shop_and_of_single_fields(
    shop: Shop, owner: Actor, lan: int, at_day: AtDay
) -> None:
    with shop.write(owner, "Settings") as unit:
        put(unit, declared.AMBER_DAYS, 100)
        put(unit, declared.RED_DAYS, 0)
        service.set_field_days(unit, "favourite_dishes", (0, 0))
    assert old(shop, owner) == [("周若兰", "job_title", "amber")]
    with shop.write(owner, "Settings") as unit:
        service.set_field_days(unit, "favourite_dishes", (30, 60))
        service.set_field_days(unit, "job_title", (0, 0))
    assert old(shop, owner) == [("周若兰", "favourite_dishes", "red")]
    with shop.write(owner, "Settings") as unit:
        service.set_field_days(unit, "favourite_dishes", None)
        put(unit, declared.AMBER_DAYS, 0)
    assert old(shop, owner) == []
    assert counted(shop, owner) == 0
    with pytest.raises(Refused), shop.write(owner, "Settings") as unit:
        service.set_field_days(unit, "motto", (-1, 60))


def test_what_the_owner_says_of_a_value_is_kept_only_where_it_differs(
    shop: Shop, owner: Actor, lan: int
) -> None:
    talk = Origin("counter.talk", date(2026, 5, 1), "certain", Purpose.CARE, "consent: form")
    with shop.write(owner, "Say") as unit:
        service.say(unit, lan, Basics.job_title, Told(talk, date(2026, 6, 1)))
    with shop.read(owner) as reader:
        told = profile(reader, lan).fact(Basics.job_title)
        about = queries.about(reader, lan, Basics.job_title)
    assert (told.source, told.learnt_on, told.verified_on) == (
        "counter.talk", date(2026, 5, 1), date(2026, 6, 1),
    )  # fmt: skip
    assert (told.purpose, told.confidence, told.basis) == (
        Purpose.CARE, "certain", "consent: form",
    )  # fmt: skip
    assert (about.level, about.state, about.limits) == ("value", Freshness.FRESH, (365, 730))
    with shop.write(owner, "Say") as unit:
        service.say(unit, lan, Basics.job_title, Told(Origin("fair", date(2026, 3, 1))))
    assert facts(shop, owner) == 0


def test_a_part_says_it_for_all_its_values(shop: Shop, owner: Actor, lan: int) -> None:
    with shop.write(owner, "Say") as unit:
        service.say_of_part(unit, lan, "basic", Told(Origin("counter", date(2026, 8, 1))))
    with shop.read(owner) as reader:
        found = profile(reader, lan)
        about = queries.about(reader, lan, Basics.job_title)
    assert about.level == "part"
    assert found.fact(Basics.job_title).source == "counter"
    assert found.fact(Life.favourite_dishes).source == "fair"
    assert facts(shop, owner) == 1
    with shop.write(owner, "Edit") as unit:
        told = Origin("counter", date(2026, 8, 1))
        customers.edit_text(unit, lan, {Basics.job_title: "主任"}, origin=told)
    assert facts(shop, owner) == 1


@pytest.mark.parametrize(
    "told",
    [
        Told(Origin("bought.bought")),
        Told(Origin("bought.bought", basis="consent: form")),
        Told(Origin("fair", TODAY + timedelta(days=1))),
        Told(Origin("fair"), TODAY + timedelta(days=1)),
    ],
)
def test_what_cannot_be_is_refused(shop: Shop, owner: Actor, lan: int, told: Told) -> None:
    with pytest.raises(Refused), shop.write(owner, "Say") as unit:
        service.say(unit, lan, Basics.job_title, told)
    assert facts(shop, owner) == 0


def test_values_typed_by_the_owner_cost_no_entry(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Basics.job_title: "会计"})
    with shop.write(owner, "Edit") as unit:
        customers.edit_text(unit, made, {Life.motto: "乐"})
    assert facts(shop, owner) == 0
    assert old(shop, owner) == []
