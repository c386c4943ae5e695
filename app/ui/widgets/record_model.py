"""A list of hundreds of thousands of records: their ids, and the pages of rows looked at.

Only ids are held whole (8 bytes each, in the order SQL gave them); rows come page by page
as they are painted, on a reader thread; a fast scroll drops what is no longer looked at.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QColor

from app.i18n import tr


class Record(Protocol):
    """A row of the list: a frozen dataclass with the record's id."""

    @property
    def id(self) -> int:
        """The record's id."""


R = TypeVar("R", bound=Record)
Index = QModelIndex | QPersistentModelIndex
PAGE = 32
_MOST_PAGES = 512
_MOST_ASKED = 4  # pages in one question: more than a screen shows
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class TableColumn(Generic[R]):
    """One column: how a row becomes its text. `sort` names the order SQL knows, "" for none."""

    key: str
    title: str  # marked
    text: Callable[[R], str]
    width: int = 140
    sort: str = ""
    right: bool = False  # numbers stand at the right
    shown: bool = True  # until the user says otherwise
    quiet: bool = False  # in the muted colour
    firm: bool = False  # phones, numbers: cut short they would say nothing
    group: str = ""  # marked; stands in a menu of its own in the chooser


Fetch = Callable[[Sequence[int], Callable[[Sequence[Any]], object]], object]
"""Ask for the rows of these ids; only the newest question need be answered."""


class RecordModel(QAbstractTableModel, Generic[R]):
    """Rows not yet fetched show as blanks for a few milliseconds."""

    def __init__(
        self, columns: Sequence[TableColumn[R]], fetch: Fetch, muted: QColor, parent: QObject
    ) -> None:
        """Empty until `set_ids`."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.ids: array[int] = array("q")
        self._fetch, self.muted = fetch, muted
        self._pages: OrderedDict[int, Sequence[R | None]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: list[int] = []
        self._generation = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)

    def set_columns(self, columns: Sequence[TableColumn[R]]) -> None:
        """Other columns of the same records."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def set_ids(self, ids: "array[int]") -> None:
        """Show other records; everything fetched is forgotten."""
        self.beginResetModel()
        self.ids = ids
        self._forget()
        self.endResetModel()

    def refresh(self) -> None:
        """The same records, their rows fetched again."""
        self._forget()
        if self.ids:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1)
            )

    def row(self, number: int) -> R | None:
        """A row, if it is at hand."""
        page = self._pages.get(number // PAGE)
        place = number % PAGE
        return page[place] if page is not None and place < len(page) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many records."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns, hidden ones too."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[section].right else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; asking for one that is not at hand fetches its page."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.right else LEFT
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.muted if column.quiet else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self.cell(index.row(), index.column())[1]

    def cell(self, row: int, number: int) -> tuple[TableColumn[R], str]:
        """A cell's column and words; asking for what is not at hand fetches its page."""
        column, found = self.columns[number], self.row(row)
        if found is None:
            self._want(row // PAGE)
            return column, ""
        return column, column.text(found)

    def _want(self, page: int) -> None:
        # A page at hand without this row: the record is gone, and the list will be asked anew.
        if page not in self._pages and page not in self._asked:
            self._wanted[page] = None
            self._soon.start(0)

    @Slot()
    def _ask(self) -> None:
        """One question for the pages painted just now and those still on their way."""
        pages = [*reversed(self._wanted), *self._asked][:_MOST_ASKED]
        self._wanted.clear()
        self._asked = pages
        generation = self._generation
        wanted: list[int] = []
        for page in pages:
            wanted.extend(self.ids[page * PAGE : (page + 1) * PAGE])

        def done(rows: Sequence[R]) -> None:
            if generation == self._generation:
                self._arrived(pages, {row.id: row for row in rows})

        self._fetch(wanted, done)

    def _arrived(self, pages: Sequence[int], rows: dict[int, R]) -> None:
        self._asked = [page for page in self._asked if page not in pages]
        for page in pages:
            ids = self.ids[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = [rows.get(each) for each in ids]
            last = page * PAGE + len(ids) - 1
            self.dataChanged.emit(
                self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1)
            )
        while len(self._pages) > _MOST_PAGES:
            self._pages.popitem(last=False)

    def _forget(self) -> None:
        self._generation += 1
        self._pages.clear()
        self._wanted.clear()
        self._asked.clear()
