"""The recovery card: shown once, to be printed or written down, then two groups retyped."""

from pathlib import Path
from random import Random

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.i18n import tr
from app.ui.background import Background
from app.ui.dialogs import Dialogs
from app.ui.house import House, Inside
from app.ui.looks import Looks
from app.ui.tokens import SPACE
from app.ui.welcome.card_paper import print_card, write_card
from app.ui.welcome.scene import Scene
from app.ui.welcome.shelves import file_name
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card, row
from app.ui.widgets.text import label, selectable, sentence

_COLUMNS = 4


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
            self._card(),
            self._question(),
            self.foot(self.go_on, back=False),
            width=640,
        )
        self._judge()

    def _card(self) -> QWidget:
        grid = QGridLayout()
        grid.setSpacing(SPACE.medium)
        for place, group in enumerate(self.groups):
            spot = row(label(str(place + 1), "small"), selectable(label(group, "code")), None)
            grid.addLayout(spot, place // _COLUMNS, place % _COLUMNS)
        theme = self.theme
        printing = button(tr("Print…"), self._print, theme=theme, image="printer")
        saving = button(tr("Save as PDF…"), self._save, theme=theme, image="save")
        return card(self._inside_name(), grid, row(printing, saving, None), space=SPACE.large)

    def _inside_name(self) -> QWidget:
        return label(self._inside.shop.name, "muted")

    def _question(self) -> QWidget:
        lines = [
            FormLine(tr("Group {place}", place=place + 1), editor)
            for place, editor in zip(self.asked, self.answers, strict=True)
        ]
        explanation = tr("Type these two groups from the paper, so that you know it is right:")
        return card(sentence(explanation), row(*lines, space=SPACE.large))

    def right(self) -> bool:
        """Do both answers stand on the card?"""
        return all(
            _plain(editor.text()) == self.groups[place]
            for place, editor in zip(self.asked, self.answers, strict=True)
        )

    @Slot()
    def _judge(self) -> None:
        self.go_on.setEnabled(self.right())

    @Slot()
    def _continue(self) -> None:
        if self.right():
            self.kept.emit(self._inside)

    def _print(self) -> None:
        print_card(self, self._inside.shop.name, self.groups, self.house.clock.today())

    def _save(self) -> None:
        name = f"{file_name(self._inside.shop.name)} {tr('recovery card')}.pdf"
        file = self.dialogs.save_file(
            tr("Save the recovery card"), Path.home() / name, "PDF (*.pdf)"
        )
        if file is not None:
            write_card(file, self._inside.shop.name, self.groups, self.house.clock.today())
            self.say_saved(file)

    def say_saved(self, file: Path) -> None:
        """Remind that a card beside the shop protects nothing."""
        self.say(tr("Saved as {name}. Print it, then delete the file.", name=file.name))


def _plain(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign.isalnum())
