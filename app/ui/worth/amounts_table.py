"""The lifetime table: one line a purchase, its amount typed, its worth today reckoned."""

from fractions import Fraction
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.core.exchange.sums import read_fen
from app.core.worth.lifetime import Lifetime
from app.i18n import N_, tr
from app.ui.theme import Theme
from app.ui.widgets.record_model import LEFT, RIGHT
from app.ui.worth.sums import number, words

Index = QModelIndex | QPersistentModelIndex
AMOUNT = 2
_TITLES = (N_("No."), N_("Years"), N_("Amount"), N_("Worth today"))
_ROW, _NARROW = 32, 76


class AmountsModel(QAbstractTableModel):
    """`typed` says that another amount was typed: the row and its fen."""

    typed = Signal(int, int)

    def __init__(self) -> None:
        """Empty until `show_lifetime`."""
        super().__init__()
        self.found: Lifetime | None = None
        self.sign = ""

    def show_lifetime(self, found: Lifetime, sign: str) -> None:
        """Show another table."""
        same = self.found is not None and len(self.found.steps) == len(found.steps)
        if same:
            self.found, self.sign = found, sign
            last = self.index(len(found.steps) - 1, len(_TITLES) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.found, self.sign = found, sign
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One a purchase."""
        return 0 if parent.isValid() or self.found is None else len(self.found.steps)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number, years, amount, worth today."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What the columns are called."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(_TITLES[section])
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return RIGHT if column else LEFT

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only amounts are typed."""
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() == AMOUNT else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for the screen; an amount being typed is bare."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if self.found is None:
            return None
        step = self.found.steps[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return number(step.amount, 2).replace(",", "")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        shown = (
            str(step.number),
            number(step.years, 2),
            words(step.amount, self.sign),
            words(step.today, self.sign),
        )
        return shown[index.column()]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed, if it is a sum."""
        fen = read_fen(str(value))
        if role != Qt.ItemDataRole.EditRole or fen is None:
            return False
        self.typed.emit(index.row(), fen)
        return True


class AmountsTable(QTableView):
    """Typing into an amount changes it; Enter goes on."""

    def __init__(self, theme: Theme) -> None:
        """Empty until its model has something to show."""
        super().__init__()
        self.amounts = AmountsModel()
        self.setModel(self.amounts)
        self.setAccessibleName(tr(N_("Purchases of a life")))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed
        )
        side, head = self.verticalHeader(), self.horizontalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(theme.px(_ROW))
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for narrow in (0, 1):
            head.setSectionResizeMode(narrow, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(narrow, theme.px(_NARROW))


def exact(fen: int) -> Fraction:
    """Typed fen as the table reckons with them."""
    return Fraction(fen, 100)
