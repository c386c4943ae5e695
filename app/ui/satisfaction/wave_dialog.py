"""Begins a wave: a name, and the day from which answers belong to it."""

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.surveys import service
from app.core.surveys.queries import Survey
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.widgets.ask import Ask
from app.ui.widgets.form import FormLine
from app.ui.widgets.text import sentence


class WaveDialog(Ask):
    """Proposes the half year as its name."""

    def __init__(
        self, context: Context, parent: QWidget | None, survey: Survey, waves: int
    ) -> None:
        """`waves` there are already."""
        super().__init__(context, parent, tr(N_("Begin a wave")), tr(N_("Begin it")))
        self.survey = survey
        today = context.clock.today()
        half = tr(N_("{year}, first half") if today.month < 7 else N_("{year}, second half"),
                  year=today.year)  # fmt: skip
        self.name = QLineEdit(half if waves == 0 else tr(N_("Wave {n}"), n=waves + 1))
        self.name.selectAll()
        told = tr(N_("The questions stay as they are now for the whole wave."))
        self.fill(
            sentence(survey.name, "muted"),
            FormLine(tr(N_("Name of the wave")), self.name, told),
        )
        self.name.setFocus()

    def keep(self) -> None:
        """Begin it today."""
        survey, name = self.survey.id, self.name.text()
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Begin a wave"),
            lambda unit: service.add_wave(unit, survey, name),
            self._kept,
            on_error=self.failed,
        )

    def _kept(self, _: object) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("The wave has begun")), self.context.undo.last())
