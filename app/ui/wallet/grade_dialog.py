"""Asks for a tier by hand and for the reason; or gives a customer back to the rule."""

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.worth import service
from app.core.worth.queries import Grade
from app.core.worth.tiers import Tier
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.widgets.ask import Ask
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.form import FormLine


class GradeDialog(Ask):
    """`names` are the shop's names of its tiers."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        record: int,
        grade: Grade,
        names: dict[Tier, str],
    ) -> None:
        """Shows the tier where she stands now."""
        title = tr(N_("In which tier does she belong?"))
        super().__init__(context, parent, title, tr(N_("Keep")))
        self._record = record
        offered = [Choice(tier, name) for tier, name in names.items()]
        offered.append(Choice(None, tr(N_("As the rule says"))))
        self.tier = Choices(tr(N_("Tier")), offered, grade.given.tier if grade.given else None)
        self.reason = QLineEdit()
        if grade.given is not None:
            self.reason.setText(grade.given.reason or "")
        hint = tr(N_("Refers others, never pays in time, costs more calls than she brings…"))
        self.fill(
            FormLine(tr(N_("Tier")), self.tier),
            FormLine(tr(N_("Why?")), self.reason, hint),
        )

    def keep(self) -> None:
        """Write the grade down."""
        record, tier, reason = self._record, self.tier.value(), self.reason.text()
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Give a tier by hand"),
            lambda unit: service.give_tier(unit, record, tier, reason),
            self._kept,
            on_error=self.failed,
        )

    def _kept(self, _: object) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Written down")), self.context.undo.last())
