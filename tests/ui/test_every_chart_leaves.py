"""Every chart of every page about value goes out as a picture, as a table and onto paper."""

from itertools import chain, repeat
from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.ui import joint_cards, joints
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.widgets.chart import Chart
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.chart_paper import chart_paper, write_chart
from tests.ui.every_page import Opened, every_page
from tests.ui.test_bad_books import people, sell

PICTURES = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}
CHARTS = (*joints.VALUE_TABS, joint_cards.lifetime_card, joint_cards.losing_card)
WITH_CHARTS = {"matrix", "who", "rfm", "concentration", "growth", "lifetime", "losing"}


def test_each_of_them(
    shop: Shop, owner: Actor, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    whom = people(shop, owner, 6)
    sell(shop, owner, [(who, 30 * month + who, 5_000 * who) for who in whom for month in range(6)])
    kinds, drawn = chain(PICTURES, repeat(".png")), set()  # fonts in a PDF take their time
    for opened in every_page(context, qtbot, CHARTS)():
        each_can_be_saved_printed_and_read_as_a_table(opened)
        for chart in opened.charts():
            drawn.add(opened.key)
            leaves(chart, tmp_path, next(kinds))
    assert settle(context.jobs.busy)
    assert drawn >= WITH_CHARTS


def each_can_be_saved_printed_and_read_as_a_table(opened: Opened) -> None:
    for panel in opened.card.findChildren(ChartPanel):
        if panel.chart is not None:
            for each in (panel.save_button, panel.print_button, panel.views):
                assert each.isVisibleTo(panel), (opened.key, panel.key)


def leaves(chart: Chart, folder: Path, kind: str) -> None:
    write_chart(chart, folder / f"chart{kind}")
    assert (folder / f"chart{kind}").read_bytes().startswith(PICTURES[kind]), chart.title
    write_chart(chart, folder / "table.xlsx")
    book = CalamineWorkbook.from_path(folder / "table.xlsx")
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == [each.words for each in chart.table.columns]
    assert len(rows) == len(chart.table.rows) + 1, chart.title
    paper = chart_paper(chart, QImage(8, 5, QImage.Format.Format_RGBA8888)).document
    assert not chart.table.rows or chart.table.rows[0][0] in paper.toPlainText()
