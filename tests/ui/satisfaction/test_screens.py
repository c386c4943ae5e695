"""Satisfaction by keyboard: results, entry, paper, the customers' screen, builder, remarks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.complaints import queries as complaints
from app.core.errors import Refused
from app.core.store.shop import Shop
from app.core.surveys import queries, service
from app.core.surveys.entering import FilledSheet
from app.core.surveys.records import Half, ItemKind
from app.core.timeline import stream as timeline
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.satisfaction.action_dialog import ActionDialog, HeardDialog
from app.ui.satisfaction.actions_card import ActionsCard
from app.ui.satisfaction.builder import BuilderDialog
from app.ui.satisfaction.charts import CHARTS, RADAR
from app.ui.satisfaction.copy_dialog import CopyDialog
from app.ui.satisfaction.entry_dialog import EntryDialog
from app.ui.satisfaction.invite_dialog import InviteDialog
from app.ui.satisfaction.kiosk import Kiosk
from app.ui.satisfaction.remarks_card import RemarksCard
from app.ui.satisfaction.results_card import ResultsCard
from app.ui.satisfaction.sheet_paper import sheet_paper
from app.ui.satisfaction.sheets_card import SheetsCard
from app.ui.satisfaction.typing_dialog import TypingDialog, read_line
from app.ui.satisfaction.wave_dialog import WaveDialog
from app.ui.satisfaction.wave_paper import wave_paper
from app.ui.screens import settle
from tests.core.surveys.sheets import add_tea_survey
from tests.factories import make_customer

Made = tuple[queries.Survey, queries.Wave, tuple[queries.Item, ...]]


def look(shop: Shop, owner: Actor) -> Made:
    with shop.read(owner) as reader:
        survey = queries.surveys(reader)[0]
        return (
            survey,
            queries.waves(reader, survey.id)[-1],
            queries.items(reader, survey.version_id),
        )


@pytest.fixture
def made(shop: Shop, owner: Actor) -> Made:
    """NPS with one wave, nobody asked yet."""
    with shop.write(owner, "Survey") as unit:
        service.add_wave(unit, service.copy_sheet(unit, "nps", "推荐"), "五月")
    return look(shop, owner)


@pytest.fixture
def tea(shop: Shop, owner: Actor) -> Made:
    """Twelve pairs, two waves; in the second one everybody is happier."""
    who = make_customer(shop, owner, "王堃", "LW0001")
    with shop.write(owner, "Survey") as unit:
        survey = add_tea_survey(unit)
        items = queries.items(unit, queries.surveys(unit)[0].version_id)
        for wave, better in (("上半年", 0), ("下半年", 1)):
            wave_id = service.add_wave(unit, survey, wave)
            for number in range(6):
                answers: dict[tuple[int, Half], int | str] = {}
                for place, each in enumerate(items[:12]):
                    answers[each.id, Half.IMPORTANCE] = 1 + (place + number) % 5
                    answers[each.id, Half.SATISFACTION] = min(5, 1 + (place % 4) + better)
                answers[items[12].id, Half.ONLY] = 3 + better
                answers[items[13].id, Half.ONLY] = 6 + number % 5
                answers[items[14].id, Half.ONLY] = f"{wave}第{number}句话"
                sheet = FilledSheet(answers, customer_id=None if number else who)
                service.enter_whole(unit, wave_id, sheet)
    return look(shop, owner)


def show(qtbot: QtBot, context: Context, card: QWidget) -> None:
    qtbot.addWidget(card)
    card.resize(1200, 760)
    card.show()
    assert settle(context.jobs.busy)


def said(widget: QWidget) -> str:
    found = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    found += [each.text() for each in widget.findChildren(QPushButton) if each.isVisible()]
    return "\n".join(found)


def sheets(shop: Shop, owner: Actor, wave: queries.Wave) -> list[dict[tuple[int, Half], int | str]]:
    with shop.read(owner) as reader:
        found = reversed(queries.responses(reader, wave.id))
        return [dict(queries.answers(reader, each.id)) for each in found]


@pytest.mark.parametrize("make", [ResultsCard, SheetsCard, RemarksCard, ActionsCard])
def test_a_shop_that_asked_nobody_is_told_what_to_do(
    qtbot: QtBot, context: Context, make: Callable[[Context], LentCard]
) -> None:
    card = make(context)
    show(qtbot, context, card)
    words = ("Nobody was asked yet", "No survey yet", "Nobody wrote yet", "weakest items")
    assert any(each in said(card) for each in words)


@pytest.mark.parametrize("key", CHARTS)
def test_every_chart_has_its_sentence_table_and_picture(
    qtbot: QtBot, context: Context, tea: Made, key: str
) -> None:
    card = ResultsCard(context)
    show(qtbot, context, card)
    card.charts.choose(key)
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


def test_digits_answer_and_every_answer_is_kept_at_once(
    qtbot: QtBot, context: Context, made: Made, shop: Shop, owner: Actor
) -> None:
    survey, wave, items = made
    dialog = EntryDialog(context, None, survey, wave)
    qtbot.addWidget(dialog)
    dialog.open()
    assert settle(context.jobs.busy)
    dialog.keep()
    view = dialog.view
    QTest.keyClick(view, Qt.Key.Key_1)  # may become a ten
    assert settle(context.jobs.busy)
    assert sheets(shop, owner, wave) == []
    QTest.keyClick(view, Qt.Key.Key_0)
    assert settle(context.jobs.busy)
    assert sheets(shop, owner, wave) == [{(items[0].id, Half.ONLY): 10}]
    assert view.words is not None
    view.words.setPlainText("茶好")
    view._say()
    assert settle(context.jobs.busy)
    assert sheets(shop, owner, wave)[0][items[1].id, Half.ONLY] == "茶好"
    assert "1 sheet is in" in said(dialog)
    dialog.keep()
    QTest.keyClick(view, Qt.Key.Key_9)
    QTest.keyClick(view.words or view, Qt.Key.Key_Escape)
    dialog.reject()
    assert settle(context.jobs.busy)
    assert [len(each) for each in sheets(shop, owner, wave)] == [2, 1]


def test_backspace_goes_back_and_another_digit_replaces(
    qtbot: QtBot, context: Context, tea: Made, shop: Shop, owner: Actor
) -> None:
    survey, wave, items = tea
    dialog = EntryDialog(context, None, survey, wave)
    qtbot.addWidget(dialog)
    dialog.open()
    assert settle(context.jobs.busy)
    dialog.keep()
    for key in (Qt.Key.Key_3, Qt.Key.Key_Backspace, Qt.Key.Key_5, Qt.Key.Key_7, Qt.Key.Key_Return):
        QTest.keyClick(dialog.view, key)
    dialog.reject()
    assert settle(context.jobs.busy)
    assert sheets(shop, owner, wave)[-1] == {(items[0].id, Half.IMPORTANCE): 5}


def test_a_line_of_digits_is_a_sheet(
    qtbot: QtBot, context: Context, tea: Made, shop: Shop, owner: Actor
) -> None:
    survey, wave, items = tea
    dialog = TypingDialog(context, None, survey, wave)
    qtbot.addWidget(dialog)
    dialog.open()
    assert settle(context.jobs.busy)
    dialog.number.setText("P1")
    dialog.card.setText("lw0001")
    dialog.answers.setText("54 " + "-" * 22 + "4 x")
    dialog.keep()
    assert settle(context.jobs.busy)
    found = sheets(shop, owner, wave)[-1]
    assert found == {
        (items[0].id, Half.IMPORTANCE): 5,
        (items[0].id, Half.SATISFACTION): 4,
        (items[12].id, Half.ONLY): 4,
        (items[13].id, Half.ONLY): 10,
    }
    dialog.number.setText("P1")
    dialog.answers.setText("9")
    dialog.keep()
    assert "no answer" in dialog.wrong.text()
    dialog.answers.setText("5")
    dialog.keep()
    assert settle(context.jobs.busy)
    assert "already" in dialog.wrong.text()
    asked = [(items[0], Half.IMPORTANCE)]
    with pytest.raises(Refused, match="1 answers; 2 were typed"):
        read_line("55", asked)


class Elsewhere:
    """What the program's own shortcuts would have done."""

    def __init__(self) -> None:
        self.heard = 0

    def hear(self) -> None:
        """Count."""
        self.heard += 1


@pytest.fixture
def kiosk(qtbot: QtBot, context: Context, made: Made) -> Kiosk:
    survey, wave, _ = made
    window = Kiosk(context, survey, wave, thanks_ms=1, forgotten_ms=60_000)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window, before_close_func=lambda each: setattr(each, "_may_close", True))
    window.resize(1000, 700)
    window.show()
    assert settle(context.jobs.busy)
    return window


def test_a_customer_answers_is_thanked_and_the_next_one_begins(
    kiosk: Kiosk, qtbot: QtBot, context: Context, made: Made, shop: Shop, owner: Actor
) -> None:
    _, wave, items = made
    kiosk.begin()
    kiosk.view.answered.emit(8)
    kiosk.view.answered.emit(None)
    qtbot.waitUntil(lambda: kiosk.body.currentIndex() == 0)
    assert settle(context.jobs.busy)
    assert sheets(shop, owner, wave) == [{(items[0].id, Half.ONLY): 8}]
    with shop.read(owner) as reader:
        assert queries.responses(reader, wave.id)[0].way == "self"


def test_nothing_leaves_the_customers_screen(kiosk: Kiosk, qtbot: QtBot) -> None:
    elsewhere = Elsewhere()
    QShortcut(QKeySequence("Ctrl+K"), kiosk).activated.connect(elsewhere.hear)
    kiosk.begin()
    for key, held in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(kiosk.view, key, held)
    kiosk.close()
    assert kiosk.isVisible()
    assert elsewhere.heard == 0


def test_it_comes_back_in_front_within_a_second(kiosk: Kiosk, qtbot: QtBot) -> None:
    assert kiosk._front.interval() < 1000
    kiosk.showMinimized()
    QApplication.sendEvent(kiosk, QEvent(QEvent.Type.WindowDeactivate))
    assert kiosk._front.isActive()
    qtbot.waitUntil(lambda: kiosk.isFullScreen() and not kiosk.isMinimized())


def test_a_wrong_password_does_not_open_it(
    kiosk: Kiosk, qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk._ask_password()
    kiosk.password.setText("guess")
    kiosk.leave()
    assert settle(context.jobs.busy)
    assert kiosk.isVisible()
    assert kiosk.password_line.below.text()
    kiosk.start_again()
    assert kiosk.body.currentIndex() == 0


def test_left_standing_the_screen_is_free_again_and_what_was_said_stays(
    kiosk: Kiosk, context: Context, made: Made, shop: Shop, owner: Actor
) -> None:
    kiosk.begin()
    kiosk.view.answered.emit(3)
    kiosk._gone()
    assert settle(context.jobs.busy)
    assert kiosk.body.currentIndex() == 0
    assert len(sheets(shop, owner, made[1])) == 1


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
    QApplication.processEvents()
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
