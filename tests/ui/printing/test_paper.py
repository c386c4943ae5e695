"""The shared way to paper: pages, PDFs with fonts and text, the preview and its keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import Cancelled
from app.ui.context import Context
from app.ui.long_job import LongJob
from app.ui.widgets.paper import HtmlPaper, picture, write_pdf
from app.ui.widgets.paper_dialog import PaperDialog, show_paper
from tests.ui.conftest import Answers

from .pdf_reading import fonts, letters, pages, size

ROWS = "".join(f"<tr><td>客户{n}</td></tr>" for n in range(120))
LONG = f"<table><thead><tr><th>姓名</th></tr></thead>{ROWS}</table>"


@pytest.fixture
def paper(dressed: QApplication) -> HtmlPaper:
    return HtmlPaper("名单", LONG, "老王 · 2026-11-22")


def test_a_pdf_has_the_font_and_a_text_layer(paper: HtmlPaper, tmp_path: Path) -> None:
    file = tmp_path / "list.pdf"
    assert write_pdf(paper, file)
    assert pages(file) == paper.count() > 1
    assert fonts(file)
    assert set("姓名客户0123456789老王") <= letters(file)
    assert size(file) == pytest.approx((210, 297), abs=0.2)


def dark_rows(drawn: QImage, top: int, bottom: int) -> int:
    """How many lines of a picture bear ink."""
    return sum(
        any(drawn.pixelColor(x, y).lightness() < 140 for x in range(40, 200))
        for y in range(top, bottom)
    )


def test_the_heading_of_a_table_stands_on_each_page(paper: HtmlPaper) -> None:
    first, second = picture(paper, 0), picture(paper, 1)
    head = [first.copy(0, 60, 400, 20), second.copy(0, 60, 400, 20)]
    assert dark_rows(first, 60, 90) > 5
    assert head[0] == head[1]


def test_a_page_is_drawn_on_white_in_the_dark_too(paper: HtmlPaper) -> None:
    drawn = picture(paper, 0)
    assert drawn.pixelColor(2, 2).lightness() == 255
    assert dark_rows(drawn, 60, 400) > 50


def test_a_folder_that_is_gone_is_no_crash(paper: HtmlPaper, tmp_path: Path) -> None:
    assert not write_pdf(paper, tmp_path / "nowhere" / "list.pdf")


def test_cancelling_leaves_what_was_there(paper: HtmlPaper, tmp_path: Path) -> None:
    file = tmp_path / "list.pdf"
    file.write_text("before")
    job = LongJob("")
    job.cancel()
    with pytest.raises(Cancelled):
        write_pdf(paper, file, job)
    assert file.read_text() == "before"
    assert list(tmp_path.glob("*.new")) == []


@pytest.fixture
def preview(context: Context, paper: HtmlPaper, qtbot: QtBot) -> PaperDialog:
    made = show_paper(context, paper, "名单: a/b")
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return made


def test_one_turns_pages_by_keyboard(preview: PaperDialog, qtbot: QtBot) -> None:
    pages_ = preview.paper.count()
    assert preview.page.text() == f"page 1 of {pages_}"
    qtbot.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert preview.page.text() == f"page 2 of {pages_}"
    qtbot.keyClick(preview.view, Qt.Key.Key_End)
    assert preview.page.text() == f"page {pages_} of {pages_}"
    qtbot.keyClick(preview.view, Qt.Key.Key_Home)
    assert preview.view.page() == 1


def test_larger_keeps_the_page(preview: PaperDialog) -> None:
    preview.view.go_to(2)
    before = preview.view.percent()
    preview.view.step_zoom(1)
    assert preview.view.percent() > before
    assert preview.view.page() == 2
    assert preview.zoom.text() == f"{preview.view.percent()}%"
    preview.view.set_zoom(0)
    assert preview.view.percent() == before


def test_the_preview_saves_as_pdf(preview: PaperDialog, dialogs: Answers, tmp_path: Path) -> None:
    dialogs.file = tmp_path / "sheet"
    preview.to_pdf()
    assert pages(tmp_path / "sheet.pdf") == preview.paper.count()


def test_nothing_is_written_without_a_place(preview: PaperDialog, tmp_path: Path) -> None:
    preview.to_pdf()
    assert list(tmp_path.glob("**/*.pdf")) == []


def test_a_heading_goes_over_with_what_it_heads(dressed: QApplication) -> None:
    table = "<table><tr><td>客户</td></tr></table>"
    for lines in range(50, 62):  # somewhere among them a heading falls upon the page's foot
        text = "".join(f"<p>line {n}</p>" for n in range(lines))
        made = HtmlPaper("x", f"{text}<h2>Head</h2><h3>Group</h3>{table}")
        layout, high = made.document.documentLayout(), made.document.pageSize().height()
        pages_of = {}
        block = made.document.begin()
        while block.isValid():
            pages_of[block.text()] = int(layout.blockBoundingRect(block).top() // high)
            block = block.next()
        assert pages_of["Head"] == pages_of["Group"] == pages_of["客户"]
