"""Satisfaction: results, sheets and waves, remarks, actions and the five gaps; one tab each."""

from collections.abc import Sequence

from app.i18n import N_
from app.ui.context import Context
from app.ui.lending import MakeCard
from app.ui.tab_page import TabPage

_WORDS = N_("Asked, counted, drawn; and what is done about what is weak.")


def make_page(context: Context, lent: Sequence[MakeCard] = ()) -> TabPage:
    """Made by the registry; `Place("satisfaction", detail=key)` opens a tab."""
    return TabPage(context, N_("Satisfaction"), _WORDS, lent)
