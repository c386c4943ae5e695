"""The list of values worth checking again, as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.core.sources.queries import OldValue
from app.i18n import N_, tr
from app.ui.formats import day
from app.ui.origins import age_look, told_words
from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_LONGEST = 200


@dataclass(frozen=True)
class _Column:
    title: str
    text: Callable[[OldValue, date], str]
    quiet: bool = False


def field_words(each: OldValue) -> str:
    """The field's name, with its group's where it stands in a row."""
    words = tr(each.field.label)
    return f"{tr(each.field.group.label)} · {words}" if each.field.group else words


def _known(each: OldValue, today: date) -> str:
    return day(each.known_on, today) if each.known_on else ""


def _from(each: OldValue, _today: date) -> str:
    return told_words(each.source, None, _today)


def _value(each: OldValue, _today: date) -> str:
    return "••••••" if each.words is None else " ".join(each.words[:_LONGEST].split())


COLUMNS = (
    _Column(N_("Customer"), lambda each, _: each.customer or each.number or ""),
    _Column(N_("Field"), lambda each, _: field_words(each), quiet=True),
    _Column(N_("What is known"), _value),
    _Column(N_("Not confirmed since"), _known),
    _Column(N_("Learnt from"), _from, quiet=True),
)
KNOWN = 3


class OldModel(QAbstractTableModel):
    """A customer's name stands only at the first of her values."""

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        """Empty until `show_rows`."""
        super().__init__()
        self.rows: tuple[OldValue, ...] = ()
        self._theme, self._today = theme, today

    def show_rows(self, rows: Sequence[OldValue]) -> None:
        """Show these values."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many values."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words and colour."""
        each, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            again = index.column() == 0 and self._same_customer(index.row())
            return "" if again else column.text(each, self._today())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.text(each, self._today())
        if role == Qt.ItemDataRole.ToolTipRole:
            return each.words
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(each, index.column())
        return None

    def _colour(self, each: OldValue, column: int) -> QColor | None:
        if column == KNOWN:
            return self._theme.colour(age_look(each.state))
        return self._theme.colour("muted") if COLUMNS[column].quiet else None

    def _same_customer(self, row: int) -> bool:
        return row > 0 and self.rows[row - 1].customer_id == self.rows[row].customer_id
