"""What is half typed stands there again after locking, and no dialog stays over a locked shop."""

import json

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.drafts.queries import drafts
from app.core.purchases import queries as purchases
from app.core.store.shop import Shop
from app.ui.complaints.entry_dialog import EntryDialog
from app.ui.context import Context
from app.ui.drafts import Drafts
from app.ui.house import Inside
from app.ui.main_window import Window
from app.ui.messages import Message
from app.ui.navigation import Place
from app.ui.purchases.new_page import PurchasePage
from app.ui.screens import settle
from app.ui.session import Session
from app.ui.timeline.timeline_card import TimelineCard
from app.ui.widgets.typed import type_again, typed
from tests.factories import make_customer

HERE = Place("customer", record=1)


def kept(shop: Shop, owner: Actor) -> dict[str, str]:
    with shop.read(owner) as reader:
        return drafts(reader)


def again(context: Context, shop: Shop, owner: Actor) -> Drafts:
    """What the next session would find."""
    found = context.drafts.to_keep()
    assert found is not None
    made = Drafts()
    made.load(found)
    return made


def test_open_forms_are_asked_and_gone_ones_are_not(qtbot: QtBot) -> None:
    book, form, gone = Drafts(), QWidget(), QWidget()
    qtbot.addWidget(form)
    said = {"text": ""}
    book.watch(form, "a", HERE, lambda: said if said["text"] else None)
    book.watch(gone, "b", HERE, lambda: {"text": "lost with its form"})
    gone.deleteLater()
    qtbot.waitUntil(lambda: book.to_keep() is None)
    said["text"] = "half"
    assert set(book.to_keep() or {}) == {"a"}
    assert book.to_keep() is None  # known by now
    book.not_kept()
    assert book.to_keep() is not None
    book.collect()
    book.forget("a")  # by the dialog that the lock closes
    assert book.waiting() == ("a",)
    assert book.place_of("a") == HERE
    assert book.take("a") == {"text": "half"}
    assert book.take("a") is None


@pytest.mark.parametrize("words", ["", "[]", "{", '{"typed": {}}', '{"place": [1], "typed": []}'])
def test_what_another_version_wrote_is_left(words: str) -> None:
    book = Drafts()
    book.load({"a": words})
    assert book.place_of("a") is None
    assert book.take("a") is None


def test_a_half_written_visit_stands_open_again(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    record = make_customer(shop, owner, "陈晓云")
    card = TimelineCard(context)
    qtbot.addWidget(card)
    card.show_record(record)
    card.open_form("visit")
    assert context.drafts.to_keep() is None  # nothing typed yet
    form = card.form
    assert form is not None
    lines = form.findChildren(QLineEdit)
    lines[0].setText("想换一套茶具")
    form.keep_button.setEnabled(False)  # as while it is being written down
    assert context.drafts.to_keep() is None
    form.keep_button.setEnabled(True)
    before = typed(form.findChildren(QLineEdit))
    context.drafts.collect()
    second = TimelineCard(context)
    qtbot.addWidget(second)
    second.show_record(record)
    assert second.form is not None
    assert typed(second.form.findChildren(QLineEdit)) == before
    second.close_form()
    assert context.drafts.to_keep() is None


def test_a_half_entered_purchase_comes_back_with_its_lines(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    record = make_customer(shop, owner, "王堃", "LW0009")
    page = PurchasePage(context)
    qtbot.addWidget(page)
    page.show_place(Place("new_purchase", record=record))
    page.show()
    assert settle(context.jobs.busy)
    first = page.rows.rows[0]
    first.item.setText("龙井")
    first.quantity.setText("2")
    first.price.setText("64")
    first._reckon()
    first.gift.setChecked(True)
    page.note.editor.setText("年底送礼")  # type: ignore[attr-defined]
    context.drafts.collect()
    second = PurchasePage(context)
    qtbot.addWidget(second)
    second.show_place(Place("new_purchase"))
    second.show()
    assert settle(context.jobs.busy)
    assert "王堃" in second.finder.line.text()
    second.save()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        (found,) = purchases.of_customer(reader, record)
    assert (found.amount, found.note) == (12800, "年底送礼")
    assert context.drafts.to_keep() is None


def test_another_purchase_first_loses_nothing(context: Context, qtbot: QtBot, shop: Shop) -> None:
    page = PurchasePage(context)
    qtbot.addWidget(page)
    page.show_place(Place("new_purchase"))
    page.show()
    page.note.editor.setText("三斤红茶")  # type: ignore[attr-defined]
    page.show_place(Place("new_purchase", detail="repeat:0"))
    assert page.note.editor.text() == ""  # type: ignore[attr-defined]
    page.show_place(Place("new_purchase"))
    assert page.note.editor.text() == "三斤红茶"  # type: ignore[attr-defined]


def test_a_half_told_complaint_is_told_on(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    dialog = EntryDialog(context, None)
    qtbot.addWidget(dialog)
    assert settle(context.jobs.busy)
    dialog.words.setPlainText("茶叶受潮")
    dialog.wish.setText("换一罐")
    context.drafts.collect()
    dialog.reject()
    second = EntryDialog(context, None)
    qtbot.addWidget(second)
    assert settle(context.jobs.busy)
    assert (second.words.toPlainText(), second.wish.text()) == ("茶叶受潮", "换一罐")
    second.reject()
    assert context.drafts.to_keep() is None


def test_editors_say_and_take_what_json_holds(
    context: Context, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    dialog = EntryDialog(context, None)
    qtbot.addWidget(dialog)
    assert settle(context.jobs.busy)
    said = json.loads(json.dumps(typed(dialog._editors())))
    type_again(dialog._editors(), ["x"] * len(said))  # nothing breaks on what does not fit
    type_again(dialog._editors(), said)
    assert typed(dialog._editors()) == said


def test_locking_keeps_what_is_typed_and_closes_every_dialog(
    qtbot: QtBot, window: Window, shop: Shop, owner: Actor
) -> None:
    record = make_customer(shop, owner, "陈晓云")
    window.enter(Inside(shop, owner))
    session = window.session
    assert session is not None
    assert settle(session.jobs.busy)
    dialog = EntryDialog(session.context, window, record, "陈晓云")
    dialog.show()
    dialog.words.setPlainText("茶叶受潮")
    plain = QDialog(window)
    plain.show()
    window.ways.unlock = lambda folder: window.show_scene(QLabel)  # type: ignore[method-assign]
    shop.close, closed = (lambda: None), shop.close  # type: ignore[method-assign]
    window.lock()
    assert not plain.isVisible()
    qtbot.waitUntil(lambda: not window.background.busy())
    assert list(kept(shop, owner)) == [f"complaint:{record}"]
    shop.close = closed  # type: ignore[method-assign]


def test_the_next_session_offers_to_go_on(
    session: Session, qtbot: QtBot, shop: Shop, owner: Actor
) -> None:
    assert settle(session.jobs.busy)
    record = make_customer(shop, owner, "陈晓云")
    dialog = EntryDialog(session.context, None, record)
    qtbot.addWidget(dialog)
    dialog.words.setPlainText("茶叶受潮")
    session.note_drafts()
    assert settle(session.jobs.busy)
    heard: list[Message] = []
    session.messages.bannered.connect(heard.append)
    session._tell_drafts(kept(shop, owner))
    (banner,) = heard
    assert banner.action is not None
    banner.action.do()
    assert session.context.navigation.here == Place("customer", record, "complaints")
