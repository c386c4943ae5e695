"""Entries of the timeline are put in other words where they stand, by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.timeline import queries, service
from app.core.timeline.service import Said
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.timeline.edit_forms import ContactEdit, NoteEdit, PromiseEdit, VisitEdit
from app.ui.timeline.entry_row import EntryRow
from app.ui.timeline.timeline_card import TimelineCard, make_card
from tests.factories import make_customer


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    made = make_customer(shop, owner, "陈晓云")
    with shop.write(owner, "Entries") as unit:
        service.add_note(unit, made, "爱喝萝卜汁")
        service.log_touch(unit, made, Said("phone", "out", "新茶", next_step="寄样"))
        service.visit(unit, made, Said("visit", "out", same="爱喝茶", different="不要糖"))
        service.promise(unit, made, "留两斤", to_whom="她母亲")
    return made


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
    assert settle(context.jobs.busy)
    return made


def row_of(card: TimelineCard, stream: str, kind: str) -> EntryRow:
    rows = [each for each in card.findChildren(EntryRow) if each.isVisible()]
    return next(r for r in rows if (r.item.key.stream, r.item.kind) == (stream, kind))


def edited(card: TimelineCard, qtbot: QtBot, stream: str, kind: str) -> EntryRow:
    entry = row_of(card, stream, kind)
    assert entry.pencil is not None
    entry.pencil.setFocus()
    qtbot.keyClick(entry.pencil, Qt.Key.Key_Return)
    assert settle(card.context.jobs.busy)
    return entry


def test_a_note_is_changed_by_keyboard_and_the_cursor_comes_back(
    card: TimelineCard, qtbot: QtBot, shop: Shop, owner: Actor, chen: int
) -> None:
    edited(card, qtbot, "note", "note")
    form = card.form
    assert isinstance(form, NoteEdit)
    assert form.words.toPlainText() == "爱喝萝卜汁"
    form.words.setPlainText("爱喝胡萝卜汁")
    form.kind.setCurrentIndex(form.kind.findData("preference"))
    qtbot.keyClick(form.on, Qt.Key.Key_Return)
    assert settle(card.context.jobs.busy)
    with shop.read(owner) as reader:
        assert [each.text for each in queries.preferences(reader, chen)] == ["爱喝胡萝卜汁"]
    again = row_of(card, "note", "note")
    assert again.item.words == "爱喝胡萝卜汁"
    assert QApplication.focusWidget() is again.pencil
    assert card.form is None


def test_escape_gives_up_and_the_entry_stands_there_again(card: TimelineCard, qtbot: QtBot) -> None:
    entry = edited(card, qtbot, "note", "note")
    form = card.form
    assert isinstance(form, NoteEdit)
    assert entry.isHidden()
    form.words.setPlainText("wrong")
    qtbot.keyClick(form.on, Qt.Key.Key_Escape)
    assert entry.isVisible()
    assert card.form is None
    assert QApplication.focusWidget() is entry.pencil


def test_contacts_visits_and_promises_have_their_forms(
    card: TimelineCard, qtbot: QtBot, shop: Shop, owner: Actor, chen: int
) -> None:
    edited(card, qtbot, "touch", "contact")
    contact = card.form
    assert isinstance(contact, ContactEdit)
    assert (contact.topic.text(), contact.direction.value()) == ("新茶", "out")
    contact.topic.setText("老茶")
    contact.keep()
    assert settle(card.context.jobs.busy)
    edited(card, qtbot, "touch", "visit")
    visit = card.form
    assert isinstance(visit, VisitEdit)
    visit.different.setPlainText("要糖")
    visit.keep()
    assert settle(card.context.jobs.busy)
    edited(card, qtbot, "promise", "promise")
    promise = card.form
    assert isinstance(promise, PromiseEdit)
    assert promise.to_whom.text() == "她母亲"
    promise.what.setText("留三斤")
    promise.keep()
    assert settle(card.context.jobs.busy)
    with shop.read(owner) as reader:
        told = {each.kind: each for each in queries.touches(reader, chen)}
        assert (told["contact"].topic, told["contact"].next_step) == ("老茶", "寄样")
        assert (told["visit"].same_as_others, told["visit"].unlike_others) == ("爱喝茶", "要糖")
        assert [each.what for each in queries.open_promises(reader, chen)] == ["留三斤"]


def test_what_is_typed_survives_a_change_from_elsewhere(
    card: TimelineCard, qtbot: QtBot, chen: int
) -> None:
    edited(card, qtbot, "note", "note")
    form = card.form
    assert isinstance(form, NoteEdit)
    form.words.setPlainText("half a sentence")
    card.context.jobs.write("Other", lambda unit: service.add_note(unit, chen, "另一条"))
    assert settle(card.context.jobs.busy)
    assert card.form is form
    assert form.words.toPlainText() == "half a sentence"
    form.given_up.emit()
    assert settle(card.context.jobs.busy)
    shown = [r.item.words for r in card.findChildren(EntryRow) if r.isVisible()]
    assert "另一条" in shown


def test_an_emptied_entry_is_refused_and_purchases_have_no_pencil(
    card: TimelineCard, qtbot: QtBot
) -> None:
    edited(card, qtbot, "promise", "promise")
    form = card.form
    assert isinstance(form, PromiseEdit)
    form.what.clear()
    form.keep()
    assert settle(card.context.jobs.busy)
    assert "nothing to keep" in form.complaint.text()
    assert form.isVisible()
    assert row_of(card, "act", "change").pencil is None
