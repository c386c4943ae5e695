"""Next purchase: who is expected this week and this month, and who is overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.catalogue.phones import show_phone
from app.catalogue.values import Phone
from app.core.actor import Right
from app.core.exchange.service import Figure
from app.core.fading import queries
from app.core.fading.next_purchase import Expected, When
from app.core.store.reader import Reader
from app.i18n import N_, language, ntr, tr
from app.ui.context import Context
from app.ui.fading.no_purchases import nobody_bought
from app.ui.fading.words import usual
from app.ui.formats import day, number
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.figures import small_words
from app.ui.widgets.layout import clear, column, holder, row
from app.ui.widgets.record_ids import id_array
from app.ui.widgets.record_model import TableColumn
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.take_table import take_table
from app.ui.widgets.text import sentence

_LISTS = {
    When.OVERDUE: N_("Overdue"),
    When.WEEK: N_("Within 7 days"),
    When.MONTH: N_("Within 30 days"),
    When.LATER: N_("Later"),
    When.GONE: N_("Beyond their limit"),
}
_RULE = N_(
    "The last purchase plus the usual gap, with a range as wide as the gaps vary. Only whoever "
    "came on at least four days has an expected day: {known} of {all}. {gone} of them stay silent "
    "beyond their own limit and stand on a list of their own."
)


@dataclass(frozen=True)
class NextRow:
    """One expected customer."""

    id: int
    name: str
    phone: str
    last: date
    usual_doubled: int
    on: date
    early: date
    late: date


def ask(reader: Reader) -> Expected:
    """Asked off the interface thread."""
    return queries.expected_next(reader)


class NextCard(LentCard):
    """A list for each stretch of days, the earliest first."""

    key, title = "next", N_("Next purchase")
    holds = ("seen",)
    tables = frozenset({"purchase", "purchase_summary", "customer"})

    def __init__(self, context: Context) -> None:
        """Cheap: the frame only."""
        super().__init__(context)
        self.seen: Expected | None = None
        self._order = ("", False)
        offered = [Choice(key, tr(words)) for key, words in _LISTS.items()]
        self.lists = Choices(tr(N_("When")), offered, When.WEEK)
        self.lists.on_choice(lambda _: self._fill())
        self.words = sentence("", "muted")
        self.table = RecordTable("fading.next", self._columns(), context, self._rows)
        self.list_button = button(
            tr(N_("As a list")), self.open_list, theme=context.theme, image="users",
            hint=tr(N_("There they can be saved as a group, tagged, exported")),
        )  # fmt: skip
        self.body, self._nothing = QStackedWidget(), QVBoxLayout()
        self._lay_out()
        self.table.sort_wanted.connect(self._sort)
        self.table.opened.connect(
            lambda record: context.navigation.open(Place("customer", record=record))
        )

    def reload(self) -> None:
        """Ask for everybody's day."""
        if self.context.may(Right.SEE_FIGURES):
            self.context.jobs.read(ask, self._show, topic=self.topic)

    def open_list(self) -> None:
        """The chosen ones, or the whole list, as a list of customers."""
        chosen = self.table.selected_ids()
        ids = chosen if len(chosen) > 1 else self.table.records.ids
        label = tr(N_("Expected: {when}"), when=tr(_LISTS[self.lists.value()]))
        self.context.navigation.open(people(label, ids))

    def _columns(self) -> tuple[TableColumn[NextRow], ...]:
        today = self.context.clock.today

        def span(each: NextRow) -> str:
            if each.early == each.late:
                return ""
            ends = day(each.early, today()), day(each.late, today())
            return tr(N_("{first} – {last}"), first=ends[0], last=ends[1])

        return (
            TableColumn("name", N_("Name"), lambda each: each.name, 150),
            TableColumn("phone", N_("Phone"), lambda each: each.phone, 130, quiet=True),
            TableColumn(
                "last", N_("Last purchase"), lambda each: day(each.last, today()), 130, "last",
                right=True,
            ),
            TableColumn(
                "usual", N_("Comes every (days)"), lambda each: usual(each.usual_doubled), 150,
                "usual", right=True,
            ),
            TableColumn(
                "on", N_("Expected"), lambda each: day(each.on, today()), 130, "on", right=True
            ),
            TableColumn("range", N_("Range"), span, 190, right=True, quiet=True),
        )  # fmt: skip

    def _rows(self, reader: Reader, ids: Sequence[int]) -> Sequence[NextRow]:
        seen = self.seen
        if seen is None:
            return []
        found, who = seen, queries.people(reader, ids)
        places = np.searchsorted(found.ids, np.array(ids, np.int64)).tolist()
        return [
            NextRow(
                each,
                who[each].name,
                show_phone(Phone(who[each].phone)) if who[each].phone else "",
                date.fromordinal(int(found.last_day[place])),
                int(found.median_doubled[place]),
                *(
                    date.fromordinal(int(days[place]))
                    for days in (found.day, found.early, found.late)
                ),
            )
            for each, place in zip(ids, places, strict=True)
            if each in who
        ]

    def _lay_out(self) -> None:
        self.body.addWidget(self.table)
        self.body.addWidget(holder(self._nothing))
        take = take_table(self.context, Figure.NEXT)
        head = row(self.lists, None, self.list_button, take)
        made = column(head, self.words, self.body, space=SPACE.medium)
        made.setStretch(2, 1)
        self.setLayout(made)
        self.setFocusProxy(self.table)

    @Slot(object)
    def _show(self, seen: Expected) -> None:
        self.seen = found = seen
        gone = found.count(When.GONE)
        everybody = ntr("{n} customer", "{n} customers", seen.buyers)
        said = tr(_RULE, gone=number(gone), known=number(len(found.ids)), all=everybody)
        as_of = tr(N_("As of {day}."), day=found.today.isoformat())
        between = "" if language() == "zh" else " "
        self.words.setText(between.join((said, as_of, *small_words(seen.buyers))))
        counted = [
            Choice(key, tr(N_("{title}  {count}"), title=tr(words),
                           count=number(found.count(key))))
            for key, words in _LISTS.items()
        ]  # fmt: skip
        self.lists.name_choices(counted)
        self._fill()

    def _fill(self) -> None:
        if self.seen is None:
            return
        found = self.seen
        rows = found.rows(self.lists.value())
        sort, descending = self._order
        if sort:
            columns = {"last": found.last_day, "usual": found.median_doubled, "on": found.day}
            key = columns[sort][rows]
            rows = rows[np.argsort(-key if descending else key, kind="stable")]
        ids = id_array(found.ids[rows])
        self.list_button.setEnabled(bool(ids))
        self.body.setCurrentIndex(0 if ids else 1)
        if ids:
            self.table.set_ids(ids, *self._order)
            return
        clear(self._nothing)
        self._nothing.addWidget(self._nobody() if self.seen.buyers else nobody_bought(self.context))

    def _nobody(self) -> EmptyState:
        words = tr(N_("Nobody is expected then."))
        return EmptyState(self.context.theme, "calendar-days", words)

    @Slot(str, bool)
    def _sort(self, sort: str, descending: bool) -> None:
        self._order = (sort, descending)
        self._fill()


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return NextCard(context)
