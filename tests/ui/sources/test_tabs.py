"""The two tabs of "Keep in order": conflicts, and what is worth checking again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.core.actor import Actor
from app.core.customers.profile import profile
from app.core.sources import queries
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.joints import TIDY_CARDS
from app.ui.navigation import Place
from app.ui.sources.conflicts_card import ConflictsCard
from app.ui.sources.old_card import OldCard
from app.ui.tidy.page import make_page
from app.ui.widgets.empty_state import EmptyState

Show = Callable[[QWidget], QWidget]


def wait(qtbot: QtBot, context: Context) -> None:
    """Until everything asked for is there."""
    qtbot.waitUntil(lambda: not context.jobs.busy())


def words(widget: QWidget) -> str:
    """Everything the labels and buttons say."""
    found = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    return "\n".join([*found, *(each.text() for each in widget.findChildren(QPushButton))])


def take_back(qtbot: QtBot, context: Context) -> None:
    """Press the toast's undo, once the act stands there."""
    qtbot.waitUntil(lambda: context.undo.last() is not None)
    undo = context.undo.last()
    assert undo is not None
    undo.do()


@pytest.fixture
def conflicts(qtbot: QtBot, context: Context, shown: Show, lan: int) -> ConflictsCard:
    """The tab, loaded."""
    card = ConflictsCard(context)
    shown(card)
    wait(qtbot, context)
    return card


@pytest.fixture
def old(qtbot: QtBot, context: Context, shown: Show, lan: int) -> OldCard:
    """The tab, loaded."""
    card = OldCard(context)
    shown(card)
    wait(qtbot, context)
    return card


def test_both_tabs_stand_in_the_page(qtbot: QtBot, context: Context, shown: Show, lan: int) -> None:
    page = make_page(context, TIDY_CARDS)
    page.show_place(Place("tidy", detail="old"))
    shown(page)
    wait(qtbot, context)
    said = [page.tabs.tabText(number) for number in range(2)]
    assert said == ["Conflicts  1", "Worth checking again  1"]
    assert isinstance(page.stack.currentWidget(), OldCard)


def test_a_conflict_shows_both_with_their_sources(conflicts: ConflictsCard) -> None:
    said = words(conflicts)
    assert "周若兰" in said
    assert "财务经理" in said
    assert "Talk while serving, 20 Nov" in said
    assert "出纳" in said
    assert "Rented list, 21 Nov · on the ground: The person agreed: form" in said


@pytest.mark.parametrize(("take", "left"), [(True, "出纳"), (False, "财务经理")])
def test_a_ruling_settles_it_and_can_be_undone(
    qtbot: QtBot,
    context: Context,
    conflicts: ConflictsCard,
    shop: Shop,
    owner: Actor,
    lan: int,
    take: bool,
    left: str,
) -> None:
    name = "Take the other" if take else "Keep ours"
    (made,) = [each for each in conflicts.findChildren(QPushButton) if each.text() == name]
    assert made.accessibleName() == f"{name}: 周若兰, Position"
    made.click()
    qtbot.waitUntil(lambda: conflicts.found == ())
    assert conflicts.findChildren(EmptyState)
    with shop.read(owner) as reader:
        assert profile(reader, lan).value(Basics.job_title) == left
    take_back(qtbot, context)
    qtbot.waitUntil(lambda: len(conflicts.found) == 1)
    with shop.read(owner) as reader:
        assert profile(reader, lan).value(Basics.job_title) == "财务经理"


def test_old_values_stand_under_their_customer(old: OldCard) -> None:
    model = old.model
    cells = [
        [model.data(model.index(row, column)) for column in range(5)]
        for row in range(model.rowCount())
    ]
    assert cells == [
        ["周若兰", "Favourite dishes", "清蒸鲈鱼", "1 Nov 2023", "Fair or trade talk"],
        ["", "Medical history", "••••••", "1 Nov 2023", "Fair or trade talk"],
    ]


def test_one_key_says_that_it_is_still_true(
    qtbot: QtBot, context: Context, old: OldCard, shop: Shop, owner: Actor
) -> None:
    qtbot.keyClick(old.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(old.model.rows) == 1)
    assert [each.field.key for each in old.model.rows] == ["medical_history"]
    assert old.table.currentIndex().row() == 0
    qtbot.keyClick(old.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: old.model.rows == ())
    assert isinstance(old.stack.currentWidget(), EmptyState)
    take_back(qtbot, context)
    qtbot.waitUntil(lambda: len(old.model.rows) == 1)
    with shop.read(owner) as reader:
        assert len(queries.worth_checking(reader)) == 1


def test_everything_of_a_customer_and_her_file(
    qtbot: QtBot, context: Context, old: OldCard, lan: int
) -> None:
    old.open_file()
    assert context.navigation.here == Place("customer", record=lan)
    old.all.click()
    qtbot.waitUntil(lambda: old.model.rows == ())
