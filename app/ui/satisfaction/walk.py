"""Walks through a sheet question by question, keeping each answer at once."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from app.core.store.unit import Unit
from app.core.surveys import queries, service
from app.core.surveys.drafts import halves
from app.core.surveys.queries import Item, Survey, Wave
from app.core.surveys.records import Half
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.satisfaction.question_view import QuestionView

ANSWER = N_("Answer of a survey")


@dataclass
class _Sheet:
    """One sheet on its way into the shop; its id is known once its first answer is written."""

    id: int | None = None
    begun: bool = False


class Walk(QObject):
    """One sheet after another over a view; `ended` tells that a sheet is through."""

    ended = Signal()
    began = Signal()

    def __init__(
        self, context: Context, view: QuestionView, survey: Survey, wave: Wave, way: str
    ) -> None:
        """Asks for the questions of the wave's version."""
        super().__init__(view)
        self.context, self.view, self.survey, self.wave, self.way = context, view, survey, wave, way
        self.asked: list[tuple[Item, Half]] = []
        self.given: dict[tuple[int, Half], int | str] = {}
        self.at = 0
        self._sheet = _Sheet()
        self.customer_id: int | None = None
        view.answered.connect(self._answered)
        view.back.connect(self._back)

    def load(self, then: Callable[[], object]) -> None:
        """Ask for the questions, then go on."""

        def loaded(items: tuple[Item, ...]) -> None:
            model = self.survey.model
            self.asked = [(each, half) for each in items for half in halves(each.kind, model)]
            then()

        version = self.wave.version_id
        self.context.jobs.read(lambda reader: queries.items(reader, version), loaded)

    def begin(self, customer_id: int | None = None) -> None:
        """A fresh sheet; it is kept from its first answer on."""
        self.customer_id, self.at, self.given, self._sheet = customer_id, 0, {}, _Sheet()
        self._show()
        self.began.emit()

    def stop(self) -> None:
        """Gone away: what was said so far stays and counts."""
        self._end(service.break_off)

    @Slot(object)
    def _answered(self, value: int | str | None) -> None:
        if self.at >= len(self.asked):
            return
        item, half = self.asked[self.at]
        if value is None:
            self.given.pop((item.id, half), None)
        else:
            self.given[item.id, half] = value
        self._keep(item.id, half, value)
        self.at += 1
        if self.at >= len(self.asked):
            self._finish()
        else:
            self._show()

    def _keep(self, item_id: int, half: Half, value: int | str | None) -> None:
        """Writes go one after another, so that the sheet is there before its second answer."""
        wave, way, customer, sheet = self.wave.id, self.way, self.customer_id, self._sheet
        if value is None and sheet.id is None and not sheet.begun:
            return
        sheet.begun = True

        def deed(unit: Unit) -> None:
            if sheet.id is None:
                sheet.id = service.begin(unit, wave, way=way, customer_id=customer)
            service.answer(unit, sheet.id, item_id, half, value)

        self.context.jobs.write(ANSWER, deed, lambda _: None)

    def _finish(self) -> None:
        self._end(service.finish)
        self.ended.emit()

    def _end(self, how: Callable[[Unit, int], object]) -> None:
        """After all its answers: writes keep their order."""
        sheet, self._sheet = self._sheet, _Sheet()

        def deed(unit: Unit) -> None:
            if sheet.id is not None:
                how(unit, sheet.id)

        if sheet.begun:
            self.context.jobs.write(ANSWER, deed, lambda _: None)

    @Slot()
    def _back(self) -> None:
        if self.at > 0:
            self.at -= 1
            self._show()

    def _show(self) -> None:
        item, half = self.asked[self.at]
        place = tr(N_("{n} of {all}"), n=self.at + 1, all=len(self.asked))
        self.view.ask(item, half, self.given.get((item.id, half)), place)
