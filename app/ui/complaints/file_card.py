"""On a customer's file: her complaints, the newest first; one click takes another in."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.complaints import queries
from app.core.complaints.clocks import local
from app.core.complaints.queries import Card
from app.i18n import N_, tr
from app.ui.complaints.deeds import Deeds
from app.ui.complaints.words import LOOKS, due_words, moment
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.shortcuts import with_keys
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, column, holder, row, rule, stand
from app.ui.widgets.text import ElidedLabel, label, sentence

_MOST = 8


class ComplaintsFileCard(LentCard):
    """Always there, so that a complaint can be taken in where she is known."""

    key, title = "complaints", N_("Complaints")
    tables = frozenset({"complaint", "complaint_step", "complaint_category"})

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)

    def reload(self) -> None:
        """Ask for her complaints."""
        record = self.record
        if record is not None:
            self.context.jobs.read(
                lambda reader: queries.of_customer(reader, record), self._show, topic=self.topic
            )

    @Slot(object)
    def _show(self, found: tuple[Card, ...]) -> None:
        clear(self.inside)
        record = self.record
        hint = with_keys(tr(N_("New complaint")), "new_complaint")
        new = button(tr(N_("New complaint…")), lambda: self.deeds.receive(record), hint=hint,
                     theme=self.context.theme, image="plus")  # fmt: skip
        pieces: list[QWidget] = []
        for number, each in enumerate(found[:_MOST]):
            pieces += [rule()] if number else []
            pieces.append(self._line(each))
        if not found:
            pieces.append(sentence(tr(N_("She has never complained, as far as we know.")), "muted"))
        pieces.append(holder(row(new, None)))
        stand(self.inside, card(*pieces, words=tr(self.title), space=SPACE.small))

    def _line(self, each: Card) -> QWidget:
        clock = self.context.clock
        now = local(clock.now(), clock.zone)
        about = each.category or each.item or tr(N_("Complaint"))
        head = row(
            button(about, lambda: self.deeds.open(each.id), "name"),
            None,
            label(moment(each.received, now), "muted"),
        )
        due = label(due_words(each, now), LOOKS[each.colour])  # type: ignore[arg-type]
        return holder(column(head, ElidedLabel(each.words), due, space=SPACE.hair))


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return ComplaintsFileCard(context)
