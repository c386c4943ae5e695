"""The rail beside a file: its parts with how much of each is filled."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from app.i18n import N_, tr
from app.ui.customers.seen import Seen
from app.ui.lending import LentCard
from app.ui.shortcuts import with_keys
from app.ui.theme import Theme
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import clear

_WIDTH = 176


class Rail(QFrame):
    """One button a part; Ctrl+1 … 7 press them."""

    def __init__(self, theme: Theme, go: Callable[[str], object]) -> None:
        """Empty until a customer is shown."""
        super().__init__()
        self._theme, self._go = theme, go
        self.buttons: list[QPushButton] = []
        self.setFixedWidth(theme.px(_WIDTH))
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(2)

    def show_parts(self, seen: Seen, lent: Sequence[LentCard] = ()) -> None:
        """Names and counts."""
        clear(self._inside)
        self.buttons = []
        for each in seen.parts:
            count = f"{each.filled}/{each.fields}"
            self._add(each.part.key, tr(each.part.label), count)
        self._add("purchases", tr(N_("Purchases")), str(seen.purchase_count or ""))
        for card in lent:
            self._add(card.key, tr(card.title), "")
        self._inside.addStretch(1)

    def press(self, place: int) -> None:
        """Go to the n-th part, counting from 0."""
        if place < len(self.buttons):
            self.buttons[place].click()

    def _add(self, key: str, words: str, count: str) -> None:
        made = button(f"{words}  {count}".strip(), lambda: self._go(key), "place")
        place = len(self.buttons) + 1
        if place <= 7:
            made.setToolTip(with_keys(words, f"part_{place}"))
        self.buttons.append(made)
        self._inside.addWidget(made)
