"""Opening a shop: who, the password, or the recovery card."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.actor import Role
from app.core.errors import ShukeError
from app.core.vault.folder import ShopFolder, read_keyring
from app.core.vault.keyring import RECOVERY
from app.core.vault.unlocking import NewPasswordNeeded
from app.i18n import tr
from app.ui.background import Background
from app.ui.dialogs import Dialogs
from app.ui.house import House, Inside, Key
from app.ui.looks import Looks
from app.ui.tokens import SPACE
from app.ui.welcome.scene import Scene
from app.ui.widgets.boxes import ChoiceBox
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine, PasswordEdit
from app.ui.widgets.layout import card, row
from app.ui.widgets.new_password import NewPassword
from app.ui.widgets.text import ElidedLabel, sentence


class UnlockPage(Scene):
    """Asks for the password; a one-time password asks for a new one as well."""

    card_wanted = Signal(object)  # Path
    elsewhere = Signal()  # another shop

    def __init__(
        self, house: House, looks: Looks, dialogs: Dialogs, background: Background, folder: Path
    ) -> None:
        """Read who may open the shop; a shop without a keyring still asks for a password."""
        super().__init__(house, looks, dialogs, background)
        self.folder = folder
        self.people = ChoiceBox()
        self.password = PasswordEdit(looks.theme)
        self.new_password = NewPassword(looks.theme, words=tr("Your own password"))
        self.new_password.setVisible(False)
        self.explanation = sentence(
            tr("This password works once. Choose your own for the next time."), "muted"
        )
        self.explanation.setVisible(False)
        self.unlock = button(tr("Unlock"), self._unlock, "primary", theme=looks.theme,
                             image="lock-open")  # fmt: skip
        self.password.textChanged.connect(self._follow)
        self.new_password.changed.connect(self._follow)
        for entered in (self.password.returnPressed, self.new_password.entered):
            entered.connect(self._unlock)
        self._fill_people()
        self.lay_out(
            folder.stem, "", self._form(), self._other_ways(), width=420, seal=True, own=True
        )
        self._follow()
        self.begins_at = self.password

    def _form(self) -> QWidget:
        who = FormLine(tr("Who"), self.people)
        who.setVisible(self.people.count() > 1)
        where = ElidedLabel(tr("Lies in {folder}", folder=self.folder.parent), "small")
        return card(
            where,
            who,
            FormLine(tr("Password"), self.password),
            self.explanation,
            self.new_password,
            row(None, self.unlock),
            space=SPACE.medium,
        )

    def _other_ways(self) -> QWidget:
        by_card = button(
            tr("Use the recovery card"), lambda: self.card_wanted.emit(self.folder), "link"
        )
        other = button(tr("Another shop"), self.elsewhere.emit, "link")
        made = QWidget()
        made.setLayout(row(by_card, None, other))
        return made

    def _fill_people(self) -> None:
        try:
            keyring, _ = read_keyring(ShopFolder(self.folder))
        except (ShukeError, OSError):
            return  # opening says what is wrong, after the password
        for slot in sorted(keyring.slots, key=lambda each: each.role is not Role.OWNER):
            if slot.uid != RECOVERY:
                self.people.addItem(_person(slot.name, slot.role), slot.uid)

    @Slot()
    def _follow(self) -> None:
        choosing = self.new_password.isVisibleTo(self)
        self.unlock.setEnabled(
            bool(self.password.text()) and (not choosing or self.new_password.good())
        )

    @Slot()
    def _unlock(self) -> None:
        if not self.unlock.isEnabled():
            return
        new = self.new_password.password() if self.new_password.isVisibleTo(self) else None
        key = Key(self.people.currentData(), self.password.text(), new)
        self.set_busy(True, tr("Unlocking…"))
        self.background.run(
            lambda: self.house.open(self.folder, key), self._opened, self._failed, self.topic
        )

    def _opened(self, inside: Inside) -> None:
        self.opened.emit(inside)

    def _failed(self, problem: Exception) -> None:
        if isinstance(problem, NewPasswordNeeded):
            self.set_busy(False)
            self.explanation.setVisible(True)
            self.new_password.setVisible(True)
            self.new_password.first.setFocus()
            self._follow()
            return
        self.fail(problem)
        self.password.selectAll()
        self.password.setFocus()


def _person(name: str, role: str) -> str:
    word = tr("Owner") if role == "owner" else tr("Custodian")
    return tr("{name} ({role})", name=name, role=word) if name else word
