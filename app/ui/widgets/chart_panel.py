"""A chart with everything around it: hover, click, loop, table twin, saving, printing.

panel = ChartPanel(context, "concentration", tr("Concentration"))
panel.show_chart(Chart(…))              # drawn off the interface thread
panel.show_nothing(EmptyState(…))       # instead, when there is nothing to draw
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.charts.look import look
from app.core.actor import Right
from app.core.exchange.paper_trail import note_paper
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.shelves import documents, file_name
from app.ui.shortcuts import bind, with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.chart import Chart
from app.ui.widgets.chart_canvas import ChartCanvas
from app.ui.widgets.chart_painting import Painting, paint
from app.ui.widgets.chart_paper import TABLES, chart_paper, kinds, picture_of, write_chart
from app.ui.widgets.chart_table import TwinTable
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.layout import clear, column, frame, hide_unless, holder, row
from app.ui.widgets.not_shown import NotShown
from app.ui.widgets.paper_dialog import show_paper
from app.ui.widgets.paper_foot import foot
from app.ui.widgets.text import sentence


class ChartPanel(QWidget):
    """Shows one chart at a time; the old picture stays until the new one is drawn."""

    painted = Signal()

    def __init__(
        self,
        context: Context,
        key: str,
        name: str,
        *,
        twin: QWidget | None = None,
        compact: bool = False,
    ) -> None:
        """`twin` stands in for the table where it is too long for words; `key` names it.

        `compact` leaves the row of sentence and buttons out: for small multiples.
        """
        super().__init__()
        self.context, self.key = context, key
        self.chart: Chart | None = None
        self._wish: object = None  # what was drawn last: chart, size, look
        self._painting_topic, self._hover_topic = Topic(self), Topic(self)
        self._painting_topic.troubled = self._troubled
        self._not_drawn: NotShown | None = None
        self.canvas = ChartCanvas(context.theme, name)
        self.table = TwinTable(context.theme)
        self.twin = twin if twin is not None else self.table
        self.words = sentence("", "muted")
        self.notes = sentence("", "small")
        self.notes.hide()
        self.views = self._view_choices()
        theme = context.theme
        self.list_button = icon_button(
            "users", tr(N_("List all these customers")), self.list_them, theme
        )
        self.list_button.hide()
        self.save_button = button(tr(N_("Save…")), self.save, theme=theme, image="download",
                                  hint=tr(N_("As a picture or as a table")))  # fmt: skip
        self.print_button = button(tr(N_("Print…")), self.print, theme=theme, image="printer",
                                   hint=with_keys(tr(N_("Print")), "print"))  # fmt: skip
        self.middle, self.whole = QStackedWidget(), QStackedWidget()
        self._nothing = QVBoxLayout()
        self._lay_out(compact)
        self._connect()

    def show_chart(self, chart: Chart) -> None:
        """Draw another chart in this panel."""
        self.chart = chart
        self.words.setText(chart.sentence)
        self.notes.setText("\n".join(chart.notes))
        self.notes.setVisible(bool(chart.notes))
        self.canvas.setAccessibleDescription(chart.sentence)
        self.canvas.can_rope = chart.rope is not None
        if self.twin is self.table:
            self.table.show_table(chart.table)
        self.table.open_row = chart.open_row or chart.open
        self.list_button.setVisible(chart.whom is not None)
        self.whole.setCurrentIndex(0)
        QTimer.singleShot(0, self, self._paint)  # the layout gives the canvas its size first

    def show_nothing(self, said: QWidget) -> None:
        """Nothing to draw, and what to do about it."""
        self.chart = None
        clear(self._nothing)
        self._nothing.addWidget(said)
        self.whole.setCurrentIndex(1)

    def let_go(self) -> None:
        """The picture stays to be looked at; what it is of is asked for again."""
        self.chart = self._wish = None
        self._painting_topic.drop()
        self.canvas.let_go()
        self.table.open_row = None

    def show_view(self, view: str) -> None:
        """The "chart" or its "table"."""
        self.views.show_value(view)
        self.middle.setCurrentIndex(1 if view == "table" else 0)

    def list_them(self) -> None:
        """Everybody of whom the sentence speaks, as a list of customers."""
        if self.chart is not None and self.chart.whom is not None:
            self.chart.whom()

    def save(self) -> None:
        """As a picture or a table, where and as the user says."""
        chart = self.chart
        if chart is None:
            return
        start = documents() / f"{file_name(chart.title)}.png"
        path = self.context.dialogs.save_file(tr(N_("Save chart")), start, kinds())
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(".png")
        table = target.suffix.lower() in TABLES
        self._leave(chart, "file", table, lambda: self._write(chart, target))

    def print(self) -> None:
        """Look at the paper first."""
        chart = self.chart
        if chart is not None:
            self.context.jobs.read(
                lambda _: picture_of(chart), lambda made: self._show(chart, made)
            )

    def _show(self, chart: Chart, image: QImage) -> None:

        def leave(how: str, go_on: Callable[[], object]) -> None:
            self._leave(chart, how, True, go_on)

        show_paper(
            self.context, chart_paper(chart, image, foot(self.context)), chart.title, leave=leave
        )

    def _leave(self, chart: Chart, how: str, table: bool, go_on: Callable[[], object]) -> None:
        """What names customers is noted before it leaves the shop."""
        if not (table and chart.table.personal):
            go_on()
            return
        rows = len(chart.table.rows)
        self.context.jobs.write(
            N_("Export"),
            lambda unit: note_paper(unit, "chart", rows, how, chart.title),
            lambda _: go_on(),
            on_written=lambda _: None,
        )

    def _write(self, chart: Chart, path: Path) -> None:
        self.context.jobs.read(
            lambda _: write_chart(chart, path),
            lambda _: self.context.messages.toast(tr(N_("Saved as {file}"), file=path.name)),
        )

    def _lay_out(self, compact: bool) -> None:
        around = column(self.canvas, margin=SPACE.hair)
        self.middle.addWidget(frame(around, "card"))
        self.middle.addWidget(self.twin)
        buttons = row(self.list_button, self.views, self.save_button, self.print_button)
        head = row(self.words, SPACE.medium, buttons)
        head.setStretch(0, 1)
        drawn = column(*([] if compact else [holder(head)]), self.middle, self.notes)
        drawn.setStretch(0 if compact else 1, 1)
        self.whole.addWidget(holder(drawn))
        self.whole.addWidget(holder(self._nothing))
        outer = QHBoxLayout()
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.whole)
        self.setLayout(outer)
        hide_unless(self.views, not compact)
        for each in (self.save_button, self.print_button):
            hide_unless(each, not compact and self.context.may(Right.EXPORT))

    def _view_choices(self) -> Choices:
        views = [Choice("chart", tr(N_("Chart"))), Choice("table", tr(N_("Table")))]
        made = Choices(tr(N_("View")), views, "chart")
        made.on_choice(self.show_view)
        return made

    def _connect(self) -> None:
        self.canvas.paint_wanted.connect(self._paint)
        self.canvas.near_changed.connect(self._near)
        self.canvas.clicked.connect(self._open)
        self.canvas.roped.connect(self._rope)
        self.canvas.moved.connect(self._moved)
        bind(self, "print", self.print)

    @Slot()
    def _paint(self) -> None:
        chart = self.chart
        if chart is None or not self.canvas.isVisible():
            return
        theme, sheet = self.context.theme, self.canvas.sheet()
        wish = (chart, sheet, theme.dark, theme.percent)
        if wish == self._wish:
            return
        self._wish = wish
        colours = look(dark=theme.dark, scale=theme.percent / 100)
        self.context.jobs.read(
            lambda _: paint(chart.draw, colours, sheet), self._painted, topic=self._painting_topic
        )

    def _troubled(self, failed: bool) -> None:
        """It could not be painted; its table is still there to be read."""
        if self._not_drawn is not None:
            self._not_drawn.lift()
            self._not_drawn = None
        if failed:
            self._wish = None
            self._not_drawn = NotShown(self.canvas, self.context.theme, self._paint)

    @Slot(object)
    def _painted(self, painting: Painting) -> None:
        self.canvas.show_painting(painting)
        self.painted.emit()

    @Slot(object)
    def _near(self, mark: int | None) -> None:
        chart = self.chart
        if mark is not None and chart is not None:
            self.context.jobs.read(
                lambda reader: chart.name(reader, mark), self.canvas.tell, topic=self._hover_topic
            )

    @Slot(int)
    def _open(self, mark: int) -> None:
        if self.chart is not None and self.chart.open is not None:
            self.chart.open(mark)

    @Slot(object)
    def _rope(self, marks: object) -> None:
        if self.chart is not None and self.chart.rope is not None and len(marks):  # type: ignore[arg-type]
            self.chart.rope(marks)  # type: ignore[arg-type]

    @Slot(str, float)
    def _moved(self, name: str, inches: float) -> None:
        if self.chart is not None and self.chart.moved is not None:
            self.chart.moved(name, inches)
