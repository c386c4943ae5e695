"""The model's view of each customer: still there, purchases to come, what a year may bring."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Slot

from app.catalogue.currency import whole_money
from app.core.fading import queries
from app.core.fading.opinion import Opinion
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.formats import number
from app.ui.navigation import Place
from app.ui.widgets.record_ids import id_array
from app.ui.widgets.record_model import TableColumn
from app.ui.widgets.record_table import RecordTable


@dataclass(frozen=True)
class OutlookRow:
    """One customer; None is not known, or may not be told."""

    id: int
    name: str
    number: str
    days: int
    alive: float | None
    expected: float | None
    worth: float | None


class OutlookTable(RecordTable):
    """Whoever promises most comes first."""

    def __init__(self, context: Context) -> None:
        """Empty until `show_opinion`."""
        self.opinion: Opinion | None = None
        super().__init__("fading.outlook", _columns(), context, self._people)
        self.order = ("worth", True)
        self.sort_wanted.connect(self._reorder)
        self.opened.connect(
            lambda record: context.navigation.open(Place("customer", record=record))
        )

    def show_opinion(self, opinion: Opinion) -> None:
        """Everybody the model knows."""
        self.opinion = opinion
        self._fill()

    def let_go(self) -> None:
        """The ids stay, in their order; what is said of them is asked for again."""
        self.opinion = None

    @Slot(str, bool)
    def _reorder(self, sort: str, descending: bool) -> None:
        self.order = (sort, descending)
        self._fill()

    def _fill(self) -> None:
        found = self.opinion
        if found is None:
            return
        sort, descending = self.order
        keys = {
            "days": found.rhythms.days.astype(np.float64),
            "alive": found.alive,
            "expected": found.expected,
            "worth": found.worth,
        }
        key = -keys[sort] if descending else keys[sort]  # NaN stands last either way
        order = np.argsort(key, kind="stable")
        self.set_ids(id_array(found.rhythms.ids[order]), *self.order)

    def _people(self, reader: Reader, ids: Sequence[int]) -> Sequence[OutlookRow]:
        found = self.opinion
        if found is None:
            return []
        who = queries.people(reader, ids)
        places = np.searchsorted(found.rhythms.ids, np.array(ids, np.int64)).tolist()
        columns = (found.alive, found.expected, found.worth)
        return [
            OutlookRow(
                each,
                who[each].name,
                who[each].number,
                int(found.rhythms.days[place]),
                *(_known(float(column[place])) for column in columns),
            )
            for each, place in zip(ids, places, strict=True)
            if each in who
        ]


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value


def _columns() -> tuple[TableColumn[OutlookRow], ...]:
    return (
        TableColumn("name", N_("Name"), lambda row: row.name, 150),
        TableColumn("number", N_("Number"), lambda row: row.number, 110, quiet=True),
        TableColumn(
            "days", N_("Days with a purchase"), lambda row: number(row.days), 160, "days",
            right=True,
        ),
        TableColumn("alive", N_("Still a customer"), _alive, 150, "alive", right=True),
        TableColumn("expected", N_("Purchases to come"), _coming, 160, "expected", right=True),
        TableColumn("worth", N_("A year may bring"), _worth, 150, "worth", right=True),
    )  # fmt: skip


def _alive(row: OutlookRow) -> str:
    if row.alive is None:
        return tr(N_("bought once"))
    percent = 100 * row.alive
    if percent < 1:
        return tr(N_("below 1%"))
    return tr(N_("above 99%")) if percent > 99 else f"{percent:.0f}%"


def _coming(row: OutlookRow) -> str:
    return "" if row.expected is None else f"{row.expected:.1f}"


def _worth(row: OutlookRow) -> str:
    return "" if row.worth is None else whole_money(round(row.worth * 100))
