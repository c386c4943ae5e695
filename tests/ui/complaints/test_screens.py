"""The board by mouse and keyboard, one complaint's page, entry, figures, lists and hours."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.audit import queries as audit
from app.core.complaints import queries, service
from app.core.complaints.records import Severity, Stage, Step
from app.core.complaints.service import NewComplaint
from app.core.store.shop import Shop
from app.ui.complaints.board_card import BoardCard
from app.ui.complaints.entry_dialog import EntryDialog
from app.ui.complaints.figures_card import MONTHS, FiguresCard
from app.ui.complaints.file_card import ComplaintsFileCard
from app.ui.complaints.list_card import ListCard
from app.ui.complaints.lists_card import ListsCard, read_spans, span_words
from app.ui.complaints.page import ComplaintPage
from app.ui.complaints.today_card import ComplaintsTodayCard
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.widgets.paper_dialog import PaperDialog
from tests.conftest import TODAY
from tests.factories import make_customer
from tests.ui.conftest import Answers

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC)


@pytest.fixture
def made(shop: Shop, owner: Actor) -> list[int]:
    """Late and severe, fresh, and one settled a year ago."""
    who = make_customer(shop, owner, "王堃", "LW0001")
    with shop.write(owner, "Complaints") as unit:
        service.begin_lists(unit)
        category = queries.categories(unit)[0].id
        late = service.receive(
            unit,
            NewComplaint(
                "茶叶受潮,要求换货",
                customer_id=who,
                received_at=NOON - timedelta(days=20),
                severity=Severity.SEVERE,
                category_id=category,
                item="龙井",
            ),
        )
        fresh = service.receive(unit, NewComplaint("店员不耐烦", person="路过的客人"))
        old = service.receive(
            unit, NewComplaint("送货晚了", received_at=NOON - timedelta(days=380))
        )
        service.take_step(unit, old, Step.CONFIRMED, at=NOON - timedelta(days=379))
    return [late, fresh, old]


def show(qtbot: QtBot, context: Context, card: QWidget) -> None:
    qtbot.addWidget(card)
    card.resize(1200, 760)
    card.show()
    assert settle(context.jobs.busy)


def said(widget: QWidget) -> str:
    found = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    found += [each.text() for each in widget.findChildren(QPushButton) if each.isVisible()]
    return "\n".join(found)


def look(shop: Shop, owner: Actor, complaint_id: int) -> queries.Complaint:
    with shop.read(owner) as reader:
        found = queries.get_complaint(reader, complaint_id)
    assert found is not None
    return found


def test_an_empty_board_says_what_to_do(qtbot: QtBot, context: Context) -> None:
    card = BoardCard(context)
    show(qtbot, context, card)
    assert "No complaint is open" in said(card)


def test_the_board_walks_moves_on_and_opens_by_keyboard(
    qtbot: QtBot, context: Context, made: list[int], shop: Shop, owner: Actor
) -> None:
    card = BoardCard(context)
    show(qtbot, context, card)
    new = card.tiles[0]
    assert [each.card.id for each in new] == made[:2]  # severe before normal
    assert "Late" in said(new[0])
    new[0].setFocus()
    QTest.keyClick(new[0], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is new[1]
    QTest.keyClick(new[1], Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert settle(context.jobs.busy)
    assert look(shop, owner, made[1]).card.stage is Stage.CHECKING
    moved = card.tiles[1][0]
    assert QApplication.focusWidget() is moved
    QTest.keyClick(moved, Qt.Key.Key_Left)
    assert QApplication.focusWidget() is card.tiles[0][0]
    QTest.keyClick(card.tiles[0][0], Qt.Key.Key_Return)
    assert context.navigation.here == Place("complaint", record=made[0])


@pytest.mark.parametrize(("yes", "confirmed"), [(True, True), (False, None)])
def test_only_her_own_word_settles(
    qtbot: QtBot,
    context: Context,
    dialogs: Answers,
    made: list[int],
    shop: Shop,
    owner: Actor,
    yes: bool,
    confirmed: bool | None,
) -> None:
    with shop.write(owner, "Step") as unit:
        service.take_step(unit, made[0], Step.REMEDIED)
    card = BoardCard(context)
    show(qtbot, context, card)
    dialogs.yes = yes
    tile = card.tiles[3][0]
    QTest.keyClick(tile, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert settle(context.jobs.busy)
    assert look(shop, owner, made[0]).card.confirmed is confirmed
    assert len(dialogs.asked) == (1 if yes else 2)


def test_a_complaint_is_taken_in_by_keyboard(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    who = make_customer(shop, owner, "李娜", "LW0002")
    dialog = EntryDialog(context, None)
    dialog.open()
    assert settle(context.jobs.busy)
    qtbot.keyClicks(dialog.found.line, "ln")
    assert settle(context.jobs.busy)
    QTest.keyClick(dialog.found.line, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.words, "kettle leaks")
    dialog.until.setText("tomorrow")
    dialog.keep()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        card = queries.of_customer(reader, who)[0]
        assert card.words == "kettle leaks"
        found = queries.get_complaint(reader, card.id)
        assert found is not None
        assert found.promised_at == datetime(TODAY.year, TODAY.month, TODAY.day + 1, 18)


def test_without_words_it_stays_open_and_says_so(
    qtbot: QtBot, context: Context, shop: Shop, owner: Actor
) -> None:
    dialog = EntryDialog(context, None)
    dialog.open()
    dialog.keep()
    assert settle(context.jobs.busy)
    assert dialog.isVisible()
    assert dialog.wrong.text()
    dialog.reject()
    with shop.read(owner) as reader:
        assert queries.counts(reader) == (0, 0)


@pytest.fixture
def page(qtbot: QtBot, context: Context, made: list[int]) -> ComplaintPage:
    page = ComplaintPage(context)
    page.show_place(Place("complaint", record=made[0]))
    show(qtbot, context, page)
    return page


def test_the_page_tells_its_clocks_and_takes_a_step_with_words(
    page: ComplaintPage, context: Context, made: list[int], shop: Shop, owner: Actor
) -> None:
    assert "王堃" in said(page)
    assert "茶叶受潮" in said(page)
    page.kinds.choose(Step.ANSWERED)
    page.words.setText("答应换货")
    QTest.keyClick(page.words, Qt.Key.Key_Return)
    assert settle(context.jobs.busy)
    last = look(shop, owner, made[0]).steps[-1]
    assert (last.kind, last.words) == (Step.ANSWERED, "答应换货")
    assert "Answered" in said(page)
    assert page.words.text() == ""


def test_what_is_noted_saves_when_left_and_wrong_sums_are_said(
    page: ComplaintPage, context: Context, made: list[int], shop: Shop, owner: Actor
) -> None:
    form = page.form
    form.lines["remedy"].setText("换两盒")
    form.lines["remedy"].editingFinished.emit()
    form.cost.setText("36.5")
    form.cost.editingFinished.emit()
    form.grade.choose(4)
    assert settle(context.jobs.busy)
    found = look(shop, owner, made[0])
    assert (found.remedy, found.cost, found.satisfaction) == ("换两盒", 3650, 4)
    form.cost.setText("1e999")
    form.cost.editingFinished.emit()
    assert "no sum" in form.forms[form.cost].below.text()
    form.cost.setText("很多")
    form.cost.editingFinished.emit()
    assert "no sum" in form.forms[form.cost].below.text()
    assert look(shop, owner, made[0]).cost == 3650


def test_reopening_and_a_wrong_step_taken_away(
    page: ComplaintPage,
    context: Context,
    dialogs: Answers,
    made: list[int],
    shop: Shop,
    owner: Actor,
) -> None:
    page.deeds.close(look(shop, owner, made[0]).card)
    assert settle(context.jobs.busy)
    assert "Reopen" in said(page)
    page.deeds.take(made[0], Step.REOPENED)
    assert settle(context.jobs.busy)
    assert look(shop, owner, made[0]).card.reopened == 1
    step = look(shop, owner, made[0]).steps[-1]
    page._remove(step.id)
    assert settle(context.jobs.busy)
    assert look(shop, owner, made[0]).card.settled is not None


def test_a_complaint_that_is_gone_says_so(page: ComplaintPage, context: Context) -> None:
    page._delete()
    assert settle(context.jobs.busy)
    assert "not there any more" in said(page)


def test_the_paper_for_the_customer_holds_her_words(
    page: ComplaintPage, made: list[int], shop: Shop, owner: Actor
) -> None:
    html = page._html(look(shop, owner, made[0]))
    assert "茶叶受潮" in html
    assert "王堃" in html
    assert "<script" not in page._html(look(shop, owner, made[1]))


def test_the_paper_for_the_customer_is_noted_and_asks_for_no_password(
    page: ComplaintPage, context: Context, made: list[int], shop: Shop, owner: Actor,
    dialogs: Answers, tmp_path: Path,
) -> None:  # fmt: skip
    page.show_place(Place("complaint", made[0]))
    page.show()
    assert settle(context.jobs.busy)
    owner.proof.forget()
    dialogs.file = tmp_path / "complaint.pdf"
    page.print()
    (preview,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, PaperDialog)]
    preview.to_pdf()
    assert settle(context.jobs.busy)
    preview.reject()
    assert dialogs.file.read_bytes().startswith(b"%PDF")
    with shop.read(owner) as reader:
        found = audit.entries(reader, limit=1)[0]
    assert (found.action, found.object) == ("paper.complaint", str(made[0]))


def test_figures_by_what_month_by_month_and_the_people_behind(
    qtbot: QtBot, context: Context, made: list[int]
) -> None:
    card = FiguresCard(context)
    show(qtbot, context, card)
    assert card.found is not None
    assert card.found.figures.received == 2  # the third lies outside the year
    chart = card.panel.chart
    assert chart is not None
    assert chart.open is not None
    assert [row[1] for row in chart.table.rows] == ["1", "1"]
    chart.open(0)
    assert settle(context.jobs.busy)
    assert context.navigation.here.people is not None
    assert len(context.navigation.here.people.ids) == 1
    card.days.choose(None)
    card.by.choose(MONTHS)
    assert settle(context.jobs.busy)
    months = card.panel.chart
    assert months is not None
    assert len(months.table.rows) == 13
    assert "Came back" in said(card)


def test_no_complaint_draws_nothing_and_says_why(qtbot: QtBot, context: Context) -> None:
    card = FiguresCard(context)
    show(qtbot, context, card)
    assert card.panel.chart is None
    assert "No complaint in these days." in said(card)
    assert "nine of ten" not in said(card)


def test_an_empty_list_says_whether_there_are_none_at_all(qtbot: QtBot, context: Context) -> None:
    card = ListCard(context)
    show(qtbot, context, card)
    assert "No complaint yet" in said(card)
    card.text.setText("龙井")
    assert settle(context.jobs.busy)
    assert "No complaint is like that" in said(card)


def test_the_list_filters_and_opens(qtbot: QtBot, context: Context, made: list[int]) -> None:
    card = ListCard(context)
    show(qtbot, context, card)
    assert list(card.table.records.ids) == [made[1], made[0], made[2]]
    card.which.choose(True)
    assert settle(context.jobs.busy)
    assert list(card.table.records.ids) == [made[1], made[0]]
    card.text.setText("受潮")
    assert settle(context.jobs.busy)
    assert list(card.table.records.ids) == [made[0]]
    card.table.opened.emit(made[0])
    assert context.navigation.here == Place("complaint", record=made[0])
    card.text.setText("没有这样的")
    assert settle(context.jobs.busy)
    assert "No complaint is like that" in said(card)


def test_hours_are_typed_as_people_write_them(
    qtbot: QtBot, context: Context, made: list[int], shop: Shop, owner: Actor
) -> None:
    card = ListsCard(context)
    show(qtbot, context, card)
    saturday = card.lines[5]
    saturday.setText("9-12, 13:30-18")
    saturday.editingFinished.emit()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        assert queries.hours(reader).week[5] == ((540, 720), (810, 1080))
    card.lines[6].setText("when I like")
    card.lines[6].editingFinished.emit()
    assert "Type hours" in said(card)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        ("9-18", ((540, 1080),)),
        ("09:30–12:00，13:00至18:00", ((570, 720), (780, 1080))),
        ("0-24", ((0, 1440),)),
    ],
)
def test_spans_are_read_and_written(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert read_spans(text) == spans
    assert read_spans(span_words(spans)) == spans


def test_categories_and_causes_are_added_renamed_and_retired(
    qtbot: QtBot, context: Context, made: list[int], shop: Shop, owner: Actor
) -> None:
    card = ListsCard(context)
    show(qtbot, context, card)
    lines = {each.accessibleName(): each for each in card.findChildren(QLineEdit)}
    lines["Another category"].setText("赠品")
    lines["Another category"].editingFinished.emit()
    assert settle(context.jobs.busy)
    lines = {each.accessibleName(): each for each in card.findChildren(QLineEdit)}
    lines["赠品"].setText("赠品缺了")
    lines["赠品"].editingFinished.emit()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        assert "赠品缺了" in [each.name for each in queries.categories(reader)]


@pytest.mark.parametrize("make", [ComplaintsTodayCard, ComplaintsFileCard])
def test_cards_lent_to_other_pages(
    qtbot: QtBot,
    context: Context,
    made: list[int],
    shop: Shop,
    owner: Actor,
    make: Callable[[Context], LentCard],
) -> None:
    card = make(context)
    card.record = look(shop, owner, made[0]).card.customer_id
    show(qtbot, context, card)
    assert "Late" in said(card)
    names = [each for each in card.findChildren(QPushButton) if each.property("look") == "name"]
    names[0].click()
    assert context.navigation.here == Place("complaint", record=made[0])
