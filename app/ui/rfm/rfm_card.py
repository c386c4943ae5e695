"""RFM: the heat map of recency by frequency, Bob Stone's points, and the trend of buyers."""

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from app.core.actor import Right
from app.core.store.reader import Reader
from app.core.value.columns import Integers
from app.core.value.ledger import ledger
from app.core.value.recent import FAR, last_within
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.rfm.answers import RfmFound, ask
from app.ui.rfm.bands_dialog import BandsDialog
from app.ui.rfm.charts import heat_panel_chart, points_panel_chart, trend_panel_chart
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.choices import Choice, choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import column, hide_unless, row
from app.ui.widgets.window_bar import WindowBar

_FACES = (("heat", N_("Heat map")), ("points", N_("Points")), ("trend", N_("Recent buyers")))


class RfmCard(LentCard):
    """A cell, a bar, a row: each leads to its people."""

    key, title = "rfm", N_("RFM")
    holds = ("found",)
    tables = frozenset({"purchase", "purchase_summary", "customer", "setting"})

    def __init__(self, context: Context) -> None:
        """Lay out; ask nothing yet."""
        super().__init__(context)
        self.found: RfmFound | None = None
        self.window_bar = WindowBar(context.clock.today(), days=None)
        self.window_bar.changed.connect(self.reload)
        offered = [Choice(key, tr(words)) for key, words in _FACES]
        self.faces = choices(tr(N_("What is shown")), offered, "heat", self._turn)
        self.panels = {key: ChartPanel(context, f"rfm_{key}", tr(words)) for key, words in _FACES}
        self.bands = button(
            tr(N_("How it scores…")), self.edit_bands, theme=context.theme,
            image="sliders-horizontal",
        )  # fmt: skip
        hide_unless(self.bands, context.may(Right.CHANGE_SETTINGS))
        self.now = button(tr(N_("List the buyers of the last 90 days")), self.list_recent, "link")
        self.now.hide()
        self.middle = QStackedWidget()
        for panel in self.panels.values():
            self.middle.addWidget(panel)
        chosen = row(self.faces, SPACE.medium, self.now, None, self.bands)
        inside = column(self.window_bar, chosen, self.middle, space=SPACE.medium)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def reload(self) -> None:
        """Ask for scores, points and trend."""
        asked = self.window_bar.asked()
        self.context.jobs.read(lambda reader: ask(reader, asked), self._show, topic=self.topic)

    def edit_bands(self) -> None:
        """The limits, the way of scoring, the weights."""
        if self.found is not None:
            BandsDialog(self.context, self, self.found.scores).open()

    def list_recent(self) -> None:
        """Whoever bought within 90 days."""
        self.list_within(self.context.clock.today(), FAR)

    def list_within(self, end: date, days: int) -> None:
        """Whose last purchase, seen from a day, was so near."""
        companies = self.window_bar.asked().companies
        label = tr(N_("Bought within {days} days before {end}"), days=days, end=end.isoformat())

        def question(reader: Reader) -> Integers:
            return last_within(ledger(reader), days, end=end, companies=companies)

        def show(ids: Integers) -> None:
            if len(ids):
                self.context.navigation.open(people(label, ids.tolist()))

        self.context.jobs.read(question, show)

    def _turn(self, face: str) -> None:
        self.middle.setCurrentWidget(self.panels[face])
        self.window_bar.periods.setEnabled(face == "heat")
        self.now.setVisible(face == "trend")

    @Slot(object)
    def _show(self, found: RfmFound) -> None:
        self.found = found
        context = self.context
        if not len(found.points.ids):
            for panel in self.panels.values():
                panel.show_nothing(self._nothing())
            return
        self.panels["heat"].show_chart(heat_panel_chart(context, found))
        self.panels["points"].show_chart(points_panel_chart(context, found))
        self.panels["trend"].show_chart(trend_panel_chart(found, self.list_within))

    def _nothing(self) -> EmptyState:
        context = self.context
        bring = button(
            tr("Bring your purchases"), lambda: context.navigation.open(Place("import")),
            "primary", theme=context.theme, image="download",
        )  # fmt: skip
        words = N_("RFM looks at how recently, how often and for how much each customer bought.")
        return EmptyState(
            context.theme, "chart-scatter", tr(N_("Nobody has bought yet.")), tr(words), bring
        )


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return RfmCard(context)
