"""A quiet table of texts to read: example rows, pairs, the top of a file."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.ui.theme import Theme

_ROW_HEIGHT = 32
_WIDEST, _NARROWEST = 260, 56
_MEASURED = 30
_LONGEST = 200  # characters of a cell that are worth drawing
Index = QModelIndex | QPersistentModelIndex


class TextModel(QAbstractTableModel):
    """Headings and rows of texts, handed over whole."""

    def __init__(self, parent: QObject) -> None:
        """Empty."""
        super().__init__(parent)
        self.headings: tuple[str, ...] = ()
        self.lines: Sequence[Sequence[str]] = ()

    def show(self, headings: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.headings, self.lines = tuple(headings), lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """How many rows."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, cut; whole in the tooltip."""
        line = self.lines[index.row()]
        text = line[index.column()] if index.column() < len(line) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text[:_LONGEST].split())
        if role == Qt.ItemDataRole.ToolTipRole and text:
            return text[: _LONGEST * 5]
        return None

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings, left like their texts."""
        if side != Qt.Orientation.Horizontal or section >= len(self.headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class TextTable(QTableView):
    """Read only; columns as wide as their first rows need, within bounds."""

    def __init__(self, theme: Theme, name: str) -> None:
        """`name` tells screen readers what the rows are."""
        super().__init__()
        self._theme = theme
        self.texts = TextModel(self)
        self.setModel(self.texts)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)

    def show_texts(self, headings: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
        """Show other rows, from the top."""
        self.texts.show(headings, lines)
        metrics = self.fontMetrics()
        for place, heading in enumerate(headings):
            texts = [line[place] for line in lines[:_MEASURED] if place < len(line)]
            need = max((metrics.horizontalAdvance(t[:60]) for t in (heading, *texts)), default=0)
            widest, least = self._theme.px(_WIDEST), self._theme.px(_NARROWEST)
            self.setColumnWidth(place, max(least, min(need + 28, widest)))
        self.scrollToTop()
