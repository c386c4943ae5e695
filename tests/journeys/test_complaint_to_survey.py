"""A complaint that ends well: taken in, late, remedied, her own word, a short check, its effect."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.core.clock import Clock
from app.core.complaints import queries, service
from app.core.complaints.clocks import Colour
from app.core.complaints.queries import Complaint
from app.core.complaints.records import Step
from app.core.surveys import service as surveys
from app.core.vault.keys import Kdf
from app.ui.app_state import AppState
from app.ui.complaints.board_card import BoardCard
from app.ui.complaints.entry_dialog import EntryDialog
from app.ui.complaints.figures_card import FiguresCard
from app.ui.complaints.page import ComplaintPage
from app.ui.context import Context
from app.ui.customers.file_page import FilePage
from app.ui.customers.list_page import ListPage
from app.ui.dialogs import Question
from app.ui.house import House, NewShop
from app.ui.navigation import Place
from app.ui.satisfaction.entry_dialog import EntryDialog as AskDialog
from app.ui.satisfaction.invite_dialog import InviteDialog
from app.ui.satisfaction.results_card import ResultsCard
from app.ui.screens import settle
from app.ui.tab_page import TabPage
from app.ui.today.page import TodayPage
from tests.conftest import SHANGHAI, TODAY
from tests.factories import make_customer
from tests.journeys.keyboard import CTRL, Key, Keyboard
from tests.ui.conftest import Answers

D = TypeVar("D", bound=QWidget)
PASSWORD = "four words of a song"
WORDS = "买的龙井受潮了"


@dataclass
class Times:
    """A clock whose hands the test moves."""

    now: datetime = field(default_factory=lambda: datetime(2026, 10, 12, 10, tzinfo=SHANGHAI))

    def pass_by(self, **parts: int) -> None:
        """Later."""
        self.now += timedelta(**parts)


@dataclass
class Said(Answers):
    """Answers questions one after another; yes when nothing else is prepared."""

    ready: list[bool] = field(default_factory=list)

    def confirm(self, question: Question) -> bool:
        """The next answer."""
        self.asked.append(question.title)
        return self.ready.pop(0) if self.ready else True


@pytest.fixture
def times() -> Times:
    """A Monday six weeks ago, at ten."""
    return Times()


@pytest.fixture
def house(app_state: AppState, times: Times) -> House:
    """Its shops live by these hands."""
    return House(Clock(lambda: times.now, SHANGHAI), app_state, (), Kdf.CHEAP)


@pytest.fixture
def dialogs() -> Said:
    """What she says herself is prepared by the test."""
    return Said()


class Counter:
    """The shop, its one customer, and who stands at the counter."""

    def __init__(self, keyboard: Keyboard, house: House, folder: Path) -> None:
        """A shop that asks how willingly it is recommended."""
        self.keyboard = keyboard
        inside = house.make(NewShop(folder / "walk.shuke", "老王茶铺", "", PASSWORD, anywhere=True))
        keyboard.window.enter(inside)
        assert keyboard.window.session is not None
        self.context: Context = keyboard.window.session.context
        shop, actor = self.context.shop, self.context.actor
        self.who = make_customer(shop, actor, "王堃", "LW0001")
        with shop.write(actor, "Lists") as unit:
            service.begin_lists(unit)
            surveys.add_wave(unit, surveys.copy_sheet(unit, "nps", "推荐"), "下半年")

    def complaint(self) -> Complaint:
        """As it stands in the file."""
        with self.context.shop.read(self.context.actor) as reader:
            (card,) = queries.of_customer(reader, self.who)
            found = queries.get_complaint(reader, card.id)
        assert found is not None
        return found

    def open(self, place: Place, kind: type[D]) -> D:
        """A page, or the card of a tab."""
        self.keyboard.window.activateWindow()  # off-screen nothing follows a closed dialog
        self.keyboard.wait_for(self.keyboard.window.isActiveWindow)
        self.context.navigation.open(place)
        page = self.keyboard.page(QWidget)
        shown = page.open_tab() if isinstance(page, TabPage) else page
        assert settle(self.context.jobs.busy)
        assert isinstance(shown, kind)
        return shown

    def dialog(self, kind: type[D]) -> D:
        """The one that has opened."""
        assert settle(self.context.jobs.busy)
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
        window = self.keyboard.window
        return next(each for each in found if each.isVisible() and each.parentWidget() is window)

    def move_on(self, board: BoardCard, times: int = 1) -> None:
        """Ctrl+Right on the tile that has the cursor."""
        for _ in range(times):
            next(tile for tiles in board.tiles for tile in tiles).setFocus()
            self.keyboard.press(Key.Key_Right, CTRL)
            assert settle(self.context.jobs.busy)


def test_from_a_complaint_to_what_she_thinks_of_us(
    keyboard: Keyboard, house: House, dialogs: Said, times: Times, tmp_path: Path
) -> None:
    strays = keyboard.notices_strays()
    counter = Counter(keyboard, house, tmp_path)
    taken_in_at_the_counter(counter)
    times.pass_by(days=20)
    answered_late(counter, times)
    remedied_but_not_confirmed(counter, dialogs, times)
    reopened_and_confirmed(counter, dialogs, times)
    times.now = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=SHANGHAI)
    times.pass_by(days=-10)
    invited(counter)
    times.pass_by(hours=2)
    surveyed(counter)
    its_effect(counter)
    assert {each.split()[0] for each in strays} == {"EntryDialog", "InviteDialog"}


def taken_in_at_the_counter(counter: Counter) -> None:
    """Ctrl+Shift+C on her file: what happened, and in it goes."""
    keyboard = counter.keyboard
    counter.open(Place("customer", record=counter.who), FilePage)
    keyboard.press(Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = counter.dialog(EntryDialog)
    keyboard.write(WORDS)
    dialog.category.setCurrentIndex(1)
    dialog.item.setFocus()
    keyboard.write("龙井")
    keyboard.push("Take it in")
    keyboard.page(FilePage)
    found = counter.complaint()
    assert (found.card.words, found.card.item, found.card.customer_id) == (
        WORDS,
        "龙井",
        counter.who,
    )
    assert found.card.colour is Colour.GREEN
    assert WORDS in keyboard.said()


def answered_late(counter: Counter, times: Times) -> None:
    """Twenty days later it stands red on Today; the answer is written down."""
    keyboard = counter.keyboard
    counter.open(Place("today"), TodayPage)
    assert "Late: acknowledge by 12 Oct" in keyboard.said()
    board = counter.open(Place("complaints", detail="board"), BoardCard)
    assert "1 is late" in board.words.text()
    board.tiles[0][0].setFocus()
    keyboard.press(Key.Key_Return)
    page = keyboard.page(ComplaintPage)
    assert counter.complaint().card.colour is Colour.RED
    page.kinds.choose(Step.ANSWERED)
    page.words.setFocus()
    keyboard.write("sorry")
    keyboard.push("Write it down")
    keyboard.page(ComplaintPage)
    found = counter.complaint()
    assert found.minutes["answered_minutes"] == 20 * 24 * 60
    assert found.card.overdue
    times.pass_by(hours=1)


def remedied_but_not_confirmed(counter: Counter, dialogs: Said, times: Times) -> None:
    """Along the board to the end, without her word."""
    board = counter.open(Place("complaints", detail="board"), BoardCard)
    counter.move_on(board, 3)
    assert counter.complaint().card.stage == "waiting"
    times.pass_by(days=1)
    dialogs.ready = [False, True]
    counter.move_on(board)
    found = counter.complaint().card
    assert (found.stage, found.confirmed) == ("closed", False)
    assert "Close it without her word?" in dialogs.asked
    times.pass_by(days=2)


def reopened_and_confirmed(counter: Counter, dialogs: Said, times: Times) -> None:
    """She comes back; the clock goes on from the receipt until she says it is well."""
    keyboard = counter.keyboard
    record = counter.complaint().card.id
    counter.open(Place("complaint", record=record), ComplaintPage)
    assert "Closed, not confirmed" in keyboard.said()
    keyboard.push("Reopen")
    keyboard.page(ComplaintPage)
    assert counter.complaint().card.settled is None
    times.pass_by(days=1)
    dialogs.ready = [True]
    keyboard.push("Settle…")
    page = keyboard.page(ComplaintPage)
    page.form.cost.setFocus()
    keyboard.write("38")
    keyboard.press(Key.Key_Tab)
    page.form.grade.choose(4)
    keyboard.page(ComplaintPage)
    found = counter.complaint()
    assert (found.card.confirmed, found.card.reopened, found.cost) == (True, 1, 3800)
    assert found.satisfaction == 4
    assert found.minutes["settled_minutes"] == (24 * 24 + 1) * 60


def invited(counter: Counter) -> None:
    """Whose complaint was settled is asked, and nobody twice."""
    keyboard = counter.keyboard
    for words in ("1 customer may be asked.", "0 customers may be asked."):
        counter.open(Place("satisfaction", detail="sheets"), QWidget)
        keyboard.push("Invite… 下半年")
        dialog = counter.dialog(InviteDialog)
        dialog.group.setFocus()
        keyboard.press(Key.Key_End)
        dialog.group.activated.emit(dialog.group.currentIndex())
        assert settle(counter.context.jobs.busy)
        assert dialog.told.text() == words
        if dialog.go_on.isEnabled():
            keyboard.push("Ask these")
            keyboard.page(ListPage)
        else:
            assert "not long ago" in dialog.left.text()
            keyboard.press(Key.Key_Escape)


def surveyed(counter: Counter) -> None:
    """Asked by telephone: her name, a nine, a word."""
    keyboard = counter.keyboard
    counter.open(Place("satisfaction", detail="sheets"), QWidget)
    keyboard.push("Ask… 下半年")
    dialog = counter.dialog(AskDialog)
    dialog.way.choose("phone")
    dialog.found.line.setFocus()
    keyboard.write("LW0001")
    keyboard.wait_for(dialog.found.hits.isVisible)
    keyboard.press(Key.Key_Return)
    dialog.go_on.setFocus()
    keyboard.press(Key.Key_Return)
    keyboard.press(Key.Key_9)
    keyboard.write("换了新茶，满意")
    assert dialog.view.words is not None
    dialog.view._say()
    assert settle(counter.context.jobs.busy)
    assert "1 sheet is in" in dialog.told.text()
    keyboard.press(Key.Key_Escape)


def its_effect(counter: Counter) -> None:
    """In the charts of both families, on her timeline, and the board is empty."""
    keyboard = counter.keyboard
    figures = counter.open(Place("complaints", detail="figures"), FiguresCard)
    assert figures.found is not None
    found = figures.found.figures
    assert (found.received, found.settled, found.confirmed, found.reopened) == (1, 1, 1, 1)
    assert (found.cost, found.grades) == (3800, (4,))
    chart = figures.panel.chart
    assert chart is not None
    assert len(chart.table.rows) == 1
    results = counter.open(Place("satisfaction", detail="results"), ResultsCard)
    assert results.found is not None
    assert results.found.now is not None
    assert results.found.now.promoters is not None
    assert results.found.now.promoters.score == 100
    assert results.panel.chart is not None
    counter.open(Place("customer", record=counter.who), FilePage)
    said = keyboard.said()
    assert "settled, by her own word" in said
    assert "Survey answered" in said
    assert "Settled, by her own word" in said  # the card of her complaints
    board = counter.open(Place("complaints", detail="board"), BoardCard)
    assert "0 complaints are open" in board.words.text()
