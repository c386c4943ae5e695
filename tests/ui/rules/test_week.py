"""The page of this week: what waits, what is done about it, by mouse and by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.rules import queries
from app.core.rules.terms import ThresholdTerms
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.rules.page import WeekPage, make_page
from app.ui.rules.week_card import WeekCard
from app.ui.rules.week_paper import week_html
from app.ui.screens import settle
from tests.core.rules.shops import LEVEL, Book


@pytest.fixture
def book(shop: Shop, owner: Actor) -> Book:
    return Book(shop, owner)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> WeekPage:
    made = make_page(context)
    assert isinstance(made, WeekPage)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    return made


def opened(page: WeekPage, place: Place | None = None) -> WeekCard:
    """The first tab, its answers arrived."""
    page.show_place(place or Place("week"))
    page.show()
    assert settle(page.context.jobs.busy)
    card = page.lent[0]
    assert isinstance(card, WeekCard)
    return card


def three_people(book: Book) -> list[int]:
    """Three who reached the level, the one with the most money first."""
    book.rule(ThresholdTerms((LEVEL,)), name="年度满额")
    found = [book.person(f"V{number}") for number in range(3)]
    for number, each in enumerate(found):
        book.buy(each, 300_000 - number * 50_000)
    book.look()
    return found


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def later_menu(card: WeekCard) -> QMenu:
    """What the first line offers under "Later"."""
    found = [each for each in card.rows[0].menu().findChildren(QMenu) if each.title() == "Later"]
    return found[0]


def test_no_rule_leads_to_the_rules(page: WeekPage, context: Context) -> None:
    card = opened(page)
    assert "No rule is on yet" in words(card)
    (go,) = [e for e in card.findChildren(QPushButton) if e.text() == "Look at the rules"]
    go.click()
    assert context.navigation.here == Place("week", detail="rules")


def test_rules_that_found_nothing_say_so(page: WeekPage, book: Book) -> None:
    book.rule(ThresholdTerms((LEVEL,)))
    assert "Nothing is to do" in words(opened(page))


def test_what_waits_stands_by_rule_with_reason_and_money(page: WeekPage, book: Book) -> None:
    people = three_people(book)
    card = opened(page)
    assert [each.each.customer_id for each in card.rows] == people
    said = words(card)
    assert "3 things to do · ¥7,500 at stake" in said
    assert "年度满额" in said
    assert "Has bought for ¥3,000 in all and so passed ¥1,000. Offer: 九折券" in said


def test_done_is_asked_what_came_of_it_and_can_be_taken_back(
    page: WeekPage, book: Book, context: Context
) -> None:
    three_people(book)
    card = opened(page)
    card.rows[0].setFocus()
    QTest.keyClick(card.rows[0], Qt.Key.Key_Return)
    assert card.dialog is not None
    assert card.dialog.given.text() == "九折券"
    card.dialog.outcome.setPlainText("很高兴")
    QTest.keyClick(card.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert settle(context.jobs.busy)
    assert len(card.rows) == 2
    with book.shop.read(book.owner) as reader:
        (settled,) = queries.lately_settled(reader)
    assert (settled.outcome, settled.given) == ("很高兴", "九折券")
    context.undo.undo()
    assert settle(context.jobs.busy)
    assert len(card.rows) == 3


def test_up_down_and_space_choose_several(page: WeekPage, book: Book, context: Context) -> None:
    three_people(book)
    card = opened(page)
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Down)
    assert card.rows[0].hasFocus()
    QTest.keyClick(card.rows[0], Qt.Key.Key_Space)
    QTest.keyClick(card.rows[0], Qt.Key.Key_Down)
    assert card.rows[1].hasFocus()
    QTest.keyClick(card.rows[1], Qt.Key.Key_Space)
    assert card.bar.isVisible()
    assert card.bar.said.text() == "2 chosen · ¥5,500"
    card.bar.listing.click()
    here = context.navigation.here
    assert here.people is not None
    assert list(here.people.ids) == [each.each.customer_id for each in card.rows[:2]]
    card.bar.none.click()
    assert not card.bar.isVisible()
    assert not card.chosen


def test_several_are_set_aside_at_once(
    page: WeekPage, book: Book, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_people(book)
    card = opened(page)
    card.choose_all()
    monkeypatch.setattr("PySide6.QtWidgets.QInputDialog.getText", lambda *_, **__: ("staff", True))
    card.bar.aside.click()
    assert settle(context.jobs.busy)
    assert card.rows == []
    assert not card.bar.isVisible()
    assert "Nothing is to do" in words(card)


def test_later_offers_a_week_and_a_month(page: WeekPage, book: Book, context: Context) -> None:
    three_people(book)
    card = opened(page)
    later = later_menu(card)
    assert [each.text() for each in later.actions() if each.text()] == [
        "In a week", "In a month", "On a day…",
    ]  # fmt: skip
    later.actions()[0].trigger()
    assert settle(context.jobs.busy)
    assert len(card.rows) == 2


def test_a_day_that_cannot_be_read_is_said(
    page: WeekPage, book: Book, context: Context, dialogs: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_people(book)
    card = opened(page)
    monkeypatch.setattr("PySide6.QtWidgets.QInputDialog.getText", lambda *_, **__: ("soon", True))
    later = later_menu(card)
    later.actions()[-1].trigger()
    assert settle(context.jobs.busy)
    assert len(card.rows) == 3
    assert "soon" in str(getattr(dialogs, "problems")[0])  # noqa: B009


def test_one_customers_own(page: WeekPage, book: Book) -> None:
    people = three_people(book)
    card = opened(page, Place("week", people[1]))
    assert [each.each.customer_id for each in card.rows] == [people[1]]
    opened(page, Place("week"))
    assert len(card.rows) == 3


def test_the_filter_shows_one_rule(page: WeekPage, book: Book) -> None:
    three_people(book)
    second = book.rule(ThresholdTerms((LEVEL,)), name="Other")
    book.look()
    card = opened(page)
    assert len(card.rows) == 6
    card.rule.setCurrentIndex(card.rule.findData(second))
    card.rule.activated.emit(card.rule.currentIndex())
    assert settle(page.context.jobs.busy)
    assert {each.each.rule_id for each in card.rows} == {second}


def test_everybody_behind_it_as_a_list(page: WeekPage, book: Book, context: Context) -> None:
    people = three_people(book)
    card = opened(page)
    (behind,) = [e for e in card.findChildren(QPushButton) if e.text() == "3 people"]
    for press in (behind, card.listing):
        context.navigation.open(Place("week"))
        press.click()
        assert settle(context.jobs.busy)
        assert context.navigation.here.people is not None
        assert list(context.navigation.here.people.ids) == people


def test_more_than_the_first_few_unfold(page: WeekPage, book: Book) -> None:
    book.rule(ThresholdTerms((LEVEL,)))
    for _ in range(12):
        book.buy(book.person(), 100_000)
    book.look()
    card = opened(page)
    assert len(card.rows) == 10
    (more,) = [e for e in card.findChildren(QPushButton) if e.text() == "Show 2 more"]
    more.click()
    assert settle(page.context.jobs.busy)
    assert len(card.rows) == 12


def test_the_paper_escapes_what_people_wrote(page: WeekPage, book: Book, context: Context) -> None:
    book.rule(ThresholdTerms((LEVEL,)), name="<b>满额</b>")
    book.buy(book.person(), 100_000)
    book.look()
    card = opened(page)
    assert card.week is not None
    html = week_html(card.week, context)
    assert "&lt;b&gt;满额" in html
    assert "☐" in html


def test_every_line_and_editor_has_a_name(
    page: WeekPage, book: Book, shown: Callable[[QWidget], QWidget]
) -> None:
    three_people(book)
    shown(page)
    assert settle(page.context.jobs.busy)
    card = page.lent[0]
    assert isinstance(card, WeekCard)
    assert all(each.accessibleName() and each.check.accessibleName() for each in card.rows)
