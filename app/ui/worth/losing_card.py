"""Losing one customer: what it costs when some go over to the other shop, with sliders."""

from fractions import Fraction

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDoubleSpinBox, QSlider, QSpinBox, QWidget

from app.catalogue.currency import decimals, sign
from app.charts.look import ChartLook
from app.charts.losing_chart import Parting, leavers_at, losing_chart
from app.charts.picture import Handle, Picture, Size
from app.core.actor import Right
from app.core.worth.losing import Lost, Start, lose, steps
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.tokens import SPACE
from app.ui.widgets.chart import Chart, ChartTable, Column
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, holder, row, scrolling
from app.ui.widgets.numbers import Range, broken, whole
from app.ui.widgets.text import label, sentence
from app.ui.worth.behind import Behind
from app.ui.worth.losing_words import OwnStart, big, cells, more, own_start
from app.ui.worth.sums import words

_WIDTH = 360
_MOST_CUSTOMERS = 10_000_000
OURS, COURSE = "ours", "course"


class LosingCard(LentCard):
    """The upright line of the chart can be dragged too; nothing here is kept."""

    key, title = "losing", N_("Losing one customer")
    tables = frozenset({"purchase", "purchase_summary", "setting"})

    def __init__(self, context: Context) -> None:
        """Begins with the shop's own numbers, as soon as they are known."""
        super().__init__(context)
        self.start = Start()
        self._handle: Handle | None = None
        offered = [Choice(OURS, tr(N_("Our numbers"))), Choice(COURSE, tr(N_("The course's")))]
        self.whose = Choices(tr(N_("Whose numbers")), offered, OURS)
        self.about, self.behind = sentence("", "small"), Behind(context)
        self.leavers_slider = QSlider(Qt.Orientation.Horizontal)
        self.leavers = whole(Range(0, 100), 1)
        self.customers = whole(Range(0, _MOST_CUSTOMERS), 100)
        self.profit = broken(Range(-1e9, 1e9, prefix=sign(), decimals=decimals(), step=10), 10)
        self.years_slider, self.years = _pair(Range(0, 50, decimals=1), 1)
        self.brings_slider, self.brings = _pair(Range(0, 20, decimals=1, step=0.5), 0)
        self.big, self.rest = label("", "title", wrap=True), sentence("", "muted")
        self.panel = ChartPanel(context, "losing", tr(self.title))
        self._lay_out()
        self._connect()
        self._show_start(Start())

    def reload(self) -> None:
        """Ask for the shop's own numbers, unless the course's are looked at."""
        if self.whose.value() == OURS and self.context.may(Right.SEE_FIGURES):
            self.context.jobs.read(own_start, self._own, topic=self.topic)

    def lost(self) -> Lost:
        """What is lost by the numbers as they are typed."""
        return lose(self.leavers.value(), self.start)

    @Slot(object)
    def _own(self, found: OwnStart) -> None:
        self.about.setText(found.about)
        self.behind.show_whom(found.whom)
        self._show_start(found.start)

    def _choose(self, whose: object) -> None:
        if whose == COURSE:
            self.topic.drop()
            self.behind.show_whom(None)
            self.about.setText(
                tr(N_("From the course: two shops, 100 customers each, 10 yuan each."))
            )
            self._show_start(Start())
        else:
            self.reload()

    def _show_start(self, start: Start) -> None:
        was = self.customers.blockSignals(True)
        self.customers.setValue(start.customers)
        self.customers.blockSignals(was)
        for editor, value in (
            (self.profit, start.profit),
            (self.years, start.years),
            (self.brings, start.brings),
        ):
            was = editor.blockSignals(True)
            editor.setValue(float(value))
            editor.blockSignals(was)
        self._reckon()

    @Slot()
    def _reckon(self) -> None:
        """Everything anew from what is typed."""
        self.start = Start(
            self.customers.value(), _exact(self.profit), _exact(self.years), _exact(self.brings)
        )
        for each in (self.leavers, self.leavers_slider):
            was = each.blockSignals(True)
            each.setRange(0, self.start.customers)
            each.blockSignals(was)
        for slider, editor in (
            (self.years_slider, self.years),
            (self.brings_slider, self.brings),
        ):
            was = slider.blockSignals(True)
            slider.setValue(round(editor.value() * 10))
            slider.blockSignals(was)
        self._show()

    @Slot()
    def _show(self) -> None:
        found = self.lost()
        was = self.leavers_slider.blockSignals(True)
        self.leavers_slider.setValue(found.leavers)
        self.leavers_slider.blockSignals(was)
        self.big.setText(big(found))
        self.rest.setText(more(found))
        self.panel.show_chart(self._chart(found))

    def _chart(self, found: Lost) -> Chart:
        leavers = sorted({*steps(self.start.customers), found.leavers})
        several = tuple(lose(each, self.start) for each in leavers)
        said = big(found)
        parting = Parting(self.start, found, several, said)

        def draw(look: ChartLook, size: Size, title: bool) -> Picture:
            picture = losing_chart(parting, look, size, title)
            if not title:
                self._handle = picture.handles[0]
            return picture

        rows = [cells(each) for each in several]
        keys = [
            (each.leavers, each.ours, each.theirs, each.gap, each.relative_gap, each.profit_gap)
            for each in several
        ]
        names = (
            *(N_("Go over"), N_("Left to us"), N_("With the other"), N_("Gap")),
            *(N_("Of ours"), N_("Profit gap")),
        )
        return Chart(
            tr(self.title),
            self._terms(),
            draw,
            ChartTable(tuple(Column(tr(each), right=True) for each in names), rows, keys),
            lambda _, mark: big(several[mark]),
            lambda mark: self.leavers.setValue(several[mark].leavers),
            moved=self._moved,
        )

    def _terms(self) -> str:
        return ntr(
            "Two shops alike: {n} customer each, {profit} a year from one.",
            "Two shops alike: {n} customers each, {profit} a year from one.",
            self.start.customers,
            profit=words(self.start.profit),
        )

    def _moved(self, _: str, inches: float) -> None:
        if self._handle is not None:
            self.leavers.setValue(leavers_at(self.start, self._handle, inches))

    def _connect(self) -> None:
        self.whose.on_choice(self._choose)
        self.leavers_slider.valueChanged.connect(self.leavers.setValue)
        self.leavers.valueChanged.connect(self._show)
        for slider, editor in (
            (self.years_slider, self.years),
            (self.brings_slider, self.brings),
        ):
            slider.valueChanged.connect(lambda tenths, e=editor: e.setValue(tenths / 10))
        for each in (self.customers, self.profit, self.years, self.brings):
            each.valueChanged.connect(self._reckon)

    def _lay_out(self) -> None:
        self.leavers_slider.setAccessibleName(tr(N_("How many go over")))
        self.years_slider.setAccessibleName(tr(N_("Years that one would have stayed")))
        self.brings_slider.setAccessibleName(tr(N_("How many others one would have brought")))
        inside = QWidget()
        left = column(
            self.whose,
            self.about,
            self.behind,
            _line(self, N_("How many go over"), self.leavers_slider, self.leavers),
            _line(self, N_("Years that one would have stayed"), self.years_slider, self.years),
            _line(
                self,
                N_("How many others one would have brought"),
                self.brings_slider,
                self.brings,
            ),
            FormLine(tr(N_("Customers before, in each shop")), self.customers),
            FormLine(tr(N_("Left over from one in a year")), self.profit),
            None,
            space=SPACE.medium,
        )
        left.setContentsMargins(0, 0, SPACE.small, 0)
        inside.setLayout(left)
        beside = scrolling(inside)
        beside.setFixedWidth(self.context.theme.px(_WIDTH))
        right = column(self.big, self.rest, self.panel, space=SPACE.small)
        right.setStretch(2, 1)
        whole_ = row(beside, right, space=SPACE.section)
        whole_.setStretch(1, 1)
        self.setLayout(whole_)


def _pair(allowed: Range, now: float) -> tuple[QSlider, QDoubleSpinBox]:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(round(allowed.low * 10), round(allowed.high * 10))
    slider.setPageStep(10)
    return slider, broken(allowed, now)


def _line(
    card: LosingCard, name: str, slider: QSlider, exact: QSpinBox | QDoubleSpinBox
) -> QWidget:
    """A slider with its exact editor beside it."""
    exact.setFixedWidth(card.context.theme.px(92))
    exact.setAccessibleName(tr(name))
    inside = row(slider, exact)
    inside.setStretch(0, 1)
    return holder(column(label(tr(name)), inside, space=SPACE.hair))


def _exact(editor: QDoubleSpinBox) -> Fraction:
    return Fraction(str(round(editor.value(), editor.decimals())))


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return LosingCard(context)
