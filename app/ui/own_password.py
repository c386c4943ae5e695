"""Changing one's own password, from settings and from the menu."""

from PySide6.QtWidgets import QWidget

from app.core.accounts.service import StepUp, change_password
from app.core.errors import ShukeError
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.widgets.card_dialog import PasswordDialog


def ask_new_password(context: Context, parent: QWidget) -> PasswordDialog:
    """Open the dialog; it closes itself when the password is changed."""
    names = (context.shop.name, context.actor.name)
    dialog = PasswordDialog(
        parent, context.theme, names, lambda asked, old, new: _change(context, asked, old, new)
    )
    dialog.open()
    return dialog


def _change(context: Context, dialog: PasswordDialog, old: str, new: str) -> None:
    step_up = StepUp(old, context.app_state.folder)

    def done(_: object) -> None:
        dialog.accept()
        context.messages.toast(tr("The password is changed."))

    def error(problem: Exception) -> None:
        if not isinstance(problem, ShukeError):
            raise problem
        dialog.complain(problem.sentences()[0])

    context.jobs.long(
        N_("Changing the password"),
        lambda _: change_password(context.actor, context.shop, step_up, new),
        done,
        on_error=error,
    )
