"""In a large shop a hidden page lets its answer go, and is the same when it is shown again."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.customers import large
from app.core.purchases import bulk
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.value.groups import Group
from app.core.wallet import service as wallet
from app.core.wallet.service import NewEstimate
from app.ui import joints
from app.ui.context import Context
from app.ui.fading.slipping_card import SlippingCard
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.revenue.concentration_card import ConcentrationCard
from app.ui.screens import settle
from app.ui.value.matrix_card import MatrixCard
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.worth.tiers_card import TiersCard
from tests.factories import make_customer
from tests.ui.every_page import Opened
from tests.ui.value.six import ago

HOLDING = {
    "value": (joints.VALUE_TABS, {"matrix", "who", "rfm", "concentration", "growth"}),
    "fading": (joints.FADING_TABS, {"slipping", "falling", "next", "model"}),
    "wallet": (joints.WALLET_TABS, {"rad", "tiers"}),
}
every_hub = pytest.mark.parametrize("hub", HOLDING)


class Tabs(QStackedWidget):
    """One card, and a page beside it."""

    def __init__(self, card: LentCard, context: Context) -> None:
        super().__init__()
        self.card, self.context, self.beside = card, context, QWidget()
        self.addWidget(card)
        self.addWidget(self.beside)
        self.resize(1016, 640)

    def turn(self, *, away: bool) -> None:
        self.setCurrentWidget(self.beside if away else self.card)
        assert settle(self.context.jobs.busy)


@pytest.fixture
def book(shop: Shop, owner: Actor) -> list[int]:
    """Forty customers, some of whom have not come for long, with estimates."""
    whom = [make_customer(shop, owner, f"客人{n}") for n in range(40)]
    with shop.write(owner, "Import") as unit:
        new = [
            bulk.NewReceipt(ago(20 * month + 9 * place), 5_000 * (place + 1), who)
            for place, who in enumerate(whom)
            for month in range(12)
        ]
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
        for who in whom:
            wallet.add_estimate(unit, who, NewEstimate("said", 90_000_000, ours=30_000))
    return whom


@pytest.fixture
def is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "LARGE", 10)


def tabs(card: LentCard, context: Context, qtbot: QtBot) -> Tabs:
    made = Tabs(card, context)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    assert settle(context.jobs.busy)
    return made


def cards(hub: str, context: Context) -> Iterator[LentCard]:
    for make in HOLDING[hub][0]:
        card = make(context)
        if card.holds:
            yield card
        else:
            card.deleteLater()


@every_hub
def test_each_card_lets_go_and_says_the_same_again(
    hub: str,
    book: list[int],
    is_large: None,
    shop: Shop,
    owner: Actor,
    context: Context,
    qtbot: QtBot,
) -> None:
    seen = set()
    for card in cards(hub, context):
        seen.add(card.key)
        page = tabs(card, context, qtbot)
        said = Opened(card, context).said()
        answers = [ref(getattr(card, name)) for name in card.holds]
        page.turn(away=True)
        with shop.read(owner) as reader:
            reader.session.memory.clear()
        gc.collect()
        assert [each() for each in answers] == [None] * len(answers), card.key
        assert Opened(card, context).charts() == []
        page.turn(away=False)
        assert Opened(card, context).said() == said, card.key
        page.hide()
    assert seen == HOLDING[hub][1]


@every_hub
def test_in_a_shop_of_usual_size_nothing_is_asked_again(
    hub: str, book: list[int], context: Context, qtbot: QtBot
) -> None:
    for card in cards(hub, context):
        page = tabs(card, context, qtbot)
        before = [getattr(card, name) for name in card.holds]
        page.turn(away=True)
        page.turn(away=False)
        after = [getattr(card, name) for name in card.holds]
        assert all(a is b for a, b in zip(before, after, strict=True)), card.key
        page.hide()


def test_who_comes_back_at_once_finds_it_as_it_was(
    book: list[int], is_large: None, context: Context, qtbot: QtBot
) -> None:
    card = MatrixCard(context)
    page = tabs(card, context, qtbot)
    before = card.found
    page.setCurrentWidget(page.beside)
    page.setCurrentWidget(card)
    assert settle(context.jobs.busy)
    assert card.found is before


def test_an_answer_on_its_way_does_not_come_to_a_hidden_page(
    book: list[int], is_large: None, context: Context, qtbot: QtBot
) -> None:
    card = MatrixCard(context)
    page = Tabs(card, context)
    qtbot.addWidget(page)
    page.show()
    page.turn(away=True)
    assert card.found is None
    page.turn(away=False)
    assert card.found is not None


def test_days_group_order_place_and_view_of_the_matrix_stay(
    book: list[int], is_large: None, context: Context, qtbot: QtBot
) -> None:
    card = MatrixCard(context)
    page = tabs(card, context, qtbot)
    card.window_bar.periods.choose(None)
    card.panel.views.choose("table")
    settle(context.jobs.busy)
    assert card.found is not None
    group = max(Group, key=card.found.matrix.count)
    card.table.groups.choose(group)
    card.table.records.sort_wanted.emit("purchases", False)
    assert settle(context.jobs.busy)
    table = card.table.records
    table.setCurrentIndex(table.records.index(3, 0))
    table.verticalScrollBar().setValue(7)
    kept = (table.current_id(), table.verticalScrollBar().value(), list(table.records.ids))
    assert len(kept[2]) > 3
    assert kept[1] == 7
    page.turn(away=True)
    assert card.table.matrix is None
    page.turn(away=False)
    assert (table.current_id(), table.verticalScrollBar().value(), list(table.records.ids)) == kept
    assert card.window_bar.periods.value() is None
    assert card.table.group is group
    assert card.panel.middle.currentIndex() == 1
    assert table.records.row(3) is not None


def test_which_list_and_who_is_chosen_stay(
    book: list[int], is_large: None, context: Context, qtbot: QtBot
) -> None:
    card = SlippingCard(context)
    page = tabs(card, context, qtbot)
    most = max(("slipping", "lapsed"), key=lambda key: card.seen.counts[key])  # type: ignore[union-attr]
    card.lists.choose(most)
    assert settle(context.jobs.busy)
    assert len(card.table.records.ids) > 2
    card.table.selectRow(1)
    card.table.selectionModel().select(
        card.table.records.index(2, 0),
        card.table.selectionModel().SelectionFlag.Select
        | card.table.selectionModel().SelectionFlag.Rows,
    )
    kept = list(card.table.selected_ids())
    assert len(kept) == 2
    page.turn(away=True)
    page.turn(away=False)
    assert card.which == most
    assert list(card.table.selected_ids()) == kept


def test_a_twin_keeps_its_order_and_place(
    book: list[int], is_large: None, context: Context, qtbot: QtBot
) -> None:
    card = ConcentrationCard(context)
    page = tabs(card, context, qtbot)
    card.panel.views.choose("table")
    twin = card.panel.table
    twin.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    twin.setCurrentIndex(twin.rows.index(20, 0))
    there = twin.verticalScrollBar().value()
    assert there > 0
    page.turn(away=True)
    page.turn(away=False)
    assert twin.rows.index(0, 0).data() == "客人0"  # the chart begins with the largest
    assert (twin.currentIndex().row(), twin.verticalScrollBar().value()) == (20, there)


def test_while_it_waits_nothing_on_it_answers(
    book: list[int], is_large: None, context: Context, qtbot: QtBot
) -> None:
    """No click lists customers of an answer that is gone, and none fails."""
    places: list[Place] = []
    context.navigation.opened.connect(places.append)
    for card in (MatrixCard(context), ConcentrationCard(context), TiersCard(context)):
        page = tabs(card, context, qtbot)
        page.turn(away=True)
        for panel in card.findChildren(ChartPanel):
            assert panel.canvas.painting is None or len(panel.canvas.painting.marks) == 0
            panel.list_them()
        if isinstance(card, TiersCard):
            card.all_best.click()
            card.show_all()
        if isinstance(card, MatrixCard):
            card.show_group(Group.BEST)
        page.hide()
    assert places == []
