"""The recovery card: shown once, to be printed or written down, then two groups retyped."""

from random import Random

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.vault.recovery_card import signs_of
from app.i18n import tr
from app.ui.background import Background
from app.ui.dialogs import Dialogs
from app.ui.house import House, Inside
from app.ui.looks import Looks
from app.ui.tokens import SPACE
from app.ui.welcome.scene import Scene
from app.ui.widgets.buttons import button
from app.ui.widgets.card_view import CardView
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card, row
from app.ui.widgets.text import sentence


class CardPage(Scene):
    """Lets nobody on before two groups were typed as they stand on the card."""

    kept = Signal(object)  # Inside: the card is safe

    def __init__(
        self,
        house: House,
        looks: Looks,
        dialogs: Dialogs,
        background: Background,
        inside: Inside,
        asked: tuple[int, int] | None = None,
    ) -> None:
        """`asked` are the places of the two groups; drawn by lot unless given."""
        super().__init__(house, looks, dialogs, background)
        self._inside = inside
        self.groups = inside.card.split("-")
        first, second = asked or sorted(Random().sample(range(len(self.groups)), 2))
        self.asked = (first, second)
        self.answers = [QLineEdit(), QLineEdit()]
        self.go_on = button(tr("Continue"), self._continue, "primary")
        for each in self.answers:
            each.textChanged.connect(self._judge)
            each.returnPressed.connect(self._continue)
        self.lay_out(
            tr("Keep this recovery card"),
            tr(
                "It opens the shop when the password is forgotten. It is shown this once. "
                "Print it, or write it down, and keep it away from this computer."
            ),
            CardView(self.theme, inside.shop.name, self.groups, dialogs, house.clock.today()),
            self._question(),
            self.foot(self.go_on, back=False),
            width=640,
        )
        self._judge()
        self.begins_at = self.answers[0]

    def _question(self) -> QWidget:
        self.lines = [
            FormLine(tr("Group {place}", place=place + 1), editor)
            for place, editor in zip(self.asked, self.answers, strict=True)
        ]
        explanation = tr("Type these two groups from the paper, so that you know it is right:")
        beside = row(*self.lines, space=SPACE.large)
        for line in self.lines:  # level, whatever is said below one of them
            beside.setAlignment(line, Qt.AlignmentFlag.AlignTop)
        return card(sentence(explanation), beside)

    def right(self) -> bool:
        """Do both answers stand on the card?"""
        return all(
            signs_of(editor.text()) == self.groups[place]
            for place, editor in zip(self.asked, self.answers, strict=True)
        )

    @Slot()
    def _judge(self) -> None:
        """A whole group that stands otherwise on the card is said at once."""
        for place, line, editor in zip(self.asked, self.lines, self.answers, strict=True):
            typed, right = signs_of(editor.text()), self.groups[place]
            astray = len(typed) >= len(right) and typed != right
            line.complain(tr("The card has something else there.") if astray else "")
        self.go_on.setEnabled(self.right())

    @Slot()
    def _continue(self) -> None:
        if self.right():
            self.kept.emit(self._inside)
