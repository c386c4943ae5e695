"""Who is slipping away, who buys less, who is expected, and a second opinion; one tab each."""

from collections.abc import Sequence

from app.i18n import N_
from app.ui.context import Context
from app.ui.lending import MakeCard
from app.ui.tab_page import TabPage

_WORDS = N_("Who stays away, who buys less, who is expected; and what to do about it.")


def make_page(context: Context, lent: Sequence[MakeCard] = ()) -> TabPage:
    """Made by the registry; `Place("fading", detail=key)` opens a tab."""
    return TabPage(context, N_("Who is slipping away"), _WORDS, lent)
