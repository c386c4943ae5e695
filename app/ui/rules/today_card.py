"""On Today: the first few things that the rules ask for, and how many there are."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalogue.currency import short_money
from app.core.actor import Right
from app.core.rules import queries
from app.core.rules.firings import Firing
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, column, holder, row, rule, stand
from app.ui.widgets.text import label

_FEW = 3


class RulesToday(LentCard):
    """Empty when no rule asks for anything."""

    key, title = "rules", N_("Rules ask for this")
    tables = frozenset({"firing", "rule", "customer"})

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)

    def reload(self) -> None:
        """Ask for the first few."""
        if self.context.may(Right.SEE_CUSTOMERS):
            self.context.jobs.read(
                lambda reader: queries.first_few(reader, _FEW), self._show, topic=self.topic
            )

    def _show(self, found: tuple[int, tuple[Firing, ...]]) -> None:
        count, few = found
        clear(self.inside)
        if not count:
            return
        pieces: list[QWidget] = []
        for number, each in enumerate(few):
            pieces += ([rule()] if number else []) + [self._line(each)]
        words = ntr("Show {n} of this week", "Show all {n} of this week", count)
        pieces.append(button(words, self._go, "link"))
        stand(self.inside, card(*pieces, words=tr(self.title), space=SPACE.small))
        self.inside.addSpacing(SPACE.large)  # its own, so that an empty card takes no room

    def _line(self, each: Firing) -> QWidget:
        place = Place("customer", record=each.customer_id)
        shown = each.customer or each.number or tr(N_("(no name)"))
        name = button(shown, lambda: self.context.navigation.open(place), "name")
        name.setToolTip(tr(N_("Open the file of {name}"), name=shown))
        why = label(each.why(self.context.clock.today(), short_money), "small", wrap=True)
        return holder(column(row(name, None, label(each.rule, "small")), why, space=2))

    def _go(self) -> None:
        self.context.navigation.open(Place("week"))


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return RulesToday(context)
