"""A list on paper: a heading on each page, rows that break nowhere, twenty thousand at most."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.core.progress import SILENT, Progress, stop_if_cancelled
from app.ui.widgets.paper import A4, HAIR, INK, QUIET, Paper, dots, draw_foot, paper_font

MOST = 20_000
_MARGIN = 15.0
_POINTS, _TITLE_POINTS, _HEAD_POINTS = 9.0, 16.0, 8.5
_TITLE_HIGH, _HEAD_HIGH = 14.0, 7.0
_PADDING = 1.7
_EVERY = 500
_NEVER_FIRST = "、，。；：！？）》」』”’…,.;:!?)"
_LONGEST = 200  # letters of a cell; nobody reads more of a note in a list


@dataclass(frozen=True)
class ListColumn:
    """One column: its heading, its share of the width, and whether numbers stand in it."""

    title: str
    share: float
    right: bool = False


@dataclass(frozen=True)
class _Row:
    lines: tuple[tuple[str, ...], ...]  # the broken lines of each cell
    high: float


class ListPaper(Paper):
    """Laid out once, off the window's thread; drawn page by page."""

    in_background = True

    def __init__(
        self,
        title: str,
        columns: Sequence[ListColumn],
        rows: Sequence[Sequence[str]],
        foot: str = "",
        progress: Progress = SILENT,
        size: QSizeF = A4,
    ) -> None:
        """Rows as words, a cell for each column."""
        super().__init__(title, size)
        self._columns, self._foot = tuple(columns), foot
        self._wide = widths(self._columns, dots(self.size.width() - 2 * _MARGIN))
        metrics = QFontMetricsF(paper_font(_POINTS))
        self._line = metrics.height()
        self._ascent = metrics.ascent()
        self._rows = self._laid_out(rows, metrics, progress)
        self._pages = self._paged()

    def count(self) -> int:
        """At least one, even for an empty list."""
        return len(self._pages)

    def rows_on(self, page: int) -> range:
        """Which rows stand on a page."""
        return self._pages[page]

    def draw(self, painter: QPainter, page: int) -> None:
        """Title on the first page, headings on each, rows, foot."""
        top = dots(_MARGIN)
        if page == 0:
            painter.setFont(paper_font(_TITLE_POINTS))
            painter.setPen(QColor(INK))
            where = QRectF(dots(_MARGIN), top, sum(self._wide), dots(_TITLE_HIGH))
            painter.drawText(where, int(Qt.AlignmentFlag.AlignTop), self.title)
            top += dots(_TITLE_HIGH)
        self._draw_heads(painter, top)
        top += dots(_HEAD_HIGH)
        painter.setFont(paper_font(_POINTS))
        for number in self._pages[page]:
            self._draw_row(painter, self._rows[number], top)
            top += self._rows[number].high
        draw_foot(painter, self, _MARGIN, self._foot, page)

    def _laid_out(
        self, rows: Sequence[Sequence[str]], metrics: QFontMetricsF, progress: Progress
    ) -> list[_Row]:
        made = []
        for number, cells in enumerate(rows):
            if number % _EVERY == 0:
                stop_if_cancelled(progress)
                progress.report(number, len(rows))
            made.append(self._row(cells, metrics))
        return made

    def _row(self, cells: Sequence[str], metrics: QFontMetricsF) -> _Row:
        measure = metrics.horizontalAdvance
        room = [wide - 2 * dots(_PADDING) for wide in self._wide]
        lines = tuple(
            wrapped(_shortened(words), wide, measure)
            for words, wide in zip(cells, room, strict=True)
        )
        most = max((len(each) for each in lines), default=1)
        return _Row(lines, max(1, most) * self._line + 2 * dots(_PADDING))

    def _paged(self) -> list[range]:
        bottom = dots(self.size.height() - 2 * _MARGIN)
        pages, start = [], 0
        left = bottom - dots(_TITLE_HIGH + _HEAD_HIGH)
        for number, row in enumerate(self._rows):
            if row.high > left and number > start:
                pages.append(range(start, number))
                start, left = number, bottom - dots(_HEAD_HIGH)
            left -= row.high
        pages.append(range(start, len(self._rows)))
        return pages

    def _draw_heads(self, painter: QPainter, top: float) -> None:
        painter.setFont(paper_font(_HEAD_POINTS))
        painter.setPen(QColor(QUIET))
        left = dots(_MARGIN)
        for column, wide in zip(self._columns, self._wide, strict=True):
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            where = QRectF(left + dots(_PADDING), top, wide - 2 * dots(_PADDING), dots(_HEAD_HIGH))
            painter.drawText(where, int(side | Qt.AlignmentFlag.AlignVCenter), column.title)
            left += wide
        self._rule(painter, top + dots(_HEAD_HIGH), QUIET)

    def _draw_row(self, painter: QPainter, row: _Row, top: float) -> None:
        painter.setPen(QColor(INK))
        left = dots(_MARGIN)
        metrics = QFontMetricsF(paper_font(_POINTS))
        for column, wide, lines in zip(self._columns, self._wide, row.lines, strict=True):
            for number, words in enumerate(lines):
                x = left + dots(_PADDING)
                if column.right:
                    advance = metrics.horizontalAdvance(words)
                    x = left + wide - dots(_PADDING) - advance
                y = top + dots(_PADDING) + self._ascent + number * self._line
                painter.drawText(QPointF(x, y), words)
            left += wide
        self._rule(painter, top + row.high, HAIR)

    def _rule(self, painter: QPainter, at: float, colour: str) -> None:
        painter.save()
        painter.setPen(QPen(QColor(colour), dots(0.15)))
        left = dots(_MARGIN)
        painter.drawLine(QPointF(left, at), QPointF(left + sum(self._wide), at))
        painter.restore()


def widths(columns: Sequence[ListColumn], room: float) -> list[float]:
    """Each column's share of the room, but none narrower than its heading."""
    measure = QFontMetricsF(paper_font(_HEAD_POINTS)).horizontalAdvance
    least = [measure(each.title) + 2 * dots(_PADDING) for each in columns]
    shares = [each.share for each in columns]
    found = [room * share / sum(shares) for share in shares]
    narrow = {
        place for place, (is_, need) in enumerate(zip(found, least, strict=True)) if is_ < need
    }
    left = room - sum(least[place] for place in narrow)
    others = sum(share for place, share in enumerate(shares) if place not in narrow)
    if left <= 0 or not others:
        return found
    return [
        least[place] if place in narrow else left * share / others
        for place, share in enumerate(shares)
    ]


def wrapped(words: str, wide: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """A cell's text in lines that fit; broken at a blank where there is one, else anywhere."""
    if measure(words) <= wide:
        return (words,)
    lines, line = [], ""
    for letter in words:
        if line and measure(line + letter) > wide:
            cut = line.rfind(" ") + 1
            if letter in _NEVER_FIRST and not cut:
                cut = len(line) - 1
            lines.append((line[:cut] if cut else line).rstrip())
            line = line[cut:] if cut else ""
        line += letter
    return (*lines, line)


def _shortened(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
