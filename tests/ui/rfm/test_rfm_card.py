"""RFM on screen: cells, points and months lead to their people; limits are edited and kept."""

import pytest
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.purchases import bulk
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.value.rfm import Method
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.rfm.bands_dialog import BandsDialog
from app.ui.rfm.rfm_card import RfmCard, make_card
from tests.core.purchases.people import add_customers
from tests.ui.value.six import Seen, ago


@pytest.fixture
def forty(shop: Shop, owner: Actor) -> list[int]:
    """Number k last bought 10k days ago, k + 1 times."""
    with shop.write(owner, "Import") as unit:
        ids = list(add_customers(unit, [f"K{k}" for k in range(40)]).values())
        new = [
            bulk.NewReceipt(ago(10 * k), 10_000, ids[k]) for k in range(40) for _ in range(k + 1)
        ]
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
    return ids


def seen(context: Context, qtbot: QtBot) -> tuple[Seen, RfmCard]:
    found = Seen(context, qtbot, make_card)
    assert isinstance(found.card, RfmCard)
    return found, found.card


def test_cells_are_complete_and_lead_to_people(
    forty: list[int], context: Context, qtbot: QtBot
) -> None:
    on_screen, card = seen(context, qtbot)
    assert "40 customers bought from the beginning to 2026-11-22" in on_screen.said()
    panel = card.panels["heat"]
    lists = [on_screen.open_mark(panel, mark) for mark in range(25)]
    assert sorted(who for each in lists for who in each) == forty
    assert lists[4 * 5] == set(forty[:8])  # R 5, F 1: the latest, who came least
    assert on_screen.name(panel, 20).startswith("R 5 · F 1\n8 customers")
    assert on_screen.table(panel)[20] == ("5", "1", "8", "20%", "¥450", "18–22")


def test_points_and_their_best(forty: list[int], context: Context, qtbot: QtBot) -> None:
    on_screen, card = seen(context, qtbot)
    card.faces.choose("points")
    on_screen.settle()
    panel = card.panels["points"]
    lists = [on_screen.open_mark(panel, mark) for mark in range(10)]
    assert sorted(who for each in lists for who in each) == forty
    best = on_screen.table(panel)[0]
    assert best[2:6] == ("200.0", "20", "20", "20.0")
    chart = panel.chart
    assert chart is not None
    assert chart.open_row is not None
    chart.open_row(0)
    assert on_screen.opened[-1].screen == "customer"


def test_the_trend_lists_the_buyers_of_a_month(
    forty: list[int], context: Context, qtbot: QtBot
) -> None:
    on_screen, card = seen(context, qtbot)
    card.faces.choose("trend")
    on_screen.settle()
    panel = card.panels["trend"]
    last = len(on_screen.table(panel)) - 1
    assert on_screen.open_mark(panel, last) == set(forty[:9])
    assert on_screen.open_mark(panel, 2 * last + 1) == set(forty[:3])
    on_screen.press("List the buyers of the last 90 days")
    assert on_screen.listed() == set(forty[:9])


def test_limits_of_our_own(forty: list[int], context: Context, qtbot: QtBot) -> None:
    on_screen, card = seen(context, qtbot)
    assert card.found is not None
    dialog = BandsDialog(context, card, card.found.scores)
    qtbot.addWidget(dialog)
    dialog.method.setCurrentIndex(dialog.method.findData("bands"))
    dialog.limits["days"][0].setValue(95)
    dialog.keep()
    on_screen.settle()
    assert "best digit down to the next" in dialog.wrong.text()
    dialog.limits["days"][0].setValue(9)
    dialog.keep()
    on_screen.settle()
    assert card.found.scores.method is Method.BANDS
    assert card.found.scores.bands.days == (9, 90, 180, 365)
    assert on_screen.open_mark(card.panels["heat"], 20) == {forty[0]}
    assert "digits by limits of our own" in on_screen.said()


def test_few_customers_are_told(shop: Shop, owner: Actor, context: Context, qtbot: QtBot) -> None:
    with shop.write(owner, "Import") as unit:
        (one,) = add_customers(unit, ["A"]).values()
        bulk.finish(unit, *bulk.add_receipts(unit, [bulk.NewReceipt(ago(1), 100, one)]), ALL)
    on_screen, _ = seen(context, qtbot)
    assert "limits, because there are fewer than 30" in on_screen.said()
    assert "Only 1 customer: read shares" in on_screen.said()


def test_nobody_has_bought(context: Context, qtbot: QtBot) -> None:
    on_screen, _ = seen(context, qtbot)
    assert "Nobody has bought yet." in on_screen.said()
    on_screen.press("Bring your purchases")
    assert on_screen.opened == [Place("import")]
