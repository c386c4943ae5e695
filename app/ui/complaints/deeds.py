"""What is done with complaints from several screens: taken in, moved on, closed, reopened."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.core.complaints import service
from app.core.complaints.queries import Card
from app.core.complaints.records import Stage, Step
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.complaints.words import STEPS
from app.ui.context import Context
from app.ui.dialogs import Question
from app.ui.navigation import Place

NEXT: dict[Stage, Step] = {
    Stage.CHECKING: Step.ASSESSED,
    Stage.OFFERED: Step.OFFERED,
    Stage.WAITING: Step.REMEDIED,
    Stage.CLOSED: Step.CONFIRMED,
}
"""The step that brings a complaint to a stage."""
STEP_TITLE = N_("A step of a complaint")
_ORDER = tuple(Stage)


@dataclass(frozen=True)
class Deeds:
    """Bound to the widget over which dialogs open."""

    context: Context
    parent: QWidget

    def open(self, complaint_id: int) -> None:
        """Look at one complaint."""
        self.context.navigation.open(Place("complaint", record=complaint_id))

    def receive(self, customer_id: int | None = None, name: str = "") -> None:
        """Take a complaint in."""
        from app.ui.complaints.entry_dialog import EntryDialog

        EntryDialog(self.context, self.parent, customer_id, name).open()

    def move(self, card: Card, steps: int) -> None:
        """To a stage further on or back, by the step that leads there."""
        place = _ORDER.index(card.stage) + steps
        if not 0 <= place < len(_ORDER):
            return
        wanted = _ORDER[place]
        if card.stage is Stage.CLOSED:
            self.take(card.id, Step.REOPENED)
        elif wanted is Stage.CLOSED:
            self.close(card)
        elif wanted in NEXT:
            self.take(card.id, NEXT[wanted])

    def close(self, card: Card) -> None:
        """Her own word settles it; without it, it is closed and says so."""
        question = Question(
            tr(N_("Did she say herself that it is settled?")),
            tr(N_("Only her own word settles a complaint. Without it, it is closed unconfirmed.")),
            tr(N_("Yes, by her own word")),
        )
        confirmed = self.context.dialogs.confirm(question)
        if confirmed:
            self.take(card.id, Step.CONFIRMED)
            return
        without = Question(
            tr(N_("Close it without her word?")),
            tr(N_("It counts as “closed, not confirmed”. She can still confirm it later.")),
            tr(N_("Close it unconfirmed")),
        )
        if self.context.dialogs.confirm(without):
            self.take(card.id, Step.CLOSED)

    def take(self, complaint_id: int, kind: Step, words: str = "") -> None:
        """Take a step now."""
        self.write(
            STEP_TITLE,
            lambda unit: service.take_step(unit, complaint_id, kind, words),
            tr(STEPS[kind]),
        )

    def write(self, title: str, deed: Callable[[Unit], object], said: str) -> None:
        """Do it as one act, say it, and offer to take it back."""
        messages, undo = self.context.messages, self.context.undo
        self.context.jobs.write(title, deed, lambda _: messages.toast(said, undo.last()))
