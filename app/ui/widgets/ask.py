"""The frame of dialogs that ask for a few lines: a heading, lines, Cancel and the one deed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.core.errors import ShukeError
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import Piece, column, row
from app.ui.widgets.text import heading, sentence

_WIDTH = 480


class Ask(QDialog):
    """Opened without blocking; `complain` keeps it open with what is wrong."""

    def __init__(self, context: Context, parent: QWidget | None, words: str, yes: str) -> None:
        """`yes` names the deed."""
        super().__init__(None if parent is None else parent.window())
        self.context = context
        self.go_on: QPushButton = button(yes, self.keep, "primary")
        self.go_on.setDefault(True)
        self.wrong = sentence("", "danger")
        self.wrong.hide()
        self._words = words
        self.setWindowTitle(words)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(context.theme.px(_WIDTH))

    def fill(self, *pieces: Piece) -> None:
        """Lay the lines out."""
        cancel = button(tr(N_("Cancel")), self.reject)
        feet = row(None, cancel, self.go_on)
        self.setLayout(
            column(
                heading(self._words),
                *pieces,
                self.wrong,
                feet,
                space=SPACE.large,
                margin=SPACE.section,
            )
        )

    def fit(self) -> None:
        """As high as what is in it now."""
        found = self.layout()
        if found is not None:
            found.activate()
        self.adjustSize()

    def keep(self) -> None:
        """Do it."""
        raise NotImplementedError

    def complain(self, words: str) -> None:
        """Say what is wrong; it can be mended here."""
        self.setEnabled(True)
        self.wrong.setText(words)
        self.wrong.show()
        self.fit()

    def failed(self, problem: Exception) -> None:
        """A refusal is said here, anything else where the window says it."""
        if isinstance(problem, ShukeError):
            self.complain(str(problem))
        else:
            self.reject()
            self.context.jobs.failed.emit(problem)
