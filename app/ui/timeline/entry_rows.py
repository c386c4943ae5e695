"""The rows of a stream under one another: whose entry is as it was stays as it is."""

from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.timeline.items import Item
from app.ui.timeline.entry_row import EntryRow
from app.ui.widgets.layout import clear, rule

_Row = tuple[QWidget, EntryRow]  # the hairline above it, and itself


def lay_out(
    layout: QVBoxLayout,
    items: Collection[Item],
    made: Callable[[Item], EntryRow],
    *,
    afresh: bool = False,
) -> list[EntryRow]:
    """Show these entries and nothing else; the cursor in a row that stays, stays.

    `afresh` makes all of them anew, as when the day is another one: words speak of today.
    """
    stay = {} if afresh else _taken_out(layout, frozenset(items))
    clear(layout)
    return add(layout, items, lambda each: stay.get(each) or (rule(), made(each)))


def add(
    layout: QVBoxLayout, items: Collection[Item], row_of: Callable[[Item], _Row]
) -> list[EntryRow]:
    """Show more entries at the end."""
    rows = [row_of(each) for each in items]
    for line, row in rows:
        layout.addWidget(line)
        layout.addWidget(row)
    return [row for _, row in rows]


def _taken_out(layout: QVBoxLayout, wanted: frozenset[Item]) -> dict[Item, _Row]:
    found = {row.item: (line, row) for line, row in _rows(layout) if row.item in wanted}
    for pair in found.values():
        for each in pair:
            layout.removeWidget(each)
    return found


def _rows(layout: QVBoxLayout) -> Iterator[_Row]:
    places = (layout.itemAt(number) for number in range(layout.count()))
    widgets = [item.widget() for item in places if item is not None]
    for line, row in pairwise(widgets):
        if line is not None and isinstance(row, EntryRow):
            yield line, row
