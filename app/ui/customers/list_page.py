"""The list of customers: filtered while typing, sorted by SQL, with the file's gist beside it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedLayout, QWidget

from app.catalogue.field import Field
from app.core.customers import queries
from app.core.customers.queries import ListQuery
from app.core.errors import Refused
from app.core.segments import queries as segments
from app.core.segments.filter import Condition, Filter
from app.core.store.changes import ChangeSet
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.customer_columns import COLUMNS, LEAVES, with_own
from app.ui.customers.lists.acts import Acts, Askable
from app.ui.customers.lists.asking import Asking, Found
from app.ui.customers.lists.bin_line import BinLine
from app.ui.customers.lists.chips import Chips
from app.ui.customers.lists.filter_line import FilterLine
from app.ui.customers.lists.filter_panel import FilterPanel
from app.ui.customers.lists.nobody import Nobody, empty_book
from app.ui.customers.lists.saved_menu import SavedLists
from app.ui.customers.lists.selection_bar import SelectionBar
from app.ui.customers.peek import Peek
from app.ui.jobs import Topic
from app.ui.lending import Chosen, Entry
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.saved_lists import SAVED, STARRED
from app.ui.shortcuts import bind, with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.text import label, title

_NARROW = 1000  # below this the list keeps the whole width
_LOWEST = 220
_STARRED = Filter((Condition("starred", "yes"),))
_WAYS = {
    "all": (N_("All"), ListQuery()),
    "individual": (N_("People"), ListQuery(kind="individual")),
    "company": (N_("Companies"), ListQuery(kind="company")),
    "doubts": (N_("Doubtful"), ListQuery(doubts=True)),
    "bin": (N_("Bin"), ListQuery(bin=True)),
}


def _narrows(place: Place) -> bool:
    return bool(place.detail) or place.people is not None


class ListPage(Page):
    """Ids in SQL's order; rows come as they are looked at."""

    tables = frozenset({"customer", "segment", "segment_member", "own_field", "field_place"})
    tables |= {"own_value", "star"}

    def __init__(self, context: Context, entries: Sequence[Entry[Chosen]] = ()) -> None:
        """Nothing is asked before it is shown; `entries` are lent by other screens."""
        super().__init__(context)
        self.query, self._entries = ListQuery(), entries
        self.acts = Acts(self, context, self.chosen)
        self.saved = SavedLists(self, context)
        self.asking = Asking(context, self.topic, self._show, self._refused)
        self.panel = FilterPanel(context.theme)
        self.panel.hide()
        self.chips = Chips(context.theme)
        self.filter = FilterLine(context.theme)
        offered = [Choice(key, tr(words)) for key, (words, _) in _WAYS.items()]
        self.ways = Choices(tr("Which customers"), offered, "all")
        self.ways.on_choice(self._choose)
        self.found = label("", "muted")
        self._shown: frozenset[str] = frozenset()
        self._own: Sequence[Field[Any]] = ()
        self.bin_line = BinLine(context)
        self.table = RecordTable("customers", COLUMNS, context, self._rows)
        self.peek = Peek(context)
        self._peek_topic, self._columns_topic = Topic(self.peek), Topic(self.table)
        choose_all = self.table.selectAll
        self.bar = SelectionBar(context, entries, self.chosen, self.acts.offered(), choose_all)
        self.split = self._splitter()
        self.body = QStackedLayout()
        self._lay_out()
        self._connect()

    def show_place(self, place: Place) -> None:
        """A place may ask for the doubtful ones, for the bin, or for a saved list.

        The plain place that follows shows everybody again; a filter of one's own stays.
        """
        if self.place is not None and _narrows(self.place) and not _narrows(place):
            self.clear_everything()
        if place.detail in _WAYS and place != self.place:
            self.ways.choose(place.detail)
        if place.detail == STARRED and place != self.place:
            self.open_saved(segments.Segment(0, "", ListQuery(filter=_STARRED)))
            self.saved.shown = None
        if place.detail.startswith(SAVED) and place != self.place:
            self.saved.open_by_id(int(place.detail.removeprefix(SAVED)))
        if place.people is not None and place != self.place:
            self.open_saved(segments.Segment(0, "", ListQuery(among=place.people)))
            self.saved.shown = None
        super().show_place(place)

    def reload(self) -> None:
        """Ask for the ids anew."""
        self.acts.learn(self._learnt)
        jobs = self.context.jobs
        jobs.read(queries.list_columns, self._offer_columns, topic=self._columns_topic)
        self.saved.reload()
        self._ask()

    def chosen(self) -> Chosen:
        """The chosen customers: everything found as a query, or the few that are marked."""
        count = self.table.selected_count()
        ids = None if self.table.everything else tuple(self.table.selected_ids())
        return Chosen(self._asked(), ids, count, self.table.shown_columns())

    def show_filter_rows(self) -> None:
        """Open the rows of the filter, or fold them away."""
        shown = not self.panel.isVisible()
        if not shown:
            self.table.setFocus()  # before its editors go, else the sidebar would have it
        self.panel.setVisible(shown)
        self.filters.setChecked(shown)
        if shown and not self.panel.rows:
            self.panel.add_row()
        elif shown:
            self.panel.rows[-1].start()
        self._show_chips()

    @Slot(object)
    def set_filter(self, asked: Filter) -> None:
        """Narrow the list by this filter."""
        if (self.query.filter or Filter()) != asked:
            self.query = replace(self.query, filter=asked or None)
            self._show_chips()
            self._ask()

    @Slot(object)
    def open_saved(self, saved: segments.Segment) -> None:
        """Show a saved filter or group as it was saved."""
        self.saved.shown = saved
        self.query = saved.query
        self.ways.show_value(saved.query.kind or "all")
        self.filter.blockSignals(True)
        self.filter.setText(saved.query.text)
        self.filter.blockSignals(False)
        self.panel.put(saved.query.filter or Filter())
        self._show_chips()
        self._ask()

    def clear_everything(self) -> None:
        """Nothing narrows the list any more."""
        self.open_saved(segments.Segment(0, "", ListQuery(sort=self.query.sort)))
        self.saved.shown = None
        self._show_chips()

    def concerns(self, changes: ChangeSet) -> bool:
        """A saved list that changed is asked for by itself."""
        if changes.touches("segment"):
            self.saved.reload()
        return super().concerns(changes)

    def _run_entry(self, entry: Entry[Chosen]) -> None:
        """By its keys: for the chosen ones; where no more than the current row is, for all."""
        found = len(self.table.records.ids)
        chosen = self.chosen()
        everybody = Chosen(self._asked(), None, found, chosen.columns)
        entry.run(self.context, chosen if chosen.count > 1 else everybody)

    def _asked(self) -> ListQuery:
        return replace(self.query, text=self.filter.text().strip())

    def _ask(self) -> None:
        self.asking.ask(self._asked())

    @Slot(object)
    def _learnt(self, found: Askable) -> None:
        if not self.panel.rows:
            self.panel.offer(found.subjects, found.rules)
            self.panel.put(self.query.filter or Filter())
        self._show_chips()

    @Slot(object)
    def _offer_columns(self, own: Sequence[Field[Any]]) -> None:
        self._own = own
        self.table.set_columns(with_own(own, in_bin=self.query.bin))
        self._columns_chosen()

    @Slot()
    def _columns_chosen(self) -> None:
        """Rows are fetched with the words of the columns that are shown."""
        known = {each.key for each in (*COLUMNS, LEAVES)}
        shown = self.table.shown_keys() - known
        if shown != self._shown:
            self._shown = shown
            self.table.records.refresh()

    def _rows(self, reader: Reader, ids: Sequence[int]) -> Sequence[Any]:
        return queries.list_rows(reader, ids, self._shown)

    def focus_filter(self) -> bool:
        """Ctrl+F."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()
        return True

    def first_to_focus(self) -> QWidget:
        """The list: arrows walk through it, Enter opens a file."""
        return self.table

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the gist beside the list gives way."""
        super().resizeEvent(event)
        self.peek.setVisible(self.width() >= self.context.theme.px(_NARROW))

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
        self.filters = button(
            tr("Filter"), self.show_filter_rows, theme=self.context.theme, image="funnel",
            hint=with_keys(tr("Conditions on any field"), "filter_rows"),
        )  # fmt: skip
        self.filters.setCheckable(True)
        self.lists = button(
            tr("Lists"), self._open_lists, theme=self.context.theme, image="list-checks"
        )
        top = row(title(tr("Customers")), SPACE.small, self.found, None, self.ways)
        filters = row(self.filter, self.filters, self.lists, columns, None)
        self.nobody = empty_book(self.context, self._go)
        self.nothing = Nobody(self.context.theme, self.clear_everything)
        middle = holder(self.body)  # first, or the pages would flash up as windows
        middle.setMinimumHeight(self.context.theme.px(_LOWEST))
        for each in (self.split, self.nobody, self.nothing):
            self.body.addWidget(each)
        narrowing = (filters, self.panel, self.chips, self.asking, self.bin_line, self.bar)
        inside = column(top, *narrowing, middle, space=SPACE.medium)
        inside.setContentsMargins(SPACE.section, SPACE.section, SPACE.section, SPACE.large)
        inside.setStretch(inside.count() - 1, 1)
        self.setLayout(inside)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._typed)
        self.table.sort_wanted.connect(self._sort)
        self.table.opened.connect(self._open)
        self.table.current_changed.connect(self._current)
        self.table.selection_changed.connect(self._count)
        self.peek.opened.connect(self._open)
        self.table.columns_chosen.connect(self._columns_chosen)
        self.panel.changed.connect(self.set_filter)
        self.panel.save_wanted.connect(lambda: self.saved.save(self._asked()))
        self.chips.removed.connect(self._remove_condition)
        self.chips.group_left.connect(self.clear_everything)
        self.chips.save_wanted.connect(self._save_everybody)
        self.saved.opened.connect(self.open_saved)
        bind(self, "filter_rows", self.show_filter_rows)
        bind(self, "tag", lambda: self.acts.tag(self.chosen()))
        bind(self, "star", lambda: self.acts.star(self.chosen()))
        for entry in self._entries:
            if entry.keys and entry.is_for(self.context.actor):
                bind(self, entry.keys, partial(self._run_entry, entry))
        for name, do in (
            ("all_matching", self.table.selectAll),
            ("to_bin", self.acts.to_bin),
        ):
            for made in bind(self.table, name, do):
                made.setContext(Qt.ShortcutContext.WidgetShortcut)

    @Slot(object)
    def _show(self, found: Found) -> None:
        self.table.set_columns(with_own(self._own, in_bin=found.query.bin))
        self.bin_line.show_for(found.query)
        self.table.set_ids(found.ids, found.query.sort, found.query.descending)
        self.context.navigation.listed = found.ids
        if not found.anybody and not found.query.bin:
            self.body.setCurrentWidget(self.nobody)
        else:
            self.nothing.say(self.chips.words())
            self.body.setCurrentWidget(self.split if found.ids else self.nothing)
        self._count()
        if not found.whole:
            self.found.setText(tr(N_("Looking…")))
        if found.ids and self.table.current_id() is None:
            self.table.go_to(found.ids[0])

    def _count(self) -> None:
        chosen, found = self.table.selected_count(), len(self.table.records.ids)
        self.found.setText(ntr("{count} customer", "{count} customers", found, count=f"{found:,}"))
        self.bar.show_count(chosen, found, everything=self.table.everything)

    def _typed(self, _: str) -> None:
        if not self.filter.composing:
            self._ask()

    def _choose(self, key: str) -> None:
        query = _WAYS[key][1]
        order = {"sort": self.query.sort, "descending": self.query.descending}
        self.query = replace(query, filter=self.query.filter, **order)  # type: ignore[arg-type]
        self._show_chips()
        self._ask()

    @Slot(str, bool)
    def _sort(self, sort: str, descending: bool) -> None:
        self.query = replace(self.query, sort=sort, descending=descending)
        self._ask()

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

    @Slot()
    def _save_everybody(self) -> None:
        self.saved.save_group(Chosen(self._asked(), None, len(self.table.records.ids)))

    def _open_lists(self) -> None:
        menu = self.saved.menu(self._asked(), self.chosen())
        menu.popup(self.lists.mapToGlobal(self.lists.rect().bottomLeft()))

    @Slot(int)
    def _remove_condition(self, place: int) -> None:
        asked = (self.query.filter or Filter()).without(place)
        self.panel.put(asked)
        self.set_filter(asked)

    def _show_chips(self) -> None:
        group = self.saved.shown.name if self.query.group and self.saved.shown else ""
        asked = self.query.filter or Filter()
        people = self.query.among.label if self.query.among else ""
        self.chips.show_filter(asked, self.acts.subjects, group, people)
        if self.panel.isVisible() and not group and not people:
            self.chips.hide()  # the rows say it already

    def _refused(self, problem: Refused) -> None:
        self.nothing.refuse(problem)
        self.body.setCurrentWidget(self.nothing)
        self.found.setText("")


def make_page(context: Context, entries: Sequence[Entry[Chosen]] = ()) -> Page:
    """Made by the registry."""
    return ListPage(context, entries)
