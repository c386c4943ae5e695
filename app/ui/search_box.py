"""Search everywhere: a field whose results hang below it and never take the focus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget
from shiboken6 import isValid

from app.i18n import ntr, tr
from app.ui.context import Context
from app.ui.icons import icon
from app.ui.jobs import Topic
from app.ui.navigation import Place
from app.ui.registry import new_for, screens_for
from app.ui.shortcuts import shown
from app.ui.widgets.hit_list import HitList, Line
from app.ui.widgets.layout import column
from app.ui.widgets.text import label

if TYPE_CHECKING:
    from app.core.customers.queries import Hit, SearchResult

_MOST = 12
_WIDEST = 560


@dataclass(frozen=True)
class _Command:
    words: str
    image: str
    place: Place


class SearchBox(QLineEdit):
    """Asks at each committed change; Up, Down, Enter and Esc work while typing."""

    def __init__(self, context: Context) -> None:
        """The results' frame is shown over `window()`'s content by `place_results`."""
        super().__init__()
        self._context = context
        self._topic = Topic(self)
        self._composing = False
        self._from: QWidget | None = None  # where the cursor was before Ctrl+K
        self.setProperty("look", "search")
        self.setMaximumWidth(context.theme.px(_WIDEST))
        self.setPlaceholderText(tr("Search everywhere") + "   " + shown("search"))
        self.setAccessibleName(tr("Search everywhere"))
        self.addAction(
            icon("search", context.theme, "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.results = QFrame()
        self.results.setProperty("look", "popup")
        self.lines = HitList(context.theme)
        self.count = label("", "small")
        self.count.setContentsMargins(10, 2, 10, 4)
        self.results.setLayout(column(self.lines, self.count, space=2, margin=6))
        self.results.hide()
        self.lines.chosen.connect(self._go)
        self.textChanged.connect(self._ask)

    def start(self) -> None:
        """Ctrl+K: put the cursor here, the old text selected."""
        if not self.hasFocus():
            self._from = self.window().focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def place_results(self, over: QWidget) -> None:
        """Hang the results below the field, inside the shell."""
        if self.results.parent() is not over:
            self.results.setParent(over)
        corner = self.mapTo(over, self.rect().bottomLeft())
        height = self.results.sizeHint().height()
        self.results.setGeometry(QRect(corner.x(), corner.y() + 4, self.width(), height))
        self.results.raise_()
        self.results.show()

    @Slot(str)
    def _ask(self, text: str) -> None:
        wanted = text.strip()
        if not wanted:
            self._topic.drop()
            self.results.hide()
            return
        from app.core.customers.queries import search  # pypinyin's tables: not before typing

        self._context.jobs.read(
            lambda reader: search(reader, wanted, limit=_MOST), self._show, topic=self._topic
        )

    @Slot(object)
    def _show(self, found: SearchResult) -> None:
        if not self.text().strip():
            return
        hits = [_line(hit) for hit in found.hits]
        commands = [Line(c.words, "", c.image, c.place) for c in self._commands()]
        self.lines.fill([*hits, *commands])
        self.count.setText(_how_many(found))
        self.place_results(self._shell())

    def _shell(self) -> QWidget:
        over: QWidget = self
        while (above := over.parentWidget()) is not None and not over.property("shell"):
            over = above
        return over

    def _commands(self) -> list[_Command]:
        typed, actor = self.text().strip().casefold(), self._context.actor
        pages = [
            _Command(tr(each.title), each.icon, Place(each.key))
            for each in screens_for(actor)
            if each.sidebar
        ]
        new = [_Command(tr(e.title), e.icon, Place(e.screen, detail="new")) for e in new_for(actor)]
        return [each for each in (*new, *pages) if typed in each.words.casefold()]

    @Slot(object)
    def _go(self, place: Place) -> None:
        self.clear()
        self.results.hide()
        self._from = None
        self.clearFocus()
        self._context.navigation.open(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the results without leaving the field."""
        key = event.key()
        if self._composing:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.results.isVisible():
            self.lines.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.results.isVisible():
            self.lines.choose()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Leave the keys to the input method while a word is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the results away when the cursor goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.results.hide()

    def _escape(self) -> None:
        if self.results.isVisible() or self.text():
            self.clear()
            self.results.hide()
        else:
            self._give_back()

    def _give_back(self) -> None:
        """The cursor goes where it was before Ctrl+K, if that is still there."""
        before, self._from = self._from, None
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()


def _line(hit: Hit) -> Line:
    image = "building-2" if hit.kind == "company" else "user"
    phone = hit.phone if hit.matched == "phone" else None
    beside = "  ".join(part for part in (hit.company, phone, hit.number) if part)
    return Line(hit.name or hit.number or "", beside, image, Place("customer", record=hit.id))


def _how_many(found: SearchResult) -> str:
    if not found.total:
        return tr("Nobody found")
    if found.more:
        return tr("More than {n} found", n=found.total)
    return ntr("{n} found", "{n} found", found.total)
