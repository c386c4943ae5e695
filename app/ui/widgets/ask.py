"""The frame of dialogs that ask for a few lines: a heading, lines, Cancel and the one deed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.core.errors import ShukeError
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import Piece, column, holder, row
from app.ui.widgets.scrolled_lines import ScrolledLines
from app.ui.widgets.text import sentence

_WIDTH = 480
_TITLE_BAR = 36  # of a window that does not stand yet


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
        self.scrolled: ScrolledLines | None = None
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
                sentence(self._words, "heading"),
                *pieces,
                self.wrong,
                feet,
                space=SPACE.large,
                margin=SPACE.section,
            )
        )

    def fill_scrolling(self, *pieces: Piece) -> None:
        """As `fill`, for lines that may not have room on the screen: they scroll, buttons stay."""
        self.scrolled = ScrolledLines(holder(column(*pieces, None, space=SPACE.large)))
        self.scrolled.grown.connect(self.fit)
        self.fill(self.scrolled)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now everything has its font, so that the height of what breaks is known."""
        found = self.layout()
        if self.scrolled is not None or (
            found is not None and found.totalHeightForWidth(self.width()) > self.height()
        ):
            self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """As high as what is in it now, as far as the screen goes."""
        fit_on_screen(self)

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


def fit_on_screen(dialog: QDialog, title_bar: int = _TITLE_BAR) -> None:
    """As high as its layout wants, but never higher than the screen nor below its edge."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    there = dialog.screen().availableGeometry()
    shown = dialog.isVisible()
    width = dialog.width() if shown else layout.totalSizeHint().width()
    width = max(width, dialog.minimumWidth())
    frame = max(dialog.frameGeometry().height() - dialog.height(), title_bar)
    dialog.resize(width, min(layout.totalHeightForWidth(width), there.height() - frame))
    below = dialog.frameGeometry().bottom() - there.bottom()
    if shown and below > 0:
        dialog.move(dialog.x(), max(there.top(), dialog.y() - below))
