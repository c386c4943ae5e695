"""A short list of results, moved through from elsewhere: it never takes the focus."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.i18n import tr
from app.ui.icons import picture
from app.ui.theme import Theme
from app.ui.tokens import SPACE, TYPE

Index = QModelIndex | QPersistentModelIndex
_SHOWN = 9


@dataclass(frozen=True)
class Line:
    """One result: its words, quieter words beside them, an icon, and what choosing gives."""

    words: str
    beside: str
    image: str
    value: Any


class HitList(QListView):
    """Shows lines; `chosen` gives the value of the one clicked or entered."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Empty at first."""
        super().__init__()
        self._theme = theme
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_LineDelegate(theme, self))
        self.setProperty("look", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Results"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._clicked)

    def fill(self, lines: Sequence[Line]) -> None:
        """Show these lines, the first one chosen."""
        self._items.clear()
        for line in lines:
            item = QStandardItem(line.words)
            item.setData(line, Qt.ItemDataRole.UserRole)
            self._items.appendRow(item)
        if lines:
            self.setCurrentIndex(self._items.index(0, 0))
        self.setFixedHeight(self._row_height() * min(len(lines), _SHOWN) + 4)

    def lines(self) -> list[Line]:
        """What is shown."""
        return [self._line(row) for row in range(self._items.rowCount())]

    def step(self, rows: int) -> None:
        """Move the choice up or down, round the ends."""
        count = self._items.rowCount()
        if count:
            row = (self.currentIndex().row() + rows) % count
            self.setCurrentIndex(self._items.index(row, 0))

    def choose(self) -> None:
        """Take the present choice."""
        if self.currentIndex().isValid():
            self._clicked(self.currentIndex())

    @Slot(QModelIndex)
    def _clicked(self, index: Index) -> None:
        self.chosen.emit(self._line(index.row()).value)

    def _line(self, row: int) -> Line:
        found: Line = self._items.item(row).data(Qt.ItemDataRole.UserRole)
        return found

    def _row_height(self) -> int:
        return row_height(self._theme)


def row_height(theme: Theme) -> int:
    """Comfortable for a finger."""
    return theme.px(38)


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All lines are equally high."""
        return QSize(100, row_height(self._theme))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Icon, words, and the quieter words at the right."""
        theme = self._theme
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(area.adjusted(2, 1, -2, -1), 6, 6)
        side = theme.px(17)
        top = area.center().y() - side // 2
        painter.drawPixmap(
            QRect(area.left() + SPACE.medium, top, side, side),
            picture(line.image, theme.colours.muted, side),
        )
        inside = area.adjusted(SPACE.medium + side + SPACE.medium, 0, -SPACE.medium, 0)
        _draw_words(painter, theme, line, inside)
        painter.restore()


def _draw_words(painter: QPainter, theme: Theme, line: Line, area: QRect) -> None:
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    painter.setFont(theme.font(TYPE.small))
    beside = painter.fontMetrics().elidedText(
        line.beside, Qt.TextElideMode.ElideRight, area.width() // 2
    )
    used = painter.fontMetrics().horizontalAdvance(beside)
    painter.setPen(theme.colour("muted"))
    painter.drawText(area, middle | int(Qt.AlignmentFlag.AlignRight), beside)
    painter.setFont(theme.font(TYPE.value))
    painter.setPen(theme.colour("ink"))
    left = area.adjusted(0, 0, -(used + SPACE.medium), 0)
    words = painter.fontMetrics().elidedText(line.words, Qt.TextElideMode.ElideRight, left.width())
    painter.drawText(left, middle, words)
