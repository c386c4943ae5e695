"""The chart panel: drawn, named, opened, roped in, dragged, sorted as a table, saved, printed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from app.charts.board import PALETTE, Heading, board, box_places
from app.charts.look import ChartLook
from app.charts.picture import Handle, Picture, Size
from app.core.actor import Actor
from app.core.audit import queries as audit
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.screens import settle
from app.ui.stylesheet import stylesheet
from app.ui.widgets.chart import Chart, ChartTable, Column
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.chart_paper import write_chart
from app.ui.widgets.chart_table import TwinTable
from app.ui.widgets.paper_dialog import PaperDialog
from tests.ui.conftest import Answers

ROWS = (("龙井", "12"), ("普洱", "9"), ("茉莉", "30"), ("未知", ""))
KEYS = (("龙井", 12), ("普洱", 9), ("茉莉", 30), ("未知", None))


def bars(look: ChartLook, size: Size, title: bool) -> Picture:
    heading = Heading("Teas", "Sold in 2026") if title else None
    figure, axes = board(look, size, heading)
    drawn = axes.bar([0, 1, 2], [12, 9, 30], color=PALETTE[0])
    marks = box_places(axes, drawn.patches)
    return Picture(figure, marks, (Handle("cut", "up", 2.0, 1.0, 3.0),))


class Heard:
    """What the page was told."""

    def __init__(self) -> None:
        self.opened: list[int] = []
        self.roped: list[list[int]] = []
        self.moved: list[tuple[str, float]] = []


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def show(context: Context, qtbot: QtBot, heard: Heard) -> Callable[..., ChartPanel]:
    def shown(**more: Any) -> ChartPanel:
        panel = ChartPanel(context, "teas", "Teas sold")
        qtbot.addWidget(panel)
        panel.resize(820, 560)
        table = ChartTable((Column("Tea"), Column("Sold", right=True)), ROWS, KEYS, **more)
        panel.show_chart(
            Chart(
                "Teas",
                "Of everybody, this year, n = 51",
                bars,
                table,
                name=lambda _, mark: ROWS[mark][0],
                open=heard.opened.append,
                rope=lambda marks: heard.roped.append(marks.tolist()),
                moved=lambda name, inches: heard.moved.append((name, inches)),
                notes=("One tea has no number.",),
            )
        )
        panel.show()
        qtbot.waitUntil(lambda: panel.canvas.painting is not None)
        assert settle(context.jobs.busy)
        return panel

    return shown


def middle(panel: ChartPanel, mark: int) -> QPoint:
    painting = panel.canvas.painting
    assert painting is not None
    return QPointF(painting.marks.x[mark], painting.marks.y[mark]).toPoint()


def test_a_click_inside_a_bar_opens_it_and_beside_it_nothing(
    show: Callable[..., ChartPanel], heard: Heard
) -> None:
    panel = show()
    QTest.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=middle(panel, 2))
    QTest.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert heard.opened == [2]


def test_a_chart_waits_a_moment_and_is_painted_at_its_new_size(
    show: Callable[..., ChartPanel], context: Context
) -> None:
    """Whoever draws the window as a picture waits as long."""
    panel = show()
    panel.resize(1200, 700)
    assert settle(lambda: panel.canvas.waits or context.jobs.busy())
    painting = panel.canvas.painting
    assert painting is not None
    assert (painting.width, painting.height) == (panel.canvas.width(), panel.canvas.height())


def point_at(panel: ChartPanel, mark: int) -> bool:
    """Straight to the chart: the platform's own pointer may be over another test's window.

    Beside the mark first, for a move to where the pointer is already is none.
    """
    for at in (QPointF(3, 3), QPointF(middle(panel, mark))):
        kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
        over = panel.canvas.mapToGlobal(at)
        moved = QMouseEvent(kind, at, over, none, none, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(panel.canvas, moved)
    return False


def test_the_pointer_over_a_bar_names_it(
    show: Callable[..., ChartPanel], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    # The offscreen platform can show no tip without a warning.
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, _over: said.append(words))
    panel = show()
    qtbot.waitUntil(lambda: said[-1:] == ["普洱"] or point_at(panel, 1))


def test_a_loop_takes_the_marks_inside(show: Callable[..., ChartPanel], heard: Heard) -> None:
    panel = show()
    at = middle(panel, 2)
    QTest.mousePress(panel.canvas, Qt.MouseButton.LeftButton, pos=at + QPoint(-30, -30))
    for corner in (QPoint(30, -30), QPoint(30, 30), QPoint(-30, 30)):
        QTest.mouseMove(panel.canvas, at + corner)
    QTest.mouseRelease(panel.canvas, Qt.MouseButton.LeftButton, pos=at + QPoint(-30, 30))
    assert heard.roped == [[2]]
    assert heard.opened == []


def test_a_handle_is_dragged_but_not_over_its_end(
    show: Callable[..., ChartPanel], heard: Heard
) -> None:
    panel = show()
    painting = panel.canvas.painting
    assert painting is not None
    y = round(painting.line_of(painting.handles[0]))
    for up, inches in ((48, 2.5), (1000, 3.0)):
        QTest.mousePress(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, y))
        QTest.mouseMove(panel.canvas, QPoint(5, y - up // 2))
        QTest.mouseMove(panel.canvas, QPoint(5, y - up))
        QTest.mouseRelease(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, y - up))
        name, at = heard.moved[-1]
        assert name == "cut"
        assert at == pytest.approx(inches, abs=0.02)


def test_the_table_twin_sorts_by_value_and_opens_the_right_row(
    show: Callable[..., ChartPanel], heard: Heard
) -> None:
    panel = show()
    panel.views.choose("table")
    assert panel.table.isVisible()
    model = panel.table.rows
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert [model.index(row, 0).data() for row in range(4)] == ["茉莉", "龙井", "普洱", "未知"]
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert [model.index(row, 0).data() for row in range(4)] == ["普洱", "龙井", "茉莉", "未知"]
    panel.table.activated.emit(model.index(0, 0))
    assert heard.opened == [1]


def test_the_twin_gives_up_air_before_it_scrolls(context: Context, qtbot: QtBot) -> None:
    twin = TwinTable(context.theme)
    qtbot.addWidget(twin)
    columns = tuple(Column(f"Heading {number}", number > 0) for number in range(6))
    twin.resize(1200, 200)
    twin.show()
    twin.show_table(ChartTable(columns, [("Somebody", "1", "2", "3", "4", "5")]))
    usual = twin.columnWidth(1)
    need = sum(map(twin.columnWidth, range(6)))
    twin.resize(twin.columnWidth(0) // 2 + 5 * usual, 200)
    assert twin.columnWidth(1) < usual
    assert sum(map(twin.columnWidth, range(6))) <= twin.viewport().width() < need
    letters = twin.horizontalHeader().fontMetrics()
    assert twin.columnWidth(1) > letters.horizontalAdvance("Heading 1")


def test_a_low_window_does_not_grow_for_a_chart_with_notes(
    show: Callable[..., ChartPanel],
) -> None:
    assert show().minimumSizeHint().height() < 310


def test_titles_are_measured_in_their_own_small_letters(context: Context, qtbot: QtBot) -> None:
    twin = TwinTable(context.theme)
    qtbot.addWidget(twin)
    theme = context.theme
    twin.setStyleSheet(stylesheet(theme.colours, theme.points, theme.px))
    columns = tuple(Column("On the period before", number > 0) for number in range(6))
    twin.resize(400, 200)
    twin.show()
    twin.show_table(ChartTable(columns, [("1",) * 6]))
    body = twin.fontMetrics().horizontalAdvance("On the period before")
    assert twin.columnWidth(1) < body + 27


def test_a_saved_table_holds_numbers(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    columns = tuple(Column(words, words != "Name") for words in ("Name", "A", "B", "C", "D"))
    rows = [("0123", "1,209", "¥2,743.50", "+31,500%", "–"), ("007", "-¥5", "57%", "", "<1%")]
    chart = Chart("Table", "", bars, ChartTable(columns, rows))
    write_chart(chart, tmp_path / "table.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "table.xlsx")
    assert book.get_sheet_by_index(0).to_python()[1:] == [
        ["0123", 1209.0, 2743.5, 315.0, "–"],
        ["007", -5.0, 0.57, "", "<1%"],
    ]


def test_the_twin_cuts_no_figure(context: Context, qtbot: QtBot) -> None:
    twin = TwinTable(context.theme)
    qtbot.addWidget(twin)
    theme = context.theme
    twin.setStyleSheet(stylesheet(theme.colours, theme.points, theme.px))
    columns = tuple(Column("No.", number > 0) for number in range(6))
    twin.resize(420, 200)  # too narrow for any air
    twin.show()
    twin.show_table(ChartTable(columns, [("2023-12", *["¥2,743,545"] * 5)]))
    assert all(twin.columnWidth(each) >= twin.sizeHintForColumn(each) for each in range(6))


def test_sentence_and_notes_are_said(show: Callable[..., ChartPanel]) -> None:
    panel = show()
    words = [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]
    assert "Of everybody, this year, n = 51" in words
    assert "One tea has no number." in words
    assert panel.canvas.accessibleDescription() == "Of everybody, this year, n = 51"


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf", ".xlsx", ".csv"])
def test_it_is_saved_as_the_suffix_says(
    show: Callable[..., ChartPanel], dialogs: Answers, tmp_path: Path, suffix: str
) -> None:
    panel = show()
    dialogs.file = target = tmp_path / f"teas{suffix}"
    panel.save()
    assert settle(panel.context.jobs.busy)
    written = target.read_bytes()
    if suffix == ".xlsx":
        sheet = CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0)
        assert sheet.to_python()[1] == ["龙井", 12.0]
    elif suffix == ".csv":
        assert "普洱,9" in written.decode("utf-8-sig")
    else:
        magic = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}[suffix]
        assert written.startswith(magic)


@pytest.mark.parametrize(("personal", "noted"), [(True, 1), (False, 0)])
def test_a_table_that_names_customers_is_noted_before_it_leaves(
    show: Callable[..., ChartPanel],
    dialogs: Answers,
    tmp_path: Path,
    shop: Shop,
    owner: Actor,
    personal: bool,
    noted: int,
) -> None:
    panel = show(personal=personal)
    dialogs.file = tmp_path / "teas.csv"
    panel.save()
    assert settle(panel.context.jobs.busy)
    assert (tmp_path / "teas.csv").exists()
    with shop.read(owner) as reader:
        deeds = [each.action for each in audit.entries(reader)]
    assert deeds.count("paper.chart") == noted


def test_the_paper_shows_picture_and_table(show: Callable[..., ChartPanel], qtbot: QtBot) -> None:
    panel = show()
    panel.print()

    def found() -> list[PaperDialog]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, PaperDialog)]

    qtbot.waitUntil(lambda: bool(found()))
    dialog = found()[0]
    assert "茉莉" in dialog.paper.document.toPlainText()  # type: ignore[attr-defined]
    image = dialog.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    seen = np.frombuffer(image.constBits(), np.uint8).reshape(-1, 4)[:, :3]
    blue = np.array([0xB2, 0x72, 0x00])  # the bars' colour, as BGR
    assert (np.abs(seen.astype(int) - blue).sum(axis=1) < 40).sum() > 100
    dialog.reject()
