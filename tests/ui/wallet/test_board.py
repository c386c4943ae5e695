"""The RAD board: counts, cuts by keyboard, lists behind every number, and an empty shop."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.wallet import queries, service
from app.core.wallet.rad import Cuts, Rad
from app.core.wallet.service import NewEstimate, NewPlan
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.wallet.board_card import BoardCard, make_card
from app.ui.wallet.share_dialog import ShareDialog
from app.ui.widgets.empty_state import EmptyState
from tests.factories import make_customer

NAMES = {Rad.KEEP: "保持", Rad.WIN: "争取", Rad.DEVELOP: "发展", Rad.OBSERVE: "观察"}


@pytest.fixture
def people(shop: Shop, owner: Actor) -> dict[Rad | None, int]:
    """One of each class, and one who plans without a share."""
    found: dict[Rad | None, int] = {
        rad: make_customer(shop, owner, name) for rad, name in NAMES.items()
    }
    found[None] = make_customer(shop, owner, "未分类")
    with shop.write(owner, "Shares") as unit:
        for rad, percent in ((Rad.KEEP, 80), (Rad.WIN, 20), (Rad.DEVELOP, 60), (Rad.OBSERVE, 40)):
            told = NewEstimate("said", 1000_00, ours=percent * 10_00)
            service.add_estimate(unit, found[rad], told)
        for each in (Rad.WIN, Rad.DEVELOP, None):
            service.add_plan(unit, found[each], NewPlan("茶具", 1500_00))
    return found


@pytest.fixture
def card(context: Context, qtbot: QtBot) -> BoardCard:
    made = make_card(context)
    assert isinstance(made, BoardCard)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    return made


def shown(card: BoardCard, qtbot: QtBot) -> BoardCard:
    with qtbot.waitExposed(card):
        card.show()
    assert settle(card.context.jobs.busy)
    return card


def counts(card: BoardCard) -> dict[Rad, str]:
    return {rad: field.count.text() for rad, field in card.fields.items()}


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_each_stands_in_her_field_with_her_share_and_plans(
    card: BoardCard, qtbot: QtBot, people: dict[Rad | None, int]
) -> None:
    shown(card, qtbot)
    assert counts(card) == dict.fromkeys(Rad, "1 customer")
    for rad, field in card.fields.items():
        assert [press.text() for press in field.people] == [NAMES[rad]]
    assert "60% · ¥1,500" in texts(card.fields[Rad.DEVELOP])
    assert "5 customers with a share or a plan" in card.about.text()
    assert "50% of it with us" in card.about.text()
    assert card.blank.text() == (
        "1 has no class yet. 1 of them has plans, but no share: estimate it."
    )


def test_a_cut_moved_by_keyboard_moves_the_counts_and_is_kept_with_an_undo(
    card: BoardCard, qtbot: QtBot, people: dict[Rad | None, int], shop: Shop, owner: Actor
) -> None:
    shown(card, qtbot)
    card.cuts.share_slider.setFocus()
    for _ in range(11):
        qtbot.keyClick(card.cuts.share_slider, Qt.Key.Key_Right)
    assert card.cuts.share.value() == 61
    assert counts(card)[Rad.DEVELOP] == "0 customers"
    assert counts(card)[Rad.WIN] == "2 customers"
    assert not card.fields[Rad.DEVELOP].count.isEnabled()
    with qtbot.waitSignal(card.cuts.settled):
        pass
    assert settle(card.context.jobs.busy)
    with shop.read(owner) as reader:
        assert queries.cuts(reader) == Cuts(61)
    assert [press.text() for press in card.fields[Rad.WIN].people] == ["发展", "争取"]
    card.context.undo.undo()
    assert settle(card.context.jobs.busy)
    assert card.cuts.cuts() == Cuts()
    assert counts(card)[Rad.DEVELOP] == "1 customer"


def test_the_slider_of_plans_goes_by_round_sums_and_the_line_takes_any(
    card: BoardCard, qtbot: QtBot, people: dict[Rad | None, int]
) -> None:
    shown(card, qtbot)
    qtbot.keyClick(card.cuts.plans_slider, Qt.Key.Key_Right)
    assert card.cuts.plans.value() == 2000
    assert counts(card)[Rad.KEEP] == "2 customers"
    card.cuts.plans.setValue(1499)
    assert counts(card)[Rad.KEEP] == "1 customer"


def test_every_number_leads_to_its_customers_and_every_card_to_a_file(
    card: BoardCard, qtbot: QtBot, people: dict[Rad | None, int]
) -> None:
    shown(card, qtbot)
    card.fields[Rad.WIN].count.click()
    here = card.context.navigation.here
    assert here.people is not None
    assert (here.screen, here.people.ids) == ("customers", (people[Rad.WIN],))
    assert here.people.label == "Win (A)"
    card.blank.click()
    here = card.context.navigation.here
    assert here.people is not None
    assert here.people.ids == (people[None],)
    card.fields[Rad.KEEP].people[0].click()
    assert card.context.navigation.here == Place("customer", record=people[Rad.KEEP])


def test_another_entry_moves_her_on_the_open_board(
    card: BoardCard, qtbot: QtBot, people: dict[Rad | None, int], shop: Shop, owner: Actor
) -> None:
    shown(card, qtbot)
    with shop.write(owner, "Share") as unit:
        told = NewEstimate("said", 1000_00, ours=900_00)
        service.add_estimate(unit, people[Rad.WIN], told)
    assert settle(card.context.jobs.busy)
    assert counts(card)[Rad.WIN] == "0 customers"
    assert counts(card)[Rad.DEVELOP] == "2 customers"


def test_a_shop_without_shares_says_what_to_do(card: BoardCard, qtbot: QtBot) -> None:
    shown(card, qtbot)
    assert card.body.currentIndex() == 1
    assert "No share of wallet is known yet." in texts(card)
    assert card.findChildren(EmptyState)
    card.write_share()
    dialog = card.findChildren(ShareDialog) or [
        each for each in card.window().findChildren(ShareDialog)
    ]
    assert dialog
    assert not dialog[0].finder.isHidden() or dialog[0].who.isVisible()


def test_a_larger_window_shows_more_cards(
    card: BoardCard, qtbot: QtBot, people: dict[Rad | None, int], shop: Shop, owner: Actor
) -> None:
    several = [make_customer(shop, owner, f"客{number}") for number in range(30)]
    with shop.write(owner, "Shares") as unit:
        for each in several:
            service.add_estimate(unit, each, NewEstimate("said", 1000_00, ours=900_00))
    shown(card, qtbot)
    few = len(card.fields[Rad.KEEP].people)
    card.resize(1700, 1000)
    assert settle(card.context.jobs.busy)
    assert few < len(card.fields[Rad.KEEP].people) <= 24
    card.resize(1000, 640)
    assert settle(card.context.jobs.busy)
    assert len(card.fields[Rad.KEEP].people) == few
    assert card.fields[Rad.KEEP].count.text() == "31 customers"


def test_a_company_of_eight_characters_is_named_whole(
    card: BoardCard, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    company = make_customer(shop, owner, "鹏程建材有限公司")
    with shop.write(owner, "Shares") as unit:
        service.add_estimate(unit, company, NewEstimate("said", 1000_00, ours=900_00))
    shown(card, qtbot)
    assert "鹏程建材有限公司" in [each.text() for each in card.fields[Rad.KEEP].people]
