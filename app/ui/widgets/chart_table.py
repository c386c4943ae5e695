"""The table twin of a chart: the same figures, sorted by a click, opened by Enter."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.i18n import tr
from app.ui.theme import Theme
from app.ui.tokens import TYPE
from app.ui.widgets.chart import ChartTable
from app.ui.widgets.column_room import fitted
from app.ui.widgets.record_model import LEFT, RIGHT

Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT, _NARROWEST, _WIDEST = 34, 84, 420
_AIR, _LEAST_AIR = 40, 27  # with less, a cell's margins cut its figure
_MEASURED = 60
_EMPTY = ChartTable((), ())


class _Rows(QAbstractTableModel):
    """The rows in the order asked for; the table itself is never changed."""

    def __init__(self) -> None:
        super().__init__()
        self.table = _EMPTY
        self.order: Sequence[int] = ()

    def show_table(self, table: ChartTable) -> None:
        self.beginResetModel()
        self.table, self.order = table, range(len(table.rows))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.right else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.table.columns[index.column()].right else LEFT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.table.rows[self.order[index.row()]][index.column()]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Unknown values stand last, whichever way."""
        if not 0 <= column < len(self.table.columns):
            return
        keys = self.table.keys if self.table.keys is not None else self.table.rows
        known = [row for row in range(len(self.table.rows)) if keys[row][column] is not None]
        unknown = [row for row in range(len(self.table.rows)) if keys[row][column] is None]
        known.sort(key=lambda row: keys[row][column], reverse=order is Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        self.order = known + unknown
        self.layoutChanged.emit()


class TwinTable(QTableView):
    """`open_row` is told the row's number in the chart's table, whatever the order."""

    def __init__(self, theme: Theme) -> None:
        """Empty until `show_table`."""
        super().__init__()
        self._theme = theme
        self.rows = _Rows()
        self.open_row: Callable[[int], object] | None = None
        self._needs: list[int] = []
        self.setModel(self.rows)
        self.setAccessibleName(tr("Table of the chart"))
        self._dress()
        self.activated.connect(self._activated)

    def show_table(self, table: ChartTable) -> None:
        """Show these figures, as they are ordered in the chart, or as they were sorted before."""
        before, header, bar = self.rows.table, self.horizontalHeader(), self.verticalScrollBar()
        again = table.columns == before.columns
        same = again and len(table.rows) == len(before.rows)
        place, scrolled = (self.currentIndex().row(), bar.value()) if same else (0, 0)
        if not again:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.rows.show_table(table)
        self.rows.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self._needs = [self._need(table, column) for column in range(len(table.columns))]
        self._fit()
        if table.rows:
            self.setCurrentIndex(self.rows.index(max(place, 0), 0))
        bar.setValue(scrolled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """With air around the words; with less of it before anything scrolls sideways."""
        px = self._theme.px
        usual, least = (
            [min(max(each + px(air), low), px(_WIDEST)) for each in self._needs]
            for air, low in ((_AIR, _NARROWEST), (_LEAST_AIR, 0))
        )
        for column, width in enumerate(fitted(usual, least, self.viewport().width())):
            self.setColumnWidth(column, width)

    def _need(self, table: ChartTable, column: int) -> int:
        letters, heading = self.fontMetrics(), self.horizontalHeader().font()
        heading.setPointSizeF(self._theme.points(TYPE.small))  # as the style sheet has it
        head = QFontMetrics(heading)
        words = [row[column] for row in table.rows[:_MEASURED]]
        said = head.horizontalAdvance(table.columns[column].words)
        return max([said, *map(letters.horizontalAdvance, words)])

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(self._theme.px(_ROW_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        if self.open_row is not None and index.isValid():
            self.open_row(self.rows.order[index.row()])
