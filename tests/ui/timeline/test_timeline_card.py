"""The timeline of a file: read, filtered, paged; contacts, visits and promises by keyboard."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.timeline import queries, service
from app.core.timeline.service import Said
from app.core.timeline.stream import KINDS
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.timeline.due_row import DueRow
from app.ui.timeline.entry_row import EntryRow
from app.ui.timeline.forms import ContactForm, PromiseForm, VisitForm
from app.ui.timeline.timeline_card import FIRST, PAGE, TimelineCard, make_card
from app.ui.timeline.told import FILTERS
from app.ui.timeline.words import ICONS
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase

DAY = timedelta(days=1)


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner, "陈晓云")


@pytest.fixture
def card(context: Context, qtbot: QtBot, chen: int) -> TimelineCard:
    made = make_card(context)
    assert isinstance(made, TimelineCard)
    qtbot.addWidget(made)
    made.resize(760, 900)
    made.show_record(chen)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settled(made)
    return made


def settled(card: TimelineCard) -> None:
    assert settle(card.context.jobs.busy)


def said(card: TimelineCard) -> str:
    return "\n".join(each.text() for each in card.findChildren(QLabel) if each.isVisible())


def rows(card: TimelineCard) -> list[EntryRow]:
    return [each for each in card.findChildren(EntryRow) if each.isVisible()]


def press(card: TimelineCard, words: str) -> None:
    found = [b for b in card.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    found[0].click()
    settled(card)


def test_a_new_file_says_what_to_do_and_where_she_stands(card: TimelineCard) -> None:
    assert "No contact yet" in said(card)
    assert any(b.text() == "Prospect" for b in card.findChildren(QPushButton))
    assert [each.item.kind for each in rows(card)] == ["change"]


def test_a_promise_is_written_down_by_keyboard_and_kept(
    card: TimelineCard, qtbot: QtBot, shop: Shop, owner: Actor, chen: int
) -> None:
    card.add[2].setFocus()
    qtbot.keyClick(card.add[2], Qt.Key.Key_Space)
    form = card.form
    assert isinstance(form, PromiseForm)
    qtbot.keyClicks(form.what, "liu liang jin cha")
    qtbot.keyClick(form.what, Qt.Key.Key_Tab)
    qtbot.keyClicks(form.due, "tomorrow")
    qtbot.keyClick(form.due, Qt.Key.Key_Return)
    settled(card)
    assert card.form is None
    with shop.read(owner) as reader:
        (made,) = queries.open_promises(reader, chen)
    assert (made.what, made.due_on) == ("liu liang jin cha", TODAY + DAY)
    assert len(card.findChildren(DueRow)) >= 1
    assert "tomorrow" in said(card)
    press(card, "Fulfilled")
    with shop.read(owner) as reader:
        assert queries.open_promises(reader, chen) == ()
    card.context.undo.undo()
    settled(card)
    assert "liu liang jin cha" in said(card)


def test_what_cannot_be_read_keeps_the_form_open(
    card: TimelineCard, qtbot: QtBot, shop: Shop, owner: Actor, chen: int
) -> None:
    card.open_form("contact")
    form = card.form
    assert isinstance(form, ContactForm)
    form.topic.setText("new tea")
    form.on.setText("one day")
    form.keep()
    assert "no day that can be read" in form.complaint.text()
    form.on.setText("2026-12-31")
    form.keep()
    settled(card)
    assert "has not come yet" in form.complaint.text()
    assert (form.topic.text(), form.keep_button.isEnabled()) == ("new tea", True)
    form.on.setText("yesterday")
    qtbot.keyClick(form.on, Qt.Key.Key_Return)
    settled(card)
    with shop.read(owner) as reader:
        (touch,) = queries.touches(reader, chen)
    assert (touch.topic, touch.on) == ("new tea", TODAY - DAY)
    assert "Last contact: 1 day ago, In the shop" in said(card)


def test_escape_gives_up_and_enter_on_cancel_does_too(
    card: TimelineCard, qtbot: QtBot, shop: Shop, owner: Actor, chen: int
) -> None:
    card.open_form("contact")
    assert isinstance(card.form, ContactForm)
    qtbot.keyClick(card.form.topic, Qt.Key.Key_Escape)
    assert card.form is None
    card.open_form("contact")
    assert isinstance(card.form, ContactForm)
    card.form.topic.setText("x")
    cancel = next(b for b in card.form.findChildren(QPushButton) if b.text() == "Cancel")
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Return)
    assert card.form is None
    settled(card)
    with shop.read(owner) as reader:
        assert queries.touches(reader, chen) == ()


def test_a_visit_asks_the_two_questions(
    card: TimelineCard, shop: Shop, owner: Actor, chen: int
) -> None:
    card.open_form("visit")
    form = card.form
    assert isinstance(form, VisitForm)
    form.same.setPlainText("也爱送礼")
    form.different.setPlainText("只买散茶")
    form.next_step.setText("寄样")
    form.next_due.setText("Friday")
    form.keep()
    settled(card)
    assert "也爱送礼" in said(card)
    press(card, "Done")
    with shop.read(owner) as reader:
        assert queries.next_steps(reader, chen) == ()


def test_chips_filter_the_entries(card: TimelineCard, shop: Shop, owner: Actor, chen: int) -> None:
    make_purchase(shop, owner, chen, TODAY - DAY, 12850)
    with shop.write(owner, "Note") as unit:
        service.add_note(unit, chen, "爱喝胡萝卜汁", "preference")
    settled(card)
    for key, kinds in (("purchase", {"purchase"}), ("note", {"note"}), ("touch", set())):
        card.filter.choose(key)
        settled(card)
        assert {each.item.kind for each in rows(card)} == kinds
    assert "Nothing of this sort yet." in said(card)


def test_older_entries_come_page_by_page(
    card: TimelineCard, shop: Shop, owner: Actor, chen: int
) -> None:
    with shop.write(owner, "Many") as unit:
        for back in range(FIRST + PAGE + 5):
            service.log_touch(unit, chen, Said(topic=f"call {back}", on=TODAY - back * DAY))
    settled(card)
    card.filter.choose("touch")
    settled(card)
    assert len(rows(card)) == FIRST
    press(card, "Show older entries")
    assert len(rows(card)) == FIRST + PAGE
    press(card, "Show older entries")
    shown = [each.item.words for each in rows(card)]
    assert shown == [f"call {back}" for back in range(FIRST + PAGE + 5)]
    assert not [b for b in card.findChildren(QPushButton) if "older" in b.text() and b.isVisible()]


def test_an_entry_is_deleted_from_its_menu_and_undone(
    card: TimelineCard, shop: Shop, owner: Actor, chen: int
) -> None:
    with shop.write(owner, "Note") as unit:
        service.add_note(unit, chen, "gone soon")
    settled(card)
    row = next(each for each in rows(card) if each.item.words == "gone soon")
    names = [each.accessibleName() for each in row.findChildren(QToolButton)]
    assert names == ["Change: gone soon", "More about: gone soon"]
    words, delete = row.entries()[-1]
    assert words == "Delete"
    delete()
    settled(card)
    assert "gone soon" not in said(card)
    card.context.undo.undo()
    settled(card)
    assert "gone soon" in said(card)


def test_the_status_is_set_by_hand_and_given_back(
    card: TimelineCard, shop: Shop, owner: Actor, chen: int
) -> None:
    def choose(words: str) -> None:
        button = next(b for b in card.findChildren(QPushButton) if b.menu() and b.isVisible())
        menu = button.menu()
        menu.aboutToShow.emit()
        next(each for each in menu.actions() if each.text() == words).trigger()
        settled(card)

    choose("Mark as a target")
    assert any(b.text() == "Target" for b in card.findChildren(QPushButton))
    choose("Lapsed")
    assert any(b.text() == "Lapsed (by hand)" for b in card.findChildren(QPushButton))
    choose("Leave it to the rule (Target)")
    with shop.read(owner) as reader:
        assert queries.status(reader, chen).by_hand is False


def test_another_customer_shows_nothing_of_the_one_before(
    card: TimelineCard, shop: Shop, owner: Actor, chen: int
) -> None:
    with shop.write(owner, "Note") as unit:
        service.add_note(unit, chen, "hers alone")
    settled(card)
    card.open_form("promise")
    other = make_customer(shop, owner, "另一位")
    card.show_record(other)
    assert card.form is None
    assert "hers alone" not in said(card)
    settled(card)
    assert "hers alone" not in said(card)


def test_every_kind_has_its_picture_and_stands_in_a_filter() -> None:
    assert set(ICONS) == set(KINDS)
    assert {kind for _, _, kinds in FILTERS for kind in kinds} == set(KINDS)
