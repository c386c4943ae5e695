"""The cards other screens lend a file: below its parts, woken when one scrolls near."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui.context import Context
from app.ui.lending import LentCard, MakeCard
from app.ui.tokens import SPACE

_ASLEEP_HEIGHT = 160  # about what a card takes, so that not all of them seem near
_NEAR = 200


class Slot(QWidget):
    """Room for one card: asleep it keeps its card hidden, so that nothing is asked."""

    def __init__(self, card: LentCard) -> None:
        """Asleep."""
        super().__init__()
        self.card, self.awake = card, False
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        card.setMinimumWidth(1)  # too wide a card is pressed together, never cut by the page
        inside.addWidget(card)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.sleep()

    def sleep(self) -> None:
        """Hide the card; it forgets nothing."""
        self.awake = False
        self.card.hide()
        self.setMinimumHeight(_ASLEEP_HEIGHT)

    def wake(self, record: int) -> None:
        """Show the card for this customer; it loads what it shows."""
        self.awake = True
        self.card.show_record(record)
        self.setMinimumHeight(0)
        self.card.show()


class LentCards(QWidget):
    """The slots under one another; made after the file itself was painted."""

    def __init__(self, context: Context, lent: Sequence[MakeCard]) -> None:
        """Nothing is made yet."""
        super().__init__()
        self._context, self._lent = context, tuple(lent)
        self._record: int | None = None
        self.slots: list[Slot] = []
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(SPACE.large)

    def show_record(self, record: int) -> None:
        """Another customer: all cards sleep again."""
        if record != self._record:
            self._record = record
            for slot in self.slots:
                slot.sleep()

    @property
    def cards(self) -> tuple[LentCard, ...]:
        """The cards that are made."""
        return tuple(slot.card for slot in self.slots)

    def make(self) -> None:
        """Make the cards, once; they cost little and ask nothing."""
        if not self.slots and self._lent:
            self.slots = [Slot(make(self._context)) for make in self._lent]
            for slot in self.slots:
                self._inside.addWidget(slot)

    def wake_near(self, area: QScrollArea) -> None:
        """Wake the cards that can be seen, or soon will be."""
        view = area.viewport()
        if self._record is None or not self.isVisible():
            return
        for slot in self.slots:
            top = slot.mapTo(view, QPoint(0, 0)).y()
            if not slot.awake and top < view.height() + _NEAR and top + slot.height() > -_NEAR:
                slot.wake(self._record)

    def wake(self, key: str) -> LentCard | None:
        """Wake one card, to jump to it."""
        for slot in self.slots:
            if slot.card.key == key:
                if not slot.awake and self._record is not None:
                    slot.wake(self._record)
                return slot.card
        return None
