"""In which group of the value matrix one customer stands."""

from dataclasses import dataclass

import numpy as np

from app.core.actor import Right, needs
from app.core.settings.declared import MATRIX_WINDOW, MERGE_SAME_DAY
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.value.answers import cut_of
from app.core.value.groups import Group
from app.core.value.matrix import Codes, Integers
from app.core.value.queries import matrix
from app.core.value.window import Window, all_time, last_days


@dataclass(frozen=True, eq=False)
class Standings:
    """Everybody's group in one window, as columns; kept while no purchase changes."""

    window: Window
    companies: bool
    ids: Integers  # ascending
    groups: Codes

    def of(self, customer_id: int) -> Group | None:
        """A customer's group; None without a purchase in the window."""
        place = int(np.searchsorted(self.ids, customer_id))
        there = place < len(self.ids) and int(self.ids[place]) == customer_id
        return Group(int(self.groups[place])) if there else None


@needs(Right.SEE_FIGURES)
def usual_window(reader: Reader) -> Window:
    """The days that the shop looks back on its value matrix."""
    days = get(reader, MATRIX_WINDOW)
    return last_days(reader.today, days) if days else all_time(reader.today)


@needs(Right.SEE_FIGURES)
def standings(reader: Reader, *, companies: bool = False) -> Standings:
    """The matrix of the days and the lines that the shop has set, for looking customers up."""
    window = usual_window(reader)
    merge = get(reader, MERGE_SAME_DAY)
    cut = cut_of(reader)
    found = matrix(reader, window, companies=companies, merge_days=merge, cut=cut)
    order = np.argsort(found.ids, kind="stable")
    return Standings(window, companies, found.ids[order], found.groups[order])
