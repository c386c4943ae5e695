"""Satisfaction by keyboard: results, builder, remarks, actions, invitations."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core.actor import NAMELESS, Actor, Role
from app.core.complaints import queries as complaints
from app.core.store.shop import Shop
from app.core.surveys import queries, service
from app.core.surveys.entering import FilledSheet
from app.core.surveys.records import Half, ItemKind
from app.core.timeline import stream as timeline
from app.i18n import use_language
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.satisfaction.action_dialog import ActionDialog, HeardDialog
from app.ui.satisfaction.actions_card import ActionsCard
from app.ui.satisfaction.builder import BuilderDialog
from app.ui.satisfaction.copy_dialog import CopyDialog
from app.ui.satisfaction.invite_dialog import InviteDialog
from app.ui.satisfaction.kinds import (
    BARS,
    DERIVED,
    GROUPS,
    NPS,
    PARTS,
    PLANE_KEY,
    RADAR,
    WAVES,
)
from app.ui.satisfaction.remarks_card import RemarksCard
from app.ui.satisfaction.results_card import ResultsCard
from app.ui.satisfaction.sheet_paper import sheet_paper
from app.ui.satisfaction.sheets_card import SheetsCard
from app.ui.satisfaction.wave_dialog import WaveDialog
from app.ui.satisfaction.wave_paper import wave_paper
from app.ui.screens import settle
from tests.ui.satisfaction.shown import Made, said, show


@pytest.mark.parametrize("make", [ResultsCard, SheetsCard, RemarksCard, ActionsCard])
def test_a_shop_that_asked_nobody_is_told_what_to_do(
    qtbot: QtBot, context: Context, make: Callable[[Context], LentCard]
) -> None:
    card = make(context)
    show(qtbot, context, card)
    words = ("Nobody was asked yet", "No survey yet", "Nobody wrote yet", "weakest items")
    assert any(each in said(card) for each in words)


TEA_CHARTS = (RADAR, GROUPS, BARS, PLANE_KEY, DERIVED, NPS, WAVES, PARTS)


@pytest.mark.parametrize("key", TEA_CHARTS)
def test_every_chart_has_its_sentence_table_and_picture(
    qtbot: QtBot, context: Context, tea: Made, key: str
) -> None:
    card = ResultsCard(context)
    show(qtbot, context, card)
    assert card.charts is not None
    assert card.offered == TEA_CHARTS
    card.charts.choose(key)
    assert settle(context.jobs.busy)
    qtbot.waitUntil(lambda: card.panel.canvas.painting is not None)
    assert settle(context.jobs.busy)
    chart = card.panel.chart
    assert chart is not None
    assert "下半年" in chart.sentence
    assert "6 sheets" in chart.sentence
    assert chart.table.rows
    assert all(len(row) == len(chart.table.columns) for row in chart.table.rows)


def test_figures_say_what_moved_and_how_few_answered(
    qtbot: QtBot, context: Context, tea: Made
) -> None:
    card = ResultsCard(context)
    show(qtbot, context, card)
    words = said(card)
    assert "6 in the wave before" in words
    assert "+20.0 since the wave before" in words  # every item one of five higher
    assert "Fewer than 30 answers" in words
    card.wave.setCurrentIndex(0)
    card.wave.activated.emit(0)
    assert settle(context.jobs.busy)
    assert "上半年" in (card.panel.chart.sentence if card.panel.chart else "")


def test_an_item_leads_to_who_is_not_content(qtbot: QtBot, context: Context, tea: Made) -> None:
    card = ResultsCard(context)
    show(qtbot, context, card)
    assert card.charts is not None
    assert card.charts.value() == RADAR
    assert card.panel.chart is not None
    assert card.panel.chart.open is not None
    card.panel.chart.open(0)
    assert settle(context.jobs.busy)
    people = context.navigation.here.people
    assert people is not None
    assert len(people.ids) == 1


def test_of_nobody_there_is_nothing_to_draw(qtbot: QtBot, context: Context, tea: Made) -> None:
    card = ResultsCard(context)
    show(qtbot, context, card)
    card.whom.setCurrentIndex(1)  # the best customers: nobody bought yet
    card.whom.activated.emit(1)
    assert settle(context.jobs.busy)
    assert card.panel.chart is None


def test_the_page_of_a_wave_holds_its_figures(qtbot: QtBot, context: Context, tea: Made) -> None:
    card = ResultsCard(context)
    show(qtbot, context, card)
    assert card.found is not None
    text = wave_paper(card.found, ()).document.toPlainText()
    assert "Net promoter score" in text
    assert "下半年" in text


def test_a_ready_sheet_is_copied_and_a_wave_begun(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    dialog = CopyDialog(context, None)
    qtbot.addWidget(dialog)
    dialog.sheet.setCurrentIndex(2)
    assert "22" in dialog.questions.toPlainText()
    dialog.name.setText("服务质量")
    dialog.keep()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        survey = queries.surveys(reader)[0]
    assert (survey.name, survey.model) == ("服务质量", "servqual")
    wave = WaveDialog(context, None, survey, 0)
    qtbot.addWidget(wave)
    assert wave.name.text() == "2026, second half"
    wave.keep()
    assert settle(context.jobs.busy)
    card = SheetsCard(context)
    show(qtbot, context, card)
    assert "2026, second half" in said(card)


def test_questions_are_built_moved_and_kept(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    dialog = BuilderDialog(context, None, None, ())
    qtbot.addWidget(dialog)
    dialog.name.setText("自编")
    qtbot.keyClicks(dialog.words, "first")
    dialog.add()
    qtbot.keyClicks(dialog.words, "second")
    dialog.kind.setCurrentIndex(dialog.kind.findData(ItemKind.CHOICE))
    dialog.kind.activated.emit(0)
    dialog.choices.setPlainText("red\ngreen")
    dialog.shift(-1)
    dialog.keep()
    assert settle(context.jobs.busy)
    survey = queries_of(shop, owner)
    assert [each.words for each in survey] == ["second", "first"]
    assert survey[0].choices == ("red", "green")


def queries_of(shop: Shop, owner: Actor) -> tuple[queries.Item, ...]:
    with shop.read(owner) as reader:
        return queries.items(reader, queries.surveys(reader)[0].version_id)


def test_a_sheet_on_paper_has_every_question(made: Made) -> None:
    survey, _, items = made
    text = sheet_paper("老王茶铺", survey, items).document.toPlainText()
    assert "老王茶铺" in text
    assert all(each.words in text for each in items)
    assert text.count("☐") == 11


def test_a_remark_becomes_a_complaint_and_leaves_the_wall(
    qtbot: QtBot, context: Context, tea: Made, shop: Shop, owner: Actor
) -> None:
    card = RemarksCard(context)
    show(qtbot, context, card)
    hers = next(each for each in card.found if each.customer_id is not None)
    card._become(hers, "complaint")
    card._become(card.found[1], "read")
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        assert [each.words for each in complaints.opened(reader)] == [hers.words]
        told = timeline.stream(reader, hers.customer_id or 0, {"complaint", "survey"})
        assert {each.kind for each in told} == {"complaint", "survey"}
    assert hers.words not in said(card)
    card.which.choose(False)
    assert settle(context.jobs.busy)
    assert "became a complaint" in said(card)


def test_an_action_shows_whether_its_item_moved(
    qtbot: QtBot, context: Context, tea: Made, shop: Shop, owner: Actor
) -> None:
    survey, _, items = tea
    with shop.read(owner) as reader:
        first = queries.waves(reader, survey.id)[0]
    dialog = ActionDialog(
        context, None, survey.id, ((items[0].key, items[0].words),), wave_id=first.id
    )
    qtbot.addWidget(dialog)
    dialog.what.setText("换包装")
    dialog.keep()
    heard = HeardDialog(context, None, 1)
    qtbot.addWidget(heard)
    heard.words.setPlainText("想要小袋")
    heard.keep()
    assert settle(context.jobs.busy)
    card = ActionsCard(context)
    show(qtbot, context, card)
    words = said(card)
    assert "换包装" in words
    assert "from 1.00 to 2.00" in words
    assert "想要小袋" in words
    assert "No delivery was promised for a day" in words


def test_whoever_gave_no_name_is_said_in_the_readers_language(
    qtbot: QtBot, context: Context, tea: Made, shop: Shop, owner: Actor
) -> None:
    with shop.write(replace(owner, name=NAMELESS[Role.OWNER]), "Listening") as unit:
        service.add_listening(unit, 1, "想要小袋")
    use_language("zh")
    try:
        card = ActionsCard(context)
        show(qtbot, context, card)
        words = said(card)
    finally:
        use_language("en")
    assert "店主" in words
    assert "Owner" not in words


@pytest.mark.parametrize("wide", [760, 1016, 1500])
def test_every_way_to_answer_a_wave_is_seen_whatever_the_width(
    qtbot: QtBot, context: Context, tea: Made, wide: int
) -> None:
    card = SheetsCard(context)
    show(qtbot, context, card)
    card.resize(wide, 700)
    assert settle(context.jobs.busy)
    for each in card.findChildren(QPushButton):
        assert each.mapTo(card, each.rect().topRight()).x() < wide, each.text()


def test_an_invitation_says_whom_it_leaves_out(
    qtbot: QtBot, context: Context, tea: Made, shop: Shop, owner: Actor
) -> None:
    survey, wave, _ = tea
    dialog = InviteDialog(context, None, survey, wave)
    assert settle(context.jobs.busy)
    dialog.group.setCurrentIndex(1)
    dialog.group.activated.emit(1)
    assert settle(context.jobs.busy)
    assert "1 customer may be asked" in dialog.told.text()
    dialog.keep()
    assert settle(context.jobs.busy)
    assert context.navigation.here.people is not None
    again = InviteDialog(context, None, survey, wave)
    qtbot.addWidget(again)
    assert settle(context.jobs.busy)
    again.group.setCurrentIndex(1)
    again.group.activated.emit(1)
    assert settle(context.jobs.busy)
    assert "not long ago" in again.left.text()
    assert context.navigation.here != Place("satisfaction")


def test_a_long_wall_shows_the_newest_and_more_when_asked(
    qtbot: QtBot, context: Context, made: Made, shop: Shop, owner: Actor
) -> None:
    _, wave, items = made
    with shop.write(owner, "Sheets") as unit:
        for number in range(35):
            words = f"word {number}."
            service.enter_whole(unit, wave.id, FilledSheet({(items[1].id, Half.ONLY): words}))
    card = RemarksCard(context)
    show(qtbot, context, card)
    with shop.read(owner) as reader:
        assert card.count(reader) == 35
    assert len(card.found) == 30
    assert "word 34." in said(card)
    assert "word 0." not in said(card)
    card._older()
    assert settle(context.jobs.busy)
    assert len(card.found) == 35
    assert "Show older ones" not in said(card)
