"""The check-up: one button, and what it found, in words."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.audit.service import CheckUp, check_up
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.icons import picture
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, column, row
from app.ui.widgets.text import sentence


class CheckCard(QWidget):
    """Looks at the file, its rows, the search index, the audit trail, keyring and disk."""

    def __init__(self, context: Context) -> None:
        """Nothing is looked at before the button is pressed."""
        super().__init__()
        self._context = context
        self.run = button(tr("Check now"), self.check, theme=context.theme, image="shield-check")
        self._found = QVBoxLayout()
        self._found.setSpacing(SPACE.small)
        explanation = tr(
            "Is every page of the customer file whole, and is the audit trail unbroken?"
        )
        line = row(sentence(explanation, "muted"), self.run, space=SPACE.large)
        line.setStretch(0, 1)
        self.setLayout(column(card(line, self._found, words=tr("Check-up"))))

    def check(self) -> None:
        """Look at everything."""
        actor, shop = self._context.actor, self._context.shop
        self.run.setEnabled(False)
        self._context.jobs.long(
            N_("Checking the shop"),
            lambda progress: check_up(actor, shop, progress),
            self._show,
            on_error=self._failed,
        )

    def found(self) -> list[str]:
        """The sentences that are shown."""
        return [each.text() for each in self.findChildren(QLabel, "finding")]

    @Slot(object)
    def _show(self, done: CheckUp) -> None:
        self.run.setEnabled(True)
        clear(self._found)
        if done.ok:
            self._add([tr("All is well: everything is whole.")], "circle-check", "accent")
        self._add([f.text() for f in done.findings if f.damage], "circle-alert", "danger")
        self._add([f.text() for f in done.findings if not f.damage], "info", "warn")

    def _failed(self, problem: Exception) -> None:
        self.run.setEnabled(True)
        self._context.jobs.failed.emit(problem)

    def _add(self, sentences: Sequence[str], image: str, colour: str) -> None:
        theme = self._context.theme
        for words in sentences:
            sign, said = QLabel(), sentence(words)
            sign.setPixmap(picture(image, getattr(theme.colours, colour), theme.px(18)))
            said.setObjectName("finding")
            line: QHBoxLayout = row(sign, said, space=SPACE.small)
            line.setStretch(1, 1)
            self._found.addLayout(line)
