"""Who is expected, and the model's page: offered, warned of, never sure of one-time buyers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.fading.bg_nbd import MBG
from app.core.fading.next_purchase import When
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.fading import model_card, next_card
from app.ui.fading.model_card import ModelCard
from app.ui.fading.model_words import trust_words
from app.ui.fading.next_card import NextCard
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.conftest import TODAY
from tests.core.fading.buyers import add_buyers
from tests.core.fading.test_opinion import shop_of
from tests.ui.fading.conftest import Crowd, Open, press, said


@pytest.fixture
def coming(opened: Open) -> NextCard:
    made = opened(next_card.make_card)
    assert isinstance(made, NextCard)
    return made


def test_expected_within_a_month(coming: NextCard, crowd: Crowd) -> None:
    assert "4 of 6 customers. 2 of them stay silent beyond" in said(coming)
    coming.lists.choose(When.MONTH)
    assert list(coming.table.records.ids) == [crowd.falling, crowd.steady]
    assert settle(coming.context.jobs.busy)
    words = [coming.table.records.cell(0, number)[1] for number in range(6)]
    assert words == ["吴少", "", "2 Nov", "30", "2 Dec", ""]
    opened: list[Place] = []
    coming.context.navigation.opened.connect(opened.append)
    coming.open_list()
    assert opened[0].people is not None
    assert opened[0].people.label == "Expected: Within 30 days"


def test_nobody_this_week(coming: NextCard) -> None:
    assert coming.lists.value() is When.WEEK
    assert "Nobody is expected then." in said(coming)
    assert not coming.list_button.isEnabled()


def test_where_nobody_ever_bought_it_says_what_to_do(context: Context, qtbot: QtBot) -> None:
    card = next_card.make_card(context)
    qtbot.addWidget(card)
    card.show()
    assert settle(context.jobs.busy)
    assert "Nobody has bought yet." in said(card)
    opened: list[Place] = []
    context.navigation.opened.connect(opened.append)
    press(card, "Bring your purchases")
    assert opened == [Place("import")]


def test_sorting_by_day(coming: NextCard, crowd: Crowd) -> None:
    coming.lists.choose(When.MONTH)
    coming.table.sort_wanted.emit("on", True)
    assert list(coming.table.records.ids) == [crowd.steady, crowd.falling]


def test_too_few_for_a_model(opened: Open) -> None:
    card = opened(model_card.make_card)
    assert "There are 6 customers; below 200 such a model is guesswork" in said(card)


@pytest.fixture
def modelled(shop: Shop, owner: Actor, context: Context, opened: Open) -> ModelCard:
    """The page of a shop with three hundred customers."""
    book = shop_of(300)
    ends = zip(book.starts[:-1], book.starts[1:], strict=True)
    bought = {
        f"客人{who}": [
            (TODAY - timedelta(days=TODAY.toordinal() - int(book.day[row])), int(book.net[row]))
            for row in range(first, last)
        ]
        for who, (first, last) in enumerate(ends)
    }
    add_buyers(shop, owner, bought)
    made = opened(model_card.make_card)
    assert isinstance(made, ModelCard)
    return made


def test_the_page_of_the_model_and_the_people_behind_a_bar(modelled: ModelCard) -> None:
    found = modelled.opinion
    assert found is not None
    assert found.shown
    words = said(modelled)
    assert "306 customers who ever bought" in words
    assert "Fewer than 500 customers" in words
    elsewhere = trust_words(replace(found, told=found.told[::-1]))
    assert "it fits this shop poorly" in elsewhere
    assert "Fewer than 500 customers" in elsewhere  # a poor fit doesn't hide how few they are
    assert "Whoever bought once gets no chance" in words
    assert "on average a purchase every" in words
    chart = modelled.panel.chart
    assert chart is not None
    assert [int(row[1].replace(",", "")) for row in chart.table.rows] == found.counted.tolist()
    assert chart.open is not None
    opened: list[Place] = []
    modelled.context.navigation.opened.connect(opened.append)
    chart.open(2)
    assert opened[0].people is not None
    assert len(opened[0].people.ids) == found.counted[2]


def test_one_time_buyers_stand_without_a_chance(modelled: ModelCard) -> None:
    modelled.views.choose("people")
    table, found = modelled.table, modelled.opinion
    assert found is not None
    table.sort_wanted.emit("days", False)
    assert settle(modelled.context.jobs.busy)
    keys = [each.key for each in table.records.columns]
    assert table.records.cell(0, keys.index("days"))[1] == "1"
    assert table.records.cell(0, keys.index("alive"))[1] == "bought once"
    table.sort_wanted.emit("alive", True)
    assert settle(modelled.context.jobs.busy)
    assert table.records.cell(0, keys.index("alive"))[1].endswith("%")
    modelled.views.choose("fit")
    modelled.models.choose(MBG)
    assert settle(modelled.context.jobs.busy)
    assert modelled.opinion is not None
    assert modelled.opinion.model.shift == MBG
    assert "already after her first purchase" in said(modelled)
