"""The one dialog that asks for the password again, before what a passer-by must not do.

No screen asks by itself: `Jobs` hands over what core refused (`PasswordNeeded`), and does it
once more when the password was given.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.core.accounts.service import StepUp, confirm_for
from app.core.errors import PasswordNeeded, ShukeError
from app.core.step_up import VALID
from app.i18n import N_, language, ntr, tr
from app.ui.background import Background
from app.ui.context import Context
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.form import FormLine, PasswordEdit
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import heading, sentence

_WIDTH = 440


class PasswordAgain(QDialog):
    """Enter gives the password, Esc leaves; a wrong one is said here and may be mended."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        words: str,
        check: Callable[["PasswordAgain", str], object],
    ) -> None:
        """`words` say what for; `check` tries a password, then accepts or complains."""
        super().__init__(parent)
        self._check = check
        self.password = PasswordEdit(theme)
        self.line = FormLine(tr(N_("Password")), self.password, _how_long())
        self.go_on = button(tr(N_("Go on")), self.give, "primary")
        self.go_on.setDefault(True)
        cancel = button(tr(N_("Cancel")), self.reject)
        self.password.textChanged.connect(self._follow)
        please = tr(N_("Your password, please"))
        said = column(heading(please), sentence(words), space=SPACE.small)
        self.setWindowTitle(please)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.setLayout(
            column(
                said, self.line, row(None, cancel, self.go_on),
                space=SPACE.large, margin=SPACE.section,
            )
        )  # fmt: skip
        self._follow()

    def give(self) -> None:
        """Try what was typed."""
        if self.go_on.isEnabled():
            self._wait(True)
            self._check(self, self.password.text())

    def complain(self, words: str) -> None:
        """It was wrong, or it is too early to try again."""
        self._wait(False)
        self.password.clear()
        self.line.complain(words)
        self.password.setFocus()
        self.layout().activate()  # type: ignore[union-attr]
        self.adjustSize()

    def _wait(self, checking: bool) -> None:
        """While it is checked; not by disabling the dialog, whose keys would go elsewhere."""
        self.password.setReadOnly(checking)
        self._follow()

    def _follow(self) -> None:
        self.go_on.setEnabled(bool(self.password.text()) and not self.password.isReadOnly())


@dataclass(frozen=True)
class _Waiting:
    """What core refused, how to do it again, and how to say that it was not done."""

    problem: PasswordNeeded
    again: Callable[[], object]
    give_up: Callable[[], object]


class Asking(QObject):
    """Of one open shop: one dialog at a time, whatever waits for it."""

    def __init__(self, context: Context) -> None:
        """Takes over what the jobs were refused."""
        super().__init__()
        self._context = context
        self._waiting: list[_Waiting] = []
        self._checking = Background(1, "password")
        self.dialog: PasswordAgain | None = None
        context.jobs.ask_password = self.ask
        context.doors.ending.connect(self.end)
        context.doors.screen_given.connect(self._given)

    def ask(
        self, problem: PasswordNeeded, again: Callable[[], object], give_up: Callable[[], object]
    ) -> None:
        """Ask, then do it again; `give_up` when nobody gives it."""
        if self._context.actor.proof.fresh:  # given meanwhile, for something else
            again()
            return
        self._waiting.append(_Waiting(problem, again, give_up))
        if self.dialog is None:
            self._open(problem)

    @Slot()
    def end(self) -> None:
        """The shop is being closed: nothing is done again, nobody is told."""
        self._waiting.clear()
        self._context.actor.proof.forget()
        if self.dialog is not None:
            self.dialog.reject()

    def stop(self) -> None:
        """End the thread; from any thread."""
        self._checking.close(drop_waiting=True)

    def _open(self, problem: PasswordNeeded) -> None:
        over = QApplication.activeModalWidget() or QApplication.activeWindow()
        dialog = PasswordAgain(over, self._context.theme, tr(problem.grave.asks), self._try)
        self.dialog = dialog
        dialog.finished.connect(self._finished)
        dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        dialog.open()
        dialog.password.setFocus()

    def _try(self, dialog: PasswordAgain, password: str) -> None:
        context = self._context
        step_up = StepUp(password, context.app_state.folder)
        what = self._waiting[0].problem.step if self._waiting else ""

        def done(_: object) -> None:
            if self.dialog is dialog:
                dialog.accept()

        def failed(problem: Exception) -> None:
            if self.dialog is not dialog:
                return
            if not isinstance(problem, ShukeError):
                dialog.reject()
                context.jobs.failed.emit(problem)
                return
            what, _, todo = problem.sentences()
            dialog.complain(what + ("" if language() == "zh" else " ") + todo)

        self._checking.run(
            lambda: confirm_for(context.actor, context.shop, step_up, what), done, failed
        )

    @Slot(int)
    def _finished(self, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        waiting, self._waiting = self._waiting, []
        if dialog is not None:
            dialog.deleteLater()
        for each in waiting:
            if result == QDialog.DialogCode.Accepted:
                each.again()
            else:
                each.give_up()

    @Slot(bool)
    def _given(self, given: bool) -> None:
        """While customers have the screen, nobody has proved anything."""
        if given:
            self._context.actor.proof.forget()


def _how_long() -> str:
    minutes = int(VALID.total_seconds()) // 60
    return ntr(
        "You will not be asked again for {n} minute, unless the shop is locked.",
        "You will not be asked again for {n} minutes, unless the shop is locked.",
        minutes,
    )
