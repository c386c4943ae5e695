"""Questions that need an answer now, and file choosers; tests answer for the user.

Screens use `context.dialogs` and never a QMessageBox or QFileDialog of their own, so that
every decision looks alike and a test can pass `Answers(…)` instead.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMessageBox,
    QWidget,
)

from app.core.errors import ShukeError
from app.i18n import N_, tr
from app.ui import file_chooser
from app.ui.shelves import documents

_LEAST_WIDTH = 320  # Qt makes a box as narrow as its title, which in Chinese is a few signs


def give_room(box: QMessageBox) -> None:
    """Sentences in lines, not in a column of words."""
    for each in box.findChildren(QLabel):
        if each.objectName() in ("qt_msgbox_label", "qt_msgbox_informativelabel"):
            each.setMinimumWidth(_LEAST_WIDTH)


@dataclass(frozen=True)
class Question:
    """A decision: what it is about, what follows, and what the yes-button says.

    All words are translated already; `yes` names the deed ("Restore"), never "Yes".
    """

    title: str
    words: str
    yes: str
    danger: bool = False


class Dialogs(Protocol):
    """What a screen may ask."""

    def confirm(self, question: Question) -> bool:
        """Shall it be done? Only for what cannot be undone."""

    def tell(self, title: str, words: str, details: str = "") -> None:
        """Say something that must be read before going on."""

    def error(self, problem: Exception) -> None:
        """Say what happened, what is safe, what to do."""

    def open_file(self, title: str, start: Path | None, kinds: str) -> Path | None:
        """Choose a file; `kinds` as Qt's filters: "Backups (*.skbak)"."""

    def save_file(self, title: str, start: Path, kinds: str) -> Path | None:
        """Choose where to write a file; overwriting was confirmed."""

    def folder(self, title: str, start: Path | None) -> Path | None:
        """Choose a folder."""


class WindowDialogs:
    """The real ones, over the window they belong to."""

    def __init__(self, parent: QWidget) -> None:
        """Dialogs are modal to `parent`."""
        self._parent = parent

    def confirm(self, question: Question) -> bool:
        """Ask, with "Cancel" as the default."""
        box = QMessageBox(self._parent)
        box.setWindowTitle(question.title)
        box.setText(question.title)
        box.setInformativeText(question.words)
        give_room(box)
        role = QMessageBox.ButtonRole.AcceptRole
        yes = box.addButton(question.yes, role)
        yes.setProperty("look", "danger" if question.danger else "primary")
        no = box.addButton(tr(N_("Cancel")), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no if question.danger else yes)
        box.setEscapeButton(no)
        box.exec()
        return box.clickedButton() is yes

    def tell(self, title: str, words: str, details: str = "") -> None:
        """Say it, with an OK button."""
        box = QMessageBox(self._parent)
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(words)
        give_room(box)
        box.addButton(tr(N_("OK")), QMessageBox.ButtonRole.AcceptRole)
        if details:
            copy = box.addButton(tr(N_("Copy details")), QMessageBox.ButtonRole.ActionRole)
            copy.clicked.disconnect()
            copy.clicked.connect(lambda: QApplication.clipboard().setText(details))
        box.exec()

    def error(self, problem: Exception) -> None:
        """Show a ShukeError's three sentences; anything else goes to the crash reporter."""
        if not isinstance(problem, ShukeError):
            raise problem
        what, safe, todo = problem.sentences()
        self.tell(what, "\n".join(part for part in (safe, todo) if part))

    def open_file(self, title: str, start: Path | None, kinds: str) -> Path | None:
        """The system's chooser."""
        return file_chooser.file_to_open(self._parent, title, start or documents(), kinds)

    def save_file(self, title: str, start: Path, kinds: str) -> Path | None:
        """The system's chooser."""
        return file_chooser.file_to_write(self._parent, title, start, kinds)

    def folder(self, title: str, start: Path | None) -> Path | None:
        """The system's chooser."""
        return file_chooser.folder(self._parent, title, start or documents())
