"""The scrolling body of a file: its parts, her purchases, what other screens lend.

Only the parts that can be seen are made before the first painting, the others right after it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.catalogue.field import Field
from app.ui.context import Context
from app.ui.customers.lent_cards import LentCards
from app.ui.customers.part_card import CardActions, PartCard
from app.ui.customers.pens import Pens
from app.ui.customers.purchases_card import PurchasesCard
from app.ui.customers.seen import Seen
from app.ui.customers.shown import ShownPart
from app.ui.customers.value_line import FileActions, ValueLine
from app.ui.lending import FileParts
from app.ui.tokens import SPACE
from app.ui.widgets.layout import holder, scrolling

_TWO_COLUMNS = 660  # width of the cards; about 900 of the page
_CLOSED = "file.closed_parts"
_AIM_MS = 10_000  # so long a jump holds its aim while cards grow above it


class FileBody(QWidget):
    """One card a part, kept from one customer to the next."""

    def __init__(
        self,
        context: Context,
        lent: FileParts,
        actions: FileActions,
        add_field: Callable[[], object],
        completed: Callable[[], object],
    ) -> None:
        """Empty until a customer is shown; `completed` when everything stands."""
        super().__init__()
        self._context, self._actions, self._completed = context, actions, completed
        self._card_actions = CardActions(self._toggled, add_field)
        self.pens = Pens(context.theme)
        self.cards: dict[str, PartCard] = {}
        self.purchases = PurchasesCard(context)
        self.purchases.hide()
        self.lent_cards = LentCards(context, lent.cards)
        self._waiting: list[ShownPart] = []
        self._seen: Seen | None = None
        self._afresh = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._go_on)
        self._aim: QWidget | None = None
        self._aim_for = QTimer(self)
        self._aim_for.setSingleShot(True)
        self._aim_for.setInterval(_AIM_MS)
        self._aim_for.timeout.connect(self._let_go)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(SPACE.large)
        self.area = self._scrolling()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.area)

    def show_customer(self, seen: Seen, *, afresh: bool) -> None:
        """Show what can be seen now, and the rest when that is painted."""
        if list(self.cards) != [each.part.key for each in seen.parts]:
            self._make_cards(seen)
            afresh = True
        self._seen, self._afresh = seen, afresh
        if afresh:
            self._let_go()
            self.area.verticalScrollBar().setValue(0)
            self.lent_cards.show_record(seen.id)
        self._waiting = list(seen.parts)
        room = self.area.viewport().height()
        while self._waiting and (room > 0 or not afresh):
            room -= self._show_next()
        self._later.start(0)

    def warm(self, seen: Seen) -> None:
        """Make the cards and their lines, one a round; nobody's file is shown by it."""
        self._make_cards(seen)
        self._warm_next(seen.parts)

    def _warm_next(self, parts: Sequence[ShownPart]) -> None:
        if self._seen is not None:
            return  # somebody came: the rest is made for real
        if not parts:
            self._polish()
        else:
            self.cards[parts[0].part.key].show_part(parts[0], afresh=True)
            QTimer.singleShot(0, self, partial(self._warm_next, parts[1:]))

    def _polish(self) -> None:
        """Dress what was made, as its first showing would."""
        for each in self.findChildren(QWidget):
            each.ensurePolished()

    def show_all(self) -> None:
        """Wait no longer: somebody wants to go further down."""
        while self._waiting:
            self._show_next()
        self._end()

    def go_to(self, key: str) -> None:
        """Scroll to a part, the purchases or a lent card."""
        self.show_all()
        found: QWidget | None = self.cards.get(key)
        if found is None:
            found = self.purchases if key == "purchases" else self.lent_cards.wake(key)
        self._aim = found  # what wakes on the way grows, and would push it down again
        self._aim_for.start()
        self._keep_aim()

    def put_cursor(self, key: str) -> None:
        """Whoever came by a key goes on by keys: Tab walks this part, Enter edits."""
        if key in self.cards:
            self.cards[key].first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def line_to_fill(self, field: Field[Any]) -> ValueLine | None:
        """The line of a field, unfolded if need be and scrolled into sight."""
        self.show_all()
        card = self.cards.get(field.part.key) if field.part is not None else None
        line = card.line_to_fill(field) if card is not None else None
        if line is not None:
            self.keep_in_sight(line)
        return line

    def line_of(self, field: Field[Any], row_id: int | None) -> ValueLine | None:
        """The line that shows a field now, in this row."""
        self.show_all()
        lines = (line for card in self.cards.values() for line in card.lines)
        return next((e for e in lines if e.shown.field is field and e.row_id == row_id), None)

    def keep_in_sight(self, line: ValueLine) -> None:
        """Scroll just as far as is needed."""
        self._let_go()
        self.area.widget().layout().activate()  # type: ignore[union-attr]
        self.area.ensureWidgetVisible(line, 0, SPACE.page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        for card in self.cards.values():
            card.set_columns(self._columns())

    def _columns(self) -> int:
        return 2 if self.width() >= self._context.theme.px(_TWO_COLUMNS) else 1

    def _make_cards(self, seen: Seen) -> None:
        for card in self.cards.values():
            card.hide()
            card.deleteLater()
        closed = self._closed()
        self.cards = {}
        for place, shown in enumerate(seen.parts):
            key = shown.part.key
            made = PartCard(
                self.pens, seen.rules, self._actions, self._card_actions, closed=key in closed
            )
            made.columns = self._columns()
            made.hide()
            self.cards[key] = made
            self._parts.insertWidget(place, made)

    def _show_next(self) -> int:
        shown = self._waiting.pop(0)
        card = self.cards[shown.part.key]
        card.show_part(shown, afresh=self._afresh)
        if card.isHidden():
            card.show()
        return card.heightForWidth(self.area.viewport().width()) + SPACE.large

    def _go_on(self) -> None:
        """One part a round of the event loop, so that keys and paintings come between."""
        if self._waiting:
            self._show_next()
            self._later.start(0)
        else:
            self._end()

    def _end(self) -> None:
        self._later.stop()
        if self._seen is not None:
            self.purchases.show_record(self._seen.id)
            self.purchases.show()
            self.lent_cards.make()
            self.lent_cards.show()
            self._completed()
            QTimer.singleShot(0, self, self._wake_near)

    def _wake_near(self) -> None:
        if not self._waiting:
            self.lent_cards.wake_near(self.area)

    def _range_changed(self) -> None:
        self._keep_aim()
        self._wake_near()

    def _keep_aim(self) -> None:
        if self._aim is not None:
            self.area.verticalScrollBar().setValue(self._top_of(self._aim))

    def _let_go(self) -> None:
        self._aim = None

    def _top_of(self, found: QWidget) -> int:
        inside = self.area.widget()
        assert inside is not None
        layout = inside.layout()
        assert layout is not None
        layout.activate()
        return found.mapTo(inside, QPoint(0, 0)).y()

    def _closed(self) -> list[str]:
        found = self._context.app_state.get(_CLOSED, [])
        return found if isinstance(found, list) else []

    def _toggled(self, key: str, closed: bool) -> None:
        others = [each for each in self._closed() if each != key]
        self._context.app_state.set(_CLOSED, [*others, key] if closed else others)

    def _scrolling(self) -> QScrollArea:
        inside = holder(self._parts)
        self._parts.setContentsMargins(0, 0, SPACE.small, SPACE.page)
        self._parts.addWidget(self.purchases)
        self._parts.addWidget(self.lent_cards)
        self._parts.addStretch(1)
        made = scrolling(inside)
        made.verticalScrollBar().valueChanged.connect(lambda _: self._wake_near())
        made.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._range_changed())
        made.verticalScrollBar().actionTriggered.connect(lambda _: self._let_go())
        return made
