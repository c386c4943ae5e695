"""Bringing a shop back: the backup file, where to, and the password or card."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.backups.claim import Claim
from app.core.backups.restoring import Restored, restore
from app.core.backups.shelf import Backup, described
from app.core.errors import ShukeError
from app.core.vault.folder import SUFFIX
from app.i18n import ntr, tr
from app.ui.background import Background
from app.ui.dialogs import Dialogs
from app.ui.formats import moment
from app.ui.house import House
from app.ui.looks import Looks
from app.ui.shelves import shops_folder
from app.ui.tokens import SPACE
from app.ui.welcome.scene import Scene
from app.ui.widgets.buttons import button
from app.ui.widgets.choices import Choice, choices
from app.ui.widgets.form import FormLine, PasswordEdit
from app.ui.widgets.layout import card, row
from app.ui.widgets.text import ElidedLabel, sentence


class RestorePage(Scene):
    """Restores beside, as a new folder, or over the shop that the backups page named."""

    restored = Signal(object)  # Path of the shop that is there now

    def __init__(
        self,
        house: House,
        looks: Looks,
        dialogs: Dialogs,
        background: Background,
        backup: Path | None = None,
        over: Path | None = None,
    ) -> None:
        """Without a backup, one must be chosen first."""
        super().__init__(house, looks, dialogs, background)
        self.backup: Backup | None = None
        self.over = over
        self.target: Path | None = over
        self.chosen = ElidedLabel(tr("No file chosen yet"))
        self.told = sentence("", "small")
        self.where = ElidedLabel("", "small")
        self.password, self.card = PasswordEdit(looks.theme), QLineEdit()
        self.by_card = False
        self._password_line = FormLine(tr("Password"), self.password)
        self._card_line = FormLine(tr("Recovery card"), self.card)
        self._card_line.setVisible(False)
        self.go_on = button(tr("Restore"), self._restore, "primary")
        for editor in (self.password, self.card):
            editor.textChanged.connect(self._follow)
            editor.returnPressed.connect(self._restore)
        self.lay_out(
            tr("Restore from a backup"), self._what_happens(), self._file_card(),
            self._way_card(), self.foot(self.go_on),
        )  # fmt: skip
        if backup is not None:
            self.choose(backup)
        self._follow()

    def choose(self, file: Path) -> None:
        """Take this backup file, if it is one."""
        try:
            self.backup = described(file)
        except (ShukeError, OSError) as problem:
            self.backup = None
            self.say(str(problem))
        else:
            self.trouble.hide()
            self.chosen.setText(file.name)
            self.told.setText(self._about(self.backup))
            if self.over is None:
                self.target = _free(shops_folder(self.house.app_state), file.stem)
        self._follow()

    def _what_happens(self) -> str:
        if self.over is None:
            return tr("The shop is made anew beside the others; nothing is overwritten.")
        return tr(
            "“{name}” goes back to the day of the backup. What it holds now is kept first, "
            "as a safety copy among its backups.",
            name=self.over.stem,
        )

    def _about(self, found: Backup) -> str:
        customers = ntr("{n} customer", "{n} customers", found.customers)
        purchases = ntr("{n} purchase", "{n} purchases", found.purchases)
        made = moment(found.made_at, self.house.clock)
        return tr(
            "Made {day}: {customers}, {purchases}.",
            day=made, customers=customers, purchases=purchases,
        )  # fmt: skip

    def _file_card(self) -> QWidget:
        choose = button(tr("Choose a file…"), self._choose, theme=self.theme, image="folder-open")
        line = row(self.chosen, choose)
        line.setStretchFactor(self.chosen, 1)
        place = row(self.where, button(tr("Another place…"), self._choose_place, "link"))
        self._place = QWidget()
        place.setContentsMargins(0, 0, 0, 0)
        self._place.setLayout(place)
        return card(line, self.told, self._place)

    def _way_card(self) -> QWidget:
        ways = choices(
            tr("How to open it"),
            (Choice(False, tr("Password")), Choice(True, tr("Recovery card"))),
            False,
            self._choose_way,
        )
        hint = (
            tr("The password that the shop had on the day of the backup.")
            if self.over is None
            else tr("The shop's password of today.")
        )
        return card(
            row(ways, None), self._password_line, self._card_line, sentence(hint, "small"),
            space=SPACE.medium,
        )  # fmt: skip

    def _choose(self) -> None:
        kinds = tr("Backups") + " (*.skbak)"
        found = self.dialogs.open_file(tr("Choose a backup"), None, kinds)
        if found is not None:
            self.choose(found)

    def _choose_place(self) -> None:
        found = self.dialogs.folder(tr("Where shall the shop lie?"), None)
        if found is not None and self.backup is not None:
            self.target = _free(found, self.backup.path.stem)
            self._follow()

    def _choose_way(self, by_card: bool) -> None:
        self.by_card = by_card
        self._password_line.setVisible(not by_card)
        self._card_line.setVisible(by_card)
        (self.card if by_card else self.password).setFocus()
        self._follow()

    @Slot()
    def _follow(self) -> None:
        ready = self.backup is not None
        self.told.setVisible(ready)
        self._place.setVisible(ready and self.over is None)
        self.where.setText(tr("Goes to {folder}", folder=self.target) if self.target else "")
        typed = self.card.text() if self.by_card else self.password.text()
        self.go_on.setEnabled(ready and bool(typed.strip()))

    @Slot()
    def _restore(self) -> None:
        if not self.go_on.isEnabled() or self.backup is None or self.target is None:
            return
        file, target, house = self.backup.path, self.target, self.house
        claim = (
            Claim(None, card=self.card.text())
            if self.by_card
            else Claim(None, self.password.text())
        )
        self.set_busy(True, tr("Bringing the shop back…"))
        self.background.run(
            lambda: restore(
                file, target, claim, clock=house.clock, app_state=house.app_state.folder
            ),
            self._done,
            self.fail,
            self.topic,
        )

    def _done(self, found: Restored) -> None:
        self.restored.emit(found.folder)


def _free(parent: Path, stem: str) -> Path:
    """A shop's folder name that nobody has yet."""
    for number in range(1, 1000):
        end = "" if number == 1 else f" {number}"
        found = parent / f"{stem}{end}{SUFFIX}"
        if not found.exists():
            return found
    return parent / f"{stem}{SUFFIX}"
