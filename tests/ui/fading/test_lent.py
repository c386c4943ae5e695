"""What the family lends: a card on Today, one in the file, entries in menus, a page."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.customers.queries import ListQuery
from app.core.fading import queries, service
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.fading import entries, file_card, today_card
from app.ui.fading.ask_dialogs import PlanDialog
from app.ui.joints import FADING_TABS, FILE_CARDS, TODAY_CARDS
from app.ui.lending import Chosen, LentCard
from app.ui.navigation import Place
from app.ui.registry import screens_for
from app.ui.screens import settle
from tests.conftest import TODAY
from tests.factories import make_customer
from tests.ui.fading.conftest import Crowd, Open, press, said


def test_it_stands_in_the_sidebar(owner: Actor, custodian: Actor, context: Context) -> None:
    assert "fading" in [each.key for each in screens_for(owner) if each.sidebar]
    assert "fading" not in [each.key for each in screens_for(custodian)]
    keys = [make(context).key for make in (*FADING_TABS, *FILE_CARDS, *TODAY_CARDS)]
    assert {"slipping", "falling", "next", "model", "rhythm", "leaving"} <= set(keys)


def test_today_names_the_first_few(opened: Open) -> None:
    card = opened(today_card.make_card)
    words = said(card)
    assert "Who may be leaving" in words
    assert "spending down by 75%" in words
    places: list[Place] = []
    card.context.navigation.opened.connect(places.append)
    press(card, "See all 3 customers")
    assert places == [Place("fading", detail="slipping")]


def test_today_tells_of_steps_that_are_due(
    opened: Open, crowd: Crowd, shop: Shop, owner: Actor
) -> None:
    with shop.write(owner, "Plan") as unit:
        service.plan_win_back(unit, [crowd.rich], "call", TODAY, "问候")
        service.plan_win_back(unit, [crowd.chen], "call", TODAY + timedelta(days=5))
    card = opened(today_card.make_card)
    assert "问候" in said(card)
    assert "Phone call by 22 Nov" in said(card)
    assert "27 Nov" not in said(card)


def test_today_is_empty_without_anybody(context: Context, shop: Shop, owner: Actor) -> None:
    card = today_card.make_card(context)
    card.show()
    assert settle(context.jobs.busy)
    assert said(card) == ""
    card.close()


def test_a_large_shop_shows_the_rest_of_today_first(
    opened: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(queries, "_MANY", 0)
    monkeypatch.setattr(today_card, "_LATER_MS", 1)
    card = opened(today_card.make_card)
    qtbot.waitUntil(lambda: "Who may be leaving" in said(card))
    with card.context.shop.read(card.context.actor) as reader:
        assert not queries.takes_a_moment(reader)


def shown(opened: Open, record: int) -> LentCard:
    card = opened(file_card.make_card)
    card.show_record(record)
    assert settle(card.context.jobs.busy)
    return card


def test_the_file_tells_her_rhythm(opened: Open, crowd: Crowd) -> None:
    card = shown(opened, crowd.steady)
    assert "Comes about every 30 days, last 8 days ago." in said(card)
    assert "Expected next on 14 Dec." in said(card)
    card.show_record(crowd.chen)
    assert settle(card.context.jobs.busy)
    assert "Used to come every 30 days" in said(card)
    assert "Was expected on 7 Oct." in said(card)
    card.show_record(crowd.gone)
    assert settle(card.context.jobs.busy)
    assert "Came on 1 day so far, last 500 days ago; too few for a rhythm." in said(card)


def test_the_file_of_somebody_who_never_bought(
    opened: Open, context: Context, shop: Shop, owner: Actor
) -> None:
    card = shown(opened, make_customer(shop, owner, "新客"))
    assert said(card) == ""


def test_from_the_list_of_customers(
    context: Context, crowd: Crowd, shop: Shop, owner: Actor
) -> None:
    entries.win_back_chosen(context, Chosen(ListQuery(), None, 6))
    assert settle(context.jobs.busy)
    asked = next(each for each in QApplication.topLevelWidgets() if isinstance(each, PlanDialog))
    assert len(asked.ids) == 6
    asked.keep()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        assert len(queries.planned(reader)) == 6


def test_from_the_menu_of_a_file(context: Context, crowd: Crowd) -> None:
    for made in (entries.win_back(context, crowd.chen), entries.not_fading(context, crowd.chen)):
        assert made.ids == (crowd.chen,)
        made.reject()
