"""A small circle of people, and the card that shows it."""

from dataclasses import dataclass
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.family import Child, Family
from app.catalogue.field import Field
from app.catalogue.individual import Extras
from app.catalogue.values import CalendarDay, Phone
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.people import service
from app.core.people.service import LightPerson
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.people.card import PeopleCard, make_card
from app.ui.people.lines import PersonLine
from app.ui.screens import settle
from tests.factories import make_customer

HOME = "云溪市老街12号3幢402室"


@dataclass(frozen=True)
class Circle:
    """陈晓云, whose mother and daughter are known, and two other customers."""

    chen: int
    mother: int
    wang: int
    grandma: int
    link: int


@pytest.fixture
def circle(shop: Shop, owner: Actor) -> Circle:
    texts: dict[Field[Any], str] = {
        Basics.home_address: HOME,
        Basics.mobile: "15412345678",
        Family.spouse_name: "李建国",
        Extras.referral_by: "LW0009",
    }
    chen = make_customer(shop, owner, "陈晓云", "LW0001", texts=texts)
    shared: dict[Field[Any], str] = {Basics.mobile: "15412345678"}
    mother = make_customer(shop, owner, "李素芬", texts=shared)
    wang = make_customer(shop, owner, "王堃", "LW0009")
    with shop.write(owner, "Circle") as unit:
        link = service.add_link(unit, chen, mother, "parent")
        person = LightPerson("王秀英", "外婆", Phone("+8615412340000"))
        grandma = service.add_relative(unit, chen, person)
        day = CalendarDay("solar", 2018, 11, 27)
        customers.add_row(unit, chen, Child, {Child.name: "朵朵", Child.birthday: day})
    return Circle(chen, mother, wang, grandma, link)


@pytest.fixture
def card(context: Context, qtbot: QtBot, circle: Circle) -> PeopleCard:
    made = make_card(context)
    assert isinstance(made, PeopleCard)
    qtbot.addWidget(made)
    made.resize(820, 700)
    show(made, circle.chen)
    return made


def show(card: PeopleCard, record: int) -> None:
    card.show_record(record)
    card.show()
    assert settle(card.context.jobs.busy)


def line(card: PeopleCard, name: str) -> PersonLine:
    return next(each for each in card.lines if each.shown.name == name)


def press(card: PeopleCard, name: str, entry: str) -> None:
    """Choose an entry of a line's menu."""
    menu = line(card, name).menu()
    next(each for each in menu.actions() if each.text() == entry).trigger()
    assert settle(card.context.jobs.busy)
