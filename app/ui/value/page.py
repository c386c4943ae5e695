"""The value page: who buys how often by how much, as a chart, as a table, and what to do."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.charts.look import ChartLook, look
from app.charts.matrix_chart import Caption, matrix_chart
from app.charts.matrix_words import whom
from app.charts.saving import save
from app.core.store.reader import Reader
from app.core.value.groups import Group
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.tokens import SPACE
from app.ui.value.answers import PERIODS, Found, Question, ValueRow, ask, told
from app.ui.value.canvas import ChartCanvas
from app.ui.value.group_card import group_card
from app.ui.value.painting import Painting, paint
from app.ui.value.table import GroupTable
from app.ui.value.words import KINDS, name_of_point, no_purchases, period_words
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, Choices, choices
from app.ui.widgets.layout import clear, column, frame, holder, row, scrolling
from app.ui.widgets.text import sentence, title

_CARDS_WIDTH = 328
_FILE = N_("Customer value matrix")


class ValuePage(Page):
    """Asks for the matrix, paints it on a reader thread, and shows it beside the groups."""

    tables = frozenset({"purchase", "purchase_summary", "customer", "setting"})

    def __init__(self, context: Context) -> None:
        """Lay out; ask nothing yet."""
        super().__init__(context)
        self.question = Question()
        self.found: Found | None = None
        self._painting_topic, self._hover_topic = Topic(self), Topic(self)
        self.about, self.later = sentence("", "muted"), sentence("", "warn")
        self.views = self._view_choices()
        self.canvas = self._canvas()
        self.table = GroupTable(context)
        self.cards, self.emptiness = QVBoxLayout(), QVBoxLayout()
        self.save_button = button(
            tr("Save chart"), self.save_chart, theme=context.theme, image="image"
        )
        self.middle, self.body = QStackedWidget(), QStackedWidget()
        self.setLayout(self._laid_out())

    def reload(self) -> None:
        """Ask for the matrix of what is chosen."""
        question = self.question
        self.context.jobs.read(lambda reader: ask(reader, question), self._show, topic=self.topic)

    def save_chart(self) -> None:
        """Write the chart where the user says, as the suffix says."""
        found = self.found
        if found is None:
            return
        kinds = "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"
        start = Path.home() / f"{tr(_FILE)} {found.window.last}.png"
        path = self.context.dialogs.save_file(tr("Save chart"), start, kinds)
        if path is not None:
            target = path if path.suffix else path.with_suffix(".png")
            self.context.jobs.read(lambda _: self._write(found, target), self._saved)

    def choose_view(self, view: str) -> None:
        """Show the chart, or its table twin with everybody."""
        if view == "table" and self.found is not None:
            self.table.show_group(None)
        self._show_view(view)

    # Laying out

    def _laid_out(self) -> QVBoxLayout:
        head = row(title(tr("Customer value")), None, self.views, self.save_button)
        periods = [Choice(days, period_words(days)) for days in PERIODS]
        kinds = [Choice(companies, tr(words)) for companies, words in KINDS.items()]
        self.periods = choices(tr("Days"), periods, self.question.days, self._choose_days)
        asked = row(
            self.periods,
            SPACE.medium,
            choices(tr("Of whom"), kinds, self.question.companies, self._choose_kind),
            None,
        )
        self.later.hide()
        inside = column(head, asked, self.about, self.later, self.body, space=SPACE.small)
        inside.setContentsMargins(SPACE.page, SPACE.section, SPACE.page, SPACE.section)
        inside.setStretch(4, 1)
        self.body.addWidget(holder(self.emptiness))
        self.body.addWidget(self._filled())
        return inside

    def _filled(self) -> QWidget:
        around = column(self.canvas, margin=SPACE.hair)
        self.middle.addWidget(frame(around, "card"))
        self.middle.addWidget(self.table)
        self.cards.setSpacing(SPACE.small)
        self.cards.setContentsMargins(0, 0, SPACE.hair, 0)
        inside = QWidget()
        inside.setLayout(self.cards)
        beside = scrolling(inside)
        beside.setFixedWidth(self.context.theme.px(_CARDS_WIDTH))
        whole = row(self.middle, beside, space=SPACE.large)
        whole.setStretch(0, 1)
        return holder(whole)

    def _view_choices(self) -> Choices:
        views = [Choice("chart", tr("Chart")), Choice("table", tr("Table"))]
        return choices(tr("View"), views, "chart", self.choose_view)

    def _canvas(self) -> ChartCanvas:
        made = ChartCanvas(self.context.theme, tr(_FILE))
        made.paint_wanted.connect(self._paint)
        made.near_changed.connect(self._near)
        made.clicked.connect(self._open_row)
        return made

    # Answers

    def _show(self, found: Found) -> None:
        self.found = found
        self.about.setText(whom(found.matrix, found.window, companies=found.question.companies))
        self.canvas.setAccessibleDescription(self.about.text())
        late = found.in_the_future
        self.later.setVisible(late > 0)
        self.later.setText(
            ntr(
                "{n} receipt is dated in the future and counts nowhere yet.",
                "{n} receipts are dated in the future and count nowhere yet.",
                late,
            )
        )
        empty = not found.matrix.customers
        self.save_button.setEnabled(not empty)
        self.views.setEnabled(not empty)
        if empty:
            self._show_emptiness(found)
            return
        self.body.setCurrentIndex(1)
        self._show_cards(found)
        self.table.show_matrix(found.matrix)
        QTimer.singleShot(0, self, self._paint)  # the layout gives the canvas its size first

    def _show_emptiness(self, found: Found) -> None:
        self.about.setText("")
        clear(self.emptiness)
        said = no_purchases(self.context, found.question, lambda: self.periods.choose(None))
        self.emptiness.addWidget(said)
        self.body.setCurrentIndex(0)

    def _show_cards(self, found: Found) -> None:
        clear(self.cards)
        for group in Group:
            made = group_card(self.context.theme, group, found.matrix, self._show_group)
            self.cards.addWidget(made)
        self.cards.addStretch(1)

    def _show_view(self, view: str) -> None:
        self.middle.setCurrentIndex(1 if view == "table" else 0)

    def _show_group(self, group: Group) -> None:
        self.views.choose("table")
        self.table.show_group(group)

    # The chart

    def _paint(self) -> None:
        found = self.found
        if found is None or not found.matrix.customers:
            return
        colours, sheet = self._look(), self.canvas.sheet()
        caption = Caption(found.window, found.question.companies, title=False)
        self.context.jobs.read(
            lambda _: paint(found.matrix, colours, caption, sheet),
            self._painted,
            topic=self._painting_topic,
        )

    def _painted(self, painting: Painting) -> None:
        self.canvas.show_painting(painting)

    def _near(self, place: int | None) -> None:
        found = self.found
        if place is None or found is None:
            return

        def question(reader: Reader) -> ValueRow:
            return told(reader, found.matrix, place)

        self.context.jobs.read(question, self._name, topic=self._hover_topic)

    def _name(self, who: ValueRow) -> None:
        self.canvas.tell(name_of_point(who))

    def _open_row(self, place: int) -> None:
        if self.found is not None:
            record = int(self.found.matrix.ids[place])
            self.context.navigation.open(Place("customer", record=record))

    def _look(self) -> ChartLook:
        theme = self.context.theme
        return look(dark=theme.dark, scale=theme.percent / 100)

    # Choosing and saving

    def _choose_days(self, days: int | None) -> None:
        self.question = Question(days, self.question.companies)
        self.reload()

    def _choose_kind(self, companies: bool) -> None:
        self.question = Question(self.question.days, companies)
        self.reload()

    def _write(self, found: Found, path: Path) -> Path:
        # On paper a chart is always light, whatever the screen looks like.
        caption = Caption(found.window, found.question.companies)
        save(matrix_chart(found.matrix, look(), caption).figure, path)
        return path

    def _saved(self, path: Path) -> None:
        self.context.messages.toast(tr("Saved as {file}", file=path.name))


def make_page(context: Context) -> ValuePage:
    """For the registry."""
    return ValuePage(context)
