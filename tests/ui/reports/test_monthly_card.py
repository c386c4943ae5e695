"""The monthly report on the screen: one page, another month, nothing yet."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.products.queries import Sold
from app.core.reports.queries import Leaving
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.reports.monthly_card import MonthlyCard
from app.ui.reports.monthly_paper import monthly_paper
from app.ui.screens import settle
from tests.factories import make_customer, make_purchase


def show(qtbot: QtBot, context: Context) -> MonthlyCard:
    card = MonthlyCard(context)
    qtbot.addWidget(card)
    card.resize(1000, 760)
    card.show()
    assert settle(context.jobs.busy)
    return card


def test_the_last_whole_month_on_one_page_and_another_one(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    who = make_customer(shop, owner, "王<堃>")
    for month, fen in ((9, 10_000), (10, 12_500), (11, 5_000)):
        make_purchase(shop, owner, who, date(2026, month, 3), fen)
    card = show(qtbot, context)
    assert card.paper is not None
    text = card.paper.document.toPlainText()
    assert "2026-10" in text
    assert "¥125.00" in text
    assert "+25%" in text
    assert card.paper.count() == 1
    card.months.setCurrentIndex(card.months.findText("2026-11"))
    card.months.activated.emit(0)
    assert settle(context.jobs.busy)
    assert "up to 2026-11-22" in card.paper.document.toPlainText()


def test_a_full_month_stays_on_one_page(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    make_purchase(shop, owner, make_customer(shop, owner), date(2026, 10, 3), 10_000)
    card = show(qtbot, context)
    assert card.made is not None
    assert card.made.found is not None
    assert card.made.image is not None
    why = (
        "Used to come every 73.5 days, silent for 183 days now; nothing bought since May, "
        "¥5,761 in as many days before."
    )
    leaving = tuple(Leaving(n, f"柳溪鹏程酒店有限公司第{n}分店", why) for n in range(5))
    sellers = tuple(Sold(n, "陈皮普洱", 9, 1_437_180, 4, date(2026, 10, 3)) for n in range(5))
    full = replace(
        card.made.found, leaving=leaving, leaving_count=444, sellers=sellers, complaints_received=7
    )
    assert monthly_paper("小满茶果铺", full, card.made.image).count() == 1


def test_arrows_walk_along_its_numbers_and_enter_lists_whom_they_count(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    who, other = (make_customer(shop, owner, name) for name in ("王堃", "李娜"))
    make_purchase(shop, owner, who, date(2026, 9, 3), 10_000)
    for each in (who, other):
        make_purchase(shop, owner, each, date(2026, 10, 3), 10_000)
    opened: list[Place] = []
    context.navigation.opened.connect(opened.append)
    card = show(qtbot, context)
    keys = [each.key for each in card.view.links()]
    assert keys[:3] == ["bought", "bought-before", "new"]
    for key, whom in (("bought", {who, other}), ("bought-before", {who}), ("new", {other})):
        qtbot.keyClick(card.view, Qt.Key.Key_Right)
        qtbot.keyClick(card.view, Qt.Key.Key_Return)
        assert settle(context.jobs.busy)
        people = opened[-1].people
        assert people is not None
        assert set(people.ids) == whom, key
    qtbot.keyClick(card.view, Qt.Key.Key_Left)
    qtbot.keyClick(card.view, Qt.Key.Key_Return)
    assert settle(context.jobs.busy)
    assert opened[-1].people is not None
    assert set(opened[-1].people.ids) == {who}
    assert "the month before" in opened[-1].people.label


def test_without_purchases_it_says_what_it_needs(qtbot: QtBot, context: Context) -> None:
    card = show(qtbot, context)
    words = [each.text() for each in card.findChildren(QLabel) if each.isVisible()]
    assert "There is no month to report on yet" in words
    assert not card.print_button.isEnabled()
