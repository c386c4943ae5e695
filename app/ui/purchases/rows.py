"""The lines of a receipt being typed, row under row; items are completed as one types."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.catalogue.currency import money
from app.core.products.queries import Product, find
from app.core.purchases.entry import EntryLine
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.drafts import Typed
from app.ui.jobs import Topic
from app.ui.purchases.cells import HEADINGS, Cell, EntryRow
from app.ui.tokens import SPACE
from app.ui.widgets.hit_list import HitList, Line
from app.ui.widgets.layout import column, frame
from app.ui.widgets.text import label

_FEWEST = 2
_OFFERED = 6
_WIDTHS = (0, 84, 96, 84, 104, 128, 0)
_POPUP = 420


class EntryRows(QWidget):
    """Enter goes to the next cell; on an empty row it asks for the total (`finished`)."""

    changed = Signal()
    finished = Signal()

    def __init__(self, context: Context) -> None:
        """Two empty rows."""
        super().__init__()
        self.context = context
        self.rows: list[EntryRow] = []
        self.popup = HitList(context.theme)
        self.offer = frame(column(self.popup, margin=1), "popup")
        self.offer.setParent(self)
        self.offer.hide()
        self._topic = Topic(self)
        self._offering: EntryRow | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.small)
        self._grid.setVerticalSpacing(SPACE.hair)
        self._grid.setColumnStretch(0, 1)
        for place, words in enumerate(HEADINGS):
            made = label(tr(words), "section")
            right = 1 <= place <= 4
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(made, 0, place, side)
        self.popup.chosen.connect(self._take)
        self.clear()

    def clear(self) -> None:
        """Two empty rows again."""
        self._dismiss()
        while self.rows:
            self._drop(self.rows.pop())
        for _ in range(_FEWEST):
            self._add()
        self.changed.emit()

    def put(self, lines: Sequence[EntryLine]) -> None:
        """Show lines that were bought before, and an empty row below them."""
        self.clear()
        while len(self.rows) <= len(lines):
            self._add()
        for made, line in zip(self.rows, lines, strict=False):
            made.put(line)
        self.changed.emit()

    def typed(self) -> list[Typed]:
        """What stands in the filled rows, for `type_again`."""
        return [each.typed() for each in self.filled()]

    def type_again(self, found: Sequence[Typed]) -> None:
        """The rows as they stood, and an empty one below them."""
        self.clear()
        while len(self.rows) <= len(found):
            self._add()
        for made, each in zip(self.rows, found, strict=False):
            made.type_again(each)
        self.changed.emit()

    def filled(self) -> list[EntryRow]:
        """The rows in which something stands."""
        return [each for each in self.rows if not each.is_empty()]

    def lines(self) -> tuple[EntryLine, ...] | None:
        """What was typed; None when a cell can't be read (it is marked)."""
        found = [each.line() for each in self.filled()]
        return None if None in found else tuple(each for each in found if each is not None)

    def total(self) -> int | None:
        """The sum of the rows; None while a row has none."""
        sums = [each.sum() for each in self.filled()]
        return None if None in sums else sum(each or 0 for each in sums)

    def start(self) -> None:
        """The cursor into the first row."""
        self.rows[0].item.setFocus()

    def _add(self) -> EntryRow:
        made = EntryRow(len(self.rows) + 1, self)
        self.rows.append(made)
        line = len(self.rows)
        for place, cell in enumerate(made.cells()):
            if _WIDTHS[place]:
                cell.setFixedWidth(self.context.theme.px(_WIDTHS[place]))
            self._grid.addWidget(cell, line, place)
        self._connect(made)
        return made

    def _connect(self, made: EntryRow) -> None:
        made.changed.connect(self.changed)
        made.item.textEdited.connect(partial(self._ask, made))
        made.item.stepped.connect(self.popup.step)
        made.item.left.connect(self._dismiss)
        made.item.editingFinished.connect(self._dismiss_if_gone)
        for cell in (*made.chain(), made.serial):
            cell.entered.connect(partial(self._next, made, cell))

    def _drop(self, gone: EntryRow) -> None:
        for cell in gone.cells():
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        gone.deleteLater()

    def _next(self, made: EntryRow, cell: Cell) -> None:
        if cell is made.item and self.offer.isVisible():
            self.popup.choose()
            return
        if made.is_empty():
            self.finished.emit()
            return
        chain = made.chain()
        if cell in chain[:-1]:
            _select(chain[chain.index(cell) + 1])
            return
        below = self.rows.index(made) + 1
        _select((self.rows[below] if below < len(self.rows) else self._add()).item)

    def _ask(self, made: EntryRow, typed: str) -> None:
        self._offering = made
        if not typed.strip():
            self._dismiss()
            return
        self.context.jobs.read(
            lambda reader: find(reader, typed, _OFFERED),
            lambda found: self._offer(typed.strip(), found),
            topic=self._topic,
        )

    def _offer(self, typed: str, found: Sequence[Product]) -> None:
        made = self._offering
        if made is None or made.item.text().strip() != typed:
            return
        lines = [Line(each.name, _beside(each), "tag", each) for each in found]
        same = any(each.name.casefold() == typed.casefold() for each in found)
        if found and not same:
            lines.append(Line(typed, tr(N_("just this once")), "pencil", None))
        if not same:
            lines.append(Line(typed, tr(N_("keep as a product")), "plus", typed))
        if not found:
            lines.reverse()
            lines.insert(0, Line(typed, tr(N_("just this once")), "pencil", None))
        self.popup.fill(lines)
        self._place(made.item)

    def _place(self, below: QWidget) -> None:
        host = self.window()
        self.offer.setParent(host)
        self.offer.move(below.mapTo(host, QPoint(0, below.height() + 2)))
        self.offer.setFixedWidth(max(below.width(), self.context.theme.px(_POPUP)))
        self.offer.adjustSize()
        self.offer.show()
        self.offer.raise_()

    def _take(self, choice: Product | str | None) -> None:
        made = self._offering
        self._dismiss()
        if made is None:
            return
        if isinstance(choice, Product):
            made.take(choice)
        elif choice is not None:
            made.keep = True
        _select(made.quantity)

    def _dismiss(self) -> None:
        self._topic.drop()
        self.offer.hide()

    def _dismiss_if_gone(self) -> None:
        if self._offering is None or not self._offering.item.hasFocus():
            self._dismiss()


def _select(cell: Cell) -> None:
    cell.setFocus()
    cell.selectAll()


def _beside(found: Product) -> str:
    price = "" if found.price is None else money(found.price)
    if price and found.unit:
        price = tr(N_("{price} for 1 {unit}"), price=price, unit=found.unit)
    return "  ".join(each for each in (found.brand, price) if each)
