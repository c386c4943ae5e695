"""What the lists of people share: the table ranked, the bar below, people as a list, paper."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.exchange.service import Figure
from app.core.fading import queries
from app.core.fading.hints import Fading
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.fading.answers import STANDINGS, Seen, Told, ask, fade_rows, sorted_ids, told
from app.ui.fading.deeds import Deeds
from app.ui.fading.no_purchases import nobody_bought
from app.ui.fading.paper import show_list
from app.ui.fading.people_table import PeopleTable
from app.ui.fading.person_bar import PersonBar
from app.ui.jobs import Topic
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.shortcuts import bind, with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.layout import clear, column, hide_unless, holder, row
from app.ui.widgets.list_paper import MOST
from app.ui.widgets.take_table import take_table
from app.ui.widgets.text import sentence


class PeopleCard(LentCard):
    """A ranked list of people; `which` is the list of `answers` that it shows."""

    which = ""
    figure = Figure.FADING
    holds = ("seen",)
    tables = frozenset(
        {
            *("purchase", "purchase_summary", "customer", "setting"),
            *("known_silence", "win_back", "mailing_stop", "complaint"),
        }
    )

    def __init__(self, context: Context) -> None:
        """Cheap: the frame only."""
        super().__init__(context)
        self.seen: Seen | None = None
        self.deeds = Deeds(context, self)
        self._order = ("", False)
        self._about = Topic(self)
        self.words, self.window_words = sentence("", "muted"), sentence("", "small")
        self.table = PeopleTable(context, f"fading.{self.key}")
        self.bar = PersonBar(context, self.deeds)
        self.bar.which = self.which
        self.list_button = button(
            tr(N_("As a list")), self.open_list, theme=context.theme, image="users",
            hint=tr(N_("There they can be saved as a group, tagged, exported")),
        )  # fmt: skip
        words, theme = tr(N_("Print")), context.theme
        self.print_button = icon_button(
            "printer", words, self.print, theme, with_keys(words, "print")
        )
        hide_unless(self.print_button, context.may(Right.EXPORT))
        self.take = take_table(context, self.table_shown)
        self.body, self._nothing = QStackedWidget(), QVBoxLayout()
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Ask who is on the list."""
        if self.context.may(Right.SEE_FIGURES):
            which = self.which
            self.context.jobs.read(lambda reader: ask(reader, which), self._show, topic=self.topic)

    def count(self, reader: Reader) -> int | None:
        """How many are on it."""
        return queries.how_many(reader, STANDINGS[self.key])

    def head(self) -> QHBoxLayout:
        """What stands above the table, beside the buttons."""
        said = holder(column(self.words, self.window_words, space=SPACE.hair))
        made = row(said, SPACE.medium, self.list_button, self.print_button, self.take)
        made.setStretch(0, 1)
        return made

    def say(self, seen: Seen) -> None:
        """Fill the words above the table."""

    def table_shown(self) -> Figure:
        """What the button for a file writes."""
        return self.figure

    def name_shown(self) -> str:
        """What the list shown is called."""
        return tr(self.title)

    def nothing(self) -> QWidget:
        """What stands there when nobody is on the list."""
        raise NotImplementedError

    def open_list(self) -> None:
        """The chosen ones, or all of them, as a list of customers."""
        chosen = self.table.selected_ids()
        ids = chosen if len(chosen) > 1 else self.table.records.ids
        self.context.navigation.open(people(self.name_shown(), ids))

    def print(self) -> None:
        """The list with its sentences on paper, previewed."""
        seen, ids = self.seen, self.table.records.ids[:MOST]
        if seen is not None and ids:
            found, title = seen.found, self.name_shown()
            show_list(self.context, title, lambda reader: fade_rows(reader, found, ids))

    def _lay_out(self) -> None:
        filled = column(self.table, self.bar, space=SPACE.medium)
        filled.setStretch(0, 1)
        self.body.addWidget(holder(filled))
        self.body.addWidget(holder(self._nothing))
        made = column(self.head(), self.body, space=SPACE.medium)
        made.setStretch(1, 1)
        self.setLayout(made)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.table.sort_wanted.connect(self._sort)
        self.table.selection_changed.connect(self._chosen)
        self.table.current_changed.connect(lambda _: self._chosen())
        self.table.opened.connect(
            lambda record: self.context.navigation.open(Place("customer", record=record))
        )
        bind(self, "print", self.print)

    @Slot(object)
    def _show(self, seen: Seen) -> None:
        self.seen = seen
        self.table.found = seen.found
        self.say(seen)
        here = len(seen.rows) > 0
        self.body.setCurrentIndex(0 if here else 1)
        for each in (self.list_button, self.print_button):
            each.setEnabled(here)
        if here:
            self._fill()
        else:
            clear(self._nothing)
            nobody = not len(seen.found.ids)
            self._nothing.addWidget(nobody_bought(self.context) if nobody else self.nothing())

    def _fill(self) -> None:
        assert self.seen is not None
        self.table.set_ids(sorted_ids(self.seen, *self._order), *self._order)
        if self.table.current_id() is None:
            self.table.go_to(self.table.records.ids[0])
        self._chosen()

    @Slot(str, bool)
    def _sort(self, sort: str, descending: bool) -> None:
        self._order = (sort, descending)
        self._fill()

    @Slot()
    def _chosen(self) -> None:
        """Tell of whoever is chosen now."""
        seen, current = self.seen, self.table.current_id()
        count = self.table.selected_count()
        if seen is None or (count < 1 and current is None):
            self.bar.show_nobody()
        elif count > 1:
            self.bar.show_many(self.table.selected_ids())
        elif current is not None:
            self._tell(seen.found, current)

    def _tell(self, found: Fading, record: int) -> None:
        def show(answer: Told | None) -> None:
            alone = self.table.current_id() == record and self.table.selected_count() <= 1
            if answer is not None and alone:
                self.bar.show_one(answer)

        self.context.jobs.read(lambda reader: told(reader, found, record), show, topic=self._about)
