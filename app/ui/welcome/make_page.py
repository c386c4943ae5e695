"""Making a shop: its name, whose it is, where it lies, and the password."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.vault.folder import SUFFIX
from app.i18n import tr
from app.ui.background import Background
from app.ui.dialogs import Dialogs
from app.ui.house import House, Inside, NewShop
from app.ui.looks import Looks
from app.ui.shelves import file_name, shops_folder
from app.ui.tokens import SPACE
from app.ui.welcome.scene import Scene
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine
from app.ui.widgets.layout import card, row
from app.ui.widgets.new_password import NewPassword
from app.ui.widgets.text import ElidedLabel, sentence


class MakePage(Scene):
    """Makes the folder when everything is said; `opened` brings the recovery card along."""

    def __init__(
        self, house: House, looks: Looks, dialogs: Dialogs, background: Background
    ) -> None:
        """The folder follows the name until another one is chosen."""
        super().__init__(house, looks, dialogs, background)
        self.parent_folder: Path = shops_folder(house.app_state)
        self.name, self.owner = QLineEdit(), QLineEdit()
        self.where = ElidedLabel("", "small")
        self.password = NewPassword(looks.theme, lambda: (self.name.text(), self.owner.text()))
        self.make = button(tr("Make the shop"), self._make, "primary")
        self.name.textChanged.connect(self._follow)
        self.password.changed.connect(self._follow)
        self.password.entered.connect(self._make)
        self.lay_out(tr("Make a shop"), "", self._about(), self._lock(), self.foot(self.make))
        self._follow()
        self.begins_at = self.name

    def folder(self) -> Path:
        """Where the shop would lie."""
        return self.parent_folder / (file_name(self.name.text()) + SUFFIX)

    def _about(self) -> QWidget:
        change = button(tr("Another place…"), self._choose_folder, "link")
        return card(
            FormLine(tr("Name of the shop"), self.name),
            FormLine(tr("Your name"), self.owner, tr("Shown beside what you change; may be empty")),
            row(self.where, change),
        )

    def _lock(self) -> QWidget:
        warning = tr(
            "Nobody can open the shop without this password or the recovery card "
            "that you get next: not we, not anybody."
        )
        return card(self.password, sentence(warning, "small"), space=SPACE.large)

    def _choose_folder(self) -> None:
        found = self.dialogs.folder(tr("Where shall the shop lie?"), self.parent_folder)
        if found is not None:
            self.parent_folder = found
            self._follow()

    @Slot()
    def _follow(self) -> None:
        self.where.setText(tr("Lies in {folder}", folder=self.folder()))
        self.make.setEnabled(bool(self.name.text().strip()) and self.password.good())

    @Slot()
    def _make(self) -> None:
        if not self.make.isEnabled():
            return
        wish = NewShop(
            self.folder(), self.name.text().strip(), self.owner.text().strip(),
            self.password.password(),
        )  # fmt: skip
        self.set_busy(True, tr("Making the shop, its keys and its recovery card…"))
        self.background.run(lambda: self.house.make(wish), self._made, self.fail, self.topic)

    def _made(self, inside: Inside) -> None:
        self.opened.emit(inside)
