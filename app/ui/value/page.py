"""Customer value: a tab for each way of seeing who is worth how much."""

from collections.abc import Sequence

from app.i18n import N_
from app.ui.context import Context
from app.ui.lending import MakeCard
from app.ui.tab_page import TabPage


def make_page(context: Context, lent: Sequence[MakeCard] = ()) -> TabPage:
    """For the registry."""
    return TabPage(context, N_("Customer value"), lent=lent)
