"""A layout that puts its widgets in a line and breaks it where the width ends."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """For chips and small buttons; its height follows its width."""

    def __init__(self, widgets: Sequence[QWidget] = (), space: int = 8) -> None:
        """Lay the widgets out in this order."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: a page being laid out asks many times
        self._space = space
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        for each in widgets:
            self.addWidget(each)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way of adding."""
        self._items.append(item)

    def count(self) -> int:
        """How many."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them, None behind the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        if width not in self._heights:
            self._heights[width] = self._arranged(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Something in it has another size."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:
        """Place everything."""
        super().setGeometry(area)
        self._arranged(area, move=True)

    def sizeHint(self) -> QSize:
        """The least that works."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest widget."""
        size = QSize()
        for each in self._items:
            size = size.expandedTo(each.minimumSize())
        return size

    def _arranged(self, area: QRect, *, move: bool) -> int:
        y, bottom = area.y(), area.y()
        for line in self._lines(area.width()):
            height = max(size.height() for _, size in line)
            if move:
                self._place(line, area.x(), y, height)
            bottom = y + height
            y = bottom + self._space
        return bottom - area.y()

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        line: list[tuple[QLayoutItem, QSize]] = []
        taken = 0
        for each in self._items:
            if each.isEmpty():  # hidden
                continue
            size = each.sizeHint()
            if line and taken + size.width() > width:
                yield line
                line, taken = [], 0
            line.append((each, size))
            taken += size.width() + self._space
        if line:
            yield line

    def _place(self, line: list[tuple[QLayoutItem, QSize]], x: int, y: int, height: int) -> None:
        """Side by side, their middles level: a link is lower than a chip."""
        for each, size in line:
            down = (height - size.height()) // 2
            each.setGeometry(QRect(QPoint(x, y + down), size))
            x += size.width() + self._space
