"""The tea shop's complaints through the wizard, pressed as its owner would, to the charts."""

import json
from fractions import Fraction
from typing import Any

from pytestqt.qtbot import QtBot

from app.core.complaints import queries
from app.core.complaints.figures import By, figures, pareto_by
from app.core.exchange.report import Status
from app.core.store.shop import Shop
from app.core.value.window import all_time
from app.ui.complaints.board_card import BoardCard
from app.ui.complaints.figures_card import FiguresCard
from app.ui.context import Context
from app.ui.exchange.wizard import COLUMNS, DONE
from app.ui.screens import settle
from tests.conftest import TODAY

from .conftest import LAOWANG, Hand

FIRST_ROW = 2  # rows are numbered as in the file, below its headings


def test_from_the_file_to_the_truth(hand: Hand, shop: Shop, context: Context, qtbot: QtBot) -> None:
    truth = json.loads((LAOWANG / "truth.json").read_text("utf-8"))["complaints"]
    hand.take(LAOWANG / "complaints.xlsx")
    assert str(hand.wizard.file.what.value()) == "complaints"
    hand.go_on(COLUMNS)
    assert hand.wizard.next.isEnabled(), "every column was known"
    hand.go_on(DONE)
    report = hand.wizard.done.report
    assert report is not None
    assert report.rows == report.counts[Status.CREATED] == truth["rows"]
    check_figures(shop, context, truth)
    hand.wizard.next.click()
    assert context.navigation.here.screen == "complaints"
    check_window(context, qtbot, truth)


def check_figures(shop: Shop, context: Context, truth: dict[str, Any]) -> None:
    """As the queries have them."""
    with shop.read(context.actor) as reader:
        window = all_time(TODAY)
        bars, found = pareto_by(reader, window, By.CATEGORY), figures(reader, window)
        open_ones = {each.id for each in queries.opened(reader)}
        overdue = {each.id for each in queries.overdue(reader)}
        waiting = queries.unknown_customers(reader)
    assert [
        {"category": each.name, "count": each.count, "cumulative": round(float(each.cumulative), 6)}
        for each in bars
    ] == truth["pareto"]
    assert [each.name for each in bars if each.vital] == truth["vital_few"]
    assert hours(found.settled_calendar.median) == truth["median_hours"]
    assert hours(found.settled_calendar.p90) == truth["p90_hours_inclusive"]
    assert hours(found.answered.median) == truth["median_first_response_hours"]
    assert (found.settled, found.late) == (truth["closed"], truth["closed_late"])
    assert (found.reopened, found.cost) == (truth["reopened"], truth["cost"] * 100)
    assert open_ones == {row - FIRST_ROW + 1 for row in truth["open_rows"]}
    assert overdue == {row - FIRST_ROW + 1 for row in truth["overdue_rows"]}
    assert waiting, "their customers are not in the book yet"


def check_window(context: Context, qtbot: QtBot, truth: dict[str, Any]) -> None:
    """As the owner sees them."""
    board, told = BoardCard(context), FiguresCard(context)
    for each in (board, told):
        qtbot.addWidget(each)
        each.resize(1200, 760)
        each.show()
        assert settle(context.jobs.busy)
    said = f"{len(truth['open_rows'])} complaints are open, {len(truth['overdue_rows'])} are"
    assert said in board.words.text()
    told.days.choose(None)
    assert settle(context.jobs.busy)
    assert told.found is not None
    assert told.found.figures.received == truth["rows"]
    assert [each.name for each in told.found.bars] == [each["category"] for each in truth["pareto"]]


def hours(minutes: Fraction | None) -> float:
    return round(float((minutes or 0) / 60), 6)
