"""One field of the RAD board: who stands there, how many, and what to do with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.wallet.rad import WORDS, Rad
from app.i18n import N_, ntr, tr
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.wallet.words import COLOURS
from app.ui.widgets.buttons import button
from app.ui.widgets.dot import dot
from app.ui.widgets.flow import Flow
from app.ui.widgets.layout import clear, column, frame, holder, row
from app.ui.widgets.text import ElidedLabel, label, sentence

CARD, CARD_HIGH, ABOVE = 144, 62, 118
"""A card's width, its height with the gap below, and the field's words above (at 100% text)."""


@dataclass(frozen=True)
class Person:
    """A customer as her card shows her."""

    id: int
    name: str
    about: str


class RadField(QFrame):
    """`show_all` lists the field's customers, `open_file` opens one."""

    def __init__(
        self,
        theme: Theme,
        rad: Rad,
        show_all: Callable[[Rad], object],
        open_file: Callable[[int], object],
    ) -> None:
        """Empty until told who stands there."""
        super().__init__()
        self.setProperty("look", "card")
        self.rad, self.people = rad, list[QPushButton]()
        self._theme, self._open = theme, open_file
        words = WORDS[rad]
        self.count = button("", lambda: show_all(rad), "link")
        self.share = label("", "small")
        self._cards = QVBoxLayout()
        inside = column(
            row(dot(theme, COLOURS[rad]), label(tr(words.name), "strong"), None, self.count),
            row(label(tr(words.mark), "small"), None, self.share),
            sentence(tr(words.advice), "muted"),
            self._cards,
            None,
            space=SPACE.hair,
        )
        inside.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        self.setLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr(words.name))

    def show_count(self, number: int, together: str) -> None:
        """How many stand here, which moves with the cuts."""
        self.count.setText(ntr("{n} customer", "{n} customers", number))
        group = tr(WORDS[self.rad].name)
        self.count.setAccessibleName(tr(N_("Show these customers: {group}"), group=group))
        self.count.setEnabled(number > 0)
        self.share.setText(together)

    def show_people(self, people: Sequence[Person]) -> None:
        """The first of them, each with a card."""
        clear(self._cards)
        cards = [self._card(each) for each in people]
        self.people = [press for _, press in cards]
        if cards:
            self._cards.addWidget(holder(Flow([made for made, _ in cards], SPACE.small)))
        else:
            self._cards.addWidget(label(tr(N_("Nobody stands here.")), "small"))

    def _card(self, who: Person) -> tuple[QWidget, QPushButton]:
        width = self._theme.px(CARD)
        press = button("", lambda: self._open(who.id), "name")
        press.setAccessibleName(f"{who.name}, {who.about}")
        press.ensurePolished()  # in the size in which it will be shown
        press.setText(
            press.fontMetrics().elidedText(
                who.name, Qt.TextElideMode.ElideRight, width - 3 * SPACE.small
            )
        )
        press.setToolTip(f"{who.name}\n{who.about}")
        inside = column(press, ElidedLabel(who.about, "small"), space=0)
        inside.setContentsMargins(SPACE.small, SPACE.hair, SPACE.small, SPACE.hair + 2)
        made = frame(inside, "sunken")
        made.setFixedWidth(width)
        return made, press
