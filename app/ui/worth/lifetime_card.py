"""Lifetime value: the course's table as a calculator, on its own numbers or on the shop's."""

from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.charts.lifetime_chart import Life, lifetime_chart
from app.core.actor import Right
from app.core.customers.queries import Hit
from app.core.store.reader import Reader
from app.core.worth.lifetime import MOST_PURCHASES, Lifetime, Terms, lifetime
from app.core.worth.queries import Whom
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.jobs import Topic
from app.ui.lending import LentCard
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.chart import Chart, ChartTable, Column
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.find_customer import FindCustomer
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column, holder, row, scrolling
from app.ui.widgets.numbers import Range, broken
from app.ui.widgets.text import label, sentence
from app.ui.worth import sources
from app.ui.worth.amounts_table import AmountsTable, exact
from app.ui.worth.behind import Behind
from app.ui.worth.retention_box import RetentionBox
from app.ui.worth.sources import Numbers
from app.ui.worth.sums import number, percent, words

_WIDTH, _TABLE = 380, 190


class LifetimeCard(LentCard):
    """Nothing here is kept: it is a calculator."""

    key, title = "lifetime", N_("Lifetime value")
    tables = frozenset({"purchase", "purchase_summary", "segment"})

    def __init__(self, context: Context) -> None:
        """Begins with the course's customer A."""
        super().__init__(context)
        self._numbers_topic = Topic(self)
        self.numbers = sources.course(sources.COURSE_OF_A)
        self.found: Lifetime = lifetime(self.numbers.amounts, self.numbers.terms)
        self.source = ChoiceBox()
        for key, words_ in sources.OFFERED.items():
            self.source.addItem(tr(words_), key)
        self.finder = FindCustomer(context)
        self.who = FormLine(tr(N_("Customer")), self.finder.line)
        self.about, self.behind = sentence("", "small"), Behind(context)
        self.rate = broken(Range(0, 1000, suffix="%", decimals=2), 10)
        self.spacing = broken(Range(0.01, 100, decimals=2), 1)
        first = [Choice(True, tr(N_("now"))), Choice(False, tr(N_("one spacing later")))]
        self.first = Choices(tr(N_("The first purchase")), first, True)
        self.table = AmountsTable(context.theme)
        self.more = button(tr(N_("One more")), self.add_purchase, "quiet")
        self.fewer = button(tr(N_("One less")), self.take_purchase, "quiet")
        self.today, self.whole = label("", "title"), sentence("", "muted")
        self.panel = ChartPanel(context, "lifetime", tr(self.title))
        self.retention = RetentionBox()
        self._lay_out()
        self._connect()
        self._start(self.numbers)

    def reload(self) -> None:
        """The shop's own lists, and its own numbers where they are chosen."""
        if self.context.may(Right.SEE_FIGURES):
            self.context.jobs.read(sources.saved_lists, self._offer, topic=self.topic)
            self._ask()

    def terms(self) -> Terms:
        """What is typed."""
        rate = Fraction(str(round(self.rate.value(), 2))) / 100
        return Terms(rate, Fraction(str(round(self.spacing.value(), 2))), bool(self.first.value()))

    def add_purchase(self) -> None:
        """One more line, like the last one."""
        amounts = self.numbers.amounts
        if len(amounts) < MOST_PURCHASES:
            self._change((*amounts, amounts[-1] if amounts else Fraction(100)))

    def take_purchase(self) -> None:
        """Without the last line."""
        self._change(self.numbers.amounts[:-1])

    def _change(self, amounts: tuple[Fraction, ...]) -> None:
        self.numbers = replace(self.numbers, amounts=amounts)
        self._reckon()

    @Slot(int, int)
    def _typed(self, place: int, fen: int) -> None:
        amounts = list(self.numbers.amounts)
        amounts[place] = exact(fen)
        self._change(tuple(amounts))

    @Slot()
    def _ask(self) -> None:
        key = str(self.source.currentData())
        self.who.setVisible(key == sources.ONE)
        hit: Hit | None = self.finder.choice
        record = None if hit is None else hit.id

        def question(reader: Reader) -> tuple[Numbers, Whom | None]:
            return sources.numbers(reader, key, record), sources.whom(reader, key)

        self.context.jobs.read(question, self._told, topic=self._numbers_topic)

    @Slot(object)
    def _told(self, found: tuple[Numbers, Whom | None]) -> None:
        numbers, whom = found
        self.behind.show_whom(whom)
        self._start(numbers)

    @Slot(object)
    def _start(self, found: Numbers) -> None:
        """Other numbers: the table and the formula begin with them."""
        self.numbers = found
        self.about.setText(found.about)
        self.retention.start(found.margin, found.kept)
        self._reckon()

    @Slot()
    def _reckon(self) -> None:
        terms, sign = self.terms(), self.numbers.sign
        self.found = lifetime(self.numbers.amounts, terms)
        self.table.amounts.show_lifetime(self.found, sign)
        self.fewer.setEnabled(bool(self.found.steps))
        said = tr(N_("{amount} worth today"), amount=words(self.found.today, sign))
        self.today.setText(said)
        self.whole.setText(self._sentence())
        self.retention.reckon(terms.rate, sign)
        self.panel.show_chart(self._chart())

    def _sentence(self) -> str:
        terms = self.found.terms
        when = N_("the first one now") if terms.first_now else N_("the first one spacing later")
        values = {
            "total": words(self.found.total, self.numbers.sign),
            "rate": percent(terms.rate),
            "years": number(terms.spacing, 2),
            "when": tr(when),
        }
        if terms.spacing == 1:
            return ntr(
                "{total} in all, from {n} purchase; {rate} a year, {when}.",
                "{total} in all, from {n} purchases a year apart; {rate} a year, {when}.",
                len(self.found.steps),
                **values,
            )
        return ntr(
            "{total} in all, from {n} purchase; {rate} a year, spacing {years} years, {when}.",
            "{total} in all, from {n} purchases; {rate} a year, spacing {years} years, {when}.",
            len(self.found.steps),
            **values,
        )

    def _chart(self) -> Chart:
        found, sign, said = self.found, self.numbers.sign, self._sentence()
        titles = (N_("Purchase"), N_("In years"), N_("Amount"), N_("Worth today"))
        rows = [
            (str(s.number), number(s.years, 2), words(s.amount, sign), words(s.today, sign))
            for s in found.steps
        ]
        keys = [(s.number, s.years, s.amount, s.today) for s in found.steps]
        return Chart(
            tr(self.title),
            said,
            lambda look, size, title: lifetime_chart(Life(found, said), look, size, title),
            ChartTable(tuple(Column(tr(each), right=True) for each in titles), rows, keys),
            lambda _, mark: " · ".join(rows[mark][1:]),
        )

    @Slot(object)
    def _offer(self, found: object) -> None:
        chosen = self.source.currentData()
        was = self.source.blockSignals(True)
        while self.source.count() > len(sources.OFFERED):
            self.source.removeItem(self.source.count() - 1)
        for each in found:  # type: ignore[attr-defined]
            words_ = tr(N_("One of the list “{name}”, on average"), name=each.name)
            self.source.addItem(words_, f"{sources.LIST}{each.id}")
        self.source.setCurrentIndex(max(self.source.findData(chosen), 0))
        self.source.blockSignals(was)

    def _connect(self) -> None:
        self.source.currentIndexChanged.connect(self._ask)
        self.finder.chosen.connect(self._ask)
        self.rate.valueChanged.connect(self._reckon)
        self.spacing.valueChanged.connect(self._reckon)
        self.first.on_choice(lambda _: self._reckon())
        self.table.amounts.typed.connect(self._typed)

    def _lay_out(self) -> None:
        self.who.hide()
        self.table.setMinimumHeight(self.context.theme.px(_TABLE))
        typed = row(
            FormLine(tr(N_("Yearly rate")), self.rate),
            FormLine(tr(N_("Years between two")), self.spacing),
            space=SPACE.medium,
        )
        inside = QWidget()
        left = column(
            FormLine(tr(N_("Whose numbers")), self.source),
            column(self.who, self.finder, space=SPACE.hair),
            self.about,
            self.behind,
            holder(typed),
            FormLine(tr(N_("The first purchase")), self.first),
            self.table,
            row(self.more, self.fewer, None),
            space=SPACE.small,
        )
        left.setContentsMargins(0, 0, SPACE.small, 0)
        left.setStretch(6, 1)
        inside.setLayout(left)
        beside = scrolling(inside)
        beside.setFixedWidth(self.context.theme.px(_WIDTH))
        right = column(self.today, self.panel, self.retention, space=SPACE.small)
        right.setStretch(1, 1)
        whole = row(beside, right, space=SPACE.section)
        whole.setStretch(1, 1)
        self.setLayout(whole)


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return LifetimeCard(context)
