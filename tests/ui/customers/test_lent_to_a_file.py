"""What other screens lend to a customer's file: cards below it, entries in its menus."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractSlider, QMenu
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.core.actor import Actor, Right
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.file_page import FilePage, make_page
from app.ui.lending import Entry, FileParts, LentCard, ValuePlace
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.widgets.layout import column
from app.ui.widgets.text import label
from tests.factories import make_customer


class Nearby(LentCard):
    """A lent card that counts its loadings."""

    key, title = "nearby", "Nearby"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.loaded: list[int | None] = []
        inside = column(label("Something lent"))
        inside.setContentsMargins(0, 0, 0, 400)
        self.setLayout(inside)

    def reload(self) -> None:
        self.loaded.append(self.record)


class Far(Nearby):
    key, title = "far", "Far below"


@pytest.fixture
def run() -> list[Any]:
    return []


@pytest.fixture
def page(context: Context, qtbot: QtBot, run: list[Any]) -> FilePage:
    def noted(_context: Context, on: Any) -> None:
        run.append(on)

    parts = FileParts(
        cards=(Nearby, Nearby, Nearby, Far),
        entries=(
            Entry("Lent to files", "user", noted),
            Entry("Not for her", "user", noted, Right.CHANGE_SETTINGS),
        ),
        value_entries=(Entry[ValuePlace]("Lent to values", "user", noted),),
    )
    made = make_page(context, parts)
    assert isinstance(made, FilePage)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    return made


@pytest.fixture
def show(page: FilePage) -> Callable[[int], None]:
    def shown(record: int) -> None:
        page.show_place(Place("customer", record=record))
        page.show()
        assert settle(page.context.jobs.busy)

    return shown


def far(page: FilePage) -> Far:
    found = page.findChild(Far)
    assert isinstance(found, Far)
    return found


def test_a_lent_card_stands_in_the_rail_and_loads_when_jumped_to(
    page: FilePage, show: Callable[[int], None], shop: Shop, owner: Actor
) -> None:
    wang = make_customer(shop, owner, "王堃")
    show(wang)
    assert any("Far below" in each.text() for each in page.rail.buttons)
    assert far(page).loaded == []
    page.go_to_part("far")
    assert far(page).loaded == [wang]


def test_a_place_may_name_the_card_it_goes_to(page: FilePage, shop: Shop, owner: Actor) -> None:
    wang, li = make_customer(shop, owner, "王堃"), make_customer(shop, owner, "李龑")
    for record, name, loaded in ((wang, "far", [wang]), (li, "", [wang]), (li, "far", [wang, li])):
        page.show_place(Place("customer", record=record, detail=name))
        page.show()
        assert settle(page.context.jobs.busy)
        assert far(page).loaded == loaded


def test_a_lent_card_sleeps_again_for_another_customer(
    page: FilePage, show: Callable[[int], None], shop: Shop, owner: Actor
) -> None:
    wang, li = make_customer(shop, owner, "王堃"), make_customer(shop, owner, "李龑")
    show(wang)
    page.go_to_part("far")
    show(li)
    assert far(page).loaded == [wang]
    page.go_to_part("far")
    assert far(page).loaded == [wang, li]


def menu_of(page: FilePage, qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(QMenu)))
    return next(each for each in page.findChildren(QMenu) if each.isVisible())


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")
def test_alt_enter_opens_the_menu_of_a_value(
    page: FilePage, show: Callable[[int], None], qtbot: QtBot, shop: Shop, owner: Actor,
    run: list[Any],
) -> None:  # fmt: skip
    wang = make_customer(shop, owner, "王堃")
    show(wang)
    line = page.cards["basic"].line(Basics.name)
    assert line is not None
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    menu = menu_of(page, qtbot)
    words = [each.text() for each in menu.actions() if not each.isSeparator()]
    assert words[0] == "Copy"
    assert words[1].startswith("Edit")
    assert words[2].startswith("Empty this value")
    assert words[3] == "Lent to values"
    menu.actions()[-1].trigger()
    assert run == [ValuePlace(wang, Basics.name, 0)]
    menu.close()


def test_a_jump_holds_its_aim_while_cards_above_it_grow(
    page: FilePage, show: Callable[[int], None], shop: Shop, owner: Actor
) -> None:
    show(make_customer(shop, owner, "王堃"))
    page.go_to_part("far")
    bar = page.body.area.verticalScrollBar()
    above = page.body.lent_cards.slots[0]
    above.setMinimumHeight(above.height() + 700)
    assert settle(page.context.jobs.busy)
    shown = far(page).mapTo(page.body.area.viewport(), QPoint(0, 0)).y()
    assert shown == 0 or bar.value() == bar.maximum()
    bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)  # somebody scrolls
    above.setMinimumHeight(above.height() + 300)
    assert settle(page.context.jobs.busy)
    assert bar.value() == 0
