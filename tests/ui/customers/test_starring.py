"""Ctrl+D stars a customer, in the file and in the list; the sidebar shows the starred ones."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.customers.starring import STAR, toggle_star
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.file_page import FilePage
from app.ui.customers.list_page import ListPage
from app.ui.navigation import Place
from app.ui.saved_lists import STARRED
from app.ui.screens import settle
from app.ui.shell import Shell
from tests.factories import make_customer

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def three(shop: Shop, owner: Actor) -> list[int]:
    return [make_customer(shop, owner, name) for name in ("安可", "陈静", "王堃")]


@pytest.fixture
def shell(context: Context, qtbot: QtBot, three: list[int]) -> Shell:
    made = Shell(context)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    assert settle(context.jobs.busy)
    return made


def go(shell: Shell, place: Place) -> None:
    shell.context.navigation.open(place)
    assert settle(shell.context.jobs.busy)


def listed(page: ListPage) -> list[int]:
    return list(page.table.records.ids)


def buttons(shell: Shell) -> list[str]:
    return [each.accessibleName() for each in shell.sidebar.saved.buttons]


def test_the_file_is_starred_by_its_key(shell: Shell, qtbot: QtBot, three: list[int]) -> None:
    go(shell, Place("customer", record=three[0]))
    page = shell.page()
    assert isinstance(page, FilePage)
    assert page.strip.star.accessibleName() == "Star"
    assert buttons(shell) == []
    qtbot.keyClick(page, Qt.Key.Key_D, CONTROL)
    assert settle(shell.context.jobs.busy)
    assert page.strip.star.accessibleName() == "Take the star away"
    assert buttons(shell) == ["Starred"]
    shell.context.undo.undo()
    assert settle(shell.context.jobs.busy)
    assert page.strip.star.accessibleName() == "Star"
    assert buttons(shell) == []


def test_the_sidebar_opens_the_starred_ones(
    shell: Shell, shop: Shop, owner: Actor, three: list[int]
) -> None:
    with shop.write(owner, STAR) as unit:
        toggle_star(unit, three[1:])
    assert settle(shell.context.jobs.busy)
    shell.sidebar.saved.buttons[0].click()
    assert settle(shell.context.jobs.busy)
    page = shell.page()
    assert isinstance(page, ListPage)
    assert listed(page) == three[1:]
    assert page.chips.words() == ("Starred is yes",)
    assert shell.sidebar.saved.buttons[0].isChecked()


def test_in_the_list_the_chosen_ones_are_starred(
    shell: Shell, qtbot: QtBot, three: list[int]
) -> None:
    go(shell, Place("customers"))
    page = shell.page()
    assert isinstance(page, ListPage)
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_D, CONTROL)
    assert settle(shell.context.jobs.busy)
    go(shell, Place("customers", detail=STARRED))
    assert listed(page) == three
    page.table.clearSelection()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_D, CONTROL)
    assert settle(shell.context.jobs.busy)
    assert listed(page) == three[1:]
