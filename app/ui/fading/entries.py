"""Win-backs from the menu of a file and from the list of customers."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from app.core.customers.queries import list_ids
from app.core.store.reader import Reader
from app.ui.context import Context
from app.ui.fading.ask_dialogs import PlanDialog, ReasonDialog
from app.ui.lending import Chosen


def win_back(context: Context, record: int) -> PlanDialog:
    """Plan a step for one customer."""
    return _ask(context, [record])


def not_fading(context: Context, record: int) -> ReasonDialog:
    """Say why one customer stays away."""
    made = ReasonDialog(context, QApplication.activeWindow(), (record,))
    made.open()
    return made


def win_back_chosen(context: Context, chosen: Chosen) -> None:
    """Plan a step for the customers chosen in the list, however many."""

    def ids(reader: Reader) -> Sequence[int]:
        return list_ids(reader, chosen.query) if chosen.ids is None else chosen.ids

    if chosen.count:
        context.jobs.read(ids, lambda found: _ask(context, found))


def _ask(context: Context, ids: Sequence[int]) -> PlanDialog:
    made = PlanDialog(context, QApplication.activeWindow(), tuple(ids))
    made.open()
    return made
