"""How well the shop is backed up, in two lines, and what to do about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.core.backups.queries import Standing
from app.i18n import tr
from app.ui.context import Context
from app.ui.formats import moment
from app.ui.messages import Action, Message
from app.ui.tokens import SPACE
from app.ui.widgets.banner import Banner
from app.ui.widgets.layout import card, column, holder
from app.ui.widgets.text import label


class StandingCard(QWidget):
    """Reminds when no copy has left this computer for seven days."""

    def __init__(self, context: Context, copy_newest: Callable[[], object]) -> None:
        """`copy_newest` is what the reminder's button does."""
        super().__init__()
        self._context, self._copy = context, copy_newest
        self.reminder = Banner(context.theme, closable=False)
        self.last: QLabel = label("", "value")
        self.last_off_pc: QLabel = label("", "value")
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.page)
        for place, (words, value) in enumerate(
            ((tr("Last backup"), self.last), (tr("Last copy off this computer"), self.last_off_pc))
        ):
            grid.addWidget(label(words, "small"), 0, place)
            grid.addWidget(value, 1, place)
            grid.setColumnStretch(place, 1)
        inside: QVBoxLayout = column(self.reminder, card(holder(grid)), space=SPACE.medium)
        self.setLayout(inside)

    def show_standing(self, found: Standing, any_backup: bool) -> None:
        """Say it for today."""
        clock = self._context.clock
        never = tr("never")
        self.last.setText(moment(found.last, clock) if found.last else never)
        self.last_off_pc.setText(moment(found.last_off_pc, clock) if found.last_off_pc else never)
        if not found.off_pc_late:
            self.reminder.hide()
            return
        words = (
            tr("No copy of this shop has left this computer for more than 7 days.")
            if found.last_off_pc
            else tr("No copy of this shop has left this computer yet.")
        )
        action = Action(tr("Copy to a USB stick…"), self._copy) if any_backup else None
        self.reminder.say(Message(words, "warn", action))
