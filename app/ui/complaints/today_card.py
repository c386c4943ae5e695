"""On Today: complaints that are late, or due today."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.complaints import queries
from app.core.complaints.clocks import Colour, local
from app.core.complaints.queries import Card
from app.core.store.reader import Reader
from app.i18n import N_, ntr, tr
from app.ui.complaints.deeds import Deeds
from app.ui.complaints.words import LOOKS, due_words, who_words
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, column, holder, row, rule, stand
from app.ui.widgets.text import label

_FEW = 4


def urgent(reader: Reader) -> tuple[tuple[Card, ...], int]:
    """Those that are not green any more, and how many are open in all."""
    found = queries.opened(reader)
    return tuple(each for each in found if each.colour is not Colour.GREEN), len(found)


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
            self.context.jobs.read(urgent, self._show, topic=self.topic)

    @Slot(object)
    def _show(self, found: tuple[tuple[Card, ...], int]) -> None:
        clear(self.inside)
        cards, open_ones = found
        if not open_ones:
            return
        pieces: list[QWidget] = []
        for number, each in enumerate(cards[:_FEW]):
            pieces += [rule()] if number else []
            pieces.append(self._line(each))
        words = ntr("See {n} open complaint", "See all {n} open complaints", open_ones)
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
