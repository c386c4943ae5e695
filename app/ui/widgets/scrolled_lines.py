"""The lines of a dialog as high as they need; they scroll where the screen is too low for them."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.ui.tokens import SPACE

_LEAST = 120


class ScrolledLines(QScrollArea):
    """`grown` when its lines need another height, such as for customers that were found."""

    grown = Signal()

    def __init__(self, inside: QWidget) -> None:
        """Around these lines, none of which is pressed lower than it wants to be."""
        super().__init__()
        self._inside, self._needed = inside, 0
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        wanted = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        wanted.setHeightForWidth(True)
        self.setSizePolicy(wanted)
        inside.setProperty("look", "page")
        self.setWidget(inside)
        inside.installEventFilter(self)

    def heightForWidth(self, width: int) -> int:
        """What the lines need."""
        wrapped = self._inside.heightForWidth(width)
        return wrapped if wrapped >= 0 else self._inside.sizeHint().height()

    def sizeHint(self) -> QSize:
        """All of it; Qt's own stops at 24 lines of text."""
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As wide as the lines must be, with room for the scroll bar, but much lower."""
        return QSize(self._inside.minimumSizeHint().width() + self._bar(), _LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lines are as wide as this is."""
        self._place()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The lines were laid out anew: by now it is known how high they are."""
        done = super().eventFilter(watched, event)
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._place()
            needed = self.heightForWidth(self.width())
            if needed != self._needed:
                self._needed = needed
                self.updateGeometry()
                self.grown.emit()
        return done

    def _place(self) -> None:
        """Qt's own way would give the lines the height they need where they are narrowest."""
        room = self.maximumViewportSize()
        width = room.width()
        if self.heightForWidth(width) > room.height():
            width -= self._bar()
        self._inside.resize(width, max(self.heightForWidth(width), room.height()))

    def _bar(self) -> int:
        return self.verticalScrollBar().sizeHint().width() + SPACE.hair
