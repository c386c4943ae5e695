"""Asks which customer somebody in a file is already."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.core.customers.queries import Hit
from app.core.people import service
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.people.link_dialog import Whose
from app.ui.tokens import SPACE
from app.ui.widgets.ask import Ask
from app.ui.widgets.find_customer import FindCustomer
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import column
from app.ui.widgets.text import sentence


class TieDialog(Ask):
    """Begins with whoever bears the same name."""

    def __init__(
        self, context: Context, parent: QWidget, whose: Whose, entry: tuple[str, int], name: str
    ) -> None:
        """`entry`: the place in the file and its row."""
        title = tr(N_("Which customer is {name}?"), name=name)
        super().__init__(context, parent, title, tr(N_("That is the same person")))
        self._whose, self._entry = whose, entry
        self.finder = FindCustomer(context, (whose.id,), people_only=True)
        said = tr(N_("Both are linked, and a birthday is reminded of only once."))
        line = FormLine(tr(N_("Customer")), self.finder.line)
        self.fill(sentence(said, "muted"), column(line, self.finder, space=SPACE.hair))
        self.finder.resized.connect(self.fit)
        self.finder.chosen.connect(self._chosen)
        self.go_on.setEnabled(False)
        self.finder.start(name)

    def keep(self) -> None:
        """Tie them."""
        other = self.finder.choice
        if other is None:
            return
        place, row_id = self._entry
        self.setEnabled(False)
        self.context.jobs.write(
            N_("Link a person to a customer"),
            lambda unit: service.tie(unit, self._whose.id, place, row_id, other.id),
            self._kept,
            on_error=self.failed,
        )

    def _kept(self, _: object) -> None:
        self.accept()
        self.context.messages.toast(tr(N_("Linked")), self.context.undo.last())

    @Slot(object)
    def _chosen(self, hit: Hit | None) -> None:
        self.go_on.setEnabled(hit is not None)
