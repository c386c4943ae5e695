"""Light people and people of the file: their days, and how they become customers."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from app.catalogue.basics import Basics
from app.catalogue.education_career import Career, Education
from app.catalogue.family import Child, Family
from app.catalogue.field import Field
from app.catalogue.individual import Extras
from app.catalogue.kind import Rules
from app.catalogue.life import Life
from app.catalogue.persons import Person
from app.catalogue.values import CalendarDay, Phone
from app.core.actor import Actor
from app.core.customers import queries as customer_queries
from app.core.customers import service as customers
from app.core.errors import Refused
from app.core.people import queries, service
from app.core.people.service import LightPerson
from app.core.reminders.kinds import day_words
from app.core.reminders.queries import upcoming
from app.core.reminders.upcoming import Upcoming
from app.core.store.acts import last_to_undo
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.conftest import TODAY
from tests.factories import make_company, make_customer

SOON = CalendarDay("solar", 1950, 11, 25)
GRANDMA = LightPerson("王秀英", "外婆", Phone("+8615412345678"), SOON, "爱听越剧")


def coming(shop: Shop, actor: Actor, days: int = 31) -> list[Upcoming]:
    with shop.read(actor) as reader:
        return list(upcoming(reader, TODAY, days))


def undo_last(shop: Shop, actor: Actor) -> None:
    with shop.write(actor, "Undo") as unit:
        act = last_to_undo(unit)
        assert act is not None
        undo_act(unit, act.id)


def with_grandma(shop: Shop, actor: Actor) -> tuple[int, int]:
    chen = make_customer(shop, actor)
    with shop.write(actor, "Grandma") as unit:
        return chen, service.add_relative(unit, chen, GRANDMA)


def test_a_light_person_reminds_under_the_customer(shop: Shop, owner: Actor) -> None:
    chen, row = with_grandma(shop, owner)
    (found,) = coming(shop, owner)
    assert (found.customer_id, found.kind, found.row_id) == (chen, "person_birthday", -row)
    assert (found.whose, found.years, found.relation) == ("王秀英", 76, "外婆")
    assert found.on == date(2026, 11, 25)
    assert day_words(found.kind, found.row_id, found.relation) == "Birthday (外婆)"
    assert day_words(found.kind, 1) == "Birthday of the person in charge"


def test_a_relation_of_our_list_speaks_the_language(shop: Shop, owner: Actor) -> None:
    chen = make_customer(shop, owner)
    with shop.write(owner, "Mother") as unit:
        service.add_relative(unit, chen, LightPerson("王秀英", "parent", birthday=SOON))
    (found,) = coming(shop, owner)
    assert day_words(found.kind, found.row_id, found.relation) == "Birthday (parent)"
    with shop.read(owner) as reader:
        assert queries.people(reader, chen).relatives[0].words == "parent"


def test_a_lunar_day_comes_round_by_the_moon(shop: Shop, owner: Actor) -> None:
    chen = make_customer(shop, owner)
    with shop.write(owner, "Uncle") as unit:
        day = CalendarDay("lunar", None, 10, 20)
        service.add_relative(unit, chen, LightPerson("王大山", "舅舅", birthday=day))
    (found,) = coming(shop, owner)
    assert (found.calendar, found.on, found.years) == ("lunar", date(2026, 11, 28), None)


def test_her_day_follows_edit_undo_and_removal(shop: Shop, owner: Actor) -> None:
    chen, row = with_grandma(shop, owner)
    later = LightPerson("王秀英", "外婆", birthday=CalendarDay("solar", 1950, 12, 1))
    with shop.write(owner, "Edit") as unit:
        service.edit_relative(unit, row, later)
    assert [each.on.day for each in coming(shop, owner)] == [1]
    undo_last(shop, owner)
    assert [each.on.day for each in coming(shop, owner)] == [25]
    with shop.write(owner, "Remove") as unit:
        service.remove_relative(unit, row)
    assert coming(shop, owner) == []
    undo_last(shop, owner)
    assert [each.on.day for each in coming(shop, owner)] == [25]
    with shop.read(owner) as reader:
        assert queries.people(reader, chen).relatives[0].person == GRANDMA


def test_an_edit_of_the_customer_keeps_the_days_around_her(shop: Shop, owner: Actor) -> None:
    chen, _ = with_grandma(shop, owner)
    with shop.write(owner, "Edit") as unit:
        customers.edit_text(unit, chen, {Basics.birth_date: "1985-11-26"})
    assert [each.kind for each in coming(shop, owner)] == ["person_birthday", "birthday"]


def test_a_person_needs_a_name_and_must_be_there(shop: Shop, owner: Actor) -> None:
    chen, row = with_grandma(shop, owner)
    with pytest.raises(Refused, match="needs a name"), shop.write(owner, "Edit") as unit:
        service.edit_relative(unit, row, LightPerson("  "))
    with pytest.raises(Refused, match="not there"), shop.write(owner, "Edit") as unit:
        service.edit_relative(unit, 999, GRANDMA)
    with pytest.raises(Refused, match="not there"), shop.write(owner, "Make") as unit:
        service.make_customer(unit, chen, "person", -999)


def test_a_light_person_becomes_a_customer(shop: Shop, owner: Actor) -> None:
    chen, row = with_grandma(shop, owner)
    with shop.write(owner, "Make") as unit:
        made = service.make_customer(unit, chen, "person", -row)
    with shop.read(owner) as reader:
        file = customer_queries.profile(reader, made)
        around = queries.people(reader, chen)
    assert file.name == "王秀英"
    assert file.value(Basics.birth_date) == SOON
    assert file.value(Basics.mobile) == (Phone("+8615412345678"),)
    assert file.value(Extras.note) == "爱听越剧"
    assert around.relatives == ()
    assert [(each.name, each.end.key, each.note) for each in around.links] == [
        ("王秀英", "relative", "外婆")
    ]
    (only,) = coming(shop, owner)
    assert (only.customer_id, only.kind) == (made, "birthday")


def test_undoing_that_brings_the_light_person_back(shop: Shop, owner: Actor) -> None:
    chen, row = with_grandma(shop, owner)
    with shop.write(owner, "Make") as unit:
        service.make_customer(unit, chen, "person", -row)
    undo_last(shop, owner)
    with shop.read(owner) as reader:
        around = queries.people(reader, chen)
    assert around.links == ()
    assert len(around.relatives) == 1
    assert [each.row_id for each in coming(shop, owner)] == [-row]


def test_in_the_bin_she_is_a_light_person_again(shop: Shop, owner: Actor) -> None:
    chen, row = with_grandma(shop, owner)
    with shop.write(owner, "Make") as unit:
        made = service.make_customer(unit, chen, "person", -row)
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, made)
    assert [each.row_id for each in coming(shop, owner)] == [-row]


def test_the_spouse_becomes_a_customer_and_reminds_once(shop: Shop, owner: Actor) -> None:
    known: dict[Field[Any], str] = {
        Family.spouse_name: "李建国",
        Family.spouse_birthday: "1980-11-24",
        Family.spouse_education: "本科",
        Family.spouse_interests: "钓鱼",
    }
    chen = make_customer(shop, owner, texts=known)
    with shop.write(owner, "Make") as unit:
        made = service.make_customer(unit, chen, "spouse", 0)
    with shop.read(owner) as reader:
        file = customer_queries.profile(reader, made)
        around = queries.people(reader, chen)
    assert file.value(Education.highest_degree) == "bachelor"
    assert file.value(Life.leisure_habits) == ("钓鱼",)
    assert [each.end.key for each in around.links] == ["spouse"]
    assert around.persons == ()
    assert [(each.customer_id, each.kind) for each in coming(shop, owner)] == [(made, "birthday")]


def test_a_spouse_linked_by_hand_is_recognised(shop: Shop, owner: Actor) -> None:
    texts: dict[Field[Any], str] = {
        Family.spouse_name: "李建国",
        Family.spouse_birthday: "1980-11-24",
    }
    chen = make_customer(shop, owner, texts=texts)
    li = make_customer(shop, owner, "李建国", texts={Basics.birth_date: "1980-11-24"})
    with shop.write(owner, "Link") as unit:
        made = service.add_link(unit, chen, li, "spouse")
    assert [(each.customer_id, each.kind) for each in coming(shop, owner)] == [(li, "birthday")]
    with shop.write(owner, "Remove") as unit:
        service.remove_link(unit, made)
    assert len(coming(shop, owner)) == 2


def test_a_spouse_of_another_name_is_somebody_else(shop: Shop, owner: Actor) -> None:
    texts: dict[Field[Any], str] = {
        Family.spouse_name: "李建国",
        Family.spouse_birthday: "1980-11-24",
    }
    chen = make_customer(shop, owner, texts=texts)
    other = make_customer(shop, owner, "赵一")
    with shop.write(owner, "Link") as unit:
        service.add_link(unit, chen, other, "spouse")
    with shop.read(owner) as reader:
        assert [each.name for each in queries.people(reader, chen).persons] == ["李建国"]


def with_child(shop: Shop, actor: Actor) -> tuple[int, int]:
    chen = make_customer(shop, actor)
    with shop.write(actor, "Child") as unit:
        day = CalendarDay("solar", 2018, 11, 27)
        values: dict[Field[Any], Any] = {Child.name: "朵朵", Child.birthday: day}
        return chen, customers.add_row(unit, chen, Child, values)


def test_children_stay_hidden_until_asked_for(shop: Shop, owner: Actor) -> None:
    chen, row = with_child(shop, owner)
    with shop.read(owner) as reader:
        (hidden,) = queries.people(reader, chen).persons
        (shown,) = queries.people(reader, chen, reveal=True).persons
    assert hidden.hidden
    assert hidden.name is None
    assert (shown.name, shown.row_id) == ("朵朵", row)


def test_a_child_leaves_the_seal_only_expressly(shop: Shop, owner: Actor) -> None:
    chen, row = with_child(shop, owner)
    with pytest.raises(Refused, match="sealed"), shop.write(owner, "Make") as unit:
        service.make_customer(unit, chen, "child", row)
    with shop.write(owner, "Make") as unit:
        made = service.make_customer(unit, chen, "child", row, unseal=True)
    with shop.read(owner) as reader:
        assert customer_queries.profile(reader, made).name == "朵朵"
        assert [each.end.key for each in queries.people(reader, chen).links] == ["child"]
        assert [each.end.key for each in queries.people(reader, made).links] == ["parent"]
    assert [(each.customer_id, each.kind) for each in coming(shop, owner)] == [(made, "birthday")]


def test_tying_a_child_writes_nothing_of_it_into_open_tables(shop: Shop, owner: Actor) -> None:
    chen, row = with_child(shop, owner)
    other = make_customer(shop, owner, "陈某")
    with shop.write(owner, "Tie") as unit:
        service.tie(unit, chen, "child", row, other)
    with shop.read(owner) as reader:
        for table in ("customer_link", "stand_in", "relative", "history", "occasion", "audit"):
            rows = reader.connection.execute(text(f"SELECT * FROM {table}")).all()
            assert "朵朵" not in str(rows), table


def with_firm(shop: Shop, actor: Actor) -> tuple[int, list[int]]:
    firm = make_company(shop, actor)
    rules = Rules(TODAY)
    with shop.write(actor, "Persons") as unit:
        rows = [
            customers.add_row(
                unit,
                firm,
                Person,
                {
                    Person.name: "周文",
                    Person.role: Person.role.kind.parse(role, rules).value,
                    Person.hobbies: ("茶",),
                },
            )
            for role in ("所有者", "法人代表")
        ]
        customers.edit_row(unit, firm, Person, rows[0], {Person.birthday: SOON})
    return firm, rows


def test_one_person_with_two_roles(shop: Shop, owner: Actor) -> None:
    firm, rows = with_firm(shop, owner)
    with shop.write(owner, "Make") as unit:
        made = service.make_customer(unit, firm, "person", rows[0])
    with shop.read(owner) as reader:
        around = queries.people(reader, firm)
        file = customer_queries.profile(reader, made)
    assert around.persons == ()
    (link,) = around.links
    assert (link.customer_id, link.end.key) == (made, "in_charge")
    assert link.roles == ("owner", "legal")
    employer = file.value(Basics.employer_name)
    assert employer is not None
    assert (employer.text, employer.record) == ("青坪茶叶有限公司", firm)
    assert file.value(Career.current_title) == "Proprietor, Legal representative"
    assert file.value(Life.leisure_habits) == ("茶",)
    assert [(each.customer_id, each.kind) for each in coming(shop, owner)] == [(made, "birthday")]


def test_a_person_in_charge_is_tied_to_a_customer_we_have(shop: Shop, owner: Actor) -> None:
    firm, rows = with_firm(shop, owner)
    zhou = make_customer(shop, owner, "周文", texts={Basics.birth_date: "1950-11-25"})
    with shop.write(owner, "Tie") as unit:
        service.tie(unit, firm, "person", rows[1], zhou)
    with shop.read(owner) as reader:
        (link,) = queries.people(reader, firm).links
    assert link.roles == ("owner", "legal")
    assert [each.customer_id for each in coming(shop, owner)] == [zhou]


def test_the_day_stays_while_the_customer_has_none(shop: Shop, owner: Actor) -> None:
    firm, rows = with_firm(shop, owner)
    zhou = make_customer(shop, owner, "周文")
    with shop.write(owner, "Tie") as unit:
        service.tie(unit, firm, "person", rows[0], zhou)
    assert [each.customer_id for each in coming(shop, owner)] == [firm]


def test_ties_to_companies_and_to_oneself_are_refused(shop: Shop, owner: Actor) -> None:
    firm, rows = with_firm(shop, owner)
    chen, row = with_grandma(shop, owner)
    with pytest.raises(Refused, match="company"), shop.write(owner, "Tie") as unit:
        service.tie(unit, chen, "person", -row, firm)
    with pytest.raises(Refused, match="herself"), shop.write(owner, "Tie") as unit:
        service.tie(unit, firm, "person", rows[0], firm)
    with pytest.raises(Refused, match="not there"), shop.write(owner, "Tie") as unit:
        service.tie(unit, firm, "person", 999, chen)
