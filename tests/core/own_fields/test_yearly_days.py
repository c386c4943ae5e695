"""A day in a field of the shop's own reminds every year, in lists, reminders and calendars."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.catalogue.basics import Basics
from app.catalogue.field import Tier
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.customers.queries import ListQuery, list_ids
from app.core.errors import Refused
from app.core.exchange import service as exchange
from app.core.own_fields import service
from app.core.reminders import ics
from app.core.reminders.due import due, leads_from
from app.core.reminders.kinds import OccasionKind, day_words
from app.core.reminders.queries import upcoming
from app.core.reminders.service import done
from app.core.reminders.upcoming import Upcoming
from app.core.segments.filter import Condition, Filter
from app.core.settings.declared import SETTINGS
from app.core.settings.queries import get_all
from app.core.settings.service import put as put_setting
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.timeline import queries as timeline
from app.i18n import use_language
from tests.conftest import TODAY
from tests.core.own_fields.shops import add_field, field_of, put
from tests.factories import make_customer


def yearly(shop: Shop, owner: Actor, name: str = "猫的生日", **more: Any) -> int:
    more = {"yearly": True, "name_en": "Cat's birthday", **more}
    return add_field(shop, owner, "day", name, **more)


def coming(shop: Shop, owner: Actor, days: int = 31) -> list[Upcoming]:
    with shop.read(owner) as reader:
        return list(upcoming(reader, TODAY, days))


def whose(shop: Shop, owner: Actor) -> list[tuple[str, str, date, int | None]]:
    return [(e.customer, e.relation or "", e.on, e.years) for e in coming(shop, owner)]


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner, "陈静")


def test_it_comes_round_with_its_name_and_years(shop: Shop, owner: Actor, chen: int) -> None:
    own = yearly(shop, owner)
    put(shop, owner, chen, field_of(shop, owner, own), "2020-11-25")
    (found,) = coming(shop, owner)
    assert (found.kind, found.row_id, found.on, found.years) == (
        OccasionKind.OWN, own, date(2026, 11, 25), 6,
    )  # fmt: skip
    assert found.whose == "陈静"
    assert day_words(found.kind, found.row_id, found.relation) == "Cat's birthday"
    use_language("zh")
    said = day_words(found.kind, found.row_id, found.relation)
    use_language("en")
    assert said == "猫的生日"


def test_two_such_fields_and_a_lunar_day_stand_apart(shop: Shop, owner: Actor, chen: int) -> None:
    first, second = yearly(shop, owner), yearly(shop, owner, "开业周年", name_en="Opening")
    put(shop, owner, chen, field_of(shop, owner, first), "农历十月十六")
    put(shop, owner, chen, field_of(shop, owner, second), "2019-11-24")
    assert whose(shop, owner) == [
        ("陈静", "Cat's birthday", date(2026, 11, 24), None),
        ("陈静", "Opening", date(2026, 11, 24), 7),
    ]


@pytest.mark.parametrize("text", ["2020-11", "2020"])
def test_a_day_that_is_not_whole_does_not_come_round(
    shop: Shop, owner: Actor, chen: int, text: str
) -> None:
    put(shop, owner, chen, field_of(shop, owner, yearly(shop, owner)), text)
    assert coming(shop, owner) == []


def test_emptied_taken_back_and_moved(shop: Shop, owner: Actor, chen: int) -> None:
    field = field_of(shop, owner, yearly(shop, owner))
    put(shop, owner, chen, field, "2020-11-25")
    act = put(shop, owner, chen, field, "")
    assert coming(shop, owner) == []
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert [each.on.day for each in coming(shop, owner)] == [25]
    put(shop, owner, chen, field, "2020-12-01")
    assert [each.on.day for each in coming(shop, owner)] == [1]


@pytest.mark.parametrize("tier", [Tier.PLAIN, Tier.GUARDED, Tier.SEALED])
def test_a_field_may_begin_to_remind_and_stop(
    shop: Shop, owner: Actor, chen: int, tier: Tier
) -> None:
    own = yearly(shop, owner, tier=tier, yearly=False)
    put(shop, owner, chen, field_of(shop, owner, own), "2020-11-25")
    assert coming(shop, owner) == []
    with shop.write(owner, "Remind") as unit:
        assert service.set_yearly(unit, own, True)
        act = unit.act_id
    assert len(coming(shop, owner)) == 1
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert coming(shop, owner) == []
    with shop.write(owner, "Remind") as unit:
        service.set_yearly(unit, own, True)
    with shop.write(owner, "Remind no more") as unit:
        service.set_yearly(unit, own, False)
    assert coming(shop, owner) == []


def test_only_a_day_reminds(shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner, "text", yearly=True)
    with shop.write(owner, "Remind") as unit, pytest.raises(Refused):
        service.set_yearly(unit, own, True)
    assert not field_of(shop, owner, own).occasion


def test_it_is_due_by_the_lead_days_of_the_shop(shop: Shop, owner: Actor, chen: int) -> None:
    put(shop, owner, chen, field_of(shop, owner, yearly(shop, owner)), "2020-12-02")

    def waiting() -> int:
        with shop.read(owner) as reader:
            return len(due(reader, TODAY, leads_from(get_all(reader))))

    assert waiting() == 0
    with shop.write(owner, "Settings") as unit:
        put_setting(unit, SETTINGS["reminders.lead_days.own"], (10, 0))
    assert waiting() == 1


def test_done_is_kept_and_told_by_name(shop: Shop, owner: Actor, chen: int) -> None:
    put(shop, owner, chen, field_of(shop, owner, yearly(shop, owner)), "2020-11-22")
    (found,) = coming(shop, owner)
    with shop.write(owner, "Done") as unit:
        done(unit, found.key, "greeted")
    with shop.read(owner) as reader:
        told = [each for each in timeline.stream(reader, chen) if each.kind == "greeting"]
    assert [each.title for each in told] == ["Cat's birthday"]


def test_the_calendar_names_it(shop: Shop, owner: Actor, chen: int) -> None:
    put(shop, owner, chen, field_of(shop, owner, yearly(shop, owner)), "2020-11-25")
    with shop.write(owner, "Export") as unit:
        text = ics.export(unit, coming(shop, owner), "茶铺").decode()
    assert "SUMMARY:Cat's birthday: 陈静" in text


def test_a_filter_finds_the_month_of_this_field_alone(shop: Shop, owner: Actor, chen: int) -> None:
    first, second = yearly(shop, owner), yearly(shop, owner, "开业周年", name_en="Opening")
    other = make_customer(shop, owner, "王堃")
    put(shop, owner, chen, field_of(shop, owner, first), "2020-11-25")
    put(shop, owner, other, field_of(shop, owner, second), "2020-11-25")
    asked = ListQuery(filter=Filter((Condition(f"own.{first}", "month", ("11",)),)))
    with shop.read(owner) as reader:
        assert list(list_ids(reader, asked)) == [chen]


def test_a_list_brings_such_days(shop: Shop, owner: Actor, tmp_path: Path) -> None:
    own = yearly(shop, owner)
    path = tmp_path / "cats.csv"
    names = [f"客{number}" for number in range(30)]
    lines = [f"{name},2020-11-{10 + number % 20}" for number, name in enumerate(names)]
    path.write_text("\n".join(["姓名,猫的生日", *lines]), "utf-8")
    with exchange.inspect(owner, shop, path, exchange.What.CUSTOMERS) as session:
        exchange.dry_run(owner, session)
        exchange.run(owner, session)
    assert field_of(shop, owner, own).occasion == "own"
    found = coming(shop, owner, 8)
    assert {each.row_id for each in found} == {own}
    assert len(found) == sum(22 <= 10 + number % 20 <= 29 for number in range(30))


def test_a_new_customer_s_day_comes_round_at_once(shop: Shop, owner: Actor) -> None:
    field = field_of(shop, owner, yearly(shop, owner))
    with shop.write(owner, "Add") as unit:
        customers.create(unit, "individual", {Basics.name: "李龑"}, texts={field: "2020-11-25"})
    assert [each.customer for each in coming(shop, owner)] == ["李龑"]
