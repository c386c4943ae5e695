"""Paints the cells of a list with one question each, where Qt's own delegate asks seven."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.widgets.record_model import LEFT, RIGHT, RecordModel

_WITH_WORDS = QStyleOptionViewItem.ViewItemFeature.HasDisplay


class RecordDelegate(QStyledItemDelegate):
    """Words, side and colour of a cell; a jump to other rows paints some hundred of them."""

    def __init__(self, records: RecordModel[Any], everything: Callable[[], bool]) -> None:
        """For one list; `everything` tells whether all of it is chosen, seen or not."""
        super().__init__(records)
        self._records, self._everything = records, everything

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Say how a cell looks; one whose row is not at hand is empty."""
        column, words = self._records.cell(index.row(), index.column())
        if words:
            option.text = words
            option.features |= _WITH_WORDS
        if self._everything():
            option.state |= QStyle.StateFlag.State_Selected
        option.displayAlignment = RIGHT if column.right else LEFT
        if column.quiet:
            option.palette.setColor(QPalette.ColorRole.Text, self._records.muted)
