"""The page of this week: what the rules ask for, the rules themselves, and what was done."""

from app.i18n import N_
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.rules import rules_card, settled_card, week_card
from app.ui.rules.week_card import WeekCard
from app.ui.tab_page import TabPage

_WORDS = N_(
    "What the shop's own rules found: each with its reason, once. Birthdays, promises and next "
    "steps stand on Today."
)
TABS = (week_card.make_card, rules_card.make_card, settled_card.make_card)


class WeekPage(TabPage):
    """`Place("week", record=id)` shows what is asked for about one customer."""

    def __init__(self, context: Context) -> None:
        """Three tabs of our own."""
        super().__init__(context, N_("This week"), _WORDS, TABS)

    def show_place(self, place: Place) -> None:
        """One customer's, or everybody's."""
        first = self.lent[0]
        assert isinstance(first, WeekCard)
        if not place.detail:
            self.tabs.setCurrentIndex(0)
        first.show_only(place.record)
        super().show_place(place)


def make_page(context: Context) -> Page:
    """Made by the registry."""
    return WeekPage(context)
