"""The rows of a stream under one another: whose entry is as it was stays as it is."""

from collections.abc import Callable, Collection, Iterable, Iterator

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.core.timeline.items import Item
from app.ui.timeline.entry_row import EntryRow
from app.ui.widgets.kept_cursor import order_tabs, reached_by_tab
from app.ui.widgets.layout import clear


def lay_out(
    layout: QVBoxLayout,
    items: Collection[Item],
    made: Callable[[Item], EntryRow],
    *,
    afresh: bool = False,
) -> None:
    """Show these entries and nothing else; the cursor in a row that stays, stays.

    `afresh` makes all of them anew, as when the day is another one: words speak of today.
    """
    stay = {} if afresh else _taken_out(layout, frozenset(items))
    clear(layout)
    add(layout, (stay.get(each) or made(each) for each in items))


def add(layout: QVBoxLayout, rows: Iterable[EntryRow]) -> None:
    """Show more entries at the end."""
    for each in rows:
        layout.addWidget(each.line)
        layout.addWidget(each)


def rows_of(layout: QVBoxLayout) -> list[EntryRow]:
    """The rows, from top to bottom."""
    return [each for each in _widgets(layout) if isinstance(each, EntryRow)]


def walk_down(before: QWidget, layout: QVBoxLayout) -> None:
    """Tab goes from what stands before the rows down all of them, and to the button below."""
    walked = reached_by_tab(before)[-1:]
    for each in _widgets(layout):
        walked += [each] if isinstance(each, QAbstractButton) else reached_by_tab(each)
    order_tabs(walked)


def _widgets(layout: QVBoxLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget


def _taken_out(layout: QVBoxLayout, wanted: frozenset[Item]) -> dict[Item, EntryRow]:
    found = {each.item: each for each in rows_of(layout) if each.item in wanted}
    for row in found.values():
        layout.removeWidget(row.line)
        layout.removeWidget(row)
    return found
