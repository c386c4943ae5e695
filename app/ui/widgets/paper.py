"""Anything that goes onto paper: pages drawn alike for a printer, a PDF, the preview, a picture.

    paper = HtmlPaper(tr("Visit sheet"), "<h1>…</h1>")
    write_pdf(paper, file);  show_paper(context, paper, "name")      # paper_dialog.py

A paper draws in dots of its own (`DOTS` an inch) from the sheet's upper left corner, so that
every device breaks lines and pages at the same place.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.i18n import N_, tr
from app.ui.theme import FONT_FAMILY
from app.ui.widgets.pdf_letters import mend_letters

DOTS = 1200
"""Dots an inch of a paper's own coordinates."""
A4 = QSizeF(210, 297)
INK, QUIET, HAIR = "#1F2328", "#676C72", "#C9C4BC"
_INCH = 25.4
_POINTS = 72
_MARGIN = 18.0
_FOOT_POINTS = 8.5
_FOOT_HIGH = 6.0
_BASE = f"body {{ font-family: '{FONT_FAMILY}'; color: {INK}; }}"


def dots(length: float) -> float:
    """Millimetres in the paper's own dots."""
    return length * DOTS / _INCH


def paper_font(points: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The shipped font, in the paper's own dots."""
    font = QFont(FONT_FAMILY)
    font.setPixelSize(round(points * DOTS / _POINTS))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@dataclass(frozen=True)
class Link:
    """A stretch of a page that leads elsewhere, in dots of its page."""

    key: str
    page: int
    where: QRectF


class Paper(ABC):
    """Some pages of one size."""

    in_background = False  # may another thread draw it?

    def __init__(self, title: str, size: QSizeF = A4) -> None:
        """`size` in millimetres; `title` stands in the PDF and above the preview."""
        self.title, self.size = title, size

    @abstractmethod
    def count(self) -> int:
        """How many pages there are."""

    @abstractmethod
    def draw(self, painter: QPainter, page: int) -> None:
        """Draw a page (0 is the first) in the paper's own dots."""

    def links(self) -> tuple[Link, ...]:
        """What leads elsewhere, in reading order; most papers lead nowhere."""
        return ()


class HtmlPaper(Paper):
    """Running text, tables and headings, with a foot of one quiet line on each page."""

    def __init__(self, title: str, html: str, foot: str = "", margin: float = _MARGIN) -> None:
        """`html` is ours: everything in it that others wrote is escaped."""
        super().__init__(title)
        self._foot, self._margin = foot, margin
        self._inside = QSizeF(A4.width() - 2 * margin, A4.height() - 2 * margin)
        self.document = QTextDocument()
        self._device = QImage(1, 1, QImage.Format.Format_RGB32)  # only its dots an inch matter
        self._device.setDotsPerMeterX(round(DOTS / _INCH * 1000))
        self._device.setDotsPerMeterY(round(DOTS / _INCH * 1000))
        self.document.documentLayout().setPaintDevice(self._device)
        self.document.setDefaultFont(_points(FONT_FAMILY))
        self.document.setDocumentMargin(0)
        self.document.setDefaultStyleSheet(_BASE)
        self.document.setPageSize(QSizeF(dots(self._inside.width()), dots(self._inside.height())))
        self.document.setHtml(html)
        self._keep_headings()

    def count(self) -> int:
        """As many as the text needs."""
        return max(1, self.document.pageCount())

    def links(self) -> tuple[Link, ...]:
        """The anchors of the text."""
        edge, high = dots(self._margin), self.document.pageSize().height()
        found = []
        block = self.document.begin()
        while block.isValid():
            for key, line in _anchors(block):
                page = int(line.top() // high)
                found.append(Link(key, page, line.translated(edge, edge - page * high)))
            block = block.next()
        return tuple(found)

    def _keep_headings(self) -> None:
        """A heading at a page's foot goes over with what it heads."""
        layout, high = self.document.documentLayout(), self.document.pageSize().height()

        def page_of(each: QTextBlock) -> int:
            return int(layout.blockBoundingRect(each).top() // high)

        block = self.document.begin()
        while block.isValid():
            following = _after(block)
            heads = block.blockFormat().headingLevel() > 0 and following.isValid()
            if heads and page_of(block) != page_of(following):
                over = block.blockFormat()
                over.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).setBlockFormat(over)
            block = block.next()

    def draw(self, painter: QPainter, page: int) -> None:
        """The page's stretch of the text, and the foot."""
        high = self.document.pageSize().height()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(dots(self._margin), dots(self._margin) - page * high)
        shown = QRectF(0, page * high, self.document.pageSize().width(), high)
        painter.setClipRect(shown)
        how = QAbstractTextDocumentLayout.PaintContext()
        how.clip = shown
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(INK))  # paper is white, whatever the look
        how.palette = palette
        self.document.documentLayout().draw(painter, how)
        painter.restore()
        draw_foot(painter, self, self._margin, self._foot, page)


def _anchors(block: QTextBlock) -> Iterator[tuple[str, QRectF]]:
    """The links of a paragraph, line by line; in dots from the beginning of the text."""
    layout, document = block.layout(), block.document()
    top = document.documentLayout().blockBoundingRect(block).topLeft()
    for each in block.textFormats():
        key = each.format.anchorHref()
        for number in range(layout.lineCount()) if key else ():
            line = layout.lineAt(number)
            first = max(each.start, line.textStart())
            last = min(each.start + each.length, line.textStart() + line.textLength())
            if first < last:
                # Qt gives (x, place), though its hints say less.
                ends = [cast("Any", line.cursorToX(place))[0] for place in (first, last)]
                yield (
                    key,
                    QRectF(ends[0], line.y(), ends[1] - ends[0], line.height()).translated(top),
                )


def _after(heading: QTextBlock) -> QTextBlock:
    """The first text that a heading heads; other headings go with it."""
    following = heading.next()
    while following.isValid() and following.blockFormat().headingLevel() > 0:
        following = following.next()
    return following


def draw_foot(painter: QPainter, paper: Paper, margin: float, words: str, page: int) -> None:
    """One quiet line below: `words` at the left, the page's number at the right."""
    painter.setFont(paper_font(_FOOT_POINTS))
    painter.setPen(QColor(QUIET))
    top = paper.size.height() - margin + 4
    wide = paper.size.width() - 2 * margin
    numbers = tr(N_("page {page} of {pages}"), page=page + 1, pages=paper.count())
    if paper.count() > 1 or not words:
        right = QRectF(dots(margin), dots(top), dots(wide), dots(_FOOT_HIGH))
        painter.drawText(right, int(Qt.AlignmentFlag.AlignRight), numbers)
    left = QRectF(dots(margin), dots(top), dots(wide - 30), dots(_FOOT_HIGH))
    painter.drawText(left, int(Qt.AlignmentFlag.AlignLeft), words)


def page_layout(paper: Paper) -> QPageLayout:
    """Of a device that is to take the paper: the whole sheet, no margins of its own."""
    size = QPageSize(paper.size, QPageSize.Unit.Millimeter)
    upright = QPageLayout.Orientation.Portrait
    made = QPageLayout(size, upright, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    made.setMode(QPageLayout.Mode.FullPageMode)
    return made


def print_on(
    device: QPagedPaintDevice, paper: Paper, pages: range | None = None, progress: Progress = SILENT
) -> None:
    """Draw the pages onto a printer or into a PDF."""
    device.setPageLayout(page_layout(paper))
    wanted = range(paper.count()) if pages is None else pages
    painter = QPainter()
    if not painter.begin(device):
        raise OSError
    try:
        scale = device.logicalDpiX() / DOTS
        painter.scale(scale, scale)
        for place, page in enumerate(wanted):
            stop_if_cancelled(progress)
            if place:
                device.newPage()
            paper.draw(painter, page)
            progress.report(place + 1, len(wanted))
    finally:
        painter.end()


def write_pdf(paper: Paper, file: Path, progress: Progress = SILENT) -> bool:
    """Write the paper as a PDF, in one step: cancelled or failed, what was there stays."""
    fresh = file.with_name(file.name + ".new")
    if not file.parent.is_dir():
        return False
    writer = QPdfWriter(str(fresh))
    writer.setTitle(paper.title)
    writer.setResolution(DOTS)
    try:
        print_on(writer, paper, progress=progress)
        mend_letters(fresh)
        fresh.replace(file)
    except OSError:
        return False
    finally:
        fresh.unlink(missing_ok=True)
    return True


def picture(paper: Paper, page: int, dots_an_inch: int = 96) -> QImage:
    """A page as a picture."""
    wide, high = paper.size.width() / _INCH, paper.size.height() / _INCH
    made = QImage(
        round(wide * dots_an_inch), round(high * dots_an_inch), QImage.Format.Format_RGB32
    )
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.scale(dots_an_inch / DOTS, dots_an_inch / DOTS)
    paper.draw(painter, page)
    painter.end()
    return made


def _points(family: str) -> QFont:
    font = QFont(family)
    font.setPointSizeF(10.5)
    return font
