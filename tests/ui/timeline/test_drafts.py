"""What was typed into a form of the timeline waits while another form, or another file, is open."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.timeline import queries, service
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.timeline.edit_forms import NoteEdit
from app.ui.timeline.entry_row import EntryRow
from app.ui.timeline.forms import ContactForm, VisitForm
from app.ui.timeline.timeline_card import TimelineCard, make_card
from tests.factories import make_customer


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    made = make_customer(shop, owner, "陈晓云")
    with shop.write(owner, "Entries") as unit:
        service.add_note(unit, made, "爱喝萝卜汁")
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


def contact(card: TimelineCard) -> ContactForm:
    card.open_form("contact")
    assert isinstance(card.form, ContactForm)
    return card.form


def test_opening_another_form_keeps_what_was_typed(card: TimelineCard) -> None:
    form = contact(card)
    form.topic.setText("新茶")
    form.direction.choose("out")
    card.open_form("visit")
    assert isinstance(card.form, VisitForm)
    assert not form.isVisible()
    again = contact(card)
    assert again.isVisible()
    assert again.topic.text() == "新茶"
    assert again.direction.value() == "out"


def test_a_draft_is_written_down_once_like_any_other(
    card: TimelineCard, qtbot: QtBot, shop: Shop, owner: Actor, chen: int
) -> None:
    contact(card).topic.setText("新茶")
    card.open_form("visit")
    form = contact(card)
    qtbot.keyClick(form.topic, Qt.Key.Key_Return)
    assert settle(card.context.jobs.busy)
    with shop.read(owner) as reader:
        found = [each for each in queries.stream(reader, chen) if each.kind == "contact"]
    assert len(found) == 1
    assert contact(card).topic.text() == ""


def test_another_file_keeps_the_draft_for_its_own_customer(
    card: TimelineCard, shop: Shop, owner: Actor, chen: int
) -> None:
    other = make_customer(shop, owner, "王堃")
    contact(card).topic.setText("新茶")
    card.show_record(other)
    assert settle(card.context.jobs.busy)
    assert card.form is None
    assert contact(card).topic.text() == ""
    card.show_record(chen)
    assert contact(card).topic.text() == "新茶"


def test_giving_up_forgets(card: TimelineCard, qtbot: QtBot) -> None:
    form = contact(card)
    form.topic.setText("新茶")
    qtbot.keyClick(form.topic, Qt.Key.Key_Escape)
    assert card.form is None
    assert contact(card).topic.text() == ""


def test_an_entry_being_put_in_other_words_keeps_them(card: TimelineCard, qtbot: QtBot) -> None:
    def opened() -> NoteEdit:
        row = next(r for r in card.findChildren(EntryRow) if r.item.key.stream == "note")
        card.edit(row)
        assert settle(card.context.jobs.busy)
        assert isinstance(card.form, NoteEdit)
        return card.form

    opened().words.setPlainText("爱喝胡萝卜汁")
    card.open_form("contact")
    assert opened().words.toPlainText() == "爱喝胡萝卜汁"


def test_only_so_many_drafts_are_kept(card: TimelineCard, shop: Shop, owner: Actor) -> None:
    crowd = [make_customer(shop, owner, f"客{n}") for n in range(21)]
    for each in crowd:
        card.show_record(each)
        contact(card).topic.setText("新茶")
    card.open_form("visit")
    card.show_record(crowd[0])
    assert contact(card).topic.text() == ""
    card.show_record(crowd[-1])
    assert contact(card).topic.text() == "新茶"
