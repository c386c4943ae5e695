"""Address labels 3 × 8 on A4 and envelopes, drawn in millimetres; nothing is ever cut off."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from app.core.customers.addresses import Recipient
from app.i18n import N_, tr
from app.ui.widgets.paper import INK, QUIET, Paper, dots, paper_font

ACROSS, DOWN = 3, 8
WIDE, HIGH = 70.0, 37.125  # millimetres, exactly a third and an eighth of A4
PER_SHEET = ACROSS * DOWN
_INSET = QSizeF(5.5, 3.5)
_LARGEST, _STEP = 11.5, 0.5  # points
_NAME_LARGER = 2.0
_GAP = 1.6
_LEAD = 1.12  # of a font's height above its line: Han needs less air than the font says
_TITLE = 4  # letters of a title at most


@dataclass(frozen=True)
class Line:
    """One broken line of a text, where it is drawn, and its size in points."""

    words: str
    at: QPointF  # in dots, the upper left corner
    points: float


@dataclass(frozen=True)
class Block:
    """An address broken into lines that fit, and how high they are in dots."""

    lines: tuple[Line, ...]
    high: float
    wide: float


def label_place(place: int) -> QRectF:
    """Where a label (0 the first on its sheet) lies, in millimetres."""
    down, across = divmod(place % PER_SHEET, ACROSS)
    return QRectF(across * WIDE, down * HIGH, WIDE, HIGH)


def block(found: Recipient, wide: float, high: float, largest: float = _LARGEST) -> Block:
    """The address as large as it fits (dots): shrunk as far as it must, yet whole."""
    points = largest
    made = _broken(found, wide, points)
    while made.high > high and points > 1:
        points -= _STEP
        made = _broken(found, wide, points)
    return made


class LabelPaper(Paper):
    """Sheets of labels; the first ones of a begun sheet stay free."""

    in_background = True

    def __init__(self, found: Sequence[Recipient], first: int = 0) -> None:
        """`first` is the place (0 …) at which a begun sheet goes on."""
        super().__init__(tr(N_("Address labels")))
        self._found, self._first = tuple(found), first

    def count(self) -> int:
        """As many sheets as the labels need."""
        return -(-(self._first + len(self._found)) // PER_SHEET) if self._found else 0

    def on_page(self, page: int) -> list[tuple[int, Recipient]]:
        """The labels of a page with their places on it."""
        start = page * PER_SHEET - self._first
        shown = range(max(0, start), min(len(self._found), start + PER_SHEET))
        return [(each - start, self._found[each]) for each in shown]

    def draw(self, painter: QPainter, page: int) -> None:
        """Each address in the middle of its label's height."""
        for place, each in self.on_page(page):
            where = label_place(place)
            wide = dots(where.width() - 2 * _INSET.width())
            high = dots(where.height() - 2 * _INSET.height())
            made = block(each, wide, high)
            left = dots(where.left() + _INSET.width())
            top = dots(where.top() + _INSET.height()) + max(0.0, (high - made.high) / 2)
            draw_block(painter, made, left, top)


@dataclass(frozen=True)
class Envelope:
    """A size of envelopes in millimetres."""

    name: str
    size: QSizeF


ENVELOPES = {
    "DL": Envelope("DL 220 × 110 mm", QSizeF(220, 110)),
    "C6": Envelope("C6 162 × 114 mm", QSizeF(162, 114)),
}


class EnvelopePaper(Paper):
    """One envelope a page: the shop above at the left, the address where the post reads it."""

    in_background = True
    _MARGIN, _SENDER_POINTS, _LARGEST = 10.0, 9.0, 14.0

    def __init__(self, found: Sequence[Recipient], form: Envelope, sender: str) -> None:
        """`sender` is the shop's name."""
        super().__init__(tr(N_("Envelopes")), form.size)
        self._found, self._sender = tuple(found), sender

    def count(self) -> int:
        """One for each."""
        return len(self._found)

    def place(self) -> QRectF:
        """Where the address stands, in millimetres."""
        wide, high = self.size.width(), self.size.height()
        left, top = wide * 0.42, high * 0.42
        return QRectF(left, top, wide - left - self._MARGIN, high - top - self._MARGIN)

    def draw(self, painter: QPainter, page: int) -> None:
        """Sender and recipient."""
        painter.setFont(paper_font(self._SENDER_POINTS))
        painter.setPen(QColor(QUIET))
        corner = QRectF(dots(self._MARGIN), dots(self._MARGIN), dots(self.size.width() / 2),
                        dots(18))  # fmt: skip
        painter.drawText(corner, int(Qt.TextFlag.TextWordWrap), self._sender)
        where = self.place()
        made = block(self._found[page], dots(where.width()), dots(where.height()), self._LARGEST)
        draw_block(painter, made, dots(where.left()), dots(where.top()))


def draw_block(painter: QPainter, made: Block, left: float, top: float) -> None:
    """Draw the lines of an address."""
    painter.setPen(QColor(INK))
    for line in made.lines:
        font = paper_font(line.points)
        painter.setFont(font)
        rise = QFontMetricsF(font).ascent()
        painter.drawText(QPointF(left, top + rise) + line.at, line.words)


def _broken(found: Recipient, wide: float, points: float) -> Block:
    """Address, firm, then the name a little larger, each broken into lines of this width."""
    lines: list[Line] = []
    top = widest = 0.0
    pieces = ((found.address, points), (found.company, points), (found.name, points + _NAME_LARGER))
    for words, size in pieces:
        if not words:
            continue
        if words is found.name and lines:
            top += dots(_GAP)
        font = paper_font(size)
        metrics = QFontMetricsF(font)
        wrap = _named if words is found.name else _wrapped
        for each in wrap(words, font, wide):
            lines.append(Line(each, QPointF(0, top), size))
            widest = max(widest, metrics.horizontalAdvance(each))
            top += metrics.ascent() * _LEAD
    return Block(tuple(lines), top, widest)


def _named(words: str, font: QFont, wide: float) -> list[str]:
    """A name in lines; its title is never torn in two."""
    made = _wrapped(words, font, wide)
    name, _, title = words.rpartition(" ")
    if len(made) == 1 or not name or len(title) > _TITLE:
        return made
    return [*_wrapped(name, font, wide), title]


def _wrapped(words: str, font: QFont, wide: float) -> list[str]:
    layout = QTextLayout(" ".join(words.split()), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    whole = layout.text().encode("utf-16-le")  # Qt counts in UTF-16, Python in characters
    while (line := layout.createLine()).isValid():
        line.setLineWidth(wide)
        start, end = line.textStart() * 2, (line.textStart() + line.textLength()) * 2
        found.append(whole[start:end].decode("utf-16-le").strip())
    layout.endLayout()
    return found
