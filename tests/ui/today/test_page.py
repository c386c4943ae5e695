"""Today: days to attend to, marks, what is doubtful, the backup card."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.core.actor import Actor
from app.core.reminders import service
from app.core.reminders.queries import upcoming
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.timeline.today_card import DueTodayCard
from app.ui.today.day_row import DayRow
from app.ui.today.page import TodayPage, make_page
from tests.factories import make_customer


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> TodayPage:
    made = make_page(context)
    assert isinstance(made, TodayPage)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    return made


def show(page: TodayPage) -> None:
    page.show()
    assert settle(page.context.jobs.busy)


def said(page: TodayPage) -> str:
    labels = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    buttons = [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
    return "\n".join(labels + buttons)


def born(shop: Shop, owner: Actor, name: str, typed: str) -> int:
    return make_customer(shop, owner, name, texts={Basics.birth_date: typed})


def rows(page: TodayPage) -> list[DayRow]:
    return [each for each in page.findChildren(DayRow) if each.isVisible()]


def test_an_empty_shop_says_what_to_do(page: TodayPage) -> None:
    show(page)
    assert "Bring my Excel" in said(page)


def test_today_is_said_in_both_calendars(page: TodayPage) -> None:
    show(page)
    assert page.greeting.text() == "Sunday, 22 November 2026 · lunar 10-14"


def test_due_days_stand_above_the_coming_ones(page: TodayPage, shop: Shop, owner: Actor) -> None:
    born(shop, owner, "陈欣", "1990-11-24")
    born(shop, owner, "王堃", "1985-12-15")
    show(page)
    words = said(page)
    assert words.index("To do") < words.index("The next 30 days")
    assert [each.each.customer for each in rows(page)] == ["陈欣", "王堃"]
    assert "turns 36" in words
    assert "24 Nov" in words  # as on every other page


def test_a_lunar_birthday_tells_its_lunar_day(page: TodayPage, shop: Shop, owner: Actor) -> None:
    born(shop, owner, "陈欣", "农历1990年十月十五")
    show(page)
    words = said(page)
    assert "tomorrow" in words
    assert "lunar 10-15" in words


def test_done_with_a_word_is_kept_and_can_be_taken_back(
    page: TodayPage, shop: Shop, owner: Actor
) -> None:
    born(shop, owner, "陈欣", "1990-11-24")
    show(page)
    page._done(rows(page)[0].each, service.WORDS[0])
    assert settle(page.context.jobs.busy)
    with shop.read(owner) as reader:
        mark = upcoming(reader, reader.today, 7)[0].mark
    assert mark is not None
    assert mark.word == "greeted"
    assert "greeted" in said(page)
    page.context.undo.undo()
    assert settle(page.context.jobs.busy)
    assert "greeted" not in said(page)


def test_the_name_opens_the_file(page: TodayPage, shop: Shop, owner: Actor) -> None:
    record = born(shop, owner, "陈欣", "1990-11-24")
    show(page)
    next(each for each in page.findChildren(QPushButton) if each.text() == "陈欣").click()
    assert page.context.navigation.here == Place("customer", record=record)


def test_what_is_doubtful_is_counted(page: TodayPage, shop: Shop, owner: Actor) -> None:
    born(shop, owner, "陈欣", "1990-2-30")
    show(page)
    assert "1 customer has something" in said(page)


def test_a_late_copy_is_said(page: TodayPage, shop: Shop, owner: Actor) -> None:
    born(shop, owner, "陈欣", "1990-5-5")
    show(page)
    assert "USB stick" in said(page)


def test_opening_the_day_is_no_step_to_undo(page: TodayPage, shop: Shop, owner: Actor) -> None:
    show(page)
    assert page.context.undo.next_undo() is None


def test_an_empty_card_beside_the_days_takes_no_room(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    born(shop, owner, "陈欣", "1990-11-24")
    made = make_page(context, (DueTodayCard,))
    assert isinstance(made, TodayPage)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    show(made)
    items = (made.days.itemAt(0), made.beside.itemAt(0))
    widgets = [each.widget() for each in items if each is not None]
    tops = [each.mapTo(made, QPoint(0, 0)).y() for each in widgets if each is not None]
    assert len(tops) == 2
    assert tops[0] == tops[1]


def test_what_came_up_is_told_once_a_day(
    page: TodayPage, qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    born(shop, owner, "陈欣", "1990-11-22")
    told: list[str] = []
    context.messages.toasted.connect(lambda message: told.append(message.words))
    show(page)
    assert told == ["1 day came up since last time"]
    again = make_page(context)
    assert isinstance(again, TodayPage)
    qtbot.addWidget(again)
    show(again)
    assert [each.each.customer for each in rows(again)] == ["陈欣"]
    assert len(told) == 1


def test_tab_walks_down_the_days_and_then_beside_them(
    page: TodayPage, shop: Shop, owner: Actor, qtbot: QtBot
) -> None:
    born(shop, owner, "白一", "1990-11-22")
    born(shop, owner, "白二", "1990-11-23")
    show(page)
    page.activateWindow()
    page.take_focus(anew=True)
    named: list[str] = []
    for _ in range(8):
        qtbot.keyClick(page.window(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPushButton)
        named.append(focused.accessibleName())
    assert named[:6] == ["白一", "Done: 白一", "Later: 白一", "白二", "Done: 白二", "Later: 白二"]
    assert "Backups" in named[6:]


def test_the_cursor_stays_in_its_line_when_a_day_is_done(
    page: TodayPage, shop: Shop, owner: Actor
) -> None:
    for name in ("白一", "白二", "白三"):
        born(shop, owner, name, "1990-11-22")
    show(page)
    page.activateWindow()
    second = rows(page)[1]
    second.findChildren(QPushButton)[1].setFocus()
    page._done(second.each, "Called")
    assert settle(page.context.jobs.busy)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert rows(page)[1].isAncestorOf(focused)
