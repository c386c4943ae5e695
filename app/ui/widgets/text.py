"""Labels in the type sizes of the theme; every text that may be long wraps or elides."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

LabelLook = Literal[
    "body", "title", "heading", "value", "strong", "muted", "small", "section", "accent",
    "warn", "danger", "code", "key", "chip",
]  # fmt: skip


def label(words: str, look: LabelLook = "body", *, wrap: bool = False) -> QLabel:
    """A plain-text label; `wrap` for sentences."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("look", look)
    made.setWordWrap(wrap)
    if wrap:
        wanted = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        wanted.setHeightForWidth(True)  # a new policy forgets it
        made.setSizePolicy(wanted)
    return made


def title(words: str) -> QLabel:
    """The name of a page."""
    return label(words, "title")


def heading(words: str) -> QLabel:
    """The head of a card or group."""
    return label(words, "heading")


def sentence(words: str, look: LabelLook = "body") -> QLabel:
    """Running text that wraps."""
    return label(words, look, wrap=True)


def selectable(made: QLabel) -> QLabel:
    """The same label, its text copyable with mouse and keyboard."""
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setAccessibleName(made.text())
    return made


class ElidedLabel(QLabel):
    """A user's own text on one line, cut with "…" when too long, whole in its tooltip.

    Only for customers' data; the program's own words must never need it.
    """

    def __init__(self, words: str = "", look: LabelLook = "body", parent: QWidget | None = None):
        """Like `label`."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setText(words)

    def setText(self, words: str) -> None:
        """Show another text."""
        super().setText(words)
        self.setToolTip(words)

    def minimumSizeHint(self) -> QSize:
        """May shrink to a few characters; one that is shorter wants no more than itself."""
        few, whole = self.fontMetrics().averageCharWidth() * 4, self.sizeHint()
        return QSize(min(few, whole.width()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        fitting = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        painter.drawText(self.contentsRect(), int(self.alignment()), fitting)
