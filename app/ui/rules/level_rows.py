"""The levels of a threshold: from which amount on, what she is to get, offer or service."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QVBoxLayout, QWidget

from app.catalogue.currency import decimals, sign
from app.core.rules.terms import MOST_FEN, MOST_LEVELS
from app.core.rules.thresholds import Level
from app.i18n import N_, tr
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button, icon_button
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.numbers import Range, broken


def money_edit(words: str, fen: int = 0) -> QDoubleSpinBox:
    """An editor for a sum; its accessible name are `words`."""
    made = broken(Range(0, MOST_FEN / 100, sign(), decimals=decimals()), fen / 100)
    made.setAccessibleName(words)
    return made


def fen_of(editor: QDoubleSpinBox) -> int:
    """The sum in minor units."""
    return round(editor.value() * 100)


class LevelRows(QWidget):
    """At least one row; the last one cannot be taken away."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        """One empty level."""
        super().__init__()
        self._theme = theme
        self._rows: list[tuple[QWidget, QDoubleSpinBox, QLineEdit, QComboBox]] = []
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(SPACE.small)
        self.more = button(tr(N_("Another level")), self._another, "link")
        self.setLayout(column(self._inside, row(self.more, None), space=SPACE.hair))

    def show_levels(self, levels: Sequence[Level]) -> None:
        """Begin with these."""
        for line, *_ in self._rows:
            self._inside.removeWidget(line)
            line.deleteLater()
        self._rows = []
        for each in levels:
            self._add(each)

    def levels(self) -> tuple[Level, ...]:
        """What is typed; rows without anything are left out."""
        found = [
            Level(fen_of(amount), offer.text().strip(), bool(kind.currentData()))
            for _, amount, offer, kind in self._rows
        ]
        return tuple(each for each in found if each.amount or each.offer)

    def _another(self) -> None:
        if len(self._rows) < MOST_LEVELS:
            self._add(Level(0, ""))
            self._rows[-1][1].setFocus()
            self._rows[-1][1].selectAll()

    def _add(self, each: Level) -> None:
        amount = money_edit(tr(N_("From which amount on")), each.amount)
        amount.setFixedWidth(self._theme.px(116))
        offer, kind = QLineEdit(each.offer), ChoiceBox()
        offer.setPlaceholderText(tr(N_("What she gets")))
        offer.setAccessibleName(tr(N_("What she gets")))
        kind.addItem(tr(N_("Offer")), False)
        kind.addItem(tr(N_("Service")), True)
        kind.setCurrentIndex(int(each.service))
        kind.setAccessibleName(tr(N_("Offer or service")))
        away = icon_button("x", tr(N_("Remove this level")), None, self._theme)
        line = holder(column(row(amount, kind, None, away), offer, space=SPACE.hair))
        away.clicked.connect(partial(self._remove, line))
        amount.valueChanged.connect(lambda _: self.changed.emit())
        offer.textChanged.connect(lambda _: self.changed.emit())
        kind.activated.connect(lambda _: self.changed.emit())
        self._rows.append((line, amount, offer, kind))
        self._inside.addWidget(line)

    def _remove(self, line: QWidget, *_: object) -> None:
        if len(self._rows) > 1:
            self._rows = [each for each in self._rows if each[0] is not line]
            self._inside.removeWidget(line)
            line.deleteLater()
            self.changed.emit()
