"""Share, plans, class and tier on a customer's file: read, written, settled and undone."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.wallet import queries, service
from app.core.wallet.service import NewEstimate
from app.core.worth import queries as worth
from app.core.worth import service as worth_service
from app.core.worth.tiers import Tier
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.wallet.file_card import WalletCard, make_card
from app.ui.wallet.grade_dialog import GradeDialog
from app.ui.wallet.plan_dialog import LostDialog, PlanDialog
from app.ui.wallet.share_dialog import ShareDialog
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase

DAY = timedelta(days=1)


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    who = make_customer(shop, owner, "陈晓云")
    make_purchase(shop, owner, who, TODAY, 600_00)
    return who


@pytest.fixture
def card(context: Context, qtbot: QtBot, chen: int) -> WalletCard:
    made = make_card(context)
    assert isinstance(made, WalletCard)
    qtbot.addWidget(made)
    made.resize(760, 700)
    made.show_record(chen)
    with qtbot.waitExposed(made):
        made.show()
    assert settle(context.jobs.busy)
    return made


def said(card: WalletCard) -> str:
    return "\n".join(each.text() for each in card.findChildren(QLabel) if each.isVisible())


def press(card: WalletCard, words: str) -> None:
    found = [b for b in card.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    found[0].click()
    assert settle(card.context.jobs.busy)


def test_a_new_file_says_that_nothing_is_known(card: WalletCard) -> None:
    words = said(card)
    assert "Nobody knows yet what she spends in all." in words
    assert "No share yet, so no class." in words
    assert 'The rule says "The good": place 1 of 1, ¥180 left over' in words
    assert "One of the best" in words


def test_a_share_is_written_down_by_keyboard(card: WalletCard, qtbot: QtBot) -> None:
    card.share_button.click()
    dialog = card.findChild(ShareDialog)
    assert dialog is not None
    assert settle(card.context.jobs.busy)
    assert dialog.ours.placeholderText() == "¥600, from her purchases"
    qtbot.keyClicks(dialog.total, "1500")
    assert dialog.makes.text() == "That makes a share of 40%."
    assert dialog.go_on.isDefault()
    dialog.go_on.click()
    assert settle(card.context.jobs.busy)
    words = said(card)
    assert "40%" in words
    assert "Observe" in words
    assert "¥600 with us of ¥1,500 · Our guess" in words
    card.context.undo.undo()
    assert settle(card.context.jobs.busy)
    assert "Nobody knows yet" in said(card)


def test_a_rank_tells_a_share_and_a_total_below_ours_is_said_to_be_wrong(
    card: WalletCard, qtbot: QtBot
) -> None:
    card.write_share()
    dialog = card.findChild(ShareDialog)
    assert dialog is not None
    dialog.made_by.choose("rank")
    assert not dialog.total_line.isVisible()
    dialog.shops.setValue(3)
    assert dialog.makes.text() == "That makes a share of 50%."
    dialog.rank.setValue(9)
    assert "number 9 of 3" in dialog.makes.text()
    dialog.keep()
    assert settle(card.context.jobs.busy)
    assert "number 9 of 3" in dialog.wrong.text()
    dialog.made_by.choose("said")
    dialog.total.setText("500")
    assert settle(card.context.jobs.busy)
    assert "she would spend less in all than with us" in dialog.makes.text()
    dialog.total.setText("lots")
    dialog.keep()
    assert "no amount that can be read" in dialog.wrong.text()
    dialog.reject()


def test_older_estimates_are_folded_and_can_be_deleted(
    card: WalletCard, shop: Shop, owner: Actor, chen: int
) -> None:
    with shop.write(owner, "Shares") as unit:
        for ago, total in ((9, 1000_00), (1, 2000_00)):
            told = NewEstimate("said", total, on=TODAY - ago * DAY, ours=600_00)
            service.add_estimate(unit, chen, told)
    assert settle(card.context.jobs.busy)
    assert "of ¥1,000" not in said(card)
    press(card, "1 earlier estimate")
    assert "of ¥1,000" in said(card)
    with shop.read(owner) as reader:
        newest = queries.wallet(reader, chen).estimates[0]
    card._delete_estimate(newest)
    assert settle(card.context.jobs.busy)
    assert "60%" in said(card)


def test_a_plan_is_written_changed_lost_and_opened_again(
    card: WalletCard, qtbot: QtBot, shop: Shop, owner: Actor, chen: int
) -> None:
    card.plan_button.click()
    dialog = card.findChild(PlanDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.what, "tea set")
    qtbot.keyClicks(dialog.amount, "1200")
    qtbot.keyClicks(dialog.due, "in 60 days")
    dialog.chance.setCurrentText("likely")
    dialog.keep()
    assert settle(card.context.jobs.busy)
    with shop.read(owner) as reader:
        plan = queries.wallet(reader, chen).plans[0]
    assert (plan.amount, plan.chance, plan.chance_words) == (1200_00, 70, "likely")
    assert plan.due_on == TODAY + 60 * DAY
    assert "There are plans, but no share yet" in said(card)
    card.write_plan(plan)
    change = next(each for each in card.findChildren(PlanDialog) if each is not dialog)
    assert (change.what.text(), change.amount.text()) == ("tea set", "1200")
    change.chance.setCurrentText("35%")
    change.keep()
    assert settle(card.context.jobs.busy)
    assert "35%" in said(card)
    press(card, "Elsewhere…")
    lost = card.findChild(LostDialog)
    assert lost is not None
    qtbot.keyClicks(lost.where, "rival")
    lost.keep()
    assert settle(card.context.jobs.busy)
    assert "Bought elsewhere" in said(card)
    assert "rival" in said(card)
    press(card, "Open again")
    press(card, "Bought here")
    assert "Bought with us" in said(card)


def test_a_plan_of_nobody_or_of_nothing_is_not_kept(context: Context, card: WalletCard) -> None:
    dialog = PlanDialog(context, card, None)
    dialog.keep()
    assert "Look for the customer first" in dialog.wrong.text()
    share = ShareDialog(context, card, None)
    share.keep()
    assert "Look for the customer first" in share.wrong.text()
    assert settle(context.jobs.busy)
    empty = PlanDialog(context, card, card.record)
    empty.keep()
    assert settle(context.jobs.busy)
    assert "nothing to keep" in empty.wrong.text()
    for each in (dialog, share, empty):
        each.reject()


def test_a_tier_by_hand_and_back_to_the_rule(
    card: WalletCard, shop: Shop, owner: Actor, chen: int
) -> None:
    card.grade_button.click()
    dialog = card.findChild(GradeDialog)
    assert dialog is not None
    dialog.tier.choose(Tier.POOR)
    dialog.reason.setText("从不付清")
    dialog.keep()
    assert settle(card.context.jobs.busy)
    words = said(card)
    assert "The bad" in words
    assert "从不付清" in words
    assert 'The rule says "The good"' in words
    card.context.undo.undo()
    assert settle(card.context.jobs.busy)
    with shop.read(owner) as reader:
        assert worth.grade(reader, chen).given is None


def test_a_privilege_is_given_from_the_menu_and_ended(
    card: WalletCard, shop: Shop, owner: Actor, chen: int
) -> None:
    with shop.write(owner, "Privilege") as unit:
        worth_service.add_privilege(unit, "新茶先尝")
    assert settle(card.context.jobs.busy)
    menu = next(each for each in card.findChildren(QMenu) if each.actions())
    menu.actions()[0].trigger()
    assert settle(card.context.jobs.busy)
    with shop.read(owner) as reader:
        given = worth.given_to(reader, [chen])[chen]
    assert [each.name for each in given] == ["新茶先尝"]
    card._end(given[0])
    assert settle(card.context.jobs.busy)
    with shop.read(owner) as reader:
        assert worth.given_to(reader, [chen]) == {}
