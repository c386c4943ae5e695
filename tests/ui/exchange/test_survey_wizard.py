"""The tea shop's 150 filled sheets through the wizard, as its owner would, to the charts."""

import json
from typing import Any

from pytestqt.qtbot import QtBot

from app.core.exchange.report import Status
from app.core.store.shop import Shop
from app.core.surveys import queries
from app.core.surveys.results import results
from app.ui.context import Context
from app.ui.exchange.wizard import CHECK, COLUMNS, DONE, PREVIEW
from app.ui.satisfaction.kinds import NPS, PLANE_KEY, WAVES
from app.ui.satisfaction.results_card import ResultsCard
from app.ui.screens import settle
from tests.core.surveys.test_results import is_truth

from .conftest import LAOWANG, Hand

NAME = "茶客满意度"
Truth = dict[str, Any]


def test_from_the_file_to_the_truth(hand: Hand, shop: Shop, context: Context, qtbot: QtBot) -> None:
    truth = json.loads((LAOWANG / "truth.json").read_text("utf-8"))["survey"]
    hand.bring_in(LAOWANG / "members.xlsx")
    hand.wizard.next.click()
    hand.wait()
    hand.page.wizard.take(LAOWANG / "survey.csv")
    hand.wait()
    assert str(hand.wizard.file.what.value()) == "survey"
    hand.go_on(COLUMNS)
    assert hand.wizard.next.isEnabled(), "every column was known"
    hand.go_on(CHECK)
    hand.wizard.check.survey.setText(NAME)
    hand.go_on(DONE)
    report = hand.wizard.done.report
    assert report is not None
    assert report.rows == report.counts[Status.CREATED] == truth["rows"]
    check_figures(shop, context, truth)
    hand.wizard.next.click()
    assert context.navigation.here.screen == "satisfaction"
    check_window(context, qtbot, truth)
    same_file_again(hand, shop, context, truth)


def check_figures(shop: Shop, context: Context, truth: Truth) -> None:
    """Each wave, and all of them, as the queries have them."""
    with shop.read(context.actor) as reader:
        made = queries.by_name(reader, NAME)
        waves = queries.waves(reader, made.id)
        assert [each.name for each in waves] == list(truth["waves"])
        for wave in waves:
            is_truth(results(reader, wave.version_id, [wave.id]), truth["waves"][wave.name])
        every = results(reader, made.version_id, [each.id for each in waves])
        is_truth(every, truth["all_waves"])
        named = [each for wave in waves for each in queries.responses(reader, wave.id)]
        assert any(each.customer_id for each in named)


def check_window(context: Context, qtbot: QtBot, truth: Truth) -> None:
    """As the owner sees them: the newest wave, its priorities and promoters."""
    card = ResultsCard(context)
    qtbot.addWidget(card)
    card.resize(1200, 760)
    card.show()
    assert settle(context.jobs.busy)
    newest, wanted = list(truth["waves"].items())[-1]
    assert card.charts is not None
    for key in (PLANE_KEY, NPS, WAVES):
        card.charts.choose(key)
        assert settle(context.jobs.busy)
        chart = card.panel.chart
        assert chart is not None
        assert newest in chart.sentence
        if key == PLANE_KEY:
            means = {row[0]: (row[1], row[2], row[3]) for row in chart.table.rows}
            for each in wanted["items"]:
                told = (f"{each['importance']:.2f}", f"{each['satisfaction']:.2f}")
                assert means[each["item"]][:2] == told
        if key == NPS:
            scores = [row[4] for row in chart.table.rows]
            assert scores == [f"{each['nps']['score']:+.1f}" for each in truth["waves"].values()]
        if key == WAVES:
            sheets = [row[-1] for row in chart.table.rows]
            assert sheets == [str(each["respondents"]) for each in truth["waves"].values()]


def same_file_again(hand: Hand, shop: Shop, context: Context, truth: Truth) -> None:
    """Taken once more it holds nothing new, and the wizard says so before anything is written."""
    hand.page.wizard.take(LAOWANG / "survey.csv")
    hand.wait()
    hand.go_on(CHECK)
    hand.wizard.check.survey.setText(NAME)
    hand.go_on(PREVIEW)
    assert not hand.wizard.next.isEnabled()
    check_figures(shop, context, truth)
