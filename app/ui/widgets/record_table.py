"""The list of records: sorted by SQL, columns chosen and remembered, millions of rows.

table = RecordTable("customers", COLUMNS, context, fetch)   # fetch(ids, done)
table.sort_wanted.connect(...)      # (sort name, descending): ask SQL for ids anew
table.opened.connect(...)           # id: double click or Enter
table.current_changed.connect(...)  # id or None
table.set_ids(ids, sort, descending)
"""

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyle, QTableView

from app.core.store.reader import Reader
from app.i18n import tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.widgets.column_room import fitted
from app.ui.widgets.early_keys import EarlyKeys
from app.ui.widgets.record_delegate import RecordDelegate
from app.ui.widgets.record_model import RecordModel, TableColumn

Metric = QStyle.PixelMetric
_ROW_HEIGHT = 38
_HEADER_HEIGHT = 36
_NARROWEST = 48
_REMEMBER_AFTER_MS = 300
_WORDS_GROW, _FIGURES_GROW = 2.0, 1.5  # times its usual width, where there is room
_GIVES_WAY = 0.65  # of its usual width is left to a column where room is scarce


Rows = Callable[[Reader, Sequence[int]], Sequence[Any]]


class RecordTable(QTableView):
    """Never sorts, filters or selects row by row: the ids are SQL's answer."""

    sort_wanted = Signal(str, bool)
    opened = Signal(int)
    current_changed = Signal(object)
    selection_changed = Signal()
    columns_chosen = Signal()

    def __init__(
        self, name: str, columns: Sequence[TableColumn[Any]], context: Context, rows: Rows
    ) -> None:
        """`name` is where widths and chosen columns are remembered on this PC."""
        super().__init__()
        self._name, self._context = name, context
        self._order, self._restoring = ("", False), False
        self._by_hand = False  # widths somebody chose are never touched
        self._topic, self._rows = Topic(self), rows
        self._soon = QTimer(self)  # a dragged border moves many times: write once
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REMEMBER_AFTER_MS)
        self._soon.timeout.connect(self._remember)
        muted = context.theme.colour("muted")
        self.records: RecordModel[Any] = RecordModel(columns, self._fetch, muted, self)
        self.everything = False  # Ctrl+A: all that was found, not the rows one by one
        self.setModel(self.records)
        self.setItemDelegate(RecordDelegate(self.records, lambda: self.everything))
        self.setAccessibleName(tr("List"))
        self._early = EarlyKeys(self)
        self._dress()
        self._dress_header()
        self._restore()
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._current)
        self.selectionModel().selectionChanged.connect(self._selected)

    def set_ids(self, ids: "array[int]", sort: str = "", descending: bool = False) -> None:
        """Show these records; the order's arrow stands in the header.

        Are they the same as before, then place and selection stay, and the rows come anew.
        """
        if ids and ids == self.records.ids:
            self.records.refresh()
            self._show_order(sort, descending)
        else:
            keep = self.current_id()
            self.records.set_ids(ids)
            self.everything = False
            self._show_order(sort, descending)
            if keep is not None:
                self.go_to(keep)
        self._early.answered()

    def set_columns(self, columns: Sequence[TableColumn[Any]]) -> None:
        """Other columns, dressed as this PC remembers them; records and cursor stay."""
        named = [[(c.key, tr(c.title)) for c in some] for some in (columns, self.records.columns)]
        if named[0] != named[1]:
            keep, order = self.current_id(), self._order
            self._restoring = True  # what is laid out meanwhile is nobody's wish
            self.records.set_columns(columns)
            self._restore()
            self._show_order(*order)
            if keep is not None:
                self.go_to(keep)

    def current_id(self) -> int | None:
        """The record the cursor is on."""
        row = self.currentIndex().row()
        return self.records.ids[row] if 0 <= row < len(self.records.ids) else None

    def go_to(self, record: int) -> bool:
        """Put the cursor on a record, if it is in the list."""
        try:
            row = self.records.ids.index(record)
        except ValueError:
            return False
        self.setCurrentIndex(self.records.index(row, self._first_column()))
        return True

    def step(self, rows: int) -> int | None:
        """Move the cursor; the record it is on then."""
        row = self.currentIndex().row() + rows
        if 0 <= row < len(self.records.ids):
            self.setCurrentIndex(self.records.index(row, self._first_column()))
        return self.current_id()

    def selected_count(self) -> int:
        """How many are selected."""
        if self.everything:
            return len(self.records.ids)
        return sum(bottom - top + 1 for top, bottom in self._ranges())

    def selected_ids(self) -> "array[int]":
        """The selected records' ids, in the list's order."""
        if self.everything:
            return self.records.ids
        found: array[int] = array("q")
        for top, bottom in sorted(self._ranges()):
            found.extend(self.records.ids[top : bottom + 1])
        return found

    def _ranges(self) -> list[tuple[int, int]]:
        selected = self.selectionModel().selection()
        parts = [selected.at(place) for place in range(selected.count())]
        return [(part.top(), part.bottom()) for part in parts]

    def _fetch(self, ids: Sequence[int], done: Callable[[Sequence[Any]], object]) -> None:
        self._context.jobs.read(lambda reader: self._rows(reader, ids), done, topic=self._topic)

    def selectAll(self) -> None:
        """Everything that was found, as one fact: row by row it would take seconds."""
        self.clearSelection()
        self.everything = bool(self.records.ids)
        self.viewport().update()
        self.selection_changed.emit()

    def columns_menu(self) -> QMenu:
        """The column chooser."""
        menu = QMenu(self)
        groups: dict[str, QMenu] = {}
        for number, column in enumerate(self.records.columns):
            inside = menu
            if column.group:
                inside = groups.get(column.group) or menu.addMenu(tr(column.group))
                groups[column.group] = inside
            action = inside.addAction(tr(column.title))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.setEnabled(number > 0)  # the first one names the record
            action.setData(number)
        menu.triggered.connect(
            lambda action: self.show_column(action.data(), shown=action.isChecked())
        )
        return menu

    def shown_keys(self) -> frozenset[str]:
        """The columns that are shown."""
        columns = enumerate(self.records.columns)
        return frozenset(each.key for place, each in columns if not self.isColumnHidden(place))

    def shown_columns(self) -> tuple[TableColumn[Any], ...]:
        """The columns that are shown, from left to right."""
        header, columns = self.horizontalHeader(), self.records.columns
        order = map(header.logicalIndex, range(len(columns)))
        return tuple(columns[place] for place in order if not self.isColumnHidden(place))

    def show_column(self, number: int, *, shown: bool) -> None:
        """Show or hide a column, and remember it."""
        self._restoring = True
        self.setColumnHidden(number, not shown)
        if shown and self.columnWidth(number) < _NARROWEST:
            self.setColumnWidth(number, self._context.theme.px(self.records.columns[number].width))
        self._restoring = False
        self._fit()
        self.columns_chosen.emit()
        self._remember()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns nobody has drawn by hand share the room, rather than scroll sideways."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._context.theme.px(_ROW_HEIGHT))

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(_NARROWEST)
        header.setFixedHeight(self._context.theme.px(_HEADER_HEIGHT))
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._remember_soon)
        header.setStretchLastSection(True)

    def _first_column(self) -> int:
        return self.horizontalHeader().logicalIndex(0)

    def _show_order(self, sort: str, descending: bool) -> None:
        keys = [column.sort for column in self.records.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        place = keys.index(sort) if sort and sort in keys else -1
        self.horizontalHeader().setSortIndicator(place, order)
        self._order = (sort, descending)

    @Slot(int)
    def _sort(self, section: int) -> None:
        sort = self.records.columns[section].sort
        before, descending = self._order
        self._show_order(before, descending)  # the arrow moves when the answer is there
        if sort:
            self.sort_wanted.emit(sort, sort == before and not descending)

    @Slot(QPoint)
    def _choose_columns(self, where: QPoint) -> None:
        menu = self.columns_menu()
        menu.exec(self.horizontalHeader().mapToGlobal(where))
        menu.deleteLater()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.records.ids[index.row()])

    @Slot(QModelIndex, QModelIndex)
    def _current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self.current_id())

    @Slot()
    def _selected(self) -> None:
        if self.everything:
            self.everything = False
            self.viewport().update()
        self.selection_changed.emit()

    def _restore(self) -> None:
        known = self._context.app_state.get(f"table.{self._name}", {})
        self._restoring, self._by_hand = True, bool(known.get("widths"))
        for number, column in enumerate(self.records.columns):
            width = known.get("widths", {}).get(column.key)
            wished = self._context.theme.px(width) if isinstance(width, int) else 0
            self.setColumnWidth(number, wished or self._usual(number))
            shown = known.get("shown", {}).get(column.key, column.shown)
            self.setColumnHidden(number, not shown)
        header = self.horizontalHeader()
        keys = [column.key for column in self.records.columns]
        for place, key in enumerate(_in_order(keys, known.get("order", []))):
            header.moveSection(header.visualIndex(keys.index(key)), place)
        self._restoring = False
        self._fit()

    def _fit(self) -> None:
        if self._by_hand:
            return
        shown = self._shown()
        usual = [self._usual(number) for number in shown]
        least = [
            max(self._title_width(number), round(width * self._gives_way(number)))
            for number, width in zip(shown, usual, strict=True)
        ]
        most = [
            round(width * self._grows(number)) for number, width in zip(shown, usual, strict=True)
        ]
        self._restoring = True
        widths = fitted(usual, least, self.viewport().width(), most)
        for number, width in zip(shown, widths, strict=True):
            self.setColumnWidth(number, width)
        self._restoring = False

    def _shown(self) -> list[int]:
        return [n for n in range(len(self.records.columns)) if not self.isColumnHidden(n)]

    def _gives_way(self, number: int) -> float:
        return 1.0 if self.records.columns[number].firm else _GIVES_WAY

    def _grows(self, number: int) -> float:
        """Words want room more than figures, which never change their length much."""
        column = self.records.columns[number]
        return _FIGURES_GROW if column.right or column.firm else _WORDS_GROW

    def _usual(self, number: int) -> int:
        wide = self._context.theme.px(self.records.columns[number].width)
        return max(wide, self._title_width(number))

    def _at_usual_size(self, width: int) -> int:
        """As wide as it would be at 100 % text: larger text wants wider columns."""
        return round(width * 100 / self._context.theme.percent)

    def _title_width(self, number: int) -> int:
        """The arrow stands in the margin, while Qt reckons with room of its own for it."""
        style, header = self.horizontalHeader().style(), self.horizontalHeader()
        arrow = sum(map(style.pixelMetric, (Metric.PM_HeaderMarkSize, Metric.PM_HeaderMargin)))
        return header.sectionSizeHint(number) - arrow

    @Slot(int, int, int)
    def _resized(self, section: int, before: int, now: int) -> None:
        """A border was dragged; the last column takes what is left, and is nobody's wish."""
        last = max(self._shown(), key=self.horizontalHeader().visualIndex, default=section)
        if before and now and section != last and not self._restoring:
            self._by_hand = True
            self._remember_soon()

    @Slot()
    def _remember_soon(self) -> None:
        if not self._restoring:
            self._soon.start()

    @Slot()
    def _remember(self) -> None:
        header, columns = self.horizontalHeader(), self.records.columns
        before = self._context.app_state.get(f"table.{self._name}", {}).get("widths", {})
        places = sorted(range(len(columns)), key=header.visualIndex)
        self._context.app_state.set(
            f"table.{self._name}",
            {
                "widths": before | (self._widths_now() if self._by_hand else {}),
                "shown": {c.key: not self.isColumnHidden(n) for n, c in enumerate(columns)},
                "order": [columns[n].key for n in places],
            },
        )

    def _widths_now(self) -> dict[str, int]:
        keys = [each.key for each in self.records.columns]
        return {keys[n]: self._at_usual_size(self.columnWidth(n)) for n in self._shown()}


def _in_order(keys: Sequence[str], known: Sequence[str]) -> list[str]:
    """As the columns stood; one that was not there yet follows the one it follows by nature."""
    order = [key for key in known if key in keys]
    for place, key in enumerate(keys):
        if order and key not in order:
            before = [each for each in keys[:place] if each in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, key)
    return order
