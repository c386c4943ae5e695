"""What stands on a receipt, folded out below it in a customer's file."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.catalogue.currency import money
from app.core.purchases.queries import Line
from app.i18n import N_, tr
from app.ui.tokens import SPACE
from app.ui.widgets.layout import holder
from app.ui.widgets.text import label, sentence


def lines_of(lines: Sequence[Line]) -> QWidget:
    """One row a line: the item, how much of it, what was paid."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE.large)
    grid.setVerticalSpacing(SPACE.hair)
    grid.setColumnStretch(0, 1)
    for place, line in enumerate(lines):
        sum_ = label(money(line.amount), "small")
        sum_.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(sentence(_words(line), "small"), place, 0)
        grid.addWidget(sum_, place, 1)
    return holder(grid)


def _words(line: Line) -> str:
    amount = " ".join(each for each in (line.quantity_text, line.unit) if each)
    said = [line.item or tr(N_("(no name)")), amount]
    said += [tr(N_("gift"))] if line.gift else []
    said += [tr(N_("no. {serial}"), serial=line.serial)] if line.serial else []
    return " · ".join(each for each in [*said, line.note] if each)
