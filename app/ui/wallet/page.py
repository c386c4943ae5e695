"""Share of wallet and worth: the RAD board, lifetimes, losing one, tiers; one tab each."""

from collections.abc import Sequence

from app.i18n import N_
from app.ui.context import Context
from app.ui.lending import MakeCard
from app.ui.tab_page import TabPage

_WORDS = N_("Whom to keep, win and develop, and what one customer is worth.")


def make_page(context: Context, lent: Sequence[MakeCard] = ()) -> TabPage:
    """Made by the registry; `Place("wallet", detail=key)` opens a tab."""
    return TabPage(context, N_("Share and worth"), _WORDS, lent)
