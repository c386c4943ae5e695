"""Asks with which other file one should be compared."""

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.lending import Chosen
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.find_customer import FindCustomer
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import heading, sentence


class OtherFile(QDialog):
    """A line to find the other customer in."""

    def __init__(self, context: Context, record: int, parent: QWidget | None) -> None:
        """Nobody is chosen yet."""
        super().__init__(parent)
        self._context, self._record = context, record
        self.finder = FindCustomer(context, but=[record])
        self.go = button(tr("Compare…"), self.accept, "primary")
        self.go.setEnabled(False)
        self.finder.chosen.connect(self._chosen)
        words = tr(N_("Merge with another file"))
        self.setWindowTitle(words)
        self.setMinimumWidth(context.theme.px(460))
        self.setLayout(
            column(
                heading(words),
                sentence(tr("Both are shown beside one another before anything is done."), "muted"),
                self.finder.line, self.finder,
                row(None, button(tr("Cancel"), self.reject), self.go),
                space=SPACE.medium, margin=SPACE.section,
            )
        )  # fmt: skip
        self.finder.line.setFocus()

    def _chosen(self, hit: object) -> None:
        self.go.setEnabled(hit is not None)

    def accept(self) -> None:
        """Show both."""
        if self.finder.choice is not None:
            place = Place("merge", self._record, str(self.finder.choice.id))
            super().accept()
            self._context.navigation.open(place)


def merge_with(context: Context, record: int) -> OtherFile:
    """Ask over the window; the dialog goes away when closed."""
    made = OtherFile(context, record, QApplication.activeWindow())
    made.finished.connect(made.deleteLater)
    made.open()
    return made


def merge_chosen(context: Context, chosen: Chosen) -> None:
    """Two files marked in the list."""
    if chosen.ids is None or len(chosen.ids) != 2:
        context.messages.toast(tr("Mark just two files to merge them"), tone="plain")
        return
    ours, theirs = chosen.ids
    context.navigation.open(Place("merge", ours, str(theirs)))
