"""All complaints as a list: the open ones or every one, found by a word, opened by Enter."""

from array import array
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from app.core.complaints import queries
from app.core.complaints.clocks import local
from app.core.complaints.queries import Card
from app.core.complaints.whose import Whose
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.complaints.deeds import Deeds
from app.ui.complaints.whose_choices import WhoseChoices
from app.ui.complaints.words import (
    SEVERITIES,
    STAGES,
    due_words,
    length,
    moment,
    who_words,
)
from app.ui.context import Context
from app.ui.icons import icon
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import column, row
from app.ui.widgets.record_model import TableColumn
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.text import label


class ListCard(LentCard):
    """Sorted by when they came; nothing is loaded but what is looked at."""

    key, title = "list", N_("All complaints")
    tables = frozenset({"complaint", "complaint_step", "customer", "complaint_category"})

    def __init__(self, context: Context) -> None:
        """Open ones first."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.which = Choices(
            tr(N_("Which complaints")),
            [Choice(True, tr(N_("Not settled"))), Choice(False, tr(N_("All")))],
            False,
        )
        self.which.on_choice(lambda _: self.reload())
        self.whose = WhoseChoices(self.reload)
        self.text = self._searching()
        self.found = label("", "muted")
        self.table = RecordTable("complaints", self._columns(), context, self._rows)
        self.table.opened.connect(self.deeds.open)
        self.setFocusProxy(self.table)
        self.body = self._bodies()
        new = button(
            tr(N_("New complaint…")), self.deeds.receive, theme=context.theme, image="plus"
        )
        head = row(self.text, self.which, SPACE.small, self.found, None, new)
        inside = column(head, self.whose, self.body, space=SPACE.medium)
        inside.setStretch(2, 1)
        inside.setAlignment(self.whose, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(inside)

    def _bodies(self) -> QStackedWidget:
        """The table, nothing of that sort, nothing at all."""
        bodies = QStackedWidget()
        bodies.addWidget(self.table)
        bodies.addWidget(
            EmptyState(
                self.context.theme,
                "message-circle",
                tr(N_("No complaint is like that")),
                tr(N_("Look at all of them, or bring in the list you have kept.")),
                button(tr(N_("New complaint…")), self.deeds.receive),
            )
        )
        bodies.addWidget(
            EmptyState(
                self.context.theme,
                "smile",
                tr(N_("No complaint yet")),
                tr(N_("Take complaints in as they come, or bring in the list you have kept.")),
                button(tr(N_("Bring my list")), self._bring),
            )
        )
        return bodies

    def _searching(self) -> QLineEdit:
        line = QLineEdit()
        line.setProperty("look", "search")
        line.setPlaceholderText(tr(N_("A word, a name, a number")))
        line.setAccessibleName(tr(N_("Filter complaints")))
        line.setMinimumWidth(self.context.theme.px(280))
        line.setClearButtonEnabled(True)
        glass = icon("search", self.context.theme, "muted")
        line.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        line.textChanged.connect(lambda _: self.reload())
        return line

    def _bring(self) -> None:
        self.context.navigation.open(Place("import"))

    def reload(self) -> None:
        """Ask which ones there are."""
        open_only, text, whose = bool(self.which.value()), self.text.text(), self.whose.value()

        def ask(reader: Reader) -> tuple[tuple[int, ...], tuple[int, int]]:
            ids = queries.complaint_ids(reader, open_only=open_only, text=text, whose=whose)
            return ids, queries.passed_on(reader)

        self.context.jobs.read(ask, self._show, topic=self.topic)

    @Slot(object)
    def _show(self, found: tuple[tuple[int, ...], tuple[int, int]]) -> None:
        ids, passed_on = found
        n = len(ids)
        self.whose.name_them(*passed_on)
        self.found.setText(ntr("{count} complaint", "{count} complaints", n, count=f"{n:,}"))
        self.table.set_ids(array("q", ids))
        self.body.setCurrentIndex(0 if ids else 1 if self._chosen() else 2)

    def _chosen(self) -> bool:
        """Is anything left out of the list?"""
        some = bool(self.which.value()) or self.whose.value() is not Whose.ALL
        return some or bool(self.text.text().strip())

    def _rows(self, reader: Reader, ids: Sequence[int]) -> Sequence[Card]:
        return queries.cards(reader, ids)

    def _now(self) -> datetime:
        clock = self.context.clock
        return local(clock.now(), clock.zone)

    def _columns(self) -> tuple[TableColumn[Card], ...]:
        return (
            TableColumn("who", N_("Customer"), who_words, 110),
            TableColumn(
                "received",
                N_("Received"),
                lambda c: moment(c.received, self._now()),
                168,
                right=True,
                firm=True,
            ),
            TableColumn("words", N_("What happened"), lambda c: c.words.replace("\n", " "), 190),
            TableColumn("about", N_("About"), _about, 120, quiet=True),
            TableColumn("severity", N_("Severity"), lambda c: tr(SEVERITIES[c.severity]), 64),
            TableColumn("stage", N_("Stage"), lambda c: tr(STAGES[c.stage]), 90, shown=False),
            TableColumn("due", N_("Next"), lambda c: due_words(c, self._now()), 240),
            TableColumn(
                "hours", N_("Open hours"), lambda c: length(c.open_minutes), 80, right=True
            ),
        )


def _about(card: Card) -> str:
    return " · ".join(part for part in (card.category, card.item) if part)


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return ListCard(context)
