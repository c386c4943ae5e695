"""One line of the list of days: when, who, what, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLabel, QMenu, QPushButton, QWidget

from app.core.reminders import service
from app.core.reminders.upcoming import Upcoming
from app.i18n import N_, tr
from app.ui.theme import Theme
from app.ui.today.words import distance, rules, short_day, what
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.text import ElidedLabel, label

_SNOOZES = ((1, N_("Tomorrow")), (3, N_("In 3 days")), (7, N_("In a week")))
_MARKS = {
    "done": N_("done"),
    "snoozed": N_("put off"),
    "skipped": N_("skipped this year"),
}


@dataclass(frozen=True)
class DayActions:
    """What a line can ask for; the page carries it out."""

    open: Callable[[Upcoming], object]
    done: Callable[[Upcoming, str], object]
    snooze: Callable[[Upcoming, date], object]
    skip: Callable[[Upcoming], object]
    again: Callable[[Upcoming], object]


class DayRow(QWidget):
    """A day of a customer; its buttons only where something can still be done."""

    def __init__(self, each: Upcoming, today: date, theme: Theme, actions: DayActions) -> None:
        """Show it as seen from `today`."""
        super().__init__()
        self.each, self._today, self._actions = each, today, actions
        inside = row(self._leaf(theme), self._words(), self._buttons(theme), space=SPACE.large)
        inside.setContentsMargins(0, SPACE.hair, 0, SPACE.hair)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    def _leaf(self, theme: Theme) -> QWidget:
        """The calendar leaf: the day, and how far away it is."""
        far = distance(self.each.on, self._today)
        day = label(short_day(self.each.on), "strong")
        soon = (self.each.on - self._today).days
        near = label(far, "accent" if 0 <= soon <= 1 else "warn" if soon < 0 else "small")
        for made in (day, near):
            made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        leaf = holder(column(day, near, space=0))
        leaf.setFixedWidth(theme.px(84))
        return leaf

    def _words(self) -> QWidget:
        name = button(self.each.customer, lambda: self._actions.open(self.each), "name")
        name.setToolTip(tr(N_("Open the file of {name}"), name=self.each.customer))
        about = ElidedLabel(what(self.each), "muted")
        lines: list[QWidget] = [about]
        rule = rules(self.each)
        if rule:
            lines.append(label(rule, "small", wrap=True))
        return holder(column(row(name, None, space=0), *lines, space=2))

    def _buttons(self, theme: Theme) -> QWidget:
        if self.each.mark is not None:
            return holder(row(self._marked(), self._again(), space=SPACE.small))
        done = _with_menu(tr("Done"), "check", theme, self._fill_done)
        later = _with_menu(tr("Later"), "clock", theme, self._fill_later)
        for made in (done, later):
            made.setAccessibleName(f"{made.text()}: {self.each.customer}")
        return holder(row(done, later, space=SPACE.small))

    def _marked(self) -> QLabel:
        mark = self.each.mark
        assert mark is not None
        words = tr(mark.word) if mark.word else tr(_MARKS[mark.state])
        return label(words, "chip")

    def _again(self) -> QPushButton:
        made = button(tr("Remind again"), lambda: self._actions.again(self.each), "link")
        made.setAccessibleName(f"{made.text()}: {self.each.customer}")
        return made

    def _fill_done(self, menu: QMenu) -> None:
        for word in service.WORDS:
            menu.addAction(tr(word), partial(self._actions.done, self.each, word))
        menu.addSeparator()
        menu.addAction(tr("Something else…"), self._own_word)

    def _fill_later(self, menu: QMenu) -> None:
        for days, words in _SNOOZES:
            until = self._today + timedelta(days=days)
            menu.addAction(tr(words), partial(self._actions.snooze, self.each, until))
        menu.addSeparator()
        menu.addAction(tr("Skip this year"), lambda: self._actions.skip(self.each))

    def _own_word(self) -> None:
        word, fine = QInputDialog.getText(self, tr("Done"), tr("What was done?"))
        if fine and word.strip():
            self._actions.done(self.each, word)


def _with_menu(
    words: str, image: str, theme: Theme, fill: Callable[[QMenu], object]
) -> QPushButton:
    """A page has dozens of these: each menu gets its entries when it is opened first."""
    made = button(words, look="menu", theme=theme, image=image)
    menu = QMenu(made)

    def fill_once() -> None:
        if menu.isEmpty():
            fill(menu)

    menu.aboutToShow.connect(fill_once)
    made.setMenu(menu)
    return made
