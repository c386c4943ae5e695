"""The counter card: Ctrl+G, two letters, and one large card says who stands there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget
from shiboken6 import isValid

from app.core.customers.queries import Hit
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.customers.counter_view import CounterView
from app.ui.customers.glance import CounterGlance, at_the_counter
from app.ui.jobs import Topic
from app.ui.navigation import Place
from app.ui.tokens import SPACE
from app.ui.widgets.hit_list import HitList, Line
from app.ui.widgets.layout import column, holder, row
from app.ui.widgets.text import label

_MOST = 8
_WIDE, _HIGH, _LIST = 760, 520, 240


@dataclass(frozen=True)
class _Found:
    hits: tuple[Hit, ...]
    card: CounterGlance | None


class CounterCard(QFrame):
    """Lies over the window; Up and Down choose, Enter opens the file, Esc puts it away."""

    def __init__(self, context: Context, over: QWidget) -> None:
        """Hidden until `start`."""
        super().__init__(over)
        self._context, self._over = context, over
        self._topic = Topic(self)
        self._filling = False
        self._before: QWidget | None = None  # where the cursor was
        self.record: int | None = None
        self.setProperty("look", "popup")
        self.setAccessibleName(tr(N_("Counter card")))
        self.line = _Line(self._key)
        self.line.setProperty("look", "search")
        self.line.setPlaceholderText(tr(N_("Two letters of the name, or the end of the phone")))
        self.line.setAccessibleName(tr(N_("Counter card")))
        self.line.textChanged.connect(self._ask)
        self.hits = HitList(context.theme)
        self.hits.chosen.connect(self._open)
        self.hits.selectionModel().currentChanged.connect(lambda now, _: self._moved(now.row()))
        self.view = CounterView(context)
        self.nobody = label("", "muted", wrap=True)
        left = holder(column(self.hits, None))
        left.setFixedWidth(context.theme.px(_LIST))
        below = row(left, self.view, space=SPACE.section)
        below.setStretch(1, 1)
        self.below = holder(below)
        inside = column(self.line, self.nobody, self.below, space=SPACE.large)
        inside.setStretch(2, 1)
        inside.setContentsMargins(*(SPACE.section,) * 4)
        self.setLayout(inside)
        self.hide()
        over.installEventFilter(self)

    def start(self) -> None:
        """Ctrl+G: an empty line."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.line.clear()
        self._show(_Found((), None))
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Hide, leave nobody's name behind, and give the cursor back."""
        self._topic.drop()
        self.line.clear()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle; a press beside the card puts it away."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif event.type() == QEvent.Type.MouseButtonPress and self.isVisible():
            self.put_away()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.put_away()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.hits.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hits.choose()
        else:
            return False
        return True

    def _ask(self, text: str) -> None:
        wanted = text.strip()
        if not wanted:
            self._topic.drop()
            self._show(_Found((), None))
            return
        from app.core.customers.queries import search  # pypinyin's tables: not before typing

        def ask(reader: Reader) -> _Found:
            hits = search(reader, wanted, limit=_MOST).hits
            return _Found(hits, at_the_counter(reader, hits[0].id) if hits else None)

        self._context.jobs.read(ask, self._show, topic=self._topic)

    def _show(self, found: _Found) -> None:
        typed = bool(self.line.text().strip())
        self._filling = True  # the first hit's card came along
        self.hits.fill([_line(each) for each in found.hits])
        self._filling = False
        self.nobody.setText(tr("Nobody found") if typed else tr(N_("Esc puts the card away.")))
        self.nobody.setVisible(not found.hits)
        self.below.setVisible(bool(found.hits))
        self._show_card(found.card)

    def _moved(self, row_: int) -> None:
        if row_ < 0 or self._filling:
            return
        record = self.hits.lines()[row_].value
        self._context.jobs.read(
            lambda reader: at_the_counter(reader, record), self._show_card, topic=self._topic
        )

    def _show_card(self, card: CounterGlance | None) -> None:
        self.record = None if card is None else card.glance.id
        self.view.setVisible(card is not None)
        if card is not None:
            self.view.show_card(card)
            self.setAccessibleDescription(self.view.words())

    def _open(self, record: int) -> None:
        self.put_away()
        self._context.navigation.open(Place("customer", record=record))

    def _place(self) -> None:
        theme, room = self._context.theme, self._over.rect()
        wide = min(theme.px(_WIDE), room.width() - 2 * SPACE.page)
        high = min(theme.px(_HIGH), room.height() - 2 * SPACE.page)
        self.setGeometry((room.width() - wide) // 2, (room.height() - high) // 2, wide, high)


class _Line(QLineEdit):
    """Leaves the keys to an input method while it is composing."""

    def __init__(self, take: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._take = take
        self._composing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing or not self._take(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)


def _line(hit: Hit) -> Line:
    image = "building-2" if hit.kind == "company" else "user"
    return Line(hit.name or hit.number or "", (hit.number or "") if hit.name else "", image, hit.id)


def make_counter(context: Context, over: QWidget) -> CounterCard:
    """Made when Ctrl+G is pressed first."""
    return CounterCard(context, over)
