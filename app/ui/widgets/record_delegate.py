"""Paints the cells of a list with one question each, where Qt's own delegate asks seven."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.ui.widgets.record_model import LEFT, RIGHT, RecordModel

_WITH_WORDS = QStyleOptionViewItem.ViewItemFeature.HasDisplay


class RecordDelegate(QStyledItemDelegate):
    """Words, side and colour of a cell; a jump to other rows paints some hundred of them."""

    def __init__(self, records: RecordModel[Any]) -> None:
        """For one list."""
        super().__init__(records)
        self._records = records

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Say how a cell looks; one whose row is not at hand is empty."""
        column, words = self._records.cell(index.row(), index.column())
        if words:
            option.text = words
            option.features |= _WITH_WORDS
        option.displayAlignment = RIGHT if column.right else LEFT
        if column.quiet:
            option.palette.setColor(QPalette.ColorRole.Text, self._records.muted)
