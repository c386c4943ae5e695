"""Growth and cohorts: what new customers bring, what kept ones bring, and who comes again."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from app.core.value.months import Span
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.revenue.answers import GrowthFound, ask_growth
from app.ui.revenue.charts import growth_panel_chart
from app.ui.revenue.cohort_face import cohort_panel_chart
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.choices import Choice, choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import column, row
from app.ui.widgets.window_bar import WindowBar

_FACES = (("growth", N_("Growth")), ("cohorts", N_("Cohorts")))
_SPANS = {
    Span.WEEK: N_("Weeks"),
    Span.MONTH: N_("By month"),
    Span.QUARTER: N_("Quarters"),
    Span.YEAR: N_("Years of the shop"),
}


class GrowthCard(LentCard):
    """Both faces are reckoned together: they share the ledger."""

    key, title = "growth", N_("Cohorts and growth")
    holds = ("found",)
    tables = frozenset({"purchase", "purchase_summary", "customer", "setting"})

    def __init__(self, context: Context) -> None:
        """Lay out; ask nothing yet."""
        super().__init__(context)
        self.found: GrowthFound | None = None
        self.face = "growth"
        offered = [Choice(key, tr(words)) for key, words in _FACES]
        self.faces = choices(tr(N_("What is shown")), offered, self.face, self._turn)
        spans = [Choice(span, tr(words)) for span, words in _SPANS.items()]
        self.spans = choices(tr(N_("By")), spans, Span.MONTH, lambda _: self.reload())
        self.window_bar = WindowBar(context.clock.today(), periods=False)
        self.window_bar.changed.connect(self.reload)
        self.panels = {key: ChartPanel(context, key, tr(words)) for key, words in _FACES}
        self.middle = QStackedWidget()
        for panel in self.panels.values():
            self.middle.addWidget(panel)
        chosen = row(self.faces, SPACE.medium, self.spans, self.window_bar, None)
        inside = column(chosen, self.middle, space=SPACE.medium)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self._turn(self.face)

    def reload(self) -> None:
        """Ask for both."""
        asked, span = self.window_bar.asked(), self.spans.value()
        self.context.jobs.read(
            lambda reader: ask_growth(reader, asked, span), self._show, topic=self.topic
        )

    def _turn(self, face: str) -> None:
        self.face = face
        self.middle.setCurrentWidget(self.panels[face])
        self.spans.setVisible(face == "growth")
        self.window_bar.setVisible(face == "cohorts")

    @Slot(object)
    def _show(self, found: GrowthFound) -> None:
        self.found = found
        if len(found.growth.periods):
            self.panels["growth"].show_chart(growth_panel_chart(self.context, found))
        else:
            self.panels["growth"].show_nothing(self._nothing())
        if found.cohorts.count:
            self.panels["cohorts"].show_chart(cohort_panel_chart(self.context, found))
        else:
            self.panels["cohorts"].show_nothing(self._nothing())

    def _nothing(self) -> EmptyState:
        context = self.context
        bring = button(
            tr("Bring your purchases"), lambda: context.navigation.open(Place("import")),
            "primary", theme=context.theme, image="download",
        )  # fmt: skip
        words = N_("With purchases of some months you see who is new, and who comes again.")
        return EmptyState(
            context.theme, "chart-scatter", tr(N_("Nothing was sold yet.")), tr(words), bring
        )


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return GrowthCard(context)
