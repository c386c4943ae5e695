"""Passes late complaints on: when the shop is opened, every few minutes, after changes."""

from PySide6.QtCore import QObject, QTimer

from app.core.complaints.escalating import ESCALATE_TITLE, escalate
from app.ui.context import Context
from app.ui.looking import Looking

_TABLES = ("complaint", "complaint_step", "setting", "opening_hours", "holiday")
_EVERY_MS = 5 * 60 * 1000


class Watch(Looking):
    """What was missed while nobody was here is made up for."""

    def __init__(self, context: Context) -> None:
        """Look at once, then again and again."""
        shop, actor = context.shop, context.actor
        super().__init__(context, ESCALATE_TITLE, lambda _: escalate(actor, shop), _TABLES)
        self.timer = QTimer(self)
        self.timer.setInterval(_EVERY_MS)
        self.timer.timeout.connect(self.look)
        if self.may:
            self.timer.start()


def make_watch(context: Context) -> QObject:
    """Made by the joints."""
    return Watch(context)
