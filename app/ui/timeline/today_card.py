"""On Today: promises to keep and next steps to take, overdue first, for the next seven days."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.actor import Right
from app.core.store.reader import Reader
from app.core.timeline import queries
from app.i18n import N_, ntr, tr
from app.ui.context import Context
from app.ui.lending import LentCard
from app.ui.timeline.due_row import Due, DueRow, dues
from app.ui.timeline.settling import Settling
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import card, clear, rule, stand
from app.ui.widgets.text import label

_DAYS = 7
_FEW, _MOST = 6, 200


@dataclass(frozen=True)
class DueToday:
    """What is due, and how many promises are open in all."""

    today: date
    due: tuple[Due, ...]


def due_today(reader: Reader) -> DueToday:
    """Everything due up to a week from today."""
    until = reader.today + timedelta(days=_DAYS)
    promises = queries.open_promises(reader, until=until, limit=_MOST)
    steps = queries.next_steps(reader, until=until, limit=_MOST)
    return DueToday(reader.today, tuple(dues(promises, steps)))


class DueTodayCard(LentCard):
    """Empty when nothing is due."""

    key, title = "due", N_("Promises and next steps")
    tables = frozenset({"promise", "touch", "customer"})

    def __init__(self, context: Context) -> None:
        """Loads when it is shown."""
        super().__init__(context)
        self._settling = Settling(context, elsewhere=True)
        self._shown = _FEW
        self._last: DueToday | None = None
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)

    def reload(self) -> None:
        """Ask what is due."""
        if self.context.may(Right.SEE_CUSTOMERS):
            self.context.jobs.read(due_today, self._show, topic=self.topic)

    def _show(self, found: DueToday) -> None:
        self._last = found
        clear(self.inside)
        if not found.due:
            return
        pieces: list[QWidget] = []
        late = sum(each.due_on is not None and each.due_on < found.today for each in found.due)
        if late:
            words = ntr("{n} is late.", "{n} are late.", late)
            pieces.append(label(words, "warn", wrap=True))
        theme, actions = self.context.theme, self._settling.actions
        for number, each in enumerate(found.due[: self._shown]):
            pieces += [rule()] if number else []
            pieces.append(DueRow(each, found.today, theme, actions, narrow=True))
        left = len(found.due) - self._shown
        if left > 0:
            words = ntr("Show {n} more", "Show {n} more", left)
            pieces.append(button(words, self._more, "link"))
        stand(self.inside, card(*pieces, words=tr(self.title), space=SPACE.small))
        self.inside.addSpacing(SPACE.large)  # its own, so that an empty card takes no room

    def _more(self) -> None:
        self._shown = _MOST
        if self._last is not None:
            self._show(self._last)


def make_card(context: Context) -> LentCard:
    """Made by the joints."""
    return DueTodayCard(context)
