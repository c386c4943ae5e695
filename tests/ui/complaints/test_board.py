"""The board with many complaints: a few tiles at first, more when they are looked at."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.complaints import queries, service
from app.core.complaints.board import MOST
from app.core.complaints.records import Stage
from app.core.complaints.service import NewComplaint
from app.core.store.shop import Shop
from app.ui.complaints.board_card import BoardCard
from app.ui.complaints.tile import Tile
from app.ui.complaints.words import due_words
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.conftest import TODAY

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC)
MANY = MOST + 5


@pytest.fixture
def board(shop: Shop, owner: Actor, context: Context, qtbot: QtBot) -> BoardCard:
    """The older the more urgent; five more than the board shows."""
    with shop.write(owner, "Complaints") as unit:
        for number in range(MANY):
            at = NOON - timedelta(hours=24 * (MANY - number))
            service.receive(unit, NewComplaint(f"no. {number}", received_at=at))
    card = BoardCard(context)
    qtbot.addWidget(card)
    card.resize(1200, 700)
    card.show()
    assert settle(context.jobs.busy)
    return card


def test_more_tiles_come_as_one_scrolls_and_a_link_leads_to_the_rest(
    board: BoardCard, context: Context
) -> None:
    new = board.columns[Stage.NEW]
    assert len(new.tiles) < MOST
    assert new.more.isHidden()
    bar = new._area.verticalScrollBar()
    for _ in range(MOST):
        bar.setValue(bar.maximum())
        assert settle(context.jobs.busy)
    assert [each.card.words for each in new.tiles] == [f"no. {number}" for number in range(MOST)]
    assert new.more.isVisible()
    assert "5" in new.more.text()
    new.more.click()
    assert context.navigation.here == Place("complaints", detail="list")


def test_arrows_walk_beyond_what_was_drawn(board: BoardCard, context: Context) -> None:
    tiles = board.tiles[0]
    first = len(tiles)
    tiles[-1].setFocus()
    QTest.keyClick(tiles[-1], Qt.Key.Key_Down)
    assert len(tiles) > first
    assert QApplication.focusWidget() is tiles[first]


def test_the_first_arrow_goes_to_the_first_tile(board: BoardCard) -> None:
    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is board.tiles[0][0]


def test_what_did_not_change_keeps_its_tile_and_the_cursor(
    board: BoardCard, shop: Shop, owner: Actor, context: Context
) -> None:
    before = list(board.tiles[0])
    before[1].setFocus()
    context.jobs.write("Edit", lambda unit: service.edit(unit, before[3].card.id, item="龙井"))
    assert settle(context.jobs.busy)
    board.reload()
    assert settle(context.jobs.busy)
    after = board.tiles[0]
    assert [one is other for one, other in zip(before, after, strict=True)][:4] == [
        True, True, True, False,
    ]  # fmt: skip
    assert after[3].card.item == "龙井"
    assert QApplication.focusWidget() is before[1]
    assert all(isinstance(each, Tile) for each in after)


def test_it_counts_as_many_late_as_are_marked_late(
    board: BoardCard, shop: Shop, owner: Actor, context: Context
) -> None:
    with shop.write(owner, "Complaint") as unit:
        service.receive(unit, NewComplaint("not late", received_at=NOON))
    assert settle(context.jobs.busy)
    here = datetime(TODAY.year, TODAY.month, TODAY.day, 12)  # local and naive
    with shop.read(owner) as reader:
        cards = queries.opened(reader)
    red = [each for each in cards if due_words(each, here).startswith("Late")]
    old = [each for each in red if each.overdue]
    assert 0 < len(old) < len(red) < len(cards)
    said = f"{len(cards)} complaints are open, {len(red)} are late, {len(old)} should be settled by"
    assert said in board.words.text()
