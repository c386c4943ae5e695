"""The columns of the file as rows of a table: heading, samples, the field each becomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.catalogue import CATALOGUES
from app.core.exchange.doubled import Doubled, doubled
from app.core.exchange.headings import Catalogues
from app.core.exchange.layout import ColumnView, TableView
from app.core.exchange.service import Layout, What
from app.core.exchange.source import fits
from app.i18n import N_, tr
from app.ui.exchange.fields import words_of

Index = QModelIndex | QPersistentModelIndex
HEADING, SAMPLES, FIELD = range(3)
NOT_IMPORTED = N_("not imported")
_TITLES = (N_("Column in the file"), N_("What stands in it"), N_("Becomes"))


@dataclass(frozen=True)
class Line:
    """One heading of the tables that are read."""

    heading: str
    samples: tuple[str, ...]
    target: str | None
    note: str  # said small below the heading: hidden, which sheet


def lines_of(layout: Layout, sheet: str | None) -> list[Line]:
    """Each heading once, in the order of the file."""
    tables = layout.fitting(sheet) or layout.tables
    found: dict[str, Line] = {}
    for table in tables:
        for column in table.columns:
            note = _note(column, table if len(tables) > 1 else None)
            found.setdefault(
                column.heading, Line(column.heading, column.samples, column.target, note)
            )
    return list(found.values())


def is_enough(layout: Layout, sheet: str | None, mapping: Mapping[str, str | None]) -> bool:
    """Does some table have what such a list can't do without?"""
    tables = layout.fitting(sheet) or layout.tables
    return any(fits(table.mapped(mapping), layout.what) for table in tables)


def twice(layout: Layout, sheet: str | None, mapping: Mapping[str, str | None]) -> Doubled:
    """Fields that more than one column of a table becomes, and the columns."""
    tables = layout.fitting(sheet) or layout.tables
    mapped = (table.mapped(mapping) for table in tables)
    return doubled(mapped, layout.what, layout.catalogues)


def _note(column: ColumnView, table: TableView | None) -> str:
    parts = [tr(N_("hidden in the file"))] if column.hidden else []
    if table is not None and table.name:
        parts.append(table.name)
    return " · ".join(parts)


class ColumnsModel(QAbstractTableModel):
    """Keeps the mapping as it is corrected."""

    def __init__(self, parent: QObject) -> None:
        """No columns yet."""
        super().__init__(parent)
        self.lines: Sequence[Line] = ()
        self.what = What.CUSTOMERS
        self.catalogues: Catalogues = CATALOGUES
        self.mapping: dict[str, str | None] = {}

    def show(self, layout: Layout, sheet: str | None) -> None:
        """Show the columns of a file with its guesses."""
        self.beginResetModel()
        self.lines, self.what = lines_of(layout, sheet), layout.what
        self.catalogues = layout.catalogues
        self.mapping = {line.heading: line.target for line in self.lines}
        self.endResetModel()

    def set_target(self, row: int, target: str | None) -> None:
        """Correct one guess."""
        self.mapping[self.lines[row].heading] = target
        index = self.index(row, FIELD)
        self.dataChanged.emit(index, index)

    def target(self, row: int) -> str | None:
        """What a row's column becomes."""
        return self.mapping[self.lines[row].heading]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """One row a column."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Heading, samples, field."""
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for screen and screen reader."""
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == SAMPLES:
            return "\n".join(line.samples)
        return None

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The three titles."""
        if side != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(_TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _words(self, line: Line, place: int) -> str:
        if place == HEADING:
            return f"{line.heading} ({line.note})" if line.note else line.heading
        if place == SAMPLES:
            return "  ·  ".join(" ".join(each.split()) for each in line.samples)
        target = self.mapping[line.heading]
        return self.words_of(target)[0] if target else tr(NOT_IMPORTED)

    def words_of(self, target: str) -> tuple[str, str]:
        """A field's words in the current language and in the other one."""
        return words_of(target, self.what, self.catalogues)
