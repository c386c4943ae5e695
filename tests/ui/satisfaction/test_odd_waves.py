"""Odd waves in the window: a dash with its reason, never a figure that is none."""

import pytest
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.surveys import queries, service
from app.core.surveys.entering import FilledSheet
from app.core.surveys.records import Half
from app.ui.context import Context
from app.ui.satisfaction.builder import BuilderDialog
from app.ui.satisfaction.entry_dialog import EntryDialog
from app.ui.satisfaction.filled_dialog import FilledDialog
from app.ui.satisfaction.kinds import BARS, DERIVED, NPS, PLANE_KEY, RADAR
from app.ui.satisfaction.results_card import ResultsCard
from app.ui.screens import settle
from tests.core.surveys.test_odd_waves import ALIKE, DRAFTS, Sheet
from tests.ui.satisfaction.shown import Made, look, said, show


@pytest.fixture
def odd(shop: Shop, owner: Actor) -> Made:
    """Three pairs, the overall question, the promoters'; nobody asked yet."""
    with shop.write(owner, "Survey") as unit:
        service.add_wave(unit, service.add_survey(unit, "odd", DRAFTS, model="csi"), "one")
    return look(shop, owner)


def fill(shop: Shop, owner: Actor, made: Made, *sheets: Sheet) -> None:
    _, wave, items = made
    ids = {each.key: each.id for each in items}
    with shop.write(owner, "Sheets") as unit:
        for each in sheets:
            answers = {(ids[key], half): value for (key, half), value in each.items()}
            service.enter_whole(unit, wave.id, FilledSheet(answers))


def rows(card: ResultsCard, context: Context, key: str) -> list[list[str]]:
    """The table twin of a chart that was chosen and drawn."""
    assert card.charts is not None
    card.charts.choose(key)
    assert settle(context.jobs.busy)
    assert card.panel.chart is not None
    return [list(each) for each in card.panel.chart.table.rows]


def test_a_wave_of_one_hides_percents_and_says_of_how_many(
    qtbot: QtBot, context: Context, odd: Made, shop: Shop, owner: Actor
) -> None:
    fill(shop, owner, odd, ALIKE | {("tea", Half.SATISFACTION): 2})
    card = ResultsCard(context)
    show(qtbot, context, card)
    words = said(card)
    assert "%" not in words.replace("percents", "")
    assert "n = 1" in words
    assert "stand on 1 answer only" in words
    assert rows(card, context, NPS)[0][4] == "–"
    assert {row[1] for row in rows(card, context, DERIVED)} == {"–"}
    assert rows(card, context, RADAR)[0][:4] == ["tea", "2.00", "–", "1"]


def test_all_alike_has_no_error_and_no_correlation(
    qtbot: QtBot, context: Context, odd: Made, shop: Shop, owner: Actor
) -> None:
    fill(shop, owner, odd, *[ALIKE] * 6)
    card = ResultsCard(context)
    show(qtbot, context, card)
    assert "±" not in said(card)
    assert {row[4] for row in rows(card, context, PLANE_KEY)} == {"Keep it up"}
    assert rows(card, context, NPS)[0][4:6] == ["+100.0", ""]
    assert {row[1] for row in rows(card, context, DERIVED)} == {"–"}
    assert "a dash" in card.panel.notes.text()


def test_an_item_nobody_answered_stands_with_a_dash(
    qtbot: QtBot, context: Context, odd: Made, shop: Shop, owner: Actor
) -> None:
    sheet = {key: value for key, value in ALIKE.items() if key[0] != "seat"}
    fill(shop, owner, odd, *[sheet] * 6)
    card = ResultsCard(context)
    show(qtbot, context, card)
    assert ["seat", "–", "–", "0", ""] in rows(card, context, RADAR)
    assert [row[0] for row in rows(card, context, BARS)] == ["tea", "cup"]
    assert [row[0] for row in rows(card, context, PLANE_KEY)] == ["tea", "cup"]


def test_a_sheet_broken_off_counts_for_what_was_said(
    qtbot: QtBot, context: Context, odd: Made
) -> None:
    survey, wave, _ = odd
    dialog = EntryDialog(context, None, survey, wave)
    qtbot.addWidget(dialog)
    dialog.open()
    assert settle(context.jobs.busy)
    dialog.keep()
    for value in (5, 3):
        dialog.view.answered.emit(value)
    dialog.reject()
    assert settle(context.jobs.busy)
    card = ResultsCard(context)
    show(qtbot, context, card)
    assert rows(card, context, RADAR)[0][:4] == ["tea", "3.00", "–", "1"]
    filled = FilledDialog(context, None, survey, wave)
    qtbot.addWidget(filled)
    filled.open()
    assert settle(context.jobs.busy)
    assert "broken off" in filled.told.text()


def test_questions_changed_after_answers_leave_old_waves_their_words(
    qtbot: QtBot, context: Context, odd: Made, shop: Shop, owner: Actor
) -> None:
    fill(shop, owner, odd, *[ALIKE] * 6)
    with shop.read(owner) as reader:
        survey = queries.surveys(reader)[0]
        items = queries.items(reader, survey.version_id)
    dialog = BuilderDialog(context, None, survey, items)
    qtbot.addWidget(dialog)
    dialog.questions.setCurrentRow(0)
    dialog.words.clear()
    qtbot.keyClicks(dialog.words, "green tea")
    dialog.keep()
    assert settle(context.jobs.busy)
    with shop.write(owner, "Wave") as unit:
        service.add_wave(unit, survey.id, "two")
    fill(shop, owner, look(shop, owner), *[ALIKE] * 5)
    card = ResultsCard(context)
    show(qtbot, context, card)
    table = rows(card, context, RADAR)
    assert table[0][:3] == ["green tea", "4.00", "4.00"]  # compared by what it is, not its words
    card.wave.setCurrentIndex(0)
    card.wave.activated.emit(0)
    assert settle(context.jobs.busy)
    assert rows(card, context, RADAR)[0][0] == "tea"
