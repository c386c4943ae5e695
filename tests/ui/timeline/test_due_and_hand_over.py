"""What is due stands on Today; customers are handed over with a preview and a sheet."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.audit import queries as audit
from app.core.customers.queries import ListQuery
from app.core.store.shop import Shop
from app.core.timeline import queries, service
from app.core.timeline.queries import Sheet, Who
from app.core.timeline.service import Said
from app.i18n import use_language
from app.ui.context import Context
from app.ui.joints import FILE_CARDS, LIST_ENTRIES, TODAY_CARDS
from app.ui.lending import Chosen
from app.ui.screens import settle
from app.ui.timeline.hand_over import HandOver
from app.ui.timeline.sheet import sheet_page
from app.ui.timeline.today_card import DueTodayCard, make_card
from tests.conftest import TODAY
from tests.factories import make_customer
from tests.ui.conftest import Answers

DAY = timedelta(days=1)


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner, "陈晓云", texts={Extras.handler: "小赵"})


@pytest.fixture
def card(context: Context, qtbot: QtBot) -> DueTodayCard:
    made = make_card(context)
    assert isinstance(made, DueTodayCard)
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    assert settle(context.jobs.busy)
    return made


def said(widget: DueTodayCard) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def test_nothing_due_shows_nothing(card: DueTodayCard) -> None:
    assert said(card) == []


def test_the_overdue_come_first_and_far_ones_not_at_all(
    card: DueTodayCard, context: Context, shop: Shop, owner: Actor, chen: int
) -> None:
    with shop.write(owner, "Promises") as unit:
        service.promise(unit, chen, "soon", TODAY + DAY)
        service.promise(unit, chen, "far", TODAY + 30 * DAY)
        service.promise(unit, chen, "late", TODAY - 2 * DAY, made_on=TODAY - 9 * DAY)
        service.log_touch(unit, chen, Said(topic="x", next_step="ring her", next_due=TODAY))
    assert settle(context.jobs.busy)
    words = said(card)
    places = [words.index(each) for each in ("late", "ring her", "soon")]
    assert places == sorted(places)
    assert "far" not in words
    assert "2 days late" in words
    assert "1 is late." in words


def test_it_is_settled_from_there_and_leads_to_the_file(
    card: DueTodayCard, context: Context, shop: Shop, owner: Actor, chen: int
) -> None:
    with shop.write(owner, "Promise") as unit:
        service.promise(unit, chen, "a call", TODAY)
    assert settle(context.jobs.busy)
    buttons = {b.text(): b for b in card.findChildren(QPushButton)}
    buttons["陈晓云"].click()
    assert context.navigation.here.record == chen
    buttons["Not fulfilled"].click()
    assert settle(context.jobs.busy)
    assert said(card) == []
    with shop.read(owner) as reader:
        assert queries.promises(reader, chen)[0].state == "broken"


def test_cards_and_entries_are_joined(context: Context, qtbot: QtBot) -> None:
    keys = []
    for make in (*FILE_CARDS, *TODAY_CARDS):
        made = make(context)
        qtbot.addWidget(made)
        keys.append(made.key)
    assert {"timeline", "files", "due"} <= set(keys)
    assert any(each.title == "Hand over…" for each in LIST_ENTRIES)


@pytest.fixture
def dialog(context: Context, qtbot: QtBot, chen: int) -> HandOver:
    made = HandOver(context, Who(ids=(chen,)), 1)
    qtbot.addWidget(made)
    made.show()
    assert settle(context.jobs.busy)
    return made


def test_it_counts_before_and_hands_over_with_an_undo(
    dialog: HandOver, context: Context, shop: Shop, owner: Actor
) -> None:
    make_customer(shop, owner, "乙", texts={Extras.handler: "小赵"})
    assert not dialog.go.isEnabled()
    dialog.whose.setCurrentIndex(1)
    dialog.to.setText("小孙")
    assert settle(context.jobs.busy)
    assert dialog.follows.text().startswith("2 customers change hands.")
    dialog.go.click()
    assert settle(context.jobs.busy)
    assert not dialog.isVisible()
    with shop.read(owner) as reader:
        assert dict(queries.handlers(reader)) == {"小孙": 2}
    context.undo.undo()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        assert dict(queries.handlers(reader)) == {"小赵": 2}


def test_chinese_sentences_stand_without_gaps(dialog: HandOver, context: Context) -> None:
    use_language("zh")
    try:
        dialog.to.setText("小孙")
        assert settle(context.jobs.busy)
        said = dialog.follows.text()
    finally:
        use_language("en")
    assert said.count("。") == 2
    assert "。 " not in said


def test_nobody_changes_hands_to_herself(dialog: HandOver, context: Context) -> None:
    dialog.to.setText("小赵")
    assert settle(context.jobs.busy)
    assert not dialog.go.isEnabled()
    assert "1 is looked after by 小赵 already" in dialog.follows.text()


def test_the_sheet_is_saved_and_noted(
    dialog: HandOver,
    context: Context,
    dialogs: Answers,
    shop: Shop,
    owner: Actor,
    tmp_path: Path,
) -> None:
    dialogs.file = tmp_path / "sheet.pdf"
    dialog.save.click()
    assert settle(context.jobs.busy)
    assert dialogs.file.read_bytes().startswith(b"%PDF")
    with shop.read(owner) as reader:
        assert audit.entries(reader)[0].action == "handover.sheet"


def test_a_shops_own_words_are_no_markup(shop: Shop, owner: Actor, chen: int) -> None:
    with shop.write(owner, "Promise") as unit:
        service.promise(unit, chen, "<b>2 < 3</b>", TODAY)
    with shop.read(owner) as reader:
        page = sheet_page(queries.sheet(reader, Who(ids=(chen,))), "<i>", TODAY)
    assert "&lt;b&gt;2 &lt; 3&lt;/b&gt;" in page
    assert "What &lt;i&gt; takes over" in page
    assert "Nothing is open" in sheet_page(Sheet((), ()), "", TODAY)


def test_everybody_found_is_handed_over_as_a_query(
    context: Context, shop: Shop, owner: Actor, chen: int
) -> None:
    make_customer(shop, owner, "乙")
    entry = next(each for each in LIST_ENTRIES if each.title == "Hand over…")
    entry.run(context, Chosen(ListQuery(), None, 2))
    assert settle(context.jobs.busy)
    (made,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, HandOver)]
    assert settle(context.jobs.busy)
    assert made.whose.itemText(0) == "The 2 customers chosen"
    made.reject()
    assert settle(context.jobs.busy)
