"""Falling: still comes in her own rhythm, but buys less; visit her before a rival does."""

from PySide6.QtWidgets import QWidget

from app.core.exchange.service import Figure
from app.core.fading import queries
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.fading.answers import FALLING, Seen
from app.ui.fading.list_card import PeopleCard
from app.ui.fading.words import of_whom
from app.ui.lending import LentCard
from app.ui.widgets.empty_state import EmptyState

_WORDS = N_(
    "Still come in their own rhythm, but buy at most {percent}% of before: in purchases, in goods "
    "or in money. Visit them before a rival does. Whose year was worth most comes first; "
    "whoever complained lately counts double."
)


class FallingCard(PeopleCard):
    """The second list of the course."""

    key, title = "falling", N_("Buying less")
    which = FALLING
    figure = Figure.FALLING

    def count(self, reader: Reader) -> int | None:
        """How many are on it; nothing yet where that would hold up the numbers of other tabs."""
        return None if queries.goods_take_a_moment(reader) else super().count(reader)

    def say(self, seen: Seen) -> None:
        """The rule and the window."""
        self.words.setText(tr(_WORDS, percent=seen.found.thresholds.percent))
        self.window_words.setText(of_whom(seen.found))

    def nothing(self) -> QWidget:
        """Good news."""
        head = tr(N_("Nobody who comes regularly buys less."))
        more = N_("Only those are judged here who have come at least four times.")
        return EmptyState(self.context.theme, "circle-check", head, tr(more))


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return FallingCard(context)
