"""The results of a wave: index, promoters, items; against the wave before; of any group."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.core.store.reader import Reader
from app.core.surveys import queries
from app.core.surveys.records import Half
from app.core.surveys.results import ItemResult, Results
from app.core.value.groups import WORDS, Group
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place, people
from app.ui.satisfaction.answers import EVERYBODY, GROUP, SAVED, Asked, Shown, ask
from app.ui.satisfaction.charts import chart_of
from app.ui.satisfaction.headlines import headlines
from app.ui.satisfaction.kinds import CHARTS
from app.ui.satisfaction.wave_paper import show_wave_paper
from app.ui.satisfaction.words import FEW
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import clear, column, frame, hide_unless, holder, row
from app.ui.widgets.text import label, sentence

_LOW = 3  # of five: whoever answered this or lower is worth a talk


class ResultsCard(LentCard):
    """Figures on top, one chart below; a click on an item lists who is not content."""

    key, title = "results", N_("How satisfied")
    tables = frozenset(
        {"survey", "survey_wave", "survey_response", "survey_answer", "survey_item", "segment"}
    )

    def __init__(self, context: Context) -> None:
        """The newest wave that was answered, everybody, as a radar."""
        super().__init__(context)
        self.asked = Asked()
        self.found: Shown | None = None
        self.survey, self.wave, self.whom = ChoiceBox(), ChoiceBox(), ChoiceBox()
        for box, words in (
            (self.survey, tr(N_("Survey"))),
            (self.wave, tr(N_("Wave"))),
            (self.whom, tr(N_("Of whom"))),
        ):
            box.setAccessibleName(words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(self._choose)
        self.charts: Choices | None = None  # made anew where another sheet has other charts
        self.offered: tuple[str, ...] = ()
        self.chart_line = QHBoxLayout()
        self.numbers = QHBoxLayout()
        self.numbers.setSpacing(SPACE.medium)
        self.panel = ChartPanel(context, "satisfaction", tr(N_("Satisfaction")))
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.context.theme
        self.report = button(
            tr(N_("One page…")), self._report, theme=theme, image="file-text",
            hint=tr(N_("The wave on one page, to print or as PDF")),
        )  # fmt: skip
        head = row(self.survey, self.wave, self.whom, None, self.report)
        pieces = (head, holder(self.numbers), holder(self.chart_line), self.panel)
        inside = column(*pieces, space=SPACE.medium)
        inside.setStretch(3, 1)
        self.setLayout(inside)

    def reload(self) -> None:
        """Ask for what is chosen."""
        asked = self.asked
        self.context.jobs.read(lambda reader: ask(reader, asked), self._show, topic=self.topic)

    @Slot()
    def _choose(self) -> None:
        survey, wave = self.survey.currentData() or 0, self.wave.currentData() or 0
        if self.found and self.found.survey and survey != self.found.survey.id:
            wave = 0
        whom = self.whom.currentData() or EVERYBODY
        self.asked = replace(self.asked, survey=survey, wave=wave, whom=whom)
        self.reload()

    def choose_chart(self, key: str) -> None:
        """Another chart of the same wave; some have to be asked for."""
        self.asked = replace(self.asked, chart=key)
        self.reload()

    @Slot(object)
    def _show(self, found: Shown) -> None:
        self.found = found
        self._offer(found)
        clear(self.numbers)
        there = found.now is not None and found.now.respondents > 0
        self._offer_charts(found if there else None)
        self.report.setVisible(there)
        if found.now is None or not there:
            self.panel.show_nothing(self._nothing(found))
            return
        self._show_numbers(found.now, found.before)
        self._draw()

    def _draw(self) -> None:
        if self.found is not None and self.found.now is not None:
            chart = chart_of(self.found.chart, self.found, self._open_item)
            if chart is not None:
                self.panel.show_chart(chart)

    def _offer_charts(self, found: Shown | None) -> None:
        """Those that such a sheet has, the shown one on."""
        keys = found.charts if found else ()
        if keys != self.offered:
            self.offered, self.charts = keys, None
            clear(self.chart_line)
            if keys:
                offered = [Choice(key, tr(CHARTS[key])) for key in keys]
                self.charts = Choices(tr(N_("Chart")), offered, "", wrap=True)
                self.charts.on_choice(self.choose_chart)
                self.chart_line.addWidget(self.charts)
        if self.charts is not None and found is not None:
            self.charts.show_value(found.chart)

    def _offer(self, found: Shown) -> None:
        for box in (self.survey, self.wave, self.whom):
            box.clear()
        for survey in found.surveys:
            self.survey.addItem(survey.name, survey.id)
        for wave in found.waves:
            self.wave.addItem(wave.name, wave.id)
        self.whom.addItem(tr(N_("Everybody")), EVERYBODY)
        for group in Group:
            self.whom.addItem(tr(WORDS[group].name), f"{GROUP}{int(group)}")
        for each in found.saved:
            self.whom.addItem(each.name, f"{SAVED}{each.id}")
        self.survey.setCurrentIndex(self.survey.findData(found.survey.id if found.survey else 0))
        self.wave.setCurrentIndex(self.wave.findData(found.wave.id if found.wave else 0))
        self.whom.setCurrentIndex(max(0, self.whom.findData(found.asked.whom)))
        for box in (self.survey, self.wave, self.whom):
            hide_unless(box, bool(found.surveys))

    def _show_numbers(self, now: Results, before: Results | None) -> None:
        for each in headlines(now, before):
            inside = column(
                label(each.name, "small"),
                label(each.value, "strong" if each.n >= FEW else "muted"),
                sentence(each.below, "small"),
                None,
                space=2,
            )
            inside.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.small)
            self.numbers.addWidget(frame(inside, "card"), 1)

    def _open_item(self, item: ItemResult) -> None:
        """Who answered low: worth a talk."""
        if self.found is None or self.found.wave is None:
            return
        wave, low = self.found.wave.id, item.item.low
        high = low + round((item.item.high - low) * (_LOW - 1) / 4)
        half = Half.ONLY
        if item.weight is not None:
            half = Half.PERCEPTION if self.found.now and self.found.now.gaps else Half.SATISFACTION
        words = tr(
            N_("Not content with “{item}” ({low}–{high})"), item=item.item.words, low=low, high=high
        )

        def question(reader: Reader) -> tuple[int, ...]:
            return queries.who_answered(reader, [wave], item.item.id, half, low, high)

        self.context.jobs.read(question, lambda ids: self._list(words, ids), topic=self.topic)

    def _list(self, words: str, ids: tuple[int, ...]) -> None:
        if ids:
            self.context.navigation.open(people(words, ids))
        else:
            self.context.messages.toast(tr(N_("Nobody who gave her name answered low.")))

    def _report(self) -> None:
        if self.found is not None:
            show_wave_paper(self.context, self.found)

    def _nothing(self, found: Shown) -> QWidget:
        go = self.context.navigation.open
        sheets = Place("satisfaction", detail="sheets")
        if found.survey is None:
            words = tr(N_("Nobody was asked yet"))
            told = tr(N_("Copy one of the ready sheets, or bring in sheets that were filled."))
        else:
            words = tr(N_("Nobody answered in this wave yet"))
            told = tr(N_("Ask at the counter, let customers answer, or type in paper sheets."))
        return EmptyState(
            self.context.theme,
            "smile",
            words,
            told,
            button(tr(N_("Sheets and waves")), lambda: go(sheets), "primary"),
            button(tr(N_("Bring my sheets")), lambda: go(Place("import"))),
        )


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return ResultsCard(context)
