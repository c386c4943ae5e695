"""The rail beside a file: its parts with how much of each is filled."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from app.i18n import N_, tr
from app.ui.customers.seen import Seen
from app.ui.lending import LentCard
from app.ui.shortcuts import with_keys
from app.ui.theme import Theme
from app.ui.widgets.buttons import button

_WIDTH = 184


class Rail(QFrame):
    """One button a part; Ctrl+1 … 7 press them. The buttons stay, their words change."""

    def __init__(self, theme: Theme, go: Callable[[str], object]) -> None:
        """Empty until a customer is shown."""
        super().__init__()
        self._go = go
        self.setProperty("look", "rail")  # closer lines: all of them fit a low window
        self.buttons: list[QPushButton] = []
        self._keys: list[str] = []
        self._spare: list[QPushButton] = []
        self.setFixedWidth(theme.px(_WIDTH))
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        self._inside.addStretch(1)

    def show_parts(self, seen: Seen, lent: Sequence[LentCard] = ()) -> None:
        """Names and counts."""
        lines = [
            (each.part.key, tr(each.part.label), f"{each.filled}/{each.fields}")
            for each in seen.parts
        ]
        lines.append(("purchases", tr(N_("Purchases")), str(seen.profile.purchases or "")))
        lines += [(card.key, tr(card.title), "") for card in lent]
        self._keys = [key for key, _, _ in lines]
        while len(self.buttons) < len(lines):
            self._add()
        while len(self.buttons) > len(lines):
            self._spare.append(self.buttons.pop())
            self._spare[-1].hide()
        for place, (_, words, count) in enumerate(lines):
            self._say(place, words, count)

    def press(self, place: int) -> str:
        """Go to the n-th part, counting from 0; its key, or nothing where there is none."""
        if place >= len(self.buttons):
            return ""
        self.buttons[place].click()
        return self._keys[place]

    def _add(self) -> None:
        if self._spare:
            made = self._spare.pop()
            made.show()
        else:
            place = len(self.buttons)
            made = button("", lambda: self._go(self._keys[place]), "place")
            self._inside.insertWidget(place, made)
        self.buttons.append(made)

    def _say(self, place: int, words: str, count: str) -> None:
        made, said = self.buttons[place], f"{words}  {count}".strip()
        if made.text() != said:
            made.setText(said)
            made.setAccessibleName(said)
        made.setToolTip(with_keys(words, f"part_{place + 1}") if place < 7 else words)
