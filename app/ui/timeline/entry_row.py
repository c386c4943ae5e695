"""One entry of the stream: when, what, in whose words, and what can still be done about it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QInputDialog, QLabel, QMenu, QToolButton, QWidget

from app.catalogue.currency import money
from app.core.clock import Clock
from app.core.timeline.items import Item
from app.i18n import N_, tr
from app.ui.icons import picture
from app.ui.theme import Theme
from app.ui.timeline.settling import Settling
from app.ui.timeline.words import ICONS, due, facts, head, when
from app.ui.tokens import SPACE
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.flow import Flow
from app.ui.widgets.layout import column, holder, row, rule
from app.ui.widgets.text import LabelLook, label, selectable

_OURS = ("note", "touch", "promise")
_STATES: dict[str, tuple[str, LabelLook]] = {
    "kept": (N_("fulfilled"), "accent"),
    "broken": (N_("not fulfilled"), "danger"),
}


@dataclass(frozen=True)
class Around:
    """What every row needs besides its entry."""

    theme: Theme
    clock: Clock
    settling: Settling
    may_edit: bool
    edit: Callable[["EntryRow"], object]


class EntryRow(QWidget):
    """Words first; the menu holds what is seldom needed."""

    def __init__(self, item: Item, around: Around) -> None:
        """Show one entry; `line` is the hairline above it."""
        super().__init__()
        self.item, self._around, self.line = item, around, rule()
        theme = around.theme
        sign = QLabel()
        sign.setPixmap(picture(ICONS[item.kind], theme.colours.muted, theme.px(17)))
        pieces: list[QWidget] = [
            self._leaf(),
            holder(column(sign, None, space=0)),
            self._words(),
        ]
        if item.amount is not None:
            pieces.append(holder(column(label(money(item.amount), "value"), None, space=0)))
        menu = self.entries()
        self.pencil = self._pencil() if self.may_be_edited else None
        tools = [each for each in (self.pencil, self._more(menu) if menu else None) if each]
        if tools:
            pieces.append(holder(column(row(*tools, space=0), None, space=0)))
        inside = row(*pieces, space=SPACE.medium)
        inside.setContentsMargins(0, SPACE.small, 0, SPACE.small)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    @property
    def may_be_edited(self) -> bool:
        """Is it a note, contact, visit or promise, and may this person change it?"""
        item = self.item
        ours = item.place is not None and item.place[0] in _OURS
        return ours and self._around.may_edit and item.key.stream != "settled"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 anywhere in the row and Enter on its pencil open the editor."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        on_pencil = self.pencil is not None and self.pencil.hasFocus()
        if self.pencil is not None and (event.key() == Qt.Key.Key_F2 or (entered and on_pencil)):
            self._around.edit(self)
        else:
            super().keyPressEvent(event)

    def _pencil(self) -> QToolButton:
        name = tr(N_("Change: {what}"), what=self.item.words or head(self.item))
        hint = tr(N_("Put it in other words (F2)"))
        edit = self._around.edit
        return icon_button("pencil", name, lambda: edit(self), self._around.theme, hint)

    def _leaf(self) -> QWidget:
        on, at = when(self.item, self._around.clock)
        words = label(f"{on} {at}".strip(), "small", wrap=True)
        leaf = holder(column(words, None, space=0))
        leaf.setFixedWidth(self._around.theme.px(92))
        return leaf

    def _words(self) -> QWidget:
        item = self.item
        words, look = self._state()
        lines: list[QWidget] = [label(head(item), "small", wrap=True)]
        if words:
            lines = [holder(Flow([label(head(item), "small"), label(words, look)], SPACE.small))]
        if item.words:
            lines.append(selectable(label(item.words, "value", wrap=True)))
        more = facts(item)
        if more:
            lines.append(label(more, "muted", wrap=True))
        return holder(column(*lines, space=2))

    def _state(self) -> tuple[str, LabelLook]:
        item, today = self.item, self._around.clock.today()
        if item.state in _STATES and item.key.stream == "promise":
            words, look = _STATES[item.state]
            return tr(words), look
        if item.state not in ("open", "step"):
            return "", "small"
        late = item.due is not None and item.due < today
        return due(item.due, today), "warn" if late else "accent"

    def entries(self) -> list[tuple[str, Callable[[], object]]]:
        """What its menu offers: words and what they do."""
        place = self.item.place
        if not self._around.may_edit or place is None or place[0] not in _OURS:
            return []
        if self.item.key.stream == "settled":
            return [(tr(N_("Open again")), lambda: self._around.settling.reopen(place[1]))]
        return [*self._endings(place[1]), (tr(N_("Delete")), self._delete)]

    def _endings(self, row_id: int) -> list[tuple[str, Callable[[], object]]]:
        settling = self._around.settling
        if self.item.state == "step":
            return [(tr(N_("Next step done")), lambda: settling.step_done(row_id))]
        if self.item.state != "open":
            return []
        return [
            (tr(N_("Fulfilled")), lambda: settling.keep(row_id)),
            (tr(N_("Fulfilled, in a word…")), lambda: self._in_a_word(settling.keep)),
            (tr(N_("Not fulfilled")), lambda: settling.break_(row_id)),
            (tr(N_("Not fulfilled, in a word…")), lambda: self._in_a_word(settling.break_)),
        ]

    def _more(self, entries: list[tuple[str, Callable[[], object]]]) -> QWidget:
        name = tr(N_("More about: {what}"), what=self.item.words or head(self.item))
        press = icon_button("ellipsis", name, None, self._around.theme)

        def show() -> None:
            menu = QMenu(press)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for words, do in entries:
                menu.addAction(words, do)
            menu.popup(press.mapToGlobal(QPoint(0, press.height())))

        press.clicked.connect(show)
        return press

    def _delete(self) -> None:
        place = self.item.place
        assert place is not None
        self._around.settling.delete(*place)

    def _in_a_word(self, settle: Callable[[int, str], object]) -> None:
        word, fine = QInputDialog.getText(self, tr(N_("Promise")), tr(N_("How did it end?")))
        if fine and self.item.place is not None:
            settle(self.item.place[1], word)
