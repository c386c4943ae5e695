"""The monthly report: chosen by month, looked at, printed, kept as PDF."""

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget

from app.core.actor import Right
from app.core.exchange.paper_trail import note_paper
from app.core.reports import queries
from app.core.reports.behind import behind
from app.core.reports.queries import Monthly
from app.core.store.reader import Reader
from app.core.value.months import first_of, month_of
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.reports.monthly_paper import FILE, label_of, monthly_paper, picture_of, title_of
from app.ui.shortcuts import bind, with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import column, hide_unless, row
from app.ui.widgets.page_view import PageView
from app.ui.widgets.paper import HtmlPaper
from app.ui.widgets.paper_dialog import show_paper
from app.ui.widgets.text import label

_MONTH_WIDE, _ZOOM = 130, 100


@dataclass(frozen=True)
class Made:
    """The months to choose from, and the report of the chosen one with its picture."""

    months: tuple[int, ...]
    found: Monthly | None
    image: QImage | None


def make(reader: Reader, month: int | None) -> Made:
    """Asked off the interface thread; unless one is chosen, the last whole month."""
    months = queries.months_with_entries(reader)
    if not months:
        return Made((), None, None)
    whole = [each for each in months if each < month_of(reader.today)]
    wanted = month if month in months else (whole or list(months))[0]
    found = queries.monthly(reader, wanted)
    return Made(months, found, picture_of(found))


class MonthlyCard(LentCard):
    """One page, as it will be printed."""

    key, title = "monthly", N_("Monthly report")
    tables = frozenset({"purchase", "purchase_summary", "customer", "setting", "complaint"})

    def __init__(self, context: Context) -> None:
        """The last whole month."""
        super().__init__(context)
        self.made: Made | None = None
        self.paper: HtmlPaper | None = None
        self.months = ChoiceBox()
        self.months.setAccessibleName(tr(N_("Month")))
        self.months.activated.connect(lambda _: self.reload())
        self.months.setMinimumWidth(context.theme.px(_MONTH_WIDE))
        self.view = PageView(context.theme)
        self.view.set_zoom(_ZOOM)
        self.view.link_wanted.connect(self.follow)
        keys = with_keys(tr(N_("Print")), "print")
        self.print_button = button(tr(N_("Print or PDF…")), self.print, "primary",
                                   theme=context.theme, image="printer", hint=keys)  # fmt: skip
        hide_unless(self.print_button, context.may(Right.EXPORT))
        said = label(tr(N_("The month on one page, for the owner's own eyes.")), "muted")
        self.body = QStackedWidget()
        self.body.addWidget(self.view)
        self.body.addWidget(
            EmptyState(
                context.theme,
                "file-text",
                tr(N_("There is no month to report on yet")),
                tr(N_("The report needs purchases: enter them, or bring the till's export.")),
                button(
                    tr(N_("Bring your purchases")),
                    lambda: context.navigation.open(Place("import")),
                    "primary",
                ),
            )
        )
        head = row(self.months, said, None, self.print_button)
        inside = column(head, self.body, space=SPACE.medium)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        bind(self, "print", self.print)

    def reload(self) -> None:
        """Ask for the report of the chosen month."""
        month = self.months.currentData()
        self.context.jobs.read(lambda reader: make(reader, month), self._show, topic=self.topic)

    @Slot(str)
    def follow(self, link: str) -> None:
        """The customers behind a number of the page, or a file."""
        found = self.made.found if self.made is not None else None
        name, _, detail = link.partition(":")
        if name == FILE:
            self.context.navigation.open(Place("customer", record=int(detail)))
        elif found is not None:
            words, month = f"{title_of(found)} · {label_of(found, link)}", found.month
            self.context.jobs.read(
                lambda reader: behind(reader, month, link),
                lambda ids: self.context.navigation.open(people(words, ids)),
            )

    def print(self) -> None:
        """Onto paper or into a file; it names customers, so it is noted."""
        paper, made = self.paper, self.made
        if paper is None or made is None or made.found is None:
            return
        words = title_of(made.found)

        def leave(how: str, go_on: object) -> None:
            self.context.jobs.write(
                N_("Print"),
                lambda unit: note_paper(unit, "report", 1, how, words),
                lambda _: go_on(),  # type: ignore[operator]
                on_written=lambda _: None,
            )

        show_paper(self.context, paper, words, leave=leave)

    @Slot(object)
    def _show(self, made: Made) -> None:
        self.made = made
        self.months.clear()
        for month in made.months:
            self.months.addItem(f"{first_of(month):%Y-%m}", month)
        there = made.found is not None and made.image is not None
        self.body.setCurrentIndex(0 if there else 1)
        for each in (self.months, self.print_button):
            each.setEnabled(there)
        if made.found is not None and made.image is not None:
            self.months.setCurrentIndex(self.months.findData(made.found.month))
            self.paper = monthly_paper(self.context.shop.name, made.found, made.image)
            self.view.show_paper(self.paper)


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return MonthlyCard(context)
