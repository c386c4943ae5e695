"""The card of people: who is shown, and what its menus do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.core.actor import Actor
from app.core.audit import queries as audit
from app.core.customers import queries as customer_queries
from app.core.customers import service as customers
from app.core.people import queries, service
from app.core.store.shop import Shop
from app.ui.messages import Message
from app.ui.navigation import Place
from app.ui.people.card import PeopleCard
from app.ui.people.kinds_dialog import KindsDialog
from app.ui.people.link_dialog import LinkDialog
from app.ui.people.relative_dialog import RelativeDialog
from app.ui.people.share_dialog import ShareDialog
from app.ui.people.tie_dialog import TieDialog
from app.ui.screens import settle
from tests.factories import make_company, make_purchase
from tests.ui.conftest import Answers
from tests.ui.people.conftest import HOME, Circle, line, press, show


def names(card: PeopleCard) -> list[str]:
    return [each.shown.name for each in card.lines]


def said(card: PeopleCard) -> str:
    return "\n".join(each.text() for each in card.findChildren(QLabel) if each.isVisible())


def answer(card: PeopleCard, words: str) -> None:
    """Press the answer of a strip."""
    found = [b for b in card.findChildren(QAbstractButton) if b.isVisible() and b.text() == words]
    found[0].click()
    assert settle(card.context.jobs.busy)


def wait(card: PeopleCard) -> None:
    assert settle(card.context.jobs.busy)


def test_everybody_around_her_stands_on_the_card(card: PeopleCard) -> None:
    assert names(card) == ["李素芬", "李建国", "Children", "王秀英"]
    assert line(card, "李素芬").shown.what == "parent"
    assert line(card, "王秀英").shown.about == "154 1234 0000"
    assert "朵朵" not in said(card)


def test_an_empty_card_says_what_belongs_there(card: PeopleCard, circle: Circle) -> None:
    show(card, circle.wang)
    assert names(card) == []
    assert "Who belongs to 王堃?" in said(card)


def test_a_name_opens_the_file(card: PeopleCard, circle: Circle, qtbot: QtBot) -> None:
    buttons = line(card, "李素芬").findChildren(QAbstractButton)
    name = next(each for each in buttons if each.text() == "李素芬")
    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_Space)
    assert card.context.navigation.here == Place("customer", record=circle.mother)


def test_removing_a_link_has_an_undo(card: PeopleCard) -> None:
    toasts: list[Message] = []
    card.context.messages.toasted.connect(toasts.append)
    press(card, "李素芬", "Remove the link")
    assert "李素芬" not in names(card)
    assert toasts[-1].action is not None
    toasts[-1].action.do()
    wait(card)
    assert "李素芬" in names(card)


def test_children_are_shown_when_asked_and_that_is_noted(
    card: PeopleCard, shop: Shop, owner: Actor, circle: Circle
) -> None:
    press(card, "Children", "Show them")
    assert "朵朵" in names(card)
    with shop.read(owner) as reader:
        assert any(each.action == "customer.reveal" for each in audit.entries(reader))
    show(card, circle.wang)
    show(card, circle.chen)
    assert "朵朵" not in names(card)


def test_a_child_becomes_a_customer_only_after_a_clear_yes(
    card: PeopleCard, dialogs: Answers
) -> None:
    press(card, "Children", "Show them")
    dialogs.yes = False
    press(card, "朵朵", "Make a customer")
    assert dialogs.asked == ["Give 朵朵 a file of their own?"]
    assert line(card, "朵朵").shown.open is None
    dialogs.yes = True
    press(card, "朵朵", "Make a customer")
    assert line(card, "朵朵").shown.open is not None


def test_a_light_person_becomes_a_customer_unasked(card: PeopleCard, dialogs: Answers) -> None:
    press(card, "王秀英", "Make a customer")
    assert dialogs.asked == []
    assert line(card, "王秀英").shown.open is not None


def test_a_light_person_is_removed_with_an_undo(card: PeopleCard) -> None:
    press(card, "王秀英", "Remove")
    assert "王秀英" not in names(card)
    card.context.undo.undo()
    wait(card)
    assert "王秀英" in names(card)


def test_a_link_is_added_by_keyboard(
    card: PeopleCard, qtbot: QtBot, shop: Shop, owner: Actor, circle: Circle
) -> None:
    assert card.around is not None
    card.deeds.add_link(card.around)
    dialog = card.deeds.shown
    assert isinstance(dialog, LinkDialog)
    assert not dialog.go_on.isEnabled()
    qtbot.keyClicks(dialog.finder.line, "LW0009")
    wait(card)
    qtbot.keyClick(dialog.finder.line, Qt.Key.Key_Return)
    assert dialog.finder.choice is not None
    assert dialog.end_line.label.text() == "What is 王堃 to 陈晓云?"
    assert not dialog.go_on.isEnabled()
    dialog.end.setCurrentIndex(dialog.end.findData("best_friend"))
    dialog.since.put("2012-3")
    dialog.note.setPlainText("小学同学")
    dialog.keep()
    wait(card)
    assert line(card, "王堃").shown.what == "best friend"
    assert line(card, "王堃").shown.about == "since 2012-03 · 小学同学"


def test_a_refusal_is_said_in_the_dialog(card: PeopleCard, circle: Circle) -> None:
    assert card.around is not None
    link = card.around.people.links[0]
    card.deeds.add_link(card.around)
    dialog = card.deeds.shown
    assert isinstance(dialog, LinkDialog)
    dialog.finder.start("李素芬")
    wait(card)
    dialog.finder.hits.choose()
    dialog.end.setCurrentIndex(dialog.end.findData("parent"))
    dialog.keep()
    wait(card)
    assert "already" in dialog.wrong.text()
    assert dialog.isEnabled()
    assert link.link_id == circle.link
    dialog.since.put("yesterday or so")
    dialog.keep()
    assert "no date" in dialog.wrong.text()
    dialog.reject()


def test_she_herself_is_never_offered(card: PeopleCard) -> None:
    assert card.around is not None
    card.deeds.add_link(card.around)
    dialog = card.deeds.shown
    assert isinstance(dialog, LinkDialog)
    dialog.finder.start("陈晓云")
    wait(card)
    assert dialog.finder.hits.lines() == []
    assert not dialog.finder.nobody.isHidden()
    dialog.reject()


def test_a_link_is_changed(card: PeopleCard) -> None:
    press(card, "李素芬", "Change…")
    dialog = card.deeds.shown
    assert isinstance(dialog, LinkDialog)
    assert dialog.end.currentData() == "parent"
    dialog.end.setCurrentIndex(dialog.end.findData("in_law"))
    dialog.until.put("2020")
    dialog.keep()
    wait(card)
    assert line(card, "李素芬").shown.what == "in-law"
    assert line(card, "李素芬").shown.faint


def test_companies_are_offered_only_what_fits(card: PeopleCard, shop: Shop, owner: Actor) -> None:
    firm = make_company(shop, owner)
    show(card, firm)
    assert card.around is not None
    card.deeds.add_link(card.around)
    dialog = card.deeds.shown
    assert isinstance(dialog, LinkDialog)
    assert dialog.end.findData("spouse") < 0
    dialog.end.setCurrentIndex(dialog.end.findData("in_charge"))
    assert dialog.role_line.isVisibleTo(dialog)
    dialog.reject()


def test_a_person_is_added_with_a_lunar_birthday(card: PeopleCard) -> None:
    assert card.around is not None
    card.deeds.add_relative(card.around)
    dialog = card.deeds.shown
    assert isinstance(dialog, RelativeDialog)
    assert not dialog.go_on.isEnabled()
    dialog.name.setText("王大山")
    dialog.relation.setEditText("舅舅")
    dialog.birthday.put("农历1950年三月初七")
    dialog.phone.setText("15412349999")
    dialog.keep()
    wait(card)
    shown = line(card, "王大山").shown
    assert shown.what == "舅舅"
    assert shown.about == "born lunar 1950-03-07 · 154 1234 9999"


@pytest.mark.parametrize("what", ["birthday", "phone"])
def test_what_cannot_be_read_is_said(card: PeopleCard, what: str) -> None:
    press(card, "王秀英", "Change…")
    dialog = card.deeds.shown
    assert isinstance(dialog, RelativeDialog)
    assert dialog.relation.currentText() == "外婆"
    if what == "birthday":
        dialog.birthday.put("someday")
    else:
        dialog.phone.setText("???")
    dialog.keep()
    assert "is no" in dialog.wrong.text()
    dialog.reject()


def test_a_person_of_the_file_is_said_to_be_a_customer(card: PeopleCard) -> None:
    press(card, "王秀英", "Is a customer already…")
    dialog = card.deeds.shown
    assert isinstance(dialog, TieDialog)
    dialog.finder.start("王堃")
    wait(card)
    dialog.finder.hits.choose()
    dialog.keep()
    wait(card)
    assert "王秀英" not in names(card)
    assert line(card, "王堃").shown.about == "外婆"


def test_a_household_is_joined_only_by_a_yes(
    card: PeopleCard, shop: Shop, owner: Actor, circle: Circle
) -> None:
    assert "One household: 陈晓云, 李素芬?" in said(card)
    assert "same phone: 154 1234 5678" in said(card)
    answer(card, "One household")
    assert "One household:" not in said(card)
    with shop.read(owner) as reader:
        assert [e.name for e in queries.household(reader, circle.chen)] == ["李素芬"]


def test_a_no_to_a_household_stays(card: PeopleCard) -> None:
    answer(card, "No")
    assert "One household:" not in said(card)


def test_a_referral_becomes_a_link_by_a_yes(card: PeopleCard) -> None:
    assert '"Referred by LW0009": is that our customer 王堃?' in said(card)
    answer(card, "Link them")
    assert line(card, "王堃").shown.what == "introduced by"


def test_a_changed_address_is_offered_shown_and_copied(
    card: PeopleCard, shop: Shop, owner: Actor, circle: Circle
) -> None:
    with shop.write(owner, "Home") as unit:
        service.join(unit, [circle.chen, circle.mother])
        customers.edit_text(unit, circle.mother, {Basics.home_address: HOME})
    with shop.write(owner, "Move") as unit:
        customers.edit_text(unit, circle.chen, {Basics.home_address: "青坪镇南门7号"})
    wait(card)
    assert "1 member of the household still has" in said(card)
    answer(card, "Look and copy…")
    dialog = card.deeds.shown
    assert isinstance(dialog, ShareDialog)
    assert not dialog.go_on.isEnabled()
    assert dialog.chosen() == ()
    dialog.boxes[0].setChecked(True)
    dialog.keep()
    wait(card)
    with shop.read(owner) as reader:
        home = customer_queries.profile(reader, circle.mother).value(Basics.home_address)
    assert home is not None
    assert home.text == "青坪镇南门7号"
    assert "still has" not in said(card)


def test_what_she_brought_says_its_days(
    card: PeopleCard, shop: Shop, owner: Actor, circle: Circle
) -> None:
    with shop.write(owner, "Brought") as unit:
        service.add_link(unit, circle.chen, circle.wang, "introduced")
    make_purchase(shop, owner, circle.wang, shop.clock.today(), 12800)
    wait(card)
    expected = "Brought 1 customer, who bought for ¥128.00 (all time until 22 Nov 2026)."
    assert expected in said(card)


def test_own_kinds_are_added_and_deleted(card: PeopleCard, qtbot: QtBot) -> None:
    card.deeds.kinds()
    dialog = card.deeds.shown
    assert isinstance(dialog, KindsDialog)
    wait(card)
    for line_, words in zip(dialog.names, ("师父", "master", "徒弟", "apprentice"), strict=True):
        line_.setText(words)
    qtbot.keyClick(dialog.names[0], Qt.Key.Key_Return)
    wait(card)
    assert any("师父 / master" in each.text() for each in dialog.findChildren(QLabel))
    dialog.names[0].setText("师父")
    dialog.add.click()
    wait(card)
    assert "already" in dialog.wrong.text()
    delete = next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "Delete")
    delete.click()
    wait(card)
    assert any(each.text() == "None yet." for each in dialog.findChildren(QLabel))
    dialog.accept()


def test_the_menu_offers_copying_only_to_a_household(card: PeopleCard) -> None:
    menu = QMenu(card)
    card.fill_menu(menu)
    assert [each.text() for each in menu.actions()] == [
        "Link to a customer…",
        "Somebody who is no customer…",
        "Our own kinds of links…",
    ]


def test_everything_can_be_reached_and_has_a_name(card: PeopleCard) -> None:
    for each in card.findChildren(QAbstractButton):
        if each.isVisible():
            assert each.accessibleName()
            assert each.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_customer_who_is_gone_leaves_the_card_empty(card: PeopleCard) -> None:
    show(card, 999)
    assert card.around is None
    assert card.lines == []
