"""Something is written while somebody reads: the entries that did not change stay as they are."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.timeline import service
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.timeline.entry_row import EntryRow
from app.ui.timeline.timeline_card import FIRST, TimelineCard
from app.ui.timeline.told import tell
from tests.factories import make_customer


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner, "陈晓云")


@pytest.fixture
def card(context: Context, qtbot: QtBot, chen: int, owner: Actor) -> TimelineCard:
    made = TimelineCard(context)
    qtbot.addWidget(made)
    made.resize(760, 900)
    made.show_record(chen)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    for words in ("first", "second"):
        write(made, words, owner, chen)
    return made


def write(card: TimelineCard, words: str, owner: Actor, chen: int) -> int:
    with card.context.shop.write(owner, "Note") as unit:
        found: int = service.add_note(unit, chen, words)
    assert settle(card.context.jobs.busy)
    return found


def rows(card: TimelineCard) -> dict[str, EntryRow]:
    """By their words, from top to bottom."""
    places = (card.entries.itemAt(number) for number in range(card.entries.count()))
    widgets = [place.widget() for place in places if place is not None]
    return {each.item.words: each for each in widgets if isinstance(each, EntryRow)}


def test_the_cursor_stays_in_a_row_that_stays(card: TimelineCard, owner: Actor, chen: int) -> None:
    before = rows(card)
    pencil = before["first"].pencil
    assert pencil is not None
    pencil.setFocus()
    write(card, "third", owner, chen)
    after = rows(card)
    assert after.keys() == {"third", *before}
    assert all(after[words] is row and row.isVisible() for words, row in before.items())
    assert pencil.hasFocus()
    lines = [card.entries.itemAt(number) for number in range(card.entries.count())]
    assert len(lines) == 2 * len(after)  # a hairline over each


def test_tab_goes_down_the_rows_whichever_was_made_first(
    card: TimelineCard, owner: Actor, chen: int
) -> None:
    after = QPushButton("what follows", card)  # as another card of the file
    after.show()
    for number in range(FIRST):
        write(card, f"more {number}", owner, chen)
    top_down = [each.pencil for each in rows(card).values() if each.pencil]
    assert len(top_down) == FIRST - 1  # one tells of the new file
    walked: list[QWidget] = [card.add[0]]
    while (following := walked[-1].nextInFocusChain()) not in (None, card.add[0]):
        assert following is not None
        walked.append(following)
    assert [each for each in walked if each in top_down] == top_down
    order = [walked.index(each) for each in (top_down[0], top_down[-1], card.more, after)]
    assert order == sorted(order)


def test_what_was_written_while_one_entry_after_the_other_was_edited(
    card: TimelineCard, owner: Actor, chen: int
) -> None:
    before = rows(card)
    card.edit(before["first"])
    assert settle(card.context.jobs.busy)
    meanwhile = write(card, "meanwhile", owner, chen)
    card.edit(before["second"])
    assert settle(card.context.jobs.busy)
    assert card.form is not None
    assert card.form.isVisible()
    at = card.entries.indexOf(card.form)
    assert card.entries.indexOf(before["second"]) == at + 1
    card.close_form()
    assert settle(card.context.jobs.busy)
    assert rows(card).keys() == {"meanwhile", *before}
    assert all(each.isVisible() for each in rows(card).values())
    with card.context.shop.write(owner, "Gone") as unit:
        service.delete_note(unit, meanwhile)
    assert settle(card.context.jobs.busy)
    assert rows(card) == before
    assert card.entries.count() == 2 * len(before)  # a hairline over each, and nothing else


def test_a_row_that_was_edited_and_left_is_seen_again(
    card: TimelineCard, owner: Actor, chen: int
) -> None:
    before = rows(card)
    card.edit(before["first"])
    assert settle(card.context.jobs.busy)
    row_id = write(card, "meanwhile", owner, chen)
    assert not before["first"].isVisible()
    card.close_form()
    assert settle(card.context.jobs.busy)
    assert rows(card)["first"] is before["first"]
    assert before["first"].isVisible()
    with card.context.shop.write(owner, "Gone") as unit:
        service.delete_note(unit, row_id)
    assert settle(card.context.jobs.busy)
    assert rows(card) == before


def test_on_another_day_all_are_made_anew(
    card: TimelineCard, owner: Actor, chen: int, shop: Shop
) -> None:
    before = rows(card)
    with shop.read(owner) as reader:
        told = tell(reader, chen, "all", FIRST)
    card._show(told)
    assert rows(card) == before
    card._show(replace(told, today=told.today + timedelta(days=1)))
    after = rows(card)
    assert after.keys() == before.keys()
    assert all(after[words] is not row for words, row in before.items())
