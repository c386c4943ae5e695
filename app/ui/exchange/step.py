"""What every step of the wizard is: a widget that says when one may go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.exchange.service import What
from app.i18n import N_
from app.ui.widgets.choices import Choices
from app.ui.widgets.layout import holder, row

LISTS = {
    What.CUSTOMERS: N_("Customers (people)"),
    What.COMPANIES: N_("Companies"),
    What.PURCHASES: N_("Purchases"),
    What.COMPLAINTS: N_("Complaints"),
    What.SURVEY: N_("Filled sheets"),
}


def beside(inside: QWidget) -> QWidget:
    """A column of limited width at the left of the page."""
    made = row(inside, None)
    made.setStretch(0, 100)
    return holder(made)


def natural(choices: Choices) -> Choices:
    """Buttons no wider than their words."""
    inside = choices.layout()
    assert isinstance(inside, QHBoxLayout)
    inside.addStretch(1)
    return choices


class Step(QWidget):
    """One page of the wizard; the wizard keeps the buttons."""

    changed = Signal()  # `ready()` or `next_words()` may answer otherwise now

    def ready(self) -> bool:
        """May one go on?"""
        return True

    def next_words(self) -> str:
        """What the button that goes on says, translated."""
        raise NotImplementedError

    def first(self) -> QWidget | None:
        """Where the cursor belongs when this step is shown; None: on the button that goes on."""
        return None
