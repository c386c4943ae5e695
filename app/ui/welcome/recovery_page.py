"""Opening a shop with its recovery card: the eight groups, and a new password."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from app.core.errors import Refused
from app.core.vault.recovery_card import secret_of
from app.i18n import tr
from app.ui.background import Background
from app.ui.dialogs import Dialogs
from app.ui.house import House, Inside
from app.ui.looks import Looks
from app.ui.welcome.scene import Scene
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card
from app.ui.widgets.new_password import NewPassword


class RecoveryPage(Scene):
    """Checks the typing before anything is tried; a typing error costs nothing."""

    def __init__(
        self, house: House, looks: Looks, dialogs: Dialogs, background: Background, folder: Path
    ) -> None:
        """For the shop in this folder."""
        super().__init__(house, looks, dialogs, background)
        self.folder = folder
        self.card = QLineEdit()
        self._line = FormLine(
            tr("Recovery card"),
            self.card,
            tr("Eight groups of five characters; hyphens and capitals do not matter"),
        )
        self.password = NewPassword(looks.theme)
        self.go_on = button(tr("Open with the card"), self._open, "primary")
        self.card.textChanged.connect(self._follow)
        self.card.editingFinished.connect(self._check_card)
        self.card.returnPressed.connect(self._open)
        self.password.changed.connect(self._follow)
        self.password.entered.connect(self._open)
        self.lay_out(
            tr("Use the recovery card"),
            tr("The card works once. You choose a new password now and get a new card."),
            card(self._line),
            card(self.password),
            self.foot(self.go_on),
        )
        self._follow()
        self.begins_at = self.card

    def _trouble(self) -> str:
        try:
            secret_of(self.card.text())
        except Refused as refused:
            return refused.sentences()[0]
        return ""

    @Slot()
    def _check_card(self) -> None:
        self._line.complain(self._trouble() if self.card.text().strip() else "")

    @Slot()
    def _follow(self) -> None:
        self.go_on.setEnabled(self.password.good() and not self._trouble())

    @Slot()
    def _open(self) -> None:
        if not self.go_on.isEnabled():
            return
        typed, new = self.card.text(), self.password.password()
        self.set_busy(True, tr("Unlocking…"))
        self.background.run(
            lambda: self.house.open_with_card(self.folder, typed, new),
            self._opened,
            self.fail,
            self.topic,
        )

    def _opened(self, inside: Inside) -> None:
        self.opened.emit(inside)
