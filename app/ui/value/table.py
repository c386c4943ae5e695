"""The chart's table twin: the same customers with their figures, sortable."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.catalogue.currency import whole_money as money
from app.core.store.reader import Reader
from app.core.value.groups import WORDS, Group
from app.core.value.matrix import Matrix
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.value.answers import ValueRow, sorted_ids, value_rows
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.layout import column, row
from app.ui.widgets.record_model import TableColumn
from app.ui.widgets.record_table import RecordTable

COLUMNS = (
    TableColumn[ValueRow]("name", N_("Name"), lambda who: who.name, 100),
    TableColumn[ValueRow]("number", N_("Number"), lambda who: who.number, 80, quiet=True),
    TableColumn[ValueRow](
        "purchases",
        N_("Times bought"),
        lambda who: f"{who.purchases:,}",
        95,
        "purchases",
        right=True,
    ),
    TableColumn[ValueRow](
        "average", N_("Average"), lambda who: money(who.average), 90, "average", right=True
    ),
    TableColumn[ValueRow](
        "revenue", N_("Revenue"), lambda who: money(who.revenue), 100, "revenue", right=True
    ),
    TableColumn[ValueRow]("group", N_("Group"), lambda who: who.group, 162, "group", firm=True),
)


class GroupTable(QWidget):
    """All customers of the matrix, or those of one group; a double click opens a file."""

    def __init__(self, context: Context) -> None:
        """Empty until `show_matrix`."""
        super().__init__()
        self.matrix: Matrix | None = None
        self.group: Group | None = None
        self._order, self._late = ("revenue", True), False
        offered = [Choice(None, tr("All"))]
        offered += [Choice(group, tr(WORDS[group].name)) for group in Group]
        self.groups = Choices(tr("Group"), offered, None)
        self.groups.on_choice(self._choose)
        self.records = RecordTable("value", COLUMNS, context, self._rows)
        self.records.sort_wanted.connect(self._sort)
        self.records.opened.connect(
            lambda record: context.navigation.open(Place("customer", record=record))
        )
        inside = column(row(self.groups, None), self.records, space=SPACE.small)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    def show_matrix(self, matrix: Matrix) -> None:
        """Show other figures, in the order and group chosen before."""
        self.matrix = matrix
        self._fill()

    def let_go(self) -> None:
        """Order, group and place stay, the figures behind them do not."""
        self.matrix = None

    def show_group(self, group: Group | None) -> None:
        """Only this group's customers; None for all."""
        self.groups.choose(group)

    def _choose(self, group: Group | None) -> None:
        self.group = group
        self._fill()

    def _sort(self, sort: str, descending: bool) -> None:
        self._order = (sort, descending)
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was asked while only the chart was seen."""
        super().showEvent(event)
        if self._late:
            self._fill()

    def _fill(self) -> None:
        # To sort half a million customers takes a tenth of a second: only where they are seen.
        self._late = not self.isVisible()
        if self.matrix is not None and not self._late:
            ids = sorted_ids(self.matrix, self.group, *self._order)
            self.records.set_ids(ids, *self._order)

    def _rows(self, reader: Reader, ids: Sequence[int]) -> Sequence[ValueRow]:
        return value_rows(reader, self.matrix, ids) if self.matrix is not None else []
