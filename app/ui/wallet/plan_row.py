"""One plan of a customer: what, how much, when; bought here, bought elsewhere, or changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.core.wallet.queries import Plan
from app.core.wallet.words import OPEN
from app.i18n import N_, tr
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.wallet.words import plan_words
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import label

Do = Callable[[Plan], object]


@dataclass(frozen=True)
class PlanDeeds:
    """What can be done with a plan."""

    bought: Do
    lost: Do
    edit: Do
    reopen: Do
    delete: Do


class PlanRow(QWidget):
    """Without deeds it is only read."""

    def __init__(self, theme: Theme, plan: Plan, today: date, deeds: PlanDeeds | None) -> None:
        """Show one plan."""
        super().__init__()
        self.plan = plan
        late = plan.is_overdue(today)
        said = column(
            label(plan.what, "value", wrap=True),
            label(plan_words(plan, today), "warn" if late else "small", wrap=True),
            space=0,
        )
        inside = row(said, *([] if deeds is None else self._tools(theme, deeds)))
        inside.setStretch(0, 1)
        inside.setContentsMargins(0, SPACE.hair, 0, SPACE.hair)
        self.setLayout(inside)

    def _tools(self, theme: Theme, deeds: PlanDeeds) -> list[QWidget]:
        plan = self.plan
        if plan.state != OPEN:
            again = button(tr(N_("Open again")), lambda: deeds.reopen(plan), "link")
            again.setAccessibleName(tr(N_("Open again: {what}"), what=plan.what))
            return [again]
        here = button(tr(N_("Bought here")), lambda: deeds.bought(plan))
        elsewhere = button(tr(N_("Elsewhere…")), lambda: deeds.lost(plan))
        for each in (here, elsewhere):
            each.setAccessibleName(f"{each.text()}: {plan.what}")
        change = tr(N_("Change: {what}"), what=plan.what)
        delete = tr(N_("Delete: {what}"), what=plan.what)
        return [
            here,
            elsewhere,
            icon_button("pencil", change, lambda: deeds.edit(plan), theme),
            icon_button("x", delete, lambda: deeds.delete(plan), theme),
        ]
