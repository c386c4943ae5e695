"""Where the keys go on Today: down the days first, and back to the same line after a change."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.today.day_row import DayRow


def row_of_cursor(rows: Sequence[DayRow]) -> int | None:
    """The line the cursor is on, counting from 0; None when it is elsewhere."""
    focused = QApplication.focusWidget()
    if focused is None:
        return None
    return next((n for n, each in enumerate(rows) if each.isAncestorOf(focused)), None)


def order_tabs(first: QWidget, then: QWidget) -> None:
    """Tab walks through one widget, then the other, whichever was filled earlier."""
    walked = [each for holder in (first, then) for each in _reached_by_tab(holder)]
    for before, after in pairwise(walked):
        QWidget.setTabOrder(before, after)


def put_cursor(rows: Sequence[DayRow], place: int | None) -> None:
    """Back to the line that was left, or to the last one when the list grew shorter."""
    if place is not None and rows:
        reached = _reached_by_tab(rows[min(place, len(rows) - 1)])
        if reached:
            reached[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _reached_by_tab(holder: QWidget) -> list[QWidget]:
    return [
        each
        for each in holder.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.isHidden()
    ]
