"""Concentration: who brings most of the revenue, and what happens when a few of them leave."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.charts.pareto_chart import Pareto, pareto_chart
from app.core.store.reader import Reader
from app.core.value.columns import Integers
from app.core.value.concentration import LETTERS, Concentration
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.revenue.answers import SpreadFound, ask_spread
from app.ui.revenue.spread_words import rows_of, sentence_of
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.chart import Chart, ChartTable, Column
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.figures import future_words, percent, small_words
from app.ui.widgets.layout import clear, column, frame, hide_unless, row, scrolling
from app.ui.widgets.text import heading, label, sentence
from app.ui.widgets.window_bar import WindowBar

_RAIL = 300
_TOPS = (1, 5, 10, 20, 50)
_COLUMNS = (
    (N_("Name"), False), (N_("Number"), False), (N_("Class"), False), (N_("Revenue"), True),
    (N_("Share"), True), (N_("Together"), True),
)  # fmt: skip
_ABC = {
    "A": N_("A: they bring the first 80%"),
    "B": N_("B: up to 95%"),
    "C": N_("C: the rest"),
}


class ConcentrationCard(LentCard):
    """The grounds of A, B and C, and the tops beside them, lead to their people."""

    key, title = "concentration", N_("Concentration")
    holds = ("found",)
    tables = frozenset({"purchase", "purchase_summary", "customer"})

    def __init__(self, context: Context) -> None:
        """Lay out; ask nothing yet."""
        super().__init__(context)
        self.found: SpreadFound | None = None
        self.window_bar = WindowBar(context.clock.today())
        self.window_bar.changed.connect(self.reload)
        self.panel = ChartPanel(context, "concentration", tr(N_("Concentration of revenue")))
        self.rail = QVBoxLayout()
        self.rail.setContentsMargins(0, 0, SPACE.hair, 0)
        self.rail.setSpacing(SPACE.medium)
        inside = QWidget()
        inside.setLayout(self.rail)
        self.beside = scrolling(inside)
        self.beside.setFixedWidth(context.theme.px(_RAIL))
        whole = row(self.panel, self.beside, space=SPACE.large)
        whole.setStretch(0, 1)
        outer = column(self.window_bar, whole, space=SPACE.medium)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def reload(self) -> None:
        """Ask how the revenue of the chosen days is spread."""
        asked = self.window_bar.asked()
        self.context.jobs.read(
            lambda reader: ask_spread(reader, asked), self._show, topic=self.topic
        )

    @Slot(object)
    def _show(self, found: SpreadFound) -> None:
        self.found = found
        clear(self.rail)
        known = found.spread.total > 0
        self.beside.setVisible(known)
        if not known:
            self.panel.show_nothing(self._nothing(found))
            return
        self.panel.show_chart(self._chart(found))
        for each in (
            self._measures(found.spread),
            self._tops(found.spread),
            self._abc(found.spread),
        ):
            self.rail.addWidget(each)
        self.rail.addStretch(1)

    def _measures(self, spread: Concentration) -> QWidget:
        gini, small, hhi = spread.gini, spread.gini_small_sample, spread.hhi
        pieces: list[QWidget] = [_figure(tr(N_("Gini")), _three(gini))]
        if small is not None and spread.customers < 100:
            pieces.append(_figure(tr(N_("Gini, small sample")), _three(small)))
        pieces.append(_figure(tr(N_("HHI")), _three(hhi)))
        told = N_(
            "0 when all customers bring the same, 1 when one brings everything. The higher, the "
            "more it hurts to lose one of the first."
        )
        pieces.append(sentence(tr(told), "small"))
        aside = len(spread.set_aside)
        if aside:
            words = ntr(
                "{n} customer brought back more than was bought, and is set aside",
                "{n} customers brought back more than was bought, and are set aside",
                aside,
            )
            pieces.append(self._link(words, words, lambda found: found.set_aside))
        return _box(*pieces, words=tr(N_("How uneven")))

    def _tops(self, spread: Concentration) -> QWidget:
        pieces = []
        for each in _TOPS:
            count, share = spread.top(Fraction(each)), spread.top_share(Fraction(each))
            words = tr(N_("First {n}%"), n=each)
            link = self._link(f"{count:,}", words, partial(_first, count), enabled=count > 0)
            line = row(label(words), None, link, label(percent(share), "strong"))
            made = QWidget()
            line.setContentsMargins(0, 0, 0, 0)
            made.setLayout(line)
            pieces.append(made)
        return _box(*pieces, words=tr(N_("The first customers")))

    def _abc(self, spread: Concentration) -> QWidget:
        pieces = []
        for letter in LETTERS:
            place = spread.of_letter(letter)
            count = place.stop - place.start
            whom = partial(_of_letter, letter)
            link = self._link(f"{count:,}", tr(_ABC[letter]), whom, enabled=count > 0)
            share = percent(spread.share(place.start, place.stop))
            line = row(label(tr(_ABC[letter])), None, link, label(share, "strong"))
            made = QWidget()
            line.setContentsMargins(0, 0, 0, 0)
            made.setLayout(line)
            pieces.append(made)
        return _box(*pieces, words=tr(N_("ABC")))

    def _link(
        self, words: str, name: str, whom: Callable[[Concentration], Integers], enabled: bool = True
    ) -> QWidget:
        def show() -> None:
            if self.found is not None:
                ids = whom(self.found.spread).tolist()
                self.context.navigation.open(people(name, ids))

        made = button(words, show, "link")
        made.setAccessibleName(tr("Show these customers: {group}", group=name))
        made.setEnabled(enabled)
        return made

    def _chart(self, found: SpreadFound) -> Chart:
        spread = found.spread
        said = sentence_of(found)
        data = Pareto(spread, said)

        def name(_reader: Reader, mark: int) -> str:
            place = spread.of_letter(LETTERS[mark])
            share = percent(spread.share(place.start, place.stop))
            count = ntr("{n} customer", "{n} customers", place.stop - place.start)
            return f"{tr(_ABC[LETTERS[mark]])}\n{count} · {share}"

        def open_letter(mark: int) -> None:
            ids = spread.ids[spread.of_letter(LETTERS[mark])].tolist()
            if ids:
                self.context.navigation.open(people(tr(_ABC[LETTERS[mark]]), ids))

        rows, keys = rows_of(found)
        return Chart(
            title=tr(N_("Concentration of revenue")),
            sentence=said,
            draw=lambda look, size, title: pareto_chart(data, look, size, title),
            table=ChartTable(
                tuple(Column(tr(words), right) for words, right in _COLUMNS),
                rows,
                keys,
                personal=True,
            ),
            name=name,
            open=open_letter,
            open_row=lambda line: self.context.navigation.open(
                Place("customer", record=int(spread.ids[line]))
            ),
            whom=lambda: self._list_all(spread),
            notes=(*small_words(spread.customers), *future_words(found.in_the_future)),
        )

    def _list_all(self, spread: Concentration) -> None:
        self.context.navigation.open(people(tr(N_("All who bought")), spread.ids.tolist()))

    def _nothing(self, found: SpreadFound) -> EmptyState:
        longer = button(tr("Look at all time"), lambda: self.window_bar.periods.choose(None))
        hide_unless(longer, found.window.first is not None)
        words = N_("There is nothing to share out: nobody brought money in these days.")
        theme = self.context.theme
        return EmptyState(
            theme, "chart-scatter", tr(N_("No revenue in these days.")), tr(words), longer
        )


def _first(count: int, spread: Concentration) -> Integers:
    return spread.ids[:count]


def _of_letter(letter: str, spread: Concentration) -> Integers:
    return spread.ids[spread.of_letter(letter)]


def _box(*pieces: QWidget, words: str) -> QWidget:
    """A quiet frame as high as its words need."""
    inside = column(heading(words), *pieces, space=SPACE.hair)
    inside.setContentsMargins(SPACE.large, SPACE.small, SPACE.large, SPACE.small)
    return frame(inside, "card")


def _figure(words: str, value: str) -> QWidget:
    line = row(label(words), None, label(value, "strong"))
    line.setContentsMargins(0, 0, 0, 0)
    made = QWidget()
    made.setLayout(line)
    return made


def _three(value: Fraction | None) -> str:
    return "–" if value is None else f"{float(value):.3f}"


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return ConcentrationCard(context)
