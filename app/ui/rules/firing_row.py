"""One finding on the week's list: who, why, how much short_money, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QMenu, QPushButton, QWidget

from app.catalogue.currency import short_money
from app.core.rules.firings import Firing
from app.core.rules.words import STAKES
from app.i18n import N_, tr
from app.ui.formats import day
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.text import label

_KEYS_BESIDE = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True)
class RowActions:
    """What a line can ask for; the card carries it out."""

    open: Callable[[Firing], object]
    done: Callable[[Firing], object]
    fill_later: Callable[[QMenu, Firing], object]
    set_aside: Callable[[Firing], object]
    choose: Callable[[Firing, bool], object]
    move: Callable[["FiringRow", int], object]


class FiringRow(QFrame):
    """Up and down walk through the lines, Space chooses, Enter takes care, Menu offers all."""

    def __init__(
        self, each: Firing, today: date, theme: Theme, actions: RowActions, *, may: bool
    ) -> None:
        """As seen from `today`; without the right to edit it only tells."""
        super().__init__()
        self.each, self._today, self._theme, self._actions = each, today, theme, actions
        self._may = may
        self.setProperty("look", "line-row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        why = each.why(today, short_money)
        self.setAccessibleName(f"{each.customer}: {why}")
        self.check = QCheckBox()
        self.check.setAccessibleName(tr(N_("Choose {name}"), name=each.customer))
        self.check.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.check.toggled.connect(lambda on: actions.choose(each, on))
        pieces: list[QWidget] = [self.check] if may else []
        pieces += [self._words(why), self._stake(), *([self._buttons()] if may else [])]
        inside = row(*pieces, space=SPACE.medium)
        inside.setContentsMargins(SPACE.hair, SPACE.hair, SPACE.hair, SPACE.hair)
        inside.setStretch(1 if may else 0, 1)
        self.setLayout(inside)

    def set_chosen(self, on: bool) -> None:
        """Show the line as chosen."""
        self.check.setChecked(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for each thing."""
        key = Qt.Key(event.key())
        if key in _KEYS_BESIDE:
            self._actions.move(self, _KEYS_BESIDE[key])
        elif key == Qt.Key.Key_Space and self._may:
            self.check.toggle()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event.modifiers())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything that the buttons offer, and the file."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())  # what is chosen may take this very line away

    def menu(self) -> QMenu:
        """What can be done with this line."""
        made = QMenu(self)
        each, actions = self.each, self._actions
        made.addAction(
            tr(N_("Open the file of {name}"), name=each.customer), lambda: actions.open(each)
        )
        if self._may:
            made.addSeparator()
            made.addAction(tr(N_("Done…")), lambda: actions.done(each))
            later = made.addMenu(tr(N_("Later")))
            actions.fill_later(later, each)
            made.addAction(tr(N_("Set aside…")), lambda: actions.set_aside(each))
        return made

    def _enter(self, held: Qt.KeyboardModifier) -> None:
        if self._may and not held & Qt.KeyboardModifier.ControlModifier:
            self._actions.done(self.each)
        else:
            self._actions.open(self.each)

    def _words(self, why: str) -> QWidget:
        each = self.each
        shown = each.customer or each.number or tr(N_("(no name)"))
        name = button(shown, lambda: self._actions.open(each), "name")
        name.setToolTip(tr(N_("Open the file of {name}"), name=shown))
        number = label(each.number or "", "small")
        lines: list[QWidget] = [label(why, "muted", wrap=True)]
        if each.gone:
            lines.append(label(each.gone, "warn", wrap=True))
        return holder(column(row(name, number, None, space=SPACE.small), *lines, space=2))

    def _stake(self) -> QWidget:
        each = self.each
        lines: list[QLabel] = []
        if each.stake:
            lines = [
                label(short_money(each.stake), "strong"),
                label(tr(STAKES[each.kind]), "small"),
            ]
        if each.due_on is not None:
            late = each.due_on < self._today
            words = N_("since {day}") if late else N_("on {day}")
            said = tr(words, day=day(each.due_on, self._today))
            lines.append(label(said, "warn" if late else "small"))
        for line in lines:
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        made = holder(column(None, *lines, None, space=0))
        made.setFixedWidth(self._theme.px(116))
        return made

    def _buttons(self) -> QWidget:
        each, actions = self.each, self._actions
        done = button(tr(N_("Done…")), lambda: actions.done(each))
        later = _with_menu(
            tr(N_("Later")), self._theme, lambda menu: actions.fill_later(menu, each)
        )
        aside = button(tr(N_("Set aside…")), lambda: actions.set_aside(each), "quiet")
        for made in (done, later, aside):
            made.setAccessibleName(f"{made.text()}: {each.customer}")
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return holder(row(done, later, aside, space=SPACE.hair))


def _with_menu(words: str, theme: Theme, fill: Callable[[QMenu], object]) -> QPushButton:
    """A page has dozens of these: each menu gets its entries when it is opened first."""
    made = button(words, look="menu", theme=theme, image="clock")
    menu = QMenu(made)

    def fill_once() -> None:
        if menu.isEmpty():
            fill(menu)

    menu.aboutToShow.connect(fill_once)
    made.setMenu(menu)
    return made
