"""The table of columns: arrow keys go through it, Enter or a click opens the field chooser."""

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.i18n import tr
from app.ui.exchange.columns_model import FIELD, HEADING, ColumnsModel, Index
from app.ui.icons import picture
from app.ui.theme import Theme
from app.ui.tokens import TYPE

_ROW_HEIGHT = 46
_WIDTHS = (230, 380)
_PAD = 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ColumnsTable(QTableView):
    """One row a column of the file."""

    choose_wanted = Signal(int, str)  # row, what was typed already
    clear_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Empty until the model shows a file."""
        super().__init__()
        self.columns = ColumnsModel(self)
        self.setModel(self.columns)
        self.setItemDelegate(_Drawer(theme, self))
        self.setAccessibleName(tr("The columns of the file"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        for place, width in enumerate(_WIDTHS):
            self.setColumnWidth(place, theme.px(width))
        self.clicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, F2, Space and letters choose; Delete leaves the column out."""
        row = self.currentIndex().row()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
        if row >= 0 and plain and event.key() in keys:
            self.choose_wanted.emit(row, "")
        elif row >= 0 and plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_wanted.emit(row)
        elif row >= 0 and plain and event.text().strip() and event.text().isprintable():
            self.choose_wanted.emit(row, event.text())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the wizard goes back
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == FIELD:
            self.choose_wanted.emit(index.row(), "")


class _Drawer(QStyledItemDelegate):
    """Draws the heading with its note, and the field like something to choose."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are alike."""
        return QSize(0, self._theme.px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        painter.save()
        self._ground(painter, option)
        model = index.model()
        assert isinstance(model, ColumnsModel)
        inside = option.rect.adjusted(self._theme.px(_PAD), 0, -self._theme.px(_PAD), 0)
        if index.column() == HEADING:
            line = model.lines[index.row()]
            self._two_lines(painter, inside, line.heading, line.note)
        elif index.column() == FIELD:
            self._field(painter, inside, model, index.row())
        else:
            self._text(painter, inside, str(index.data() or ""), "muted")
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = self._theme.colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, QColor(colours.accent_soft if selected else colours.surface))
        painter.setPen(QColor(colours.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _two_lines(self, painter: QPainter, place: QRect, words: str, note: str) -> None:
        if not note:
            self._text(painter, place, words, "ink")
            return
        half = place.height() // 2
        upper = QRect(place.left(), place.top() + 4, place.width(), half)
        lower = QRect(place.left(), place.top() + half + 1, place.width(), half - 4)
        self._text(painter, upper, words, "ink")
        self._text(painter, lower, note, "muted", TYPE.small)

    def _field(self, painter: QPainter, place: QRect, model: ColumnsModel, row: int) -> None:
        """A box with the field's words and a sign that it can be chosen."""
        target = model.target(row)
        words, other = (
            model.words_of(target) if target else (str(model.index(row, FIELD).data()), "")
        )
        theme, colours = self._theme, self._theme.colours
        box = QRectF(place.adjusted(-4, 5, 0, -6))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.surface if target else colours.paper))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawRoundedRect(box, 6, 6)
        side = theme.px(14)
        sign = picture("chevron-down", colours.muted, side)
        painter.drawPixmap(round(box.right()) - side - 8, round(box.center().y() - side / 2), sign)
        inside = box.toRect().adjusted(10, 0, -side - 14, 0)
        used = self._text(painter, inside, words, "ink" if target else "muted")
        rest = inside.adjusted(used + 10, 0, 0, 0)
        if other and rest.width() > theme.px(60):
            self._text(painter, rest, other, "muted", TYPE.small)

    def _text(
        self, painter: QPainter, place: QRect, words: str, colour: str, size: int = TYPE.body
    ) -> int:
        """Draw a line, cut where it must be; how wide it is."""
        painter.setFont(self._theme.font(size))
        painter.setPen(QColor(getattr(self._theme.colours, colour)))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _LEFT, shown)
        return painter.fontMetrics().horizontalAdvance(shown)
