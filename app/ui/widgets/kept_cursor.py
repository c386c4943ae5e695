"""The cursor stays where it was when what is under it is made anew, or rests for a while.

Qt gives the focus of what goes to the next widget, wherever that is: mostly to the sidebar.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

_OTHER = Qt.FocusReason.OtherFocusReason


@dataclass(frozen=True)
class Spot:
    """Which widget it was, so that its successor is known."""

    kind: str
    name: str
    number: int


def reached_by_tab(holder: QWidget) -> list[QWidget]:
    """What Tab comes to within, in the order it was made."""
    return [
        each
        for each in holder.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.isHidden()
    ]


def order_tabs(widgets: Iterable[QWidget]) -> None:
    """Tab walks through them as they stand here, whichever was made first."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def spot_of_cursor(holder: QWidget) -> Spot | None:
    """Which of those in `holder` has the cursor; None when none of them has."""
    focused, reached = _chosen(holder.window().focusWidget()), _seen(holder)
    if focused is None or focused not in reached:
        return None
    return Spot(type(focused).__name__, focused.accessibleName(), reached.index(focused))


def put_cursor(holder: QWidget, spot: Spot, *, near: bool = True) -> bool:
    """Back to the widget of that name, or to what stands in its place now, or `near` it."""
    found = _successor(_seen(holder), spot, near)
    if found is not None:
        found.setFocus(_OTHER)
    return found is not None


def let_go(holder: QWidget) -> None:
    """What is in `holder` goes: its focus waits, and comes back when the new is there."""
    spot, focused = spot_of_cursor(holder), holder.window().focusWidget()
    if focused is None or not holder.isAncestorOf(focused):
        return
    focused.clearFocus()  # it would wander through all that goes, and scroll the page to it

    def come_back() -> None:
        waits = holder.window().focusWidget() is None
        if waits and (spot is None or not put_cursor(holder, spot)):
            _next_above(holder)

    def once_shown() -> None:
        QTimer.singleShot(0, holder, come_back)  # a layout shows what it was given only then

    QTimer.singleShot(0, holder, once_shown)


class Rest(QObject):
    """Watches a widget that was switched off under the cursor, and gives the cursor back."""

    def __init__(self, resting: QWidget) -> None:
        """Until it is switched on again."""
        super().__init__(resting)
        self._lent: QWidget | None = None
        resting.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever moved on meanwhile stays where she is."""
        if event.type() is QEvent.Type.EnabledChange and isinstance(watched, QWidget):
            window = watched.window()
            if not watched.isEnabled():
                if window.focusWidget() is None:
                    _next_above(watched)  # else a dialog that closes puts it on the sidebar
                self._lent = window.focusWidget()
            else:
                now = window.focusWidget()
                watched.removeEventFilter(self)
                self.deleteLater()
                if now is None or now is self._lent:
                    watched.setFocus(_OTHER)
        return False


def _seen(holder: QWidget) -> list[QWidget]:
    """Without those of a page or tab that lies behind, and those that are off."""
    reached = reached_by_tab(holder)
    return [each for each in reached if each.isVisibleTo(holder) and each.isEnabled()]


def _chosen(focused: QWidget | None) -> QWidget | None:
    """Of several choices the one that is on: the arrows choose first and go there then."""
    group = focused.group() if isinstance(focused, QAbstractButton) else None
    return (group.checkedButton() or focused) if group is not None else focused


def _successor(reached: list[QWidget], spot: Spot, near: bool) -> QWidget | None:
    alike = [each for each in reached if type(each).__name__ == spot.kind]
    named = [each for each in alike if spot.name and each.accessibleName() == spot.name]
    there = [each for each in reached[spot.number : spot.number + 1] if each in alike]
    among = named or there or (alike or reached if near else [])
    return min(among, key=lambda each: abs(reached.index(each) - spot.number), default=None)


def _next_above(holder: QWidget) -> None:
    """The page itself: its keys go on, and nothing is marked."""
    above: QWidget | None = holder
    while above is not None and not (above.focusPolicy() and above.isEnabled()):
        above = above.parentWidget()
    if above is not None:
        above.setFocus(_OTHER)
