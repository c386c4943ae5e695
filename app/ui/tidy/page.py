"""Keep in order: one tab for each sort of thing in the book that wants a look."""

from collections.abc import Sequence

from app.i18n import N_
from app.ui.context import Context
from app.ui.lending import MakeCard
from app.ui.tab_page import TabPage

_WORDS = N_("What in the book wants a look, so that it can be trusted. Nothing here is urgent.")


def make_page(context: Context, lent: Sequence[MakeCard] = ()) -> TabPage:
    """Made by the registry."""
    return TabPage(context, N_("Keep in order"), _WORDS, lent)
