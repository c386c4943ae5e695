"""One backup in the list: when, how much, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.backups.shelf import Backup
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.formats import moment, size
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.layout import column, row
from app.ui.widgets.text import label

KINDS = {
    "manual": N_("by hand"),
    "auto": N_("by itself"),
    "import": N_("before an import"),
    "migration": N_("before an update"),
    "restore": N_("before a restore"),
}


class BackupRow(QWidget):
    """Emits what the user wants done."""

    verify_wanted = Signal(object)
    copy_wanted = Signal(object)
    restore_wanted = Signal(object)

    def __init__(self, context: Context, backup: Backup, *, may_restore: bool) -> None:
        """A custodian may not restore."""
        super().__init__()
        when = moment(backup.made_at, context.clock)
        theme = context.theme
        self.verify = icon_button(
            "shield-check", tr("Verify the backup of {day}", day=when),
            lambda: self.verify_wanted.emit(backup), theme, tr("Verify: open it to the bottom"),
        )  # fmt: skip
        self.copy = icon_button(
            "usb", tr("Copy the backup of {day}", day=when),
            lambda: self.copy_wanted.emit(backup), theme, tr("Copy to another folder"),
        )  # fmt: skip
        self.restore = icon_button(
            "history", tr("Go back to the backup of {day}", day=when),
            lambda: self.restore_wanted.emit(backup), theme, tr("Go back to this backup"),
        )  # fmt: skip
        words = column(label(when, "value"), label(_about(backup), "small"), space=0)
        buttons = [self.verify, self.copy, *([self.restore] if may_restore else [])]
        line = row(words, None, *buttons, space=SPACE.hair)
        line.setContentsMargins(0, SPACE.medium, 0, SPACE.medium)
        self.setLayout(line)


def _about(backup: Backup) -> str:
    parts = (
        tr(KINDS.get(backup.kind, N_("by hand"))),
        ntr("{n} customer", "{n} customers", backup.customers),
        ntr("{n} purchase", "{n} purchases", backup.purchases),
        size(backup.size),
    )
    return " · ".join(parts)
