"""Step 4: what would come in, what would not, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.exchange.service import Layout, Report, Status, What
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.exchange.preview_groups import (
    MOST,
    Shown,
    Sort,
    Told,
    comes_in,
    explanation,
    groups,
    section,
    show,
)
from app.ui.exchange.sided_list import Line, SidedList
from app.ui.exchange.step import Step
from app.ui.exchange.text_table import TextTable
from app.ui.exchange.tiles import Tiles, about_rows
from app.ui.formats import number
from app.ui.jobs import Topic
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.text import label, sentence

_LIST_WIDTH = 330


def stays_out(report: Report) -> int:
    """How many rows are rejected or held back."""
    return report.counts.get(Status.REJECTED, 0) + report.counts.get(Status.HELD_BACK, 0)


class PreviewStep(Step):
    """Counts above; groups at the left, the rows of the chosen one at the right."""

    save_wanted = Signal()

    def __init__(self, context: Context) -> None:
        """Nothing checked yet."""
        super().__init__()
        self._context = context
        self._layout: Layout | None = None
        self._topic = Topic(self)
        self.report: Report | None = None
        self.tiles, self.about = Tiles(), label("", "muted")
        self.groups = SidedList(context.theme, tr("What to look at"))
        self.groups.setFixedWidth(context.theme.px(_LIST_WIDTH))
        self.groups.currentItemChanged.connect(lambda *_: self._chosen())
        self.words, self.more = sentence("", "muted"), label("", "small")
        self.rows = TextTable(context.theme, tr("Example rows"))
        self.save = button(
            tr("Save rejected rows…"), self.save_wanted.emit, theme=context.theme, image="save"
        )
        self.clean = EmptyState(
            context.theme, "circle-check", tr("Nothing to worry about"),
            tr("Every row was understood."),
        )  # fmt: skip
        right = column(self.words, self.rows, self.more, space=SPACE.small)
        self._below = holder(row(self.groups, right, space=SPACE.large))
        above = row(self.about, None, self.save)
        self.setLayout(column(self.tiles, above, self._below, self.clean, space=SPACE.medium))

    def show_report(self, report: Report, layout: Layout) -> None:
        """Show a dry run of this file."""
        self.report, self._layout = report, layout
        self.tiles.show_report(report)
        self.about.setText(about_rows(report))
        self.save.setVisible(stays_out(report) > 0)
        found = groups(report)
        self._below.setVisible(bool(found))
        self.clean.setVisible(not found)
        self._fill(found, report)
        self.changed.emit()

    def ready(self) -> bool:
        """There must be something to import."""
        return self.report is not None and comes_in(self.report) > 0

    def next_words(self) -> str:
        """How much would come in."""
        if self.report is None or not self.ready():
            return tr(N_("Nothing to import"))
        return _import_words(self.report.what, comes_in(self.report))

    def first(self) -> QWidget | None:
        """The button, when there is something to import."""
        return None if self.ready() else self.groups

    def _fill(self, found: list[Told], report: Report) -> None:
        self.groups.clear()
        above: Sort | None = None
        for each in found:
            if each.sort is not above:
                above = each.sort
                self.groups.add(Line(section(above, report), head=True))
            self.groups.add(Line(each.words.rstrip(".。"), note=number(each.count)), each)
        if found:
            self.groups.setCurrentRow(1)

    def _chosen(self) -> None:
        told = self.groups.value()
        report, layout = self.report, self._layout
        if not isinstance(told, Told) or report is None or layout is None:
            return
        self.words.setText(explanation(told, report))
        self.more.setText("")
        self._context.jobs.read(
            lambda reader: show(reader, layout, report, told),
            lambda shown: self._show(shown, told),
            topic=self._topic,
        )

    def _show(self, shown: Shown, told: Told) -> None:
        self.rows.show_texts(shown.headings, shown.lines)
        self.rows.setVisible(bool(shown.lines))
        if not shown.lines:
            self.more.setText(tr(N_("Counted only: there are no single rows to show.")))
        elif told.count > MOST:
            self.more.setText(tr(N_("The first {n} of {all}"), n=MOST, all=number(told.count)))


def _import_words(what: What, n: int) -> str:
    count = number(n)
    if what is What.PURCHASES:
        return ntr("Import {count} line", "Import {count} lines", n, count=count)
    if what is What.COMPANIES:
        return ntr("Import {count} company", "Import {count} companies", n, count=count)
    if what is What.COMPLAINTS:
        return ntr("Import {count} complaint", "Import {count} complaints", n, count=count)
    if what is What.SURVEY:
        return ntr("Import {count} sheet", "Import {count} sheets", n, count=count)
    return ntr("Import {count} customer", "Import {count} customers", n, count=count)
