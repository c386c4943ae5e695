"""The list of customers: filtered while typing, sorted by SQL, with the file's gist beside it."""

from array import array
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QInputMethodEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedLayout, QWidget

from app.core.actor import Right
from app.core.customers import queries, service
from app.core.customers.queries import ListQuery
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.customers.columns import COLUMNS
from app.ui.customers.peek import Peek
from app.ui.icons import icon
from app.ui.jobs import Topic
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.shortcuts import bind, with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import column, hide_unless, holder, row
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.text import label, title

_NARROW = 1000  # below this the list keeps the whole width
_WAYS = {
    "all": (N_("All"), ListQuery()),
    "individual": (N_("People"), ListQuery(kind="individual")),
    "company": (N_("Companies"), ListQuery(kind="company")),
    "doubts": (N_("Doubtful"), ListQuery(doubts=True)),
    "bin": (N_("Bin"), ListQuery(bin=True)),
}


class FilterLine(QLineEdit):
    """Asks only for what an input method has committed."""

    def __init__(self) -> None:
        """Not composing."""
        super().__init__()
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether something is still being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


@dataclass(frozen=True)
class _Found:
    ids: "array[int]"
    query: ListQuery
    anybody: bool


class ListPage(Page):
    """Ids in SQL's order; rows come as they are looked at."""

    tables = frozenset({"customer"})

    def __init__(self, context: Context) -> None:
        """Nothing is asked before it is shown."""
        super().__init__(context)
        self.query = ListQuery()
        self.filter = self._filter_line()
        offered = [Choice(key, tr(words)) for key, (words, _) in _WAYS.items()]
        self.ways = Choices(tr("Which customers"), offered, "all")
        self.ways.on_choice(self._choose)
        self.found = label("", "muted")
        self.table = RecordTable("customers", COLUMNS, context, queries.list_rows)
        self.peek = Peek(context)
        self._peek_topic = Topic(self.peek)
        self.split = self._splitter()
        self.body = QStackedLayout()
        self._lay_out()
        self._connect()

    def show_place(self, place: Place) -> None:
        """A place may ask for the doubtful ones, or for the bin."""
        if place.detail in _WAYS and place != self.place:
            self.ways.choose(place.detail)
        super().show_place(place)

    def reload(self) -> None:
        """Ask for the ids anew."""
        query = replace(self.query, text=self.filter.text().strip())

        def ask(reader: Reader) -> _Found:
            ids = queries.list_ids(reader, query)
            return _Found(ids, query, bool(ids) or queries.count(reader, ListQuery()) > 0)

        self.context.jobs.read(ask, self._show, topic=self.topic)

    def focus_filter(self) -> bool:
        """Ctrl+F."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the gist beside the list gives way."""
        super().resizeEvent(event)
        self.peek.setVisible(self.width() >= self.context.theme.px(_NARROW))

    def _filter_line(self) -> FilterLine:
        made = FilterLine()
        made.setProperty("look", "search")
        words = tr("Name, pinyin, phone tail, number, tag")
        made.setPlaceholderText(words)
        made.setAccessibleName(tr("Filter customers"))
        made.setToolTip(with_keys(words, "find"))
        made.setClearButtonEnabled(True)
        made.addAction(
            icon("search", self.context.theme, "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        made.setMinimumWidth(self.context.theme.px(280))
        return made

    def _splitter(self) -> QSplitter:
        made = QSplitter(Qt.Orientation.Horizontal)
        made.addWidget(self.table)
        made.addWidget(self.peek)
        made.setStretchFactor(0, 1)
        made.setChildrenCollapsible(False)
        made.setHandleWidth(SPACE.large)
        return made

    def _lay_out(self) -> None:
        columns = button(
            tr("Columns"), self._choose_columns, theme=self.context.theme, image="columns-3"
        )
        top = row(title(tr("Customers")), SPACE.small, self.found, None, self.ways)
        filters = row(self.filter, columns, None)
        self.nobody = self._nobody()
        self.nothing = EmptyState(
            self.context.theme,
            "search",
            tr("Nobody found"),
            tr("Try fewer letters, or another spelling."),
        )
        middle = holder(self.body)  # first, or the pages would flash up as windows
        for each in (self.split, self.nobody, self.nothing):
            self.body.addWidget(each)
        inside = column(top, filters, middle, space=SPACE.medium)
        inside.setContentsMargins(SPACE.section, SPACE.section, SPACE.section, SPACE.large)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def _nobody(self) -> QWidget:
        new = button(tr("New customer"), lambda: self._go("new_customer"))
        bring = button(tr("Bring my Excel"), lambda: self._go("import"), "primary")
        hide_unless(new, self.context.may(Right.EDIT_CUSTOMERS))
        hide_unless(bring, self.context.may(Right.IMPORT))
        return EmptyState(
            self.context.theme,
            "book-user",
            tr("Nobody is in the book yet"),
            tr("Bring the lists you have always kept, or write the first customer by hand."),
            bring,
            new,
        )

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._typed)
        self.table.sort_wanted.connect(self._sort)
        self.table.opened.connect(self._open)
        self.table.current_changed.connect(self._current)
        self.table.selection_changed.connect(self._count)
        self.peek.opened.connect(self._open)
        for name, do in (
            ("all_matching", self.table.selectAll),
            ("to_bin", self.to_bin),
        ):
            for made in bind(self.table, name, do):
                made.setContext(Qt.ShortcutContext.WidgetShortcut)

    @Slot(object)
    def _show(self, found: _Found) -> None:
        self.table.set_ids(found.ids, found.query.sort, found.query.descending)
        self.context.navigation.listed = found.ids
        if not found.anybody and not found.query.bin:
            self.body.setCurrentWidget(self.nobody)
        else:
            self.body.setCurrentWidget(self.split if found.ids else self.nothing)
        self._count()
        if found.ids and self.table.current_id() is None:
            self.table.go_to(found.ids[0])

    def _count(self) -> None:
        chosen, found = self.table.selected_count(), len(self.table.records.ids)
        words = ntr("{n} customer", "{n} customers", found)
        if chosen > 1:
            words += " · " + ntr("{n} selected", "{n} selected", chosen)
        self.found.setText(words)

    def _typed(self, _: str) -> None:
        if not self.filter.composing:
            self.reload()

    def _choose(self, key: str) -> None:
        query = _WAYS[key][1]
        self.query = replace(query, sort=self.query.sort, descending=self.query.descending)
        self.reload()

    @Slot(str, bool)
    def _sort(self, sort: str, descending: bool) -> None:
        self.query = replace(self.query, sort=sort, descending=descending)
        self.reload()

    @Slot(int)
    def _open(self, record: int) -> None:
        self._go("customer", record)

    @Slot(object)
    def _current(self, record: int | None) -> None:
        if record is not None and self.peek.isVisible():
            self.context.jobs.read(
                lambda reader: self.peek.ask(reader, record),
                self.peek.show_gist,
                topic=self._peek_topic,
            )

    def _go(self, screen: str, record: int | None = None) -> None:
        self.context.navigation.open(Place(screen, record=record))

    def _choose_columns(self) -> None:
        menu = self.table.columns_menu()
        menu.exec(self.filter.mapToGlobal(self.filter.rect().bottomRight()))
        menu.deleteLater()

    def to_bin(self) -> None:
        """Put the selected ones into the bin, or in the bin take them out again."""
        ids = self.table.selected_ids()
        if not ids or not self.context.may(Right.EDIT_CUSTOMERS):
            return
        back = self.query.bin
        act = service.restore_from_bin if back else service.move_to_bin
        words = (
            ntr("{n} customer is back", "{n} customers are back", len(ids))
            if back
            else ntr("{n} customer moved to the bin", "{n} customers moved to the bin", len(ids))
        )

        def do(unit: Unit) -> None:
            for each in ids:
                act(unit, each)

        self.context.jobs.write(
            N_("Take out of the bin") if back else N_("Move to the bin"),
            do,
            lambda _: self.context.messages.toast(words, self.context.undo.last()),
        )


def make_page(context: Context) -> Page:
    """Made by the registry."""
    return ListPage(context)
