"""Complaints: the board, the list, what they are about, and the shop's own lists; one tab each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from app.i18n import N_
from app.ui.complaints.deeds import Deeds
from app.ui.context import Context
from app.ui.lending import MakeCard
from app.ui.shortcuts import bind
from app.ui.tab_page import TabPage

_WORDS = N_("What customers complain of, until each says herself that it is settled.")


def make_page(context: Context, lent: Sequence[MakeCard] = ()) -> TabPage:
    """Made by the registry; `Place("complaints", detail=key)` opens a tab."""
    page = TabPage(context, N_("Complaints"), _WORDS, lent)
    bind(page, "new_complaint", Deeds(context, page).receive)
    return page


def ask_for_complaint(context: Context, record: int) -> None:
    """From a customer's file: her name stands already."""
    window = QApplication.activeWindow()
    if window is not None:
        Deeds(context, window).receive(record)
