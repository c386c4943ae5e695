"""The six customers of vector V9, in a shop, and what a tab of figures says and opens."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.actor import Actor
from app.core.purchases import bulk
from app.core.purchases.records import to_day
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.navigation import Place
from app.ui.screens import settle
from app.ui.widgets.chart_panel import ChartPanel
from tests.conftest import TODAY
from tests.core.purchases.people import add_customers

V9 = {
    "A": [300, 300, 300],
    "B": [900],
    "C": [50, 60, 40, 50],
    "D": [80],
    "E": [500, 700],
    "F": [30, 30],
}


def ago(days: int) -> int:
    return to_day(TODAY - timedelta(days=days))


def six(shop: Shop, owner: Actor) -> dict[str, int]:
    """V9 last month, and one purchase of A two years ago."""
    with shop.write(owner, "Import") as unit:
        ids = add_customers(unit, V9)
        new = [
            bulk.NewReceipt(ago(30), yuan * 100, ids[name.casefold()])
            for name, sums in V9.items()
            for yuan in sums
        ]
        new.append(bulk.NewReceipt(ago(730), 100, ids["a"]))
        bulk.finish(unit, *bulk.add_receipts(unit, new), ALL)
    return ids


class Seen:
    """A card on the screen, settled, and the places it opened."""

    def __init__(self, context: Context, qtbot: QtBot, make: Callable[[Context], LentCard]) -> None:
        self.context, self.card = context, make(context)
        qtbot.addWidget(self.card)
        self.card.resize(1100, 700)
        self.opened: list[Place] = []
        context.navigation.opened.connect(self.opened.append)
        self.card.show()
        self.settle()

    def settle(self) -> None:
        assert settle(self.context.jobs.busy)

    def said(self) -> str:
        labels = self.card.findChildren(QLabel)
        return "\n".join(each.text() for each in labels if each.isVisible())

    def press(self, name: str) -> None:
        """The visible button of this accessible name, or that begins with it."""
        buttons = [each for each in self.card.findChildren(QPushButton) if _shown(each)]
        next(each for each in buttons if each.accessibleName().startswith(name)).click()
        self.settle()

    def open_mark(self, panel: ChartPanel, mark: int) -> set[int]:
        """Whom a click on a mark lists."""
        assert panel.chart is not None
        assert panel.chart.open is not None
        self.opened.clear()
        panel.chart.open(mark)
        self.settle()
        return self.listed()

    def listed(self) -> set[int]:
        """Whom the place that was opened last lists."""
        people = self.opened[-1].people if self.opened else None
        return set(people.ids) if people else set()

    def name(self, panel: ChartPanel, mark: int) -> str:
        """What the pointer hears."""
        assert panel.chart is not None
        with self.context.shop.read(self.context.actor) as reader:
            return panel.chart.name(reader, mark)

    def table(self, panel: ChartPanel) -> list[tuple[str, ...]]:
        """The table twin's rows."""
        assert panel.chart is not None
        return [tuple(row) for row in panel.chart.table.rows]


def _shown(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()
