"""Lifetimes, losing one and tiers: the course's numbers, own numbers, lists behind each."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.customers.queries import Hit
from app.core.store.shop import Shop
from app.core.worth import queries, service
from app.core.worth.tiers import Tier
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.screens import settle
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import holder, row
from app.ui.worth import lifetime_card, losing_card, sources, tiers_card
from app.ui.worth.amounts_table import AMOUNT
from app.ui.worth.privileges_dialog import PrivilegesDialog
from tests.conftest import TODAY
from tests.factories import make_company, make_customer, make_purchase

DAY = timedelta(days=1)
Show = Callable[[LentCard], LentCard]


@pytest.fixture
def people(shop: Shop, owner: Actor) -> list[int]:
    """Six who spent 500, 300, 150, 50, 1 and 1 this year, five of them last year too."""
    found = []
    for number, yuan in enumerate((500, 300, 150, 50, 1, 1)):
        who = make_customer(shop, owner, f"客{number}")
        make_purchase(shop, owner, who, TODAY - number * DAY, yuan * 100)
        if number:
            make_purchase(shop, owner, who, TODAY - 400 * DAY, 100)
        found.append(who)
    return found


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(card: LentCard) -> LentCard:
        qtbot.addWidget(card)
        card.resize(1000, 640)
        with qtbot.waitExposed(card):
            card.show()
        assert settle(card.context.jobs.busy)
        return card

    return shown


def said(card: QWidget) -> str:
    return "\n".join(each.text() for each in card.findChildren(QLabel) if each.isVisible())


def press(card: LentCard, words: str) -> None:
    found = [b for b in card.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    found[0].click()
    assert settle(card.context.jobs.busy)


@pytest.fixture
def life(context: Context, show: Show) -> lifetime_card.LifetimeCard:
    card = show(lifetime_card.make_card(context))
    assert isinstance(card, lifetime_card.LifetimeCard)
    return card


def test_the_course_s_customer_is_the_first_example(life: lifetime_card.LifetimeCard) -> None:
    assert life.today.text() == "£117,591.77 worth today"
    assert "£185,000 in all, from 10 purchases a year apart; 10% a year, the first one" in said(
        life
    )
    life.spacing.setValue(4)
    assert life.today.text() == "£44,007.87 worth today"
    life.source.setCurrentIndex(life.source.findData(sources.COURSE_OF_B))
    assert settle(life.context.jobs.busy)
    assert life.today.text() == "£38,691.38 worth today"
    assert life.retention.later.text() == "£266.67"
    assert life.retention.at_once.text() == "£366.67"


def test_amounts_are_typed_added_and_taken_away(life: lifetime_card.LifetimeCard) -> None:
    model = life.table.amounts
    assert model.rowCount() == 10
    assert model.setData(model.index(0, AMOUNT), "11,000.50")
    assert life.found.steps[0].amount == Fraction(1100050, 100)
    assert not model.setData(model.index(0, AMOUNT), "lots")
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    life.add_purchase()
    assert life.found.steps[10].amount == 20000
    for _ in range(11):
        life.take_purchase()
    assert life.today.text() == "£0 worth today"
    assert not life.fewer.isEnabled()
    life.add_purchase()
    assert model.data(model.index(0, AMOUNT)) == "£100"


def test_own_numbers_say_window_and_number(
    people: list[int], life: lifetime_card.LifetimeCard
) -> None:
    life.source.setCurrentIndex(life.source.findData(sources.PEOPLE))
    assert settle(life.context.jobs.busy)
    assert "6 customers bought 6 times from 2025-11-23 to 2026-11-22: ¥167 a year" in said(life)
    assert "Of 5 who bought the year before, 5 did again: 100% stay. Few" in said(life)
    assert life.found.steps[0].amount == Fraction(1002, 6)
    assert life.retention.kept.value() == 100
    life.source.setCurrentIndex(life.source.findData(sources.COMPANIES))
    assert settle(life.context.jobs.busy)
    assert "None of them bought in the last 365 days." in said(life)
    assert life.today.text() == "¥0 worth today"


def test_one_customer_year_by_year(people: list[int], life: lifetime_card.LifetimeCard) -> None:
    life.source.setCurrentIndex(life.source.findData(sources.ONE))
    assert settle(life.context.jobs.busy)
    assert life.who.isVisible()
    assert "Look for a customer." in said(life)
    life.finder._set(Hit(people[1], None, "客1", "individual", ""))
    assert settle(life.context.jobs.busy)
    assert [each.amount for each in life.found.steps] == [1, 300]
    assert "客1: 2 purchases in 2 years" in said(life)


@pytest.fixture
def losing(context: Context, show: Show) -> losing_card.LosingCard:
    card = show(losing_card.make_card(context))
    assert isinstance(card, losing_card.LosingCard)
    return card


def test_without_purchases_the_course_s_numbers_stand(losing: losing_card.LosingCard) -> None:
    assert losing.big.text() == (
        "1 customer goes over: the other shop is 2 ahead, and earns ¥20 more."
    )
    assert "these are the course's numbers" in said(losing)


def test_own_numbers_and_the_course_s(people: list[int], losing: losing_card.LosingCard) -> None:
    assert losing.customers.value() == 6
    assert losing.profit.value() == 50.1
    losing.whose.choose(losing_card.COURSE)
    assert settle(losing.context.jobs.busy)
    losing.leavers.setValue(25)
    assert "50 ahead, and earns ¥500 more" in losing.big.text()
    losing.years_slider.setValue(30)
    losing.brings.setValue(0.5)
    assert "¥2,250 more" in losing.big.text()
    losing.leavers.setValue(100)
    assert "Nobody is left to us" in losing.rest.text()
    losing.customers.setValue(10)
    assert losing.leavers.value() == 10


def test_sliders_go_by_keyboard_and_the_line_can_be_dragged(
    losing: losing_card.LosingCard, qtbot: QtBot
) -> None:
    qtbot.keyClick(losing.leavers_slider, Qt.Key.Key_Right)
    assert losing.leavers.value() == 2
    qtbot.waitUntil(lambda: losing._handle is not None)
    handle = losing._handle
    assert handle is not None
    losing._moved("leavers", handle.low + (handle.high - handle.low) / 2)
    assert losing.leavers.value() == 50
    assert losing.panel.chart is not None
    table = losing.panel.chart.table
    assert [row[0] for row in table.rows] == ["1", "2", "10", "25", "50"]
    assert table.rows[4] == ("50", "50", "150", "100", "200%", "¥1,000")


@pytest.fixture
def tiers(context: Context, show: Show, people: list[int]) -> tiers_card.TiersCard:
    card = show(tiers_card.make_card(context))
    assert isinstance(card, tiers_card.TiersCard)
    return card


def test_each_tier_leads_to_its_customers(
    tiers: tiers_card.TiersCard, people: list[int], shop: Shop, owner: Actor
) -> None:
    words = said(tiers)
    assert "6 customers bought, from 2025-11-23 to 2026-11-22." in words
    assert "By what is left over, 30% of revenue" in words
    assert "Few customers: read it with care." in words
    assert "The best 10% are 1 customer, with 49.9% of revenue." in words
    press(tiers, "3 customers")
    here = tiers.context.navigation.here
    assert here.people is not None
    assert here.people.ids == tuple(people[:3])
    tiers.all_best.click()
    here = tiers.context.navigation.here
    assert here.people is not None
    assert (here.people.label, here.people.ids) == ("The best", (people[0],))


def test_a_grade_by_hand_stands_among_the_differing(
    tiers: tiers_card.TiersCard, people: list[int], shop: Shop, owner: Actor
) -> None:
    assert "By hand otherwise" not in said(tiers)
    with shop.write(owner, "Grade") as unit:
        service.give_tier(unit, people[5], Tier.GOOD, "x")
        service.give_tier(unit, make_company_in(unit), Tier.POOR, "y")
    assert settle(tiers.context.jobs.busy)
    assert '"The good" by hand, "The not so good" by the rule' in said(tiers)
    tiers.kinds.choose(True)
    assert settle(tiers.context.jobs.busy)
    assert '"The bad" by hand; no purchase in this window' in said(tiers)


def make_company_in(unit: object) -> int:
    from app.catalogue.enterprise import CompanyBasics
    from app.core.customers import service as customers

    return customers.create(unit, "company", {CompanyBasics.company_name: "金日"})  # type: ignore[arg-type]


def test_what_is_said_of_each_begins_at_one_line(qtbot: QtBot) -> None:
    names = [button(each, look="name") for each in ("王", "柳溪春晖律师事务所第二十七分店")]
    lines = [holder(row(each)) for each in names]
    tiers_card.level(lines, 20, 2_000)
    wide = names[1].sizeHint().width()
    assert [each.minimumWidth() for each in names] == [wide, wide]
    tiers_card.level(lines, 20, 90)
    assert [each.minimumWidth() for each in names] == [90, 90]


def test_privileges_are_listed_edited_and_given_to_all_of_the_best(
    tiers: tiers_card.TiersCard, people: list[int], shop: Shop, owner: Actor, qtbot: QtBot
) -> None:
    tiers.edit_privileges()
    dialog = tiers.window().findChild(PrivilegesDialog)
    assert dialog is not None
    assert settle(tiers.context.jobs.busy)
    qtbot.keyClicks(dialog.name, "tasting")
    dialog.add()
    assert settle(tiers.context.jobs.busy)
    assert [name.text() for name, _ in dialog.lines] == ["tasting"]
    dialog.name.setText("tasting")
    dialog.add()
    assert settle(tiers.context.jobs.busy)
    assert "already" in dialog.wrong.text()
    name, _ = dialog.lines[0]
    name.setText("first tasting")
    name.editingFinished.emit()
    assert settle(tiers.context.jobs.busy)
    dialog.accept()
    menu = next(each for each in tiers.findChildren(QMenu) if each.actions())
    assert [each.text() for each in menu.actions()] == ["first tasting"]
    menu.actions()[0].trigger()
    assert settle(tiers.context.jobs.busy)
    with shop.read(owner) as reader:
        assert list(queries.given_to(reader, people)) == [people[0]]
    assert "first tasting" in said(tiers)


def test_companies_have_tiers_of_their_own_and_nobody_is_said_so(
    context: Context, show: Show, shop: Shop, owner: Actor
) -> None:
    card = show(tiers_card.make_card(context))
    assert isinstance(card, tiers_card.TiersCard)
    assert "Nobody bought anything in this window." in said(card)
    make_purchase(shop, owner, make_company(shop, owner, "金日"), TODAY, 10_00)
    assert settle(context.jobs.busy)
    card.kinds.choose(True)
    assert settle(context.jobs.busy)
    assert "1 company bought" in said(card)
