"""Keep in order: tabs of lent cards, their counts, and the place that opens one."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.registry import screens_for
from app.ui.tab_page import TabPage
from app.ui.tidy.page import make_page
from tests.factories import make_customer


class Nameless(LentCard):
    """A tab without a count."""

    key, title = "nameless", "Nameless"
    loads: ClassVar[int] = 0

    def reload(self) -> None:
        """Count the loads."""
        type(self).loads += 1


class People(LentCard):
    """A tab that counts the customers."""

    key, title = "people", "People"
    tables = frozenset({"customer"})

    def count(self, reader: Reader) -> int | None:
        """How many customers there are."""
        found = reader.connection.exec_driver_sql("SELECT count(*) FROM customer")
        return int(found.scalar_one())


def open_page(
    qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget], detail: str = ""
) -> TabPage:
    """The page, shown and loaded."""
    Nameless.loads = 0
    page = make_page(context, (Nameless, People))
    page.show_place(Place("tidy", detail=detail))
    shown(page)
    qtbot.waitUntil(lambda: not context.jobs.busy())
    return page


def test_it_stands_in_the_sidebar(owner: Actor) -> None:
    assert "tidy" in [each.key for each in screens_for(owner) if each.sidebar]


def test_each_card_is_a_tab_with_its_count(
    qtbot: QtBot,
    context: Context,
    shown: Callable[[QWidget], QWidget],
    shop: Shop,
    owner: Actor,
) -> None:
    make_customer(shop, owner)
    page = open_page(qtbot, context, shown)
    words = [page.tabs.tabText(number) for number in range(page.tabs.count())]
    assert words == ["Nameless", "People  1"]
    make_customer(shop, owner, "周若兰")
    qtbot.waitUntil(lambda: page.tabs.tabText(1) == "People  2")


class Listed(Nameless):
    """A tab whose list takes the keys."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.line = QLineEdit(self)
        self.setFocusProxy(self.line)


def test_whoever_comes_again_types_into_the_open_tab(
    qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget]
) -> None:
    page = make_page(context, (Listed,))
    page.show_place(Place("tidy"))
    shown(page)
    page.activateWindow()
    page.setFocus()
    page.take_focus(anew=True)
    (card,) = page.lent
    assert isinstance(card, Listed)
    assert QApplication.focusWidget() is card.line


def test_a_place_opens_its_tab_and_only_that_one_loads(
    qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget]
) -> None:
    page = open_page(qtbot, context, shown, "people")
    assert isinstance(page.stack.currentWidget(), People)
    assert Nameless.loads == 0
    page.show_place(Place("tidy", detail="nameless"))
    assert isinstance(page.stack.currentWidget(), Nameless)
    assert Nameless.loads == 1
    assert page.tabs.tabText(1) == "People"


def test_a_place_without_detail_keeps_the_open_tab(
    qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget]
) -> None:
    page = open_page(qtbot, context, shown, "people")
    page.show_place(Place("tidy"))
    assert isinstance(page.stack.currentWidget(), People)


def test_the_way_back_comes_to_the_tab_that_was_open(
    qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget]
) -> None:
    page, way = open_page(qtbot, context, shown), context.navigation
    way.opened.connect(page.show_place)
    way.open(Place("tidy"))
    way.open(Place("tidy", detail="people"))
    assert page.open_tab().key == "people"
    way.back()
    assert page.open_tab().key == "nameless"
    page.tabs.setCurrentIndex(1)  # turned by hand
    way.open(Place("tidy", detail="nameless"))
    way.back()
    assert page.open_tab().key == "people"


def test_coming_to_the_open_tab_again_is_no_step(
    qtbot: QtBot, context: Context, shown: Callable[[QWidget], QWidget]
) -> None:
    page, way = open_page(qtbot, context, shown), context.navigation
    way.opened.connect(page.show_place)
    way.open(Place("tidy"))
    way.open(Place("tidy"))
    way.back()
    assert way.here.screen != "tidy"
