"""Whose day it is: spouses, persons and children by name, and the years that are completed."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.catalogue.basics import Basics
from app.catalogue.enterprise import CompanyBasics
from app.catalogue.family import Child, Family
from app.catalogue.field import Field
from app.catalogue.membership import Extras
from app.catalogue.persons import Person
from app.catalogue.values import CalendarDay, YesNo
from app.core.actor import Actor
from app.core.customers.service import add_row, create, edit, move_to_bin
from app.core.reminders.occurrences import DayRules
from app.core.reminders.queries import upcoming
from app.core.store.shop import Shop
from app.i18n import N_

TODAY = date(2026, 11, 22)


def solar(year: int | None, month: int, day: int) -> CalendarDay:
    return CalendarDay("solar", year, month, day)


def make_family(shop: Shop, owner: Actor) -> int:
    with shop.write(owner, N_("Add customer")) as unit:
        made = create(
            unit,
            "individual",
            {
                Basics.name: "林晓荷",
                Basics.birth_date: solar(1988, 11, 25),
                Family.wedding_anniversary: solar(None, 11, 26),
                Family.spouse_name: "周明远",
                Family.spouse_birthday: CalendarDay("lunar", 1986, 10, 18),
            },
            number="A1",
        )
        add_row(unit, made, Child, {Child.name: "小麦", Child.birthday: solar(2019, 11, 27)})
        add_row(unit, made, Child, {Child.name: "豆豆", Child.birthday: solar(2023, 11, 28)})
    return made


def told(shop: Shop, owner: Actor) -> list[tuple[str, str | None, int | None]]:
    with shop.read(owner) as reader:
        return [(each.kind, each.whose, each.years) for each in upcoming(reader, TODAY, 31)]


def test_names_and_years_of_a_family(shop: Shop, owner: Actor) -> None:
    make_family(shop, owner)
    assert told(shop, owner) == [
        ("birthday", "林晓荷", 38),
        ("spouse_birthday", "周明远", 40),
        ("wedding", "林晓荷", None),
        ("child_birthday", "小麦", 7),
        ("child_birthday", "豆豆", 3),
    ]


def test_without_the_sensitive_key_children_have_no_name(shop: Shop, owner: Actor) -> None:
    """The days themselves are still there: occasions need no seal."""
    make_family(shop, owner)
    without = replace(shop, session=replace(shop.session, seal=None))
    assert told(without, owner)[-2:] == [
        ("child_birthday", None, None),
        ("child_birthday", None, None),
    ]
    assert told(without, owner)[0] == ("birthday", "林晓荷", 38)


def test_a_companys_days(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, N_("Add customer")) as unit:
        made = create(
            unit,
            "company",
            {CompanyBasics.company_name: "青禾设计", CompanyBasics.founded_on: solar(2018, 12, 1)},
        )
        born = CalendarDay("lunar", 1980, 11, 1)
        add_row(unit, made, Person, {Person.name: "欧阳静", Person.birthday: born})
    assert told(shop, owner) == [
        ("founding", "青禾设计", 8),
        ("person_birthday", "欧阳静", 46),
    ]


def test_a_day_moved_past_new_year_completes_the_same_years(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, N_("Add customer")) as unit:
        born = CalendarDay("lunar", 1989, 12, 30)
        create(unit, "individual", {Basics.name: "王芳", Basics.birth_date: born})
    for rules in (DayRules(), DayRules(day_30="next")):
        with shop.read(owner) as reader:
            found = upcoming(reader, date(2027, 2, 1), 10, rules=rules)
        assert [each.years for each in found] == [37]


def test_corrections_bin_and_death_are_heard(shop: Shop, owner: Actor) -> None:
    made = make_family(shop, owner)
    with shop.write(owner, N_("Edit customer")) as unit:
        edit(unit, made, {Basics.birth_date: solar(1988, 12, 2), Family.spouse_birthday: None})
    kinds = [kind for kind, _, _ in told(shop, owner)]
    assert kinds == ["wedding", "child_birthday", "child_birthday", "birthday"]
    with shop.write(owner, N_("Edit customer")) as unit:
        edit(unit, made, {Extras.deceased: YesNo(True)})
    assert told(shop, owner) == []
    with shop.write(owner, N_("Edit customer")) as unit:
        edit(unit, made, {Extras.deceased: None})
    assert len(told(shop, owner)) == 4
    with shop.write(owner, N_("Move to the bin")) as unit:
        move_to_bin(unit, made)
    assert told(shop, owner) == []


def test_joined_milestones_through_the_service(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, N_("Add customer")) as unit:
        for years in (1, 2, 5):
            values: dict[Field[Any], Any] = {
                Basics.name: f"客{years}",
                Extras.joined_on: solar(2026 - years, 11, 30),
            }
            create(unit, "individual", values)
    assert told(shop, owner) == [("joined", "客1", 1), ("joined", "客5", 5)]
