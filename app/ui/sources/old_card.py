"""Worth checking again: values nobody confirmed for long; one key says "still true"."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTableView, QWidget

from app.core.actor import Right
from app.core.sources import queries
from app.core.sources.queries import OldValue
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.sources.old_model import OldModel
from app.ui.sources.settling import confirm
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import sentence

_MOST = 200
_ROW_HEIGHT = 36
_WIDTHS = (150, 190, 300, 170)
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OldTable(QTableView):
    """Space or Enter: what is chosen is still true."""

    def __init__(self, card: "OldCard") -> None:
        """Belongs to its card."""
        super().__init__()
        self._card = card
        self.setModel(card.model)
        self.setAccessibleName(tr("Worth checking again"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        theme, rows = card.context.theme, self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(_ROW_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        for number, width in enumerate(_WIDTHS):
            self.setColumnWidth(number, theme.px(width))
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The one key."""
        if event.key() in _KEYS and not event.modifiers():
            self._card.confirm_chosen()
        else:
            super().keyPressEvent(event)

    def _open(self, _: QModelIndex) -> None:
        self._card.open_file()


class OldCard(LentCard):
    """A tab of "Keep in order": the reddest of the most valuable customers first."""

    key, title = "old", N_("Worth checking again")
    tables = frozenset({"customer", "fact", "setting", "purchase"})

    def __init__(self, context: Context) -> None:
        """Empty until it is shown."""
        super().__init__(context)
        self.model = OldModel(context.theme, context.clock.today)
        self.table = OldTable(self)
        theme = context.theme
        self.yes = button(tr(N_("Still true  (Space)")), self.confirm_chosen, "primary",
                          theme=theme, image="check")  # fmt: skip
        self.all = button(tr(N_("Everything of this customer is")), self.confirm_customer)
        self.file = button(tr(N_("Open the file")), self.open_file, theme=theme, image="book-user")
        self.stack = QStackedWidget()
        self._lay_out()
        self.setFocusProxy(self.table)

    def count(self, reader: Reader) -> int | None:
        """How many customers have old values."""
        return queries.count_old(reader)

    def reload(self) -> None:
        """Ask for the most pressing ones."""
        self.context.jobs.read(
            lambda reader: queries.worth_checking(reader, _MOST), self._show, topic=self.topic
        )

    def chosen(self) -> list[OldValue]:
        """What is selected, else the row with the cursor."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        current = self.table.currentIndex().row()
        found = sorted(rows) or ([current] if current >= 0 else [])
        return [self.model.rows[place] for place in found]

    def confirm_chosen(self) -> None:
        """The chosen values are still true."""
        self._confirm(self.chosen())

    def confirm_customer(self) -> None:
        """Every value listed of the customers chosen is still true."""
        whom = {each.customer_id for each in self.chosen()}
        self._confirm(each for each in self.model.rows if each.customer_id in whom)

    def open_file(self) -> None:
        """Look at the whole file first."""
        for each in self.chosen()[:1]:
            self.context.navigation.open(Place("customer", record=each.customer_id))

    def _confirm(self, values: Iterable[OldValue]) -> None:
        places: dict[int, list[tuple[str, int]]] = {}
        for each in values:
            places.setdefault(each.customer_id, []).append((each.field.key, each.row_id))
        if self.context.may(Right.EDIT_CUSTOMERS):
            confirm(self.context, places)

    def _show(self, found: tuple[OldValue, ...]) -> None:
        held = max(self.table.currentIndex().row(), 0)
        self.model.show_rows(found)
        self.stack.setCurrentIndex(0 if found else 1)
        if found:
            self.table.setCurrentIndex(self.model.index(min(held, len(found) - 1), 0))

    def _lay_out(self) -> None:
        said = sentence(tr(_WORDS), "muted")
        foot = row(self.yes, self.all, None, self.file, space=SPACE.small)
        page = QWidget()
        inside = column(said, self.table, foot, space=SPACE.medium)
        inside.setStretch(1, 1)
        page.setLayout(inside)
        self.stack.addWidget(page)
        self.stack.addWidget(
            EmptyState(self.context.theme, "clock-alert", tr(N_("Everything is fresh")), tr(_EMPTY))
        )
        self.setLayout(column(self.stack))


def make_card(context: Context) -> LentCard:
    """For the joints."""
    return OldCard(context)


_WORDS = N_(
    "Nobody has confirmed these for long. Ask at the next chance; if it is still so, one key "
    "says it. Red ones first, of the customers who buy most."
)
_EMPTY = N_("A value that nobody confirmed for a year stands here; for two years, in red.")
