"""The model: does it fit, what are its numbers, what does it say of each customer."""

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.charts.board import Heading
from app.charts.repeats_chart import Repeats, repeats_chart
from app.core.actor import Right
from app.core.exchange.service import Figure
from app.core.fading.bg_nbd import BG
from app.core.fading.opinion import MOST, Opinion, Trust, second_opinion
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.fading.model_words import NAMES, WHAT, notes, numbers, of_whom, trust_words
from app.ui.fading.outlook_table import OutlookTable
from app.ui.formats import number
from app.ui.lending import LentCard
from app.ui.navigation import people
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.chart import Chart, ChartTable, Column
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import card, clear, column, holder, row, scrolling, stand
from app.ui.widgets.take_table import take_table
from app.ui.widgets.text import label, sentence

_BESIDE = 330
_FIT, _PEOPLE = "fit", "people"


class ModelCard(LentCard):
    """The second opinion with everything one must know before believing it."""

    key, title = "model", N_("Model")
    holds = ("opinion",)
    tables = frozenset({"purchase", "purchase_summary", "customer"})

    def __init__(self, context: Context) -> None:
        """Cheap: the frame only."""
        super().__init__(context)
        self.opinion: Opinion | None = None
        which = [Choice(shift, name) for shift, name in NAMES.items()]
        self.models = Choices(tr(N_("Which model")), which, BG)
        self.models.on_choice(lambda _: self.reload())
        views = [Choice(_FIT, tr(N_("Does it fit?"))), Choice(_PEOPLE, tr(N_("Of each customer")))]
        self.views = Choices(tr(N_("View")), views, _FIT)
        self.views.on_choice(self._turn)
        self.about, self.warning = sentence("", "muted"), sentence("", "warn")
        self.panel = ChartPanel(context, "fading.model", tr(N_("Does the model fit?")))
        self.table = OutlookTable(context)
        self.list_button = button(
            tr(N_("As a list")), self.list_all, theme=context.theme, image="users",
            hint=tr(N_("There they can be saved as a group, tagged, exported")),
        )  # fmt: skip
        self.take = take_table(context, Figure.MODEL)
        self.list_button.hide()
        self.numbers = QVBoxLayout()
        self.middle, self.body = QStackedWidget(), QStackedWidget()
        self._nothing = QVBoxLayout()
        self._lay_out()

    def reload(self) -> None:
        """Fit, if nothing is kept from before."""
        if self.context.may(Right.SEE_FIGURES):
            shift = self.models.value()
            self.about.setText(tr(N_("Fitting the model…")))

            def ask(reader: Reader) -> Opinion:
                return second_opinion(reader, shift)

            self.context.jobs.read(ask, self._show, topic=self.topic)

    @Slot(object)
    def _show(self, found: Opinion) -> None:
        self.opinion = found
        self.about.setText(of_whom(found))
        self.warning.setText(trust_words(found))
        self.warning.setVisible(found.shown and bool(self.warning.text()))
        self.body.setCurrentIndex(0 if found.shown else 1)
        if not found.shown:
            clear(self._nothing)
            head = tr(N_("No second opinion yet"))
            if found.trust is Trust.FAILED:
                head = tr(N_("This model does not help here"))
            self._nothing.addWidget(
                EmptyState(self.context.theme, "chart-scatter", head, trust_words(found))
            )
            return
        self._show_numbers(found)
        self.panel.show_chart(self._chart(found))
        self.table.show_opinion(found)

    def _chart(self, found: Opinion) -> Chart:
        name = NAMES[found.model.shift]
        said = tr(
            N_("Customers by purchases after the first one, counted and as {model} has them."),
            model=name,
        )
        title = tr(N_("Does the model fit?"))
        data = Repeats(found.counted.astype(np.float64), found.told, Heading(title, said))
        rows = [
            (
                *(_repeats(each), number(int(found.counted[each])), f"{found.told[each]:,.0f}"),
                *self._trial_cells(found, each),
            )
            for each in range(MOST + 1)
        ]
        headings = (
            tr(N_("Purchases after the first one")), tr(N_("In the book")),
            tr(N_("By the model")), tr(N_("Trial: expected each")), tr(N_("Trial: came each")),
        )  # fmt: skip
        columns = tuple(Column(each, right=True) for each in headings)
        return Chart(
            title,
            said,
            lambda look, size, titled: repeats_chart(data, look, size, title=titled),
            ChartTable(columns, rows),
            name=lambda _, mark: self._named(found, mark),
            open=lambda mark: self._open(found, mark),
            whom=self.list_all,
            notes=notes(found),
        )

    def _trial_cells(self, found: Opinion, each: int) -> tuple[str, str]:
        if found.trial is None or not found.trial.by_repeats[each][0]:
            return "", ""
        _, expected, actual = found.trial.by_repeats[each]
        return f"{expected:.2f}", f"{actual:.2f}"

    def _named(self, found: Opinion, mark: int) -> str:
        count = int(found.counted[mark])
        people_words = ntr("{n} customer", "{n} customers", count)
        told = tr(N_("{n} by the model"), n=f"{found.told[mark]:,.0f}")
        return f"{_repeats(mark)}: {people_words}, {told}"

    def list_all(self) -> None:
        """Everybody the model tells of; the chosen ones, where some are."""
        chosen = self.table.selected_ids()
        ids = chosen if len(chosen) > 1 else self.table.records.ids
        self.context.navigation.open(people(tr(N_("Known to the model")), ids))

    def _open(self, found: Opinion, mark: int) -> None:
        repeats = np.minimum(found.rhythms.days - 1, MOST)
        ids = found.rhythms.ids[repeats == mark]
        words = tr(N_("Purchases after the first one: {n}"), n=_repeats(mark))
        self.context.navigation.open(people(words, ids))

    def _show_numbers(self, found: Opinion) -> None:
        clear(self.numbers)
        self.numbers.addWidget(sentence(tr(WHAT[found.model.shift]), "small"))
        for name, value, meaning in numbers(found):
            self.numbers.addLayout(row(label(name, "muted"), None, label(value, "strong")))
            if meaning:
                self.numbers.addWidget(sentence(meaning, "small"))
        self.numbers.addStretch(1)

    def _lay_out(self) -> None:
        self.middle.addWidget(self.panel)
        self.middle.addWidget(self.table)
        whole = column()
        stand(whole, card(holder(self.numbers), words=tr(N_("Its numbers"))))
        whole.addStretch(1)
        self.beside = beside = scrolling(holder(whole))
        beside.setFixedWidth(self.context.theme.px(_BESIDE))
        filled = row(self.middle, beside, space=SPACE.large)
        filled.setStretch(0, 1)
        self.body.addWidget(holder(filled))
        self.body.addWidget(holder(self._nothing))
        self.warning.hide()
        head = row(self.models, SPACE.large, self.views, None, self.list_button, self.take)
        made = column(head, self.about, self.warning, self.body, space=SPACE.medium)
        made.setStretch(3, 1)
        self.setLayout(made)
        self.setFocusProxy(self.models)

    def _turn(self, view: str) -> None:
        self.middle.setCurrentIndex(1 if view == _PEOPLE else 0)
        self.beside.setVisible(view == _FIT)
        self.list_button.setVisible(view == _PEOPLE)


def _repeats(each: int) -> str:
    return f"{each}+" if each == MOST else str(each)


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return ModelCard(context)
