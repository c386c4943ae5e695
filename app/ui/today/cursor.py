"""Where the keys go on Today: down the days first, and back to the same line after a change."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.today.day_row import DayRow
from app.ui.widgets.kept_cursor import reached_by_tab

Cursor = tuple[int, int]
"""The line, and what in it: its name, “Done” or “Later”."""


def row_of_cursor(rows: Sequence[DayRow]) -> Cursor | None:
    """The line the cursor is on and its place there, from 0; None when it is elsewhere."""
    focused = QApplication.focusWidget()
    for number, each in enumerate(rows):
        if focused is not None and each.isAncestorOf(focused):
            reached = reached_by_tab(each)
            return number, reached.index(focused) if focused in reached else 0
    return None


def put_cursor(rows: Sequence[DayRow], place: Cursor | None) -> None:
    """Back to the line that was left, or to the last one when the list grew shorter."""
    if place is not None and rows:
        reached = reached_by_tab(rows[min(place[0], len(rows) - 1)])
        if reached:
            reached[min(place[1], len(reached) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
