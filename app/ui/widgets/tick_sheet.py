"""A sheet of entries to tick that opens under a button: months, choices; never a screen high."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QGridLayout, QWidget

from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.layout import column, scrolling

_ONE_COLUMN = 8  # entries that still read well under one another
_MOST_COLUMNS = 4
_EDGE, _LINE = 2, 1  # beside the entries, and the frame around them
_NO_BAR = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_WALKING = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_CLOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


def across(count: int, widest: int, room: int) -> int:
    """How many columns so many entries take."""
    if count <= _ONE_COLUMN:
        return 1
    return max(1, min(_MOST_COLUMNS, room // max(widest, 1)))


class _Box(QCheckBox):
    """Leaves the arrows to the sheet: a button alone would walk in a row of its own."""

    pressed_key = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() in (*_WALKING, *_CLOSING):
            self.pressed_key.emit(Qt.Key(event.key()))
        else:
            super().keyPressEvent(event)


class TickSheet(QFrame):
    """Arrows walk, Space ticks, Enter and Esc close; what is ticked is told at once.

    It lies over its button's window and goes when the cursor goes elsewhere.
    """

    ticked = Signal()

    def __init__(self, name: str, theme: Theme, button: QWidget) -> None:
        """`name` is for screen readers; it opens under the button."""
        super().__init__(button)
        self.hide()
        self.setAccessibleName(name)
        self.setProperty("look", "popup")
        self._theme, self._button = theme, button
        self.boxes: list[_Box] = []
        self._codes: list[str] = []
        self._columns = 1
        self._grid = QGridLayout()
        self._grid.setContentsMargins(SPACE.medium, SPACE.medium, SPACE.medium, SPACE.medium)
        self._grid.setHorizontalSpacing(SPACE.large)
        self._grid.setVerticalSpacing(SPACE.small)
        self._inside = QWidget()
        self._inside.setLayout(self._grid)
        self._area = scrolling(self._inside)
        inside = column(self._area, space=0)
        inside.setContentsMargins(*(_EDGE,) * 4)
        self.setLayout(inside)

    def offer(self, entries: Iterable[tuple[str, str]]) -> None:
        """Add entries by code and words, in the order they are to be read: across, then down."""
        for code, words in entries:
            box = _Box(words.replace("&", "&&"))
            box.clicked.connect(self.ticked)
            box.pressed_key.connect(self._key)
            self.boxes.append(box)
            self._codes.append(code)
        widest = max((box.sizeHint().width() for box in self.boxes), default=0)
        room = self._theme.px(720)
        self._columns = across(len(self.boxes), widest + SPACE.large, room)
        for place, box in enumerate(self.boxes):
            self._grid.addWidget(box, place // self._columns, place % self._columns)

    def codes(self) -> tuple[str, ...]:
        """What is ticked."""
        both = zip(self._codes, self.boxes, strict=True)
        return tuple(code for code, box in both if box.isChecked())

    def put(self, codes: Sequence[str]) -> None:
        """Tick these; one that is not offered (the shop's own words) is added."""
        self.offer((each, each) for each in codes if each not in self._codes)
        for code, box in zip(self._codes, self.boxes, strict=True):
            box.setChecked(code in codes)

    def toggle(self) -> None:
        """Open below the button, or above it where there is no room; a second press closes."""
        if self.isVisible():
            self.close_sheet()
            return
        over = self._button.window()
        self.setParent(over)
        self.show()  # dressed by now, its boxes know how large they are
        self._grid.invalidate()
        wanted = self._inside.sizeHint() + QSize(2 * (_EDGE + _LINE), 2 * (_EDGE + _LINE))
        height = min(wanted.height(), over.height() // 2)
        scrolls = height < wanted.height()
        bar = self._area.verticalScrollBar().sizeHint().width() if scrolls else 0
        shown = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else _NO_BAR
        self._area.setVerticalScrollBarPolicy(shown)  # left to itself it goes only a moment later
        self.resize(min(wanted.width() + bar, over.width()), height)
        self.move(_beside(self._button, self.rect(), over))
        self.raise_()
        first = next((each for each in self.boxes if each.isChecked()), None)
        (first or self.boxes[0]).setFocus(Qt.FocusReason.PopupFocusReason)
        QApplication.instance().focusChanged.connect(self._look_away)  # type: ignore[union-attr]

    @Slot()
    def close_sheet(self) -> None:
        """Fold it away; the cursor goes back to the button."""
        if self.isVisible():
            inside = self.isAncestorOf(QApplication.focusWidget() or self)
            self._close()
            if inside:
                self._button.setFocus(Qt.FocusReason.PopupFocusReason)

    def _close(self) -> None:
        QApplication.instance().focusChanged.disconnect(self._look_away)  # type: ignore[union-attr]
        self.setParent(self._button)  # it goes with its button
        self.hide()

    @Slot(QWidget, QWidget)
    def _look_away(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self._button and not self.isAncestorOf(now):
            self._close()

    @Slot(object)
    def _key(self, key: Qt.Key) -> None:
        if key in _CLOSING:
            self.close_sheet()
            return
        focused = self.focusWidget()
        at = self.boxes.index(focused) if isinstance(focused, _Box) else 0
        steps = dict(zip(_WALKING, (-1, 1, -self._columns, self._columns), strict=True))
        to = at + steps[key]
        if 0 <= to < len(self.boxes):
            self.boxes[to].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(self.boxes[to])


def _beside(button: QWidget, sheet: QRect, over: QWidget) -> QPoint:
    below = button.mapTo(over, button.rect().bottomLeft()) + QPoint(0, SPACE.hair)
    left = max(0, min(below.x(), over.width() - sheet.width() - SPACE.small))
    if below.y() + sheet.height() <= over.height():
        return QPoint(left, below.y())
    above = button.mapTo(over, button.rect().topLeft()).y() - SPACE.hair - sheet.height()
    return QPoint(left, max(0, above))
