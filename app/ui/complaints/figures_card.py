"""What complaints are about, how long they take, what they cost, and who came back."""

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.catalogue.currency import money
from app.charts.board import Heading
from app.charts.complaints_chart import months_chart, pareto_bars_chart
from app.charts.look import ChartLook
from app.charts.picture import Picture, Size
from app.core.complaints import figures
from app.core.complaints.figures import By, Figures, Month
from app.core.complaints.pareto import Bar
from app.core.complaints.recovery import Recovered, recovered
from app.core.store.reader import Reader
from app.core.value.window import Window, all_time, last_days
from app.i18n import N_, ntr, tr
from app.ui.complaints.number_tiles import number_tiles
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.chart import Chart, ChartTable, Column
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.figures import between, percent
from app.ui.widgets.layout import clear, column, holder, row

_BYS: dict[By, str] = {
    By.CATEGORY: N_("Kind of complaint"),
    By.CAUSE: N_("Cause"),
    By.PRODUCT: N_("Goods"),
    By.CHANNEL: N_("How it came"),
    By.PERSON: N_("Looked after by"),
}
_PERIODS: dict[int | None, str] = {
    90: N_("90 days"),
    365: N_("1 year"),
    None: N_("All time"),
}
MONTHS = "months"


@dataclass(frozen=True)
class Told:
    """Everything of one window."""

    by: By | str
    figures: Figures
    bars: tuple[Bar, ...]
    months: tuple[Month, ...]
    recovered: Recovered


def tell(reader: Reader, days: int | None, by: By | str) -> Told:
    """Asked off the interface thread."""
    window = all_time(reader.today) if days is None else last_days(reader.today, days)
    kind = by if isinstance(by, By) else By.CATEGORY
    return Told(
        by,
        figures.figures(reader, window),
        figures.pareto_by(reader, window, kind),
        figures.months(reader, window),
        recovered(reader, window),
    )


class FiguresCard(LentCard):
    """Figures on top, one chart below: by what, or month by month."""

    key, title = "figures", N_("What they are about")
    tables = frozenset({"complaint", "complaint_step", "complaint_category", "complaint_cause"})

    def __init__(self, context: Context) -> None:
        """The last year, by category."""
        super().__init__(context)
        self.found: Told | None = None
        offered = [Choice(days, tr(words)) for days, words in _PERIODS.items()]
        self.days = Choices(tr(N_("Days")), offered, 365)
        bys = [Choice(by, tr(words)) for by, words in _BYS.items()]
        self.by = Choices(
            tr(N_("By what")), [*bys, Choice(MONTHS, tr(N_("Month by month")))], By.CATEGORY
        )
        for each in (self.days, self.by):
            each.on_choice(lambda _: self.reload())
        self.numbers = QHBoxLayout()
        self.numbers.setSpacing(SPACE.medium)
        self.panel = ChartPanel(context, "complaints", tr(self.title))
        inside = column(
            row(self.days, SPACE.medium, self.by, None),
            holder(self.numbers),
            self.panel,
            space=SPACE.medium,
        )
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def reload(self) -> None:
        """Ask for everything of what is chosen."""
        days, by = self.days.value(), self.by.value()
        self.context.jobs.read(lambda reader: tell(reader, days, by), self._show, topic=self.topic)

    @Slot(object)
    def _show(self, found: Told) -> None:
        self.found = found
        if not found.figures.received:
            clear(self.numbers)
            self.panel.show_nothing(self._nothing())
            return
        clear(self.numbers)
        for tile in number_tiles(found.figures, found.recovered):
            self.numbers.addWidget(tile, 1)
        self.panel.show_chart(self._months(found) if found.by == MONTHS else self._bars(found))

    def _sentence(self, found: Told) -> str:
        window: Window = found.figures.window
        n = found.figures.received
        said = ntr("{count} complaint received {days}", "{count} complaints received {days}", n,
                   count=f"{n:,}", days=between(window))  # fmt: skip
        return said

    def _bars(self, found: Told) -> Chart:
        heading = Heading(tr(_BYS[By(found.by)]), self._sentence(found))
        vital = [each.name for each in found.bars if each.vital]

        def draw(look: ChartLook, size: Size, title: bool) -> Picture:
            return pareto_bars_chart(found.bars, look, size, heading if title else None)

        rows = [
            (each.name, f"{each.count:,}", percent(each.cumulative), "●" if each.vital else "")
            for each in found.bars
        ]
        keys = [(each.name, each.count, each.cumulative, each.vital) for each in found.bars]
        columns = (
            Column(heading.title),
            Column(tr(N_("Complaints")), right=True),
            Column(tr(N_("Cumulative")), right=True),
            Column(tr(N_("Vital few"))),
        )
        few = tr(N_("The vital few, up to 80%: {names}."), names=tr(N_(", ")).join(vital))
        return Chart(
            tr(N_("Complaints by {what}"), what=heading.title),
            heading.told,
            draw,
            ChartTable(columns, rows, keys),
            name=lambda _, mark: f"{rows[mark][0]}\n{rows[mark][1]} · {rows[mark][2]}",
            open=lambda mark: self._open(found, mark),
            notes=(few,) if vital else (),
        )

    def _months(self, found: Told) -> Chart:
        heading = Heading(tr(N_("Complaints by month")), self._sentence(found))

        def draw(look: ChartLook, size: Size, title: bool) -> Picture:
            return months_chart(found.months, look, size, heading if title else None)

        rows = [
            (
                f"{each.first:%Y-%m}",
                f"{each.received:,}",
                f"{each.settled:,}",
                "" if each.cost is None else money(each.cost),
            )
            for each in found.months
        ]
        keys = [(each.first, each.received, each.settled, each.cost) for each in found.months]
        columns = (
            Column(tr(N_("Month"))),
            Column(tr(N_("Received")), right=True),
            Column(tr(N_("Settled")), right=True),
            Column(tr(N_("Cost")), right=True),
        )
        return Chart(
            heading.title,
            heading.told,
            draw,
            ChartTable(columns, rows, keys),
            name=lambda _, mark: "\n".join(rows[mark][:2]),
        )

    def _open(self, found: Told, mark: int) -> None:
        """The customers behind a bar."""
        bar, window, by = found.bars[mark], found.figures.window, By(found.by)

        def ask(reader: Reader) -> tuple[int, ...]:
            return figures.customers_behind(reader, window, by, bar)

        words = tr(N_("Complained: {what}"), what=bar.name)
        self.context.jobs.read(
            ask, lambda ids: self.context.navigation.open(people(words, ids)), topic=self.topic
        )

    def _nothing(self) -> QWidget:
        go = self.context.navigation.open
        return EmptyState(
            self.context.theme,
            "smile",
            tr(N_("No complaint in these days.")),
            tr(N_("Take complaints in as they come, or bring in the list you have kept.")),
            button(tr(N_("Bring my list")), lambda: go(Place("import"))),
        )


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return FiguresCard(context)
