"""A day's buttons: their menus are filled when they are opened."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.today.day_row import DayRow
from app.ui.today.page import TodayPage
from tests.ui.today.test_page import born, show


def test_a_menu_has_its_entries_once_opened(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    born(shop, owner, "陈欣", "1990-11-24")
    page = TodayPage(context)
    qtbot.addWidget(page)
    show(page)
    row = page.findChildren(DayRow)[0]
    done = next(each for each in row.findChildren(QPushButton) if each.text() == "Done")
    menu = done.menu()
    assert menu.isEmpty()
    for _ in range(2):  # a second opening adds nothing
        menu.aboutToShow.emit()
    words = [each.text() for each in menu.actions() if not each.isSeparator()]
    assert words[-1] == "Something else…"
    assert len(words) == len(set(words)) > 2
