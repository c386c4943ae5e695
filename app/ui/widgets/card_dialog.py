"""Dialogs over the window for a new recovery card and a new password of one's own."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from app.i18n import tr
from app.ui.dialogs import Dialogs
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.card_view import CardView
from app.ui.widgets.form import FormLine, PasswordEdit
from app.ui.widgets.layout import Piece, column, row
from app.ui.widgets.new_password import NewPassword
from app.ui.widgets.text import heading, sentence


def card_dialog(
    parent: QWidget, theme: Theme, shop: str, card: str, dialogs: Dialogs, today: date
) -> QDialog:
    """Shows a new card; not yet open."""
    dialog = QDialog(parent)
    done = button(tr("I have it on paper"), dialog.accept, "primary")
    explanation = tr(
        "It opens the shop when the password is forgotten. It is shown this once. "
        "The old card opens nothing any more, except backups made before today."
    )
    _fill(
        dialog,
        tr("The new recovery card"),
        sentence(explanation, "muted"),
        CardView(theme, shop, card.split("-"), dialogs, today),
        row(None, done),
    )
    return dialog


class PasswordDialog(QDialog):
    """The old password and a new one; `do(old, new)` changes it and closes or complains."""

    def __init__(
        self, parent: QWidget, theme: Theme, names: tuple[str, ...],
        do: Callable[["PasswordDialog", str, str], object],
    ) -> None:  # fmt: skip
        """`names` a password must not equal."""
        super().__init__(parent)
        self._do = do
        self.old = PasswordEdit(theme)
        self.old_line = FormLine(tr("Your password until now"), self.old)
        self.new = NewPassword(theme, lambda: names)
        self.go_on = button(tr("Change the password"), self._change, "primary")
        cancel = button(tr("Cancel"), self.reject)
        self.old.textChanged.connect(self._follow)
        self.new.changed.connect(self._follow)
        self.new.entered.connect(self._change)
        _fill(
            self, tr("Change my password"), self.old_line, self.new, row(None, cancel, self.go_on)
        )
        self._follow()

    def complain(self, words: str) -> None:
        """Say what is wrong with the old password."""
        self.setEnabled(True)
        self.old_line.complain(words)
        self.old.setFocus()

    def _follow(self) -> None:
        self.go_on.setEnabled(bool(self.old.text()) and self.new.good())

    def _change(self) -> None:
        if self.go_on.isEnabled():
            self.setEnabled(False)
            self._do(self, self.old.text(), self.new.password())


def _fill(dialog: QDialog, words: str, *pieces: Piece) -> None:
    dialog.setWindowTitle(words)
    dialog.setMinimumWidth(460)
    dialog.setLayout(column(heading(words), *pieces, space=SPACE.large, margin=SPACE.section))
