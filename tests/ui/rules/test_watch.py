"""The rules are gone through by themselves: with the day, and after what is entered."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.purchases import service as purchases
from app.core.rules.terms import ThresholdTerms
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.rules.today_card import RulesToday, make_card
from app.ui.screens import settle
from tests.core.rules.shops import LEVEL, TODAY, Book


def test_what_is_entered_in_the_window_is_found_at_once(
    shop: Shop, owner: Actor, context: Context
) -> None:
    book = Book(shop, owner)
    book.rule(ThresholdTerms((LEVEL,)))
    chen = book.person()
    context.jobs.write("New purchase", lambda unit: purchases.enter(unit, chen, TODAY, 100_000))
    assert settle(context.jobs.busy)
    assert [each.customer_id for each in book.waiting()] == [chen]
    context.undo.undo()
    assert settle(context.jobs.busy)
    assert book.waiting() == []


def test_looking_is_no_step_to_take_back(shop: Shop, owner: Actor, context: Context) -> None:
    book = Book(shop, owner)
    book.rule(ThresholdTerms((LEVEL,)))
    book.buy(book.person(), 100_000)
    assert settle(context.jobs.busy)
    assert len(book.waiting()) == 1
    assert context.undo.next_undo() is None


def test_a_shop_without_rules_writes_nothing(shop: Shop, owner: Actor, context: Context) -> None:
    Book(shop, owner).person()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        acts = reader.connection.exec_driver_sql("SELECT title FROM act").scalars().all()
    assert acts == ["New customer"]


def test_today_shows_the_first_few_and_leads_to_all(
    shop: Shop, owner: Actor, context: Context, qtbot: QtBot
) -> None:
    card = make_card(context)
    assert isinstance(card, RulesToday)
    qtbot.addWidget(card)
    card.show()
    assert settle(context.jobs.busy)
    assert card.findChildren(QPushButton) == []
    book = Book(shop, owner)
    book.rule(ThresholdTerms((LEVEL,)))
    for number in range(4):
        book.buy(book.person(f"V{number}"), 100_000)
    assert settle(context.jobs.busy)
    shown = [each.text() for each in card.findChildren(QPushButton) if each.isVisible()]
    assert shown[-1] == "Show all 4 of this week"
    assert len(shown) == 4
    card.findChildren(QPushButton)[-1].click()
    assert context.navigation.here == Place("week")
