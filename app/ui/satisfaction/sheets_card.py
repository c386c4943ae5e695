"""The shop's surveys: their questions, their waves, and every way to have them answered."""

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.store.reader import Reader
from app.core.surveys import queries, service
from app.core.surveys.queries import Item, Survey, Wave
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import day
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.satisfaction.deeds import Deeds
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.flow import Flow
from app.ui.widgets.layout import card, clear, column, holder, row, rule, scrolling
from app.ui.widgets.text import label, sentence


@dataclass(frozen=True)
class Shelf:
    """One survey with its questions and waves."""

    survey: Survey
    items: tuple[Item, ...]
    waves: tuple[Wave, ...]


def shelves(reader: Reader) -> tuple[Shelf, ...]:
    """Asked off the interface thread."""
    return tuple(
        Shelf(each, queries.items(reader, each.version_id), queries.waves(reader, each.id))
        for each in queries.surveys(reader)
    )


class SheetsCard(LentCard):
    """A card a survey."""

    key, title = "sheets", N_("Sheets and waves")
    tables = frozenset(
        {"survey", "survey_version", "survey_item", "survey_wave", "survey_response"}
    )

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.found: tuple[Shelf, ...] = ()
        self.body = QVBoxLayout()
        new = button(
            tr(N_("From a ready sheet…")),
            self.deeds.copy,
            "primary",
            theme=context.theme,
            image="plus",
        )
        own = button(tr(N_("Questions of my own…")), self.deeds.new_survey)
        bring = button(tr(N_("Bring my sheets")), lambda: context.navigation.open(Place("import")))
        inside = column(
            row(new, own, bring, None), scrolling(holder(self.body)), space=SPACE.medium
        )
        inside.setStretch(1, 1)
        self.setLayout(inside)

    def reload(self) -> None:
        """Ask for the surveys."""
        self.context.jobs.read(shelves, self._show, topic=self.topic)

    @Slot(object)
    def _show(self, found: tuple[Shelf, ...]) -> None:
        self.found = found
        clear(self.body)
        self.body.setSpacing(SPACE.large)
        if not found:
            self.body.addWidget(
                EmptyState(
                    self.context.theme,
                    "smile",
                    tr(N_("No survey yet")),
                    tr(N_("Begin with a ready sheet: three levels, CSI, SERVQUAL, NPS and more.")),
                    button(tr(N_("From a ready sheet…")), self.deeds.copy, "primary"),
                )
            )
        for each in found:
            self.body.addWidget(self._survey(each))
        self.body.addStretch(1)

    def _survey(self, shelf: Shelf) -> QWidget:
        survey, theme = shelf.survey, self.context.theme
        questions = ntr("{n} question", "{n} questions", len(shelf.items))
        answered = ntr("{n} sheet answered", "{n} sheets answered", survey.responses)
        said = f"{questions} · {answered}"
        if survey.retired_on is not None:
            said += " · " + tr(N_("asked no more"))
        edit = button(tr(N_("Questions…")), lambda: self.deeds.edit(survey, shelf.items))
        printing = button(
            tr(N_("Print…")),
            lambda: self.deeds.print(survey, shelf.items),
            theme=theme,
            image="printer",
        )
        retire = self._retire(survey)
        head = row(label(survey.name, "heading"), None, edit, printing, retire)
        pieces: list[QWidget] = [holder(head), sentence(said, "muted")]
        for wave in shelf.waves:
            pieces += [rule(), self._wave(shelf, wave)]
        if survey.retired_on is None:
            more = button(
                tr(N_("Begin a wave…")),
                lambda: self.deeds.new_wave(survey, len(shelf.waves)),
                "link",
            )
            pieces.append(holder(row(more, None)))
        return card(*pieces, space=SPACE.small)

    def _retire(self, survey: Survey) -> QWidget:
        if survey.retired_on is not None:
            return button(tr(N_("Ask it again")), lambda: self.deeds.write(
                N_("Survey"), lambda unit: service.return_survey(unit, survey.id)))  # fmt: skip
        words = tr(N_("Ask it no more"))
        return icon_button(
            "archive",
            words,
            lambda: self.deeds.write(
                N_("Survey"), lambda unit: service.retire_survey(unit, survey.id)
            ),
            self.context.theme,
        )

    def _wave(self, shelf: Shelf, wave: Wave) -> QWidget:
        until = day(wave.last_on) if wave.last_on else tr(N_("still asked"))
        sheets = ntr("{n} filled sheet", "{n} filled sheets", wave.responses)
        said = f"{day(wave.first_on)} – {until} · {sheets}"
        name = label(wave.name, "strong")
        acts: list[QWidget] = []
        if shelf.survey.retired_on is None and wave.last_on is None:
            acts = [
                button(tr(N_("Ask…")), lambda: self.deeds.enter(shelf.survey, wave)),
                button(
                    tr(N_("Type paper sheets…")), lambda: self.deeds.type_in(shelf.survey, wave)
                ),
                button(tr(N_("For customers…")), lambda: self.deeds.kiosk(shelf.survey, wave)),
                button(tr(N_("Invite…")), lambda: self.deeds.invite(shelf.survey, wave)),
                button(tr(N_("End it")), lambda: self.deeds.close_wave(wave), "quiet"),
            ]
        ends: list[QWidget] = []
        if wave.responses:
            ends.append(
                button(
                    tr(N_("Filled sheets…")),
                    lambda: self.deeds.filled(shelf.survey, wave),
                    "quiet",
                )
            )
        results = button(
            tr(N_("How satisfied")),
            lambda: self.context.navigation.open(Place("satisfaction", detail="results")),
            "link",
        )
        if not wave.responses:
            results = button(tr(N_("Take away")), lambda: self.deeds.delete_wave(wave), "link")
        for each in (*acts, *ends):
            each.setAccessibleName(f"{each.text()} {wave.name}")  # type: ignore[attr-defined]
        told = column(name, label(said, "small"), space=2)
        head = holder(row(told, None, *ends, results))
        return holder(column(head, *([holder(Flow(acts))] if acts else []), space=SPACE.small))


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return SheetsCard(context)
