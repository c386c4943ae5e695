"""Every page about value, opened on one shop: all that it says, in words, tables and charts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.charts.look import look
from app.ui import joint_cards, joints
from app.ui.context import Context
from app.ui.lending import LentCard, MakeCard
from app.ui.rules import rules_card, settled_card, week_card
from app.ui.screens import settle
from app.ui.widgets.chart import Chart
from app.ui.widgets.chart_painting import Painting, Sheet, paint
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.page_view import PageView
from app.ui.widgets.paper import HtmlPaper
from app.ui.widgets.record_table import RecordTable

CARDS: tuple[MakeCard, ...] = (
    *joints.VALUE_TABS,
    *joints.FADING_TABS,
    *joints.WALLET_TABS,
    *(week_card.make_card, rules_card.make_card, settled_card.make_card),
    *joints.PURCHASE_TABS,
    joint_cards.leaving_card,
    joint_cards.rules_card,
)
OF_ONE: tuple[MakeCard, ...] = (joint_cards.rhythm_card, joint_cards.wallet_card)
"""On the file of the first customer."""
_SHEET = Sheet(640, 420, 1.0)
_ROWS = 40


@dataclass(frozen=True)
class Opened:
    """A card that was asked and has answered; it is not on the screen."""

    card: LentCard
    context: Context

    @property
    def key(self) -> str:
        return self.card.key

    def charts(self) -> list[Chart]:
        """All its charts, those behind other faces too."""
        panels = self.card.findChildren(ChartPanel)
        return [each.chart for each in panels if each.chart is not None]

    def said(self) -> str:
        """All its words, those behind other faces too."""
        return "\n".join((*self._words(), *self._charts(), *self._tables(), *self._papers()))

    def _words(self) -> Iterator[str]:
        for each in self.card.findChildren(QWidget):
            if isinstance(each, QLabel | QAbstractButton | QLineEdit):
                yield each.text()
            if isinstance(each, QComboBox):
                yield from (each.itemText(place) for place in range(each.count()))

    def _charts(self) -> Iterator[str]:
        for each in self.charts():
            yield from (each.title, each.sentence, *each.notes)
            for row in each.table.rows[:_ROWS]:
                yield " | ".join(row)
            with self.context.shop.read(self.context.actor) as reader:
                for mark in range(min(len(self.painted(each).marks), _ROWS)):
                    yield each.name(reader, mark)

    def _tables(self) -> Iterator[str]:
        for table in self.card.findChildren(RecordTable):
            model = table.records
            rows, columns = range(min(len(model.ids), _ROWS)), range(len(model.columns))
            for row in rows:
                model.data(model.index(row, 0))
            assert settle(self.context.jobs.busy)
            for row in rows:
                yield " | ".join(model.cell(row, column)[1] for column in columns)

    def _papers(self) -> Iterator[str]:
        for each in self.card.findChildren(PageView):
            if isinstance(each.paper, HtmlPaper):
                yield each.paper.document.toPlainText()

    def painted(self, chart: Chart) -> Painting:
        """The chart drawn; a warning on the way fails the test."""
        return paint(chart.draw, look(), _SHEET)


def every_page(
    context: Context, qtbot: QtBot, makes: Sequence[MakeCard] = (*CARDS, *OF_ONE)
) -> Callable[[], Iterator[Opened]]:
    """Opens one after another, or those asked for; each is let go before the next comes."""

    def opened() -> Iterator[Opened]:
        for make in makes:
            card = make(context)
            card.record = 1 if make in OF_ONE else None
            qtbot.addWidget(card)
            card.resize(1016, 640)
            card.reload()
            assert settle(context.jobs.busy)
            yield Opened(card, context)

    return opened
