"""Who are they? Groups to choose and to bring, bars that lead to people, whom we mean."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.value.who_words import CUTS, cut_name, value_name
from app.ui.context import Context
from app.ui.navigation import Place, people
from app.ui.value.meant_dialog import MeantDialog
from app.ui.value.who_card import WhoCard, make_card
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase
from tests.ui.value.six import Seen


@pytest.fixture
def twelve(shop: Shop, owner: Actor) -> list[int]:
    """Six women who buy, then six men."""
    found = []
    for number in range(12):
        sex = "女" if number < 6 else "男"
        found.append(make_customer(shop, owner, texts={Extras.sex: sex}))
        make_purchase(shop, owner, found[-1], TODAY, 10_000 if number < 6 else 1_000)
    return found


def seen(context: Context, qtbot: QtBot) -> tuple[Seen, WhoCard]:
    found = Seen(context, qtbot, make_card)
    assert isinstance(found.card, WhoCard)
    return found, found.card


def choose(on_screen: Seen, card: WhoCard, words: str) -> None:
    card.groups.setCurrentIndex(card.groups.findText(words))
    card.groups.activated.emit(card.groups.currentIndex())
    on_screen.settle()


def test_a_group_beside_everybody(twelve: list[int], context: Context, qtbot: QtBot) -> None:
    on_screen, card = seen(context, qtbot)
    choose(on_screen, card, "Best customers")
    assert "6 customers: Best customers, from 2025-11-23" in on_screen.said()
    rows = on_screen.table(card.panel)
    assert rows[0] == ("Sex", "Female", "6", "100%", "6", "50%", "2.0×", "")
    assert "everybody: 50%, index 2.0×" in on_screen.name(card.panel, 0)
    assert on_screen.open_mark(card.panel, 0) == set(twelve[:6])
    on_screen.press("List all 6")
    assert on_screen.listed() == set(twelve[:6])


def test_nobody_is_told_what_to_do(
    shop: Shop, owner: Actor, context: Context, qtbot: QtBot
) -> None:
    make_purchase(shop, owner, make_customer(shop, owner), TODAY - timedelta(days=900), 10_000)
    on_screen, card = seen(context, qtbot)
    assert "No purchases in these days." in on_screen.said()
    choose(on_screen, card, "Best customers")
    assert "Nobody is in this group." in on_screen.said()
    choose(on_screen, card, "All who bought")
    on_screen.press("Look at all time")
    assert "1 customer: all who bought" in on_screen.said()


def test_people_brought_from_elsewhere(twelve: list[int], context: Context, qtbot: QtBot) -> None:
    on_screen, card = seen(context, qtbot)
    place = people("From the chart", twelve[6:9])
    card.show_place(Place("value", detail="who", people=place.people))
    on_screen.settle()
    assert card.groups.currentText() == "From the chart"
    assert card.found is not None
    assert card.found.ids.tolist() == twelve[6:9]
    assert on_screen.table(card.panel)[1][2:4] == ("3", "–")  # too few for a percent


def test_whom_the_shop_means(twelve: list[int], context: Context, qtbot: QtBot) -> None:
    on_screen, card = seen(context, qtbot)
    assert card.found is not None
    dialog = MeantDialog(context, card, card.found.crowd)
    qtbot.addWidget(dialog)
    dialog.editors["male"].setValue(120)
    assert dialog.editors["male"].value() == 100
    dialog.editors["female"].setValue(1)
    dialog.keep()
    on_screen.settle()
    assert "more than 100 percent" in dialog.wrong.text()
    dialog.editors["male"].setValue(80)
    dialog.keep()
    on_screen.settle()
    assert on_screen.table(card.panel)[1][-1] == "80%"
    assert "meant: 80%" in on_screen.name(card.panel, 1)


def test_nobody_is_known(context: Context, qtbot: QtBot) -> None:
    on_screen, _ = seen(context, qtbot)
    assert "No purchases in these days." in on_screen.said()
    on_screen.press("Whom we mean to serve")


@pytest.mark.parametrize(
    ("cut", "value", "words"),
    [
        ("sex", "female", "Female"),
        ("age", "18-24", "18–24"),
        ("age", "65-", "65 and older"),
        ("average", "0-1999", "below ¥20"),
        ("average", "2000-4999", "¥20–¥50"),
        ("average", "5000-", "from ¥50"),
        ("since", "1096-", "longer"),
        ("city", "330100", "杭州市"),
        ("city", "柳溪镇", "柳溪镇"),
        ("trade", "H", "Lodging and catering"),
        ("channel", "", "all others"),
    ],
)
def test_what_values_are_called(cut: str, value: str, words: str) -> None:
    assert value_name(cut, value) == words


def test_every_cut_has_a_name() -> None:
    assert all(cut_name(each) for each in CUTS)
