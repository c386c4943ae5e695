"""A recovery card on screen: its groups, and the ways onto paper."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFrame, QGridLayout

from app.i18n import tr
from app.ui.dialogs import Dialogs
from app.ui.shelves import file_name
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.card_paper import print_card, write_card
from app.ui.widgets.layout import column, frame, row
from app.ui.widgets.text import label, selectable, sentence

_COLUMNS = 4


class CardView(QFrame):
    """Numbered groups in a grid, and Print and Save."""

    def __init__(
        self, theme: Theme, shop: str, groups: Sequence[str], dialogs: Dialogs, today: date
    ) -> None:
        """The groups as `recovery_card.new_card` made them, split."""
        super().__init__()
        self._shop, self._groups = shop, tuple(groups)
        self._dialogs, self._today = dialogs, today
        self.setProperty("look", "card")
        self.told = sentence("", "accent")
        self.told.hide()
        printing = button(tr("Print…"), self._print, theme=theme, image="printer")
        saving = button(tr("Save as PDF…"), self._save, theme=theme, image="save")
        inside = column(
            label(shop, "muted"),
            frame(self._grid(), "sunken"),
            row(printing, saving, None),
            self.told,
            space=SPACE.large,
        )
        inside.setContentsMargins(SPACE.section, SPACE.large, SPACE.section, SPACE.large)
        self.setLayout(inside)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        grid.setVerticalSpacing(SPACE.medium)
        for place, group in enumerate(self._groups):
            spot = row(label(str(place + 1), "small"), selectable(label(group, "code")), None)
            grid.addLayout(spot, place // _COLUMNS, place % _COLUMNS)
        return grid

    def _print(self) -> None:
        print_card(self, self._shop, self._groups, self._today)

    def _save(self) -> None:
        words = tr("recovery card")
        name = f"{file_name(self._shop)} {words}.pdf"
        file = self._dialogs.save_file(
            tr("Save the recovery card"), Path.home() / name, "PDF (*.pdf)"
        )
        if file is not None:
            write_card(file, self._shop, self._groups, self._today)
            self.told.setText(
                tr("Saved as {name}. Print it, then delete the file.", name=file.name)
            )
            self.told.show()
