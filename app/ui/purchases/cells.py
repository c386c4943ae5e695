"""The cells of one line of a receipt being typed: item, quantity, price, discount, sum …"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.core.products.queries import Product
from app.core.purchases.entry import EntryLine
from app.core.purchases.records import QUANTITY_UNIT, quantity_text
from app.i18n import N_, tr
from app.ui.drafts import Typed
from app.ui.purchases.sums import read_quantity, read_sum, sum_text
from app.ui.widgets.form import restyle
from app.ui.widgets.typed import type_again, typed

HEADINGS = (
    N_("Item"),
    N_("Quantity"),
    N_("Price"),
    N_("Discount"),
    N_("Sum"),
    N_("Serial number"),
    N_("Gift"),
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Cell(QLineEdit):
    """A line that passes Enter, Escape and the arrows on."""

    entered = Signal()
    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next cell; up and down move in what is offered."""
        key = Qt.Key(event.key())
        if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        elif key in _MOVES:
            self.stepped.emit(_MOVES[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class EntryRow(QObject):
    """One line; its sum follows quantity, price and discount until somebody types one."""

    changed = Signal()

    def __init__(self, number: int, parent: QWidget) -> None:
        """Empty; `number` names it for screen readers."""
        super().__init__(parent)
        self.item, self.quantity, self.price = Cell(), Cell(), Cell()
        self.discount, self.total, self.serial = Cell(), Cell(), Cell()
        self.gift = QCheckBox()
        self.known: Product | None = None
        self.keep = False
        self._own_sum = False
        self._more = EntryLine()
        for name, each in zip(HEADINGS, self.cells(), strict=True):
            each.setAccessibleName(tr(N_("{name}, line {n}"), name=tr(name), n=number))
        for cell in self.figures():
            cell.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.item.textEdited.connect(self._other_item)
        for cell in (self.quantity, self.price, self.discount):
            cell.textEdited.connect(self._reckon)
        self.total.textEdited.connect(self._sum_typed)

    def cells(self) -> tuple[QWidget, ...]:
        """All editors, from left to right."""
        return (*self.chain(), self.serial, self.gift)

    def chain(self) -> tuple[Cell, ...]:
        """The cells that Enter goes through."""
        return (self.item, *self.figures())

    def figures(self) -> tuple[Cell, ...]:
        """The cells that hold numbers."""
        return (self.quantity, self.price, self.discount, self.total)

    def is_empty(self) -> bool:
        """Was nothing typed here?"""
        return not any(cell.text().strip() for cell in (*self.chain(), self.serial))

    def take(self, product: Product) -> None:
        """A product of the shop: its name, its price of today."""
        self.known, self.keep = product, False
        self.item.setText(product.name)
        self.quantity.setPlaceholderText(product.unit or "1")
        if product.price is not None:
            self.price.setText(sum_text(product.price))
        self._own_sum = False
        self._reckon()

    def put(self, line: EntryLine) -> None:
        """A line that was bought before."""
        self._more = line
        self.item.setText(line.item)
        self.quantity.setText("" if line.quantity is None else quantity_text(line.quantity))
        self.price.setText(sum_text(line.price))
        self.discount.setText(sum_text(line.discount))
        self.gift.setChecked(line.gift)
        self._own_sum = line.amount is not None
        self._reckon()
        if self._own_sum:
            self.total.setText(sum_text(line.amount))

    def typed(self) -> Typed:
        """What stands in it, for `type_again`."""
        return {"cells": typed(self.cells()), "own": self._own_sum, "keep": self.keep}

    def type_again(self, found: Typed) -> None:
        """As it stood; a product of the shop is found by its name when the line is kept."""
        type_again(self.cells(), found.get("cells", ()))
        self._own_sum, self.keep = bool(found.get("own")), bool(found.get("keep"))

    def line(self) -> EntryLine | None:
        """What was typed; None, and the cell marked, where a figure can't be read."""
        figures = [self._figure(cell, read) for cell, read in self._readers()]
        if any(wrong for _, wrong in figures):
            return None
        quantity, price, discount, total = (value for value, _ in figures)
        own = total if self._own_sum or price is None else None
        line = replace(
            self._more,
            item=self.item.text().strip(),
            quantity=self._whole(quantity),
            price=price,
            discount=discount,
            amount=own,
            gift=self.gift.isChecked(),
            serial=self.serial.text(),
            keep=self.keep,
        )
        return replace(line, product_id=self.known.id) if self.known else line

    def sum(self) -> int | None:
        """What the line comes to as it stands; None while it can't be read."""
        return read_sum(self.total.text())

    def _whole(self, quantity: int | None) -> int | None:
        """No quantity means one, but a sum alone (a service) has none."""
        if quantity is not None:
            return quantity
        return QUANTITY_UNIT if self.price.text().strip() else self._more_quantity()

    def _more_quantity(self) -> int | None:
        return None if self._more.item else QUANTITY_UNIT

    def _readers(self) -> tuple[tuple[Cell, Callable[[str], int | None]], ...]:
        sums = tuple((cell, read_sum) for cell in (self.price, self.discount, self.total))
        return ((self.quantity, read_quantity), *sums)

    def _figure(self, cell: Cell, read: Callable[[str], int | None]) -> tuple[int | None, bool]:
        text = cell.text().strip()
        value = read(text) if text else None
        wrong = bool(text) and value is None
        restyle(cell, "wrong" if wrong else "")
        return value, wrong

    def _other_item(self) -> None:
        self.known, self.keep = None, False
        self._more = replace(self._more, product_id=None)
        self.changed.emit()

    def _sum_typed(self) -> None:
        self._own_sum = bool(self.total.text().strip())
        if not self._own_sum:
            self._reckon()
        self.changed.emit()

    def _reckon(self) -> None:
        if not self._own_sum:
            quantity, price = read_quantity(self.quantity.text()), read_sum(self.price.text())
            found = EntryLine(
                quantity=self._whole(quantity),
                price=price,
                discount=read_sum(self.discount.text()),
            )
            self.total.setText(sum_text(found.total))
        self.changed.emit()
