"""A list whose lines have words at the left, others beside them, and a note at the right."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.theme import Theme
from app.ui.tokens import TYPE

_PAD, _GAP, _HIGH, _LINE = 12, 10, 34, 19
_LINE_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Line:
    """What one line says; `head` stands above a group and can't be chosen."""

    words: str
    beside: str = ""
    note: str = ""
    head: bool = False


class SidedList(QListWidget):
    """Words wrap, notes never; no scrolling sideways."""

    def __init__(self, theme: Theme, name: str) -> None:
        """`name` tells screen readers what is listed."""
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Drawer(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def add(self, line: Line, value: Any = None) -> None:
        """Append a line with what it stands for."""
        said = " ".join(part for part in (line.words, line.beside, line.note) if part)
        made = QListWidgetItem(said)
        made.setData(_LINE_ROLE, line)
        made.setData(Qt.ItemDataRole.UserRole, value)
        if line.head:
            made.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(made)

    def value(self) -> Any:
        """What the current line stands for."""
        item = self.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None


class _Drawer(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line's height, or what the wrapped words need."""
        line: Line = index.data(_LINE_ROLE)
        view = self.parent()
        assert isinstance(view, QListWidget)
        inside = QRect(0, 0, view.viewport().width() - 2 * _PAD, 10_000)
        width = inside.width() - self._note_width(line)
        metrics = QFontMetrics(self._theme.font())
        flags = Qt.TextFlag.TextWordWrap.value
        need = metrics.boundingRect(QRect(0, 0, max(width, 40), 10_000), flags, line.words)
        lines = 1 if line.beside else max(1, round(need.height() / metrics.lineSpacing()))
        return QSize(0, self._theme.px(_HIGH + (lines - 1) * _LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        line: Line = index.data(_LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, line)
        inside = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        if line.head:
            low = inside.adjusted(0, self._theme.px(6), 0, 0)
            self._text(painter, low, line.words, "muted", TYPE.small)
        else:
            self._sides(painter, inside, line)
        painter.restore()

    def _sides(self, painter: QPainter, inside: QRect, line: Line) -> None:
        note = self._note_width(line)
        right = QRect(inside.right() - note, inside.top(), note, inside.height())
        self._text(painter, right, line.note, "muted", TYPE.small, _RIGHT)
        left = inside.adjusted(0, 0, -note, 0)
        used = self._text(painter, left, line.words, "ink", wraps=not line.beside)
        rest = left.adjusted(used + _GAP, 0, -_GAP, 0)
        if line.beside and rest.width() > self._theme.px(40):
            self._text(painter, rest, line.beside, "muted")

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        colours = self._theme.colours
        chosen = option.state & QStyle.StateFlag.State_Selected
        over = option.state & QStyle.StateFlag.State_MouseOver
        if line.head or not (chosen or over):
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft if chosen else colours.hover))
        painter.drawRoundedRect(QRectF(option.rect.adjusted(4, 1, -4, -1)), 6, 6)

    def _note_width(self, line: Line) -> int:
        if not line.note:
            return 0
        metrics = QFontMetrics(self._theme.font(TYPE.small))
        return metrics.horizontalAdvance(line.note) + _GAP

    def _text(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        colour: str,
        size: int = TYPE.body,
        flags: Qt.AlignmentFlag = _LEFT,
        *,
        wraps: bool = False,
    ) -> int:
        painter.setFont(self._theme.font(size))
        painter.setPen(self._theme.colour(colour))
        if wraps:
            painter.drawText(place, flags | Qt.TextFlag.TextWordWrap, words)
            return 0
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, flags, shown)
        return painter.fontMetrics().horizontalAdvance(shown)
