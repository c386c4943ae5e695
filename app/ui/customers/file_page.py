"""A customer's file: strip at the top, parts to read and to correct, purchases below."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.catalogue.field import Field, Group
from app.catalogue.kind import Rules
from app.core.customers import service
from app.core.store.changes import ChangeSet
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.customers.file_strip import FileStrip
from app.ui.customers.lent_cards import LentCards
from app.ui.customers.part_card import FileActions, PartCard
from app.ui.customers.purchases_card import PurchasesCard
from app.ui.customers.rail import Rail
from app.ui.customers.seen import Seen, see
from app.ui.customers.value_line import ValueLine
from app.ui.customers.value_menu import value_menu
from app.ui.lending import FileParts
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.shortcuts import bind
from app.ui.tokens import SPACE
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.layout import clear, column, holder, row, scrolling

_TABLES = frozenset({"customer", "purchase", "doubt", "fact", "sensitive"})


class FilePage(Page):
    """Shows the customer of its place; each value is saved when it is left."""

    def __init__(self, context: Context, lent: FileParts | None = None) -> None:
        """Parts are made when the first customer is shown."""
        super().__init__(context)
        self.lent = lent or FileParts()
        self.lent_cards = LentCards(context, self.lent.cards)
        self._revealed = False
        self._seen: Seen | None = None
        self.cards: dict[str, PartCard] = {}
        self.strip = FileStrip(context, self.reveal, self.to_bin, self.lent.entries)
        self.rail = Rail(context.theme, self.go_to_part)
        self.parts = QVBoxLayout()
        self.parts.setSpacing(SPACE.large)
        self.area = self._scrolling()
        body = row(self.rail, self.area, space=SPACE.large)
        body.setStretch(1, 1)
        self.gone = QVBoxLayout()
        inside = column(self.strip, body, self.gone, space=SPACE.large)
        inside.setContentsMargins(SPACE.section, SPACE.section, SPACE.section, 0)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        for number in range(1, 8):
            bind(self, f"part_{number}", partial(self.rail.press, number - 1))

    def show_place(self, place: Place) -> None:
        """Another customer is hidden again."""
        if self.place is None or place.record != self.place.record:
            self._revealed = False
            self._seen = None
        super().show_place(place)

    def concerns(self, changes: ChangeSet) -> bool:
        """Only changes of this customer matter."""
        record = self.place.record if self.place else None
        own = changes.touches("customer", record)
        return own or any(changes.touches(each) for each in _TABLES - {"customer"})

    def reload(self) -> None:
        """Ask for the customer."""
        record = self.place.record if self.place else None
        if record is None:
            return
        revealed = self._revealed
        self.context.jobs.read(
            lambda reader: see(reader, record, reveal=revealed), self._show, topic=self.topic
        )

    def reveal(self) -> None:
        """Show what is hidden, until another customer is opened; the audit trail hears of it."""
        seen = self._seen
        if seen is None:
            return
        self.context.jobs.write(
            N_("Look at hidden values"),
            lambda unit: service.note_reveal(unit, seen.id, seen.hidden),
            self._reveal_noted,
            on_written=lambda _: None,
        )

    def _reveal_noted(self, _: object) -> None:
        self._revealed = True
        self.reload()

    def go_to_part(self, key: str) -> None:
        """Scroll to a part."""
        found: QWidget | None = self.cards.get(key) or (
            self.purchases if key == "purchases" else self.lent_cards.wake(key)
        )
        if found is not None:
            inside = self.area.widget()
            assert inside is not None
            top = found.mapTo(inside, QPoint(0, 0)).y()
            self.area.verticalScrollBar().setValue(top)

    def to_bin(self) -> None:
        """Put the customer into the bin; there is an undo."""
        seen = self._seen
        if seen is None:
            return
        self.context.jobs.write(
            N_("Move to the bin"), lambda unit: service.move_to_bin(unit, seen.id), self._binned
        )

    def _binned(self, _: object) -> None:
        words = tr(N_("Moved to the bin for 30 days"))
        self.context.messages.toast(words, self.context.undo.last())
        self.context.navigation.open(Place("customers"))

    @Slot(object)
    def _show(self, seen: Seen | None) -> None:
        clear(self.gone)
        for each in (self.strip, self.rail, self.area):
            each.setVisible(seen is not None)
        if seen is None:
            self._seen = None
            self.gone.addWidget(_gone(self.context))
            return
        other = self._seen is None or self._seen.id != seen.id
        self._seen = seen
        self.strip.show_customer(seen)
        if other:
            self._make_cards(seen)
            self.area.verticalScrollBar().setValue(0)
        else:
            for part in seen.parts:
                self.cards[part.part.key].show_part(part)
        self.purchases.show_purchases(seen)
        self.lent_cards.show_record(seen.id)
        self.rail.show_parts(seen, self.lent_cards.make())
        QTimer.singleShot(0, self, self._wake_near)

    def _wake_near(self) -> None:
        self.lent_cards.wake_near(self.area)

    def _make_cards(self, seen: Seen) -> None:
        self.parts.removeWidget(self.lent_cards)  # kept from one customer to the next
        clear(self.parts)
        actions = FileActions(
            self._save, self._save_row, self._delete_row, self.reveal, self._value_menu
        )
        theme = self.context.theme
        self.cards = {
            each.part.key: PartCard(each, seen.rules, theme, actions) for each in seen.parts
        }
        for made in self.cards.values():
            self.parts.addWidget(made)
        self.purchases = PurchasesCard(self.context)
        self.parts.addWidget(self.purchases)
        self.parts.addWidget(self.lent_cards)
        self.parts.addStretch(1)

    def _scrolling(self) -> QScrollArea:
        inside = holder(self.parts)
        self.parts.setContentsMargins(0, 0, SPACE.small, SPACE.page)
        made = scrolling(inside)
        made.verticalScrollBar().valueChanged.connect(lambda _: self._wake_near())
        made.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._wake_near())
        return made

    def _save(self, field: Field[Any], typed: str) -> None:
        seen = self._seen
        if seen is not None:
            self.context.jobs.write(
                N_("Edit customer"),
                lambda unit: service.edit_text(unit, seen.id, {field: typed}),
            )

    def _save_row(
        self, group: type[Group], row_id: int | None, field: Field[Any], typed: str
    ) -> None:
        seen = self._seen
        if seen is None:
            return
        if row_id is None:
            self.context.jobs.write(
                N_("Add a row"), lambda unit: _added(unit, seen.id, group, field, typed, seen.rules)
            )
        else:
            self.context.jobs.write(
                N_("Edit customer"),
                lambda unit: service.edit_row_text(unit, seen.id, group, row_id, {field: typed}),
            )

    def _value_menu(self, line: ValueLine, at: QPoint) -> None:
        if self._seen is not None:
            menu = value_menu(self.context, line, self._seen.id, self.lent.value_entries)
            menu.popup(at)

    def _delete_row(self, group: type[Group], row_id: int) -> None:
        seen = self._seen
        if seen is not None:
            self.context.jobs.write(
                N_("Delete a row"),
                lambda unit: service.delete_row(unit, seen.id, group, row_id),
                lambda _: self.context.messages.toast(tr("Deleted"), self.context.undo.last()),
            )


def _added(
    unit: Unit, customer_id: int, group: type[Group], field: Field[Any], typed: str, rules: Rules
) -> int:
    row_id: int = service.add_row(unit, customer_id, group, {})
    service.edit_row_text(unit, customer_id, group, row_id, {field: typed})
    return row_id


def _gone(context: Context) -> QWidget:
    return EmptyState(
        context.theme,
        "book-user",
        tr("This customer is no longer here"),
        tr("The file was deleted or taken back. Undo brings it back."),
    )


def make_page(context: Context, lent: FileParts | None = None) -> Page:
    """Made by the registry."""
    return FilePage(context, lent)
