"""On Today: complaints passed on to whoever looks, then those that are late or due soon."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.complaints.board import Urgent, urgent
from app.core.complaints.clocks import local
from app.core.complaints.queries import Card
from app.core.complaints.records import Step
from app.core.complaints.whose import is_mine
from app.i18n import N_, ntr, tr
from app.ui.complaints.deeds import Deeds
from app.ui.complaints.words import LOOKS, due_words, step_words, who_words
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, column, holder, row, rule, stand
from app.ui.widgets.text import label

_FEW = 4


class ComplaintsTodayCard(LentCard):
    """Empty when no complaint is open."""

    key, title = "complaints_due", N_("Complaints")
    tables = frozenset({"complaint", "complaint_step", "customer", "setting"})

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self.deeds = Deeds(context, self)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)

    def reload(self) -> None:
        """Ask what is late."""
        if self.context.may(Right.SEE_CUSTOMERS):
            self.context.jobs.read(lambda r: urgent(r, _FEW), self._show, topic=self.topic)

    @Slot(object)
    def _show(self, found: Urgent) -> None:
        clear(self.inside)
        if not found.open:
            return
        pieces: list[QWidget] = []
        if found.mine:
            said = ntr("{n} was passed on to you", "{n} were passed on to you", found.mine)
            pieces.append(label(said, "warn"))
        for number, each in enumerate(found.cards):
            pieces += [rule()] if number else []
            pieces.append(self._line(each))
        words = ntr("See {n} open complaint", "See all {n} open complaints", found.open)
        board = Place("complaints", detail="board")
        go = button(words, lambda: self.context.navigation.open(board), "link")
        stand(
            self.inside,
            card(*pieces, holder(row(go, None)), words=tr(self.title), space=SPACE.small),
        )
        self.inside.addSpacing(SPACE.large)  # its own, so that an empty card takes no room

    def _line(self, each: Card) -> QWidget:
        clock = self.context.clock
        name = button(who_words(each), lambda: self.deeds.open(each.id), "name")
        due = due_words(each, local(clock.now(), clock.zone))
        if each.escalated_to and not is_mine(each.escalated_to, self.context.actor):
            due += " · " + step_words(Step.ESCALATED, each.escalated_to)
        return holder(
            column(
                row(name, None),
                label(each.words, "small", wrap=True),
                label(due, LOOKS[each.colour], wrap=True),  # type: ignore[arg-type]
                space=SPACE.hair,
            )
        )


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return ComplaintsTodayCard(context)
