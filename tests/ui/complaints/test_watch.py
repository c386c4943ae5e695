"""Late complaints are passed on by the window itself; the named person sees them everywhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.clock import Clock
from app.core.complaints import queries, service
from app.core.complaints.escalating import ESCALATE_TITLE
from app.core.complaints.records import Step
from app.core.complaints.service import NewComplaint
from app.core.complaints.whose import Whose
from app.core.settings.declared import ESCALATE_TO
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.ui.complaints.board_card import BoardCard
from app.ui.complaints.list_card import ListCard
from app.ui.complaints.page import ComplaintPage
from app.ui.complaints.today_card import ComplaintsTodayCard
from app.ui.complaints.watch import Watch
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.screens import settle
from tests.conftest import SHANGHAI, TODAY

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC)


@pytest.fixture
def late(shop: Shop, owner: Actor) -> int:
    """Received three weeks ago and never answered; another one came in just now."""
    with shop.write(owner, "Complaints") as unit:
        service.receive(unit, NewComplaint("店员不耐烦"))
        told = NewComplaint("茶叶受潮", received_at=NOON - timedelta(days=21))
        return service.receive(unit, told)


def name(context: Context, to: str) -> None:
    context.jobs.write("Setting", lambda unit: put(unit, ESCALATE_TO, to))
    assert settle(context.jobs.busy)


def show(qtbot: QtBot, context: Context, card: QWidget) -> str:
    qtbot.addWidget(card)
    card.resize(1200, 760)
    card.show()
    assert settle(context.jobs.busy)
    return said(card)


def said(card: QWidget) -> str:
    found = [each.text() for each in card.findChildren(QLabel) if each.isVisible()]
    found += [each.text() for each in card.findChildren(QPushButton) if each.isVisible()]
    return "\n".join(found)


def steps(shop: Shop, owner: Actor, complaint_id: int) -> list[Step]:
    with shop.read(owner) as reader:
        found = queries.get_complaint(reader, complaint_id)
    assert found is not None
    return [each.kind for each in found.steps]


def test_named_it_goes_to_her_at_once_and_once(
    context: Context, shop: Shop, owner: Actor, late: int
) -> None:
    assert Step.ESCALATED not in steps(shop, owner, late)
    name(context, owner.name)
    name(context, owner.name)
    assert steps(shop, owner, late).count(Step.ESCALATED) == 1
    last = context.undo.next_undo()
    assert last is None or last.title != ESCALATE_TITLE  # her own last act is what Ctrl+Z undoes


def test_on_today_board_and_list(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, late: int
) -> None:
    today, board, several = ComplaintsTodayCard(context), BoardCard(context), ListCard(context)
    assert "passed on" not in show(qtbot, context, board)
    assert not board.whose.isVisible()
    name(context, owner.name)
    words = show(qtbot, context, today)
    assert "1 was passed on to you" in words
    assert f"Passed on to {owner.name}" not in words  # it is said once, above
    board.reload()
    assert settle(context.jobs.busy)
    board.whose.choose(Whose.MINE)
    assert settle(context.jobs.busy)
    assert [each.card.id for tiles in board.tiles for each in tiles] == [late]
    assert f"Passed on to {owner.name}" in said(board)
    show(qtbot, context, several)
    several.whose.choose(Whose.MINE)
    assert settle(context.jobs.busy)
    assert "1 complaint" in several.found.text()
    assert "1 passed on to me" in said(several)


def test_by_hand_from_its_page(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor, late: int
) -> None:
    page = ComplaintPage(context)
    page.place = Place("complaint", record=late)
    show(qtbot, context, page)
    page.kinds.choose(Step.ESCALATED)
    assert page.words.placeholderText() == "To whom: a name"
    page.words.setText("张会计")
    page._step()
    assert settle(context.jobs.busy)
    page.reload()
    assert settle(context.jobs.busy)
    assert "Passed on to 张会计" in said(page)
    assert "Passed on" not in page._html(page.found.complaint)  # type: ignore[union-attr,arg-type]


@pytest.fixture
def turned(context: Context, clock: Clock) -> Iterator[list[datetime]]:
    """The hand of the shop's clock; whoever holds the list turns it."""
    hand = [NOON]
    moving = Clock(lambda: hand[0], SHANGHAI)
    shop = context.shop
    shop.clock, shop.session = moving, replace(shop.session, clock=moving)
    yield hand
    shop.clock, shop.session = clock, replace(shop.session, clock=clock)


def test_the_tick_finds_what_the_passing_of_time_made_late(
    context: Context, shop: Shop, owner: Actor, turned: list[datetime]
) -> None:
    name(context, "店长")
    with shop.write(owner, "Complaint") as unit:
        made = service.receive(unit, NewComplaint("包装破损"))
    watch = Watch(context)
    assert settle(context.jobs.busy)
    assert watch.timer.isActive()
    turned[0] += timedelta(days=9)
    assert Step.ESCALATED not in steps(shop, owner, made)
    watch.timer.timeout.emit()
    assert settle(context.jobs.busy)
    assert steps(shop, owner, made).count(Step.ESCALATED) == 1
