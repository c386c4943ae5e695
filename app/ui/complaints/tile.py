"""One complaint on the board: who, what, how long, what is due."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.core.complaints.queries import Card
from app.core.complaints.records import Severity, Step
from app.i18n import tr
from app.ui.complaints.words import (
    LOOKS,
    SEVERITIES,
    due_words,
    since_words,
    step_words,
    who_words,
)
from app.ui.theme import Theme
from app.ui.tokens import SPACE
from app.ui.widgets.layout import Piece, column, row
from app.ui.widgets.text import ElidedLabel, label

_MARKED = (Severity.SAFETY, Severity.SEVERE)


class Tile(QFrame):
    """Takes the focus; arrows walk over the board, Enter opens, Ctrl+arrows move it on."""

    opened = Signal(object)
    walked = Signal(object, int, int)  # card, columns, rows
    moved = Signal(object, int)  # card, stages

    def __init__(self, theme: Theme, card: Card, now: datetime) -> None:
        """Drawn for this moment."""
        super().__init__()
        self.card = card
        self._said = _words(card, now)
        self.setProperty("look", "tile")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        due, since = self._said
        self.setAccessibleName(f"{who_words(card)}, {card.words}, {due}")
        head = row(ElidedLabel(who_words(card), "strong"), label(since, "small"))
        head.setStretch(0, 1)
        about = " · ".join(part for part in (card.category, card.item) if part)
        pieces: list[Piece] = [head, ElidedLabel(card.words)]
        if about:
            pieces.append(ElidedLabel(about, "small"))
        if card.severity in _MARKED:
            pieces.append(label(tr(SEVERITIES[card.severity]), "danger"))
        if card.escalated_to:
            pieces.append(ElidedLabel(step_words(Step.ESCALATED, card.escalated_to), "small"))
        pieces.append(label(due, LOOKS[card.colour], wrap=True))  # type: ignore[arg-type]
        inside = column(*pieces, space=SPACE.hair)
        inside.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.small)
        self.setLayout(inside)

    def says(self, card: Card, now: datetime) -> bool:
        """Would a new one look the same?"""
        drawn = replace(card, open_minutes=self.card.open_minutes)  # of which it says nothing
        return drawn == self.card and _words(card, now) == self._said

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, move, open."""
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.card)
        elif key in ways and control and ways[key][0]:
            self.moved.emit(self.card, ways[key][0])
        elif key in ways:
            self.walked.emit(self.card, *ways[key])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.opened.emit(self.card)


def _words(card: Card, now: datetime) -> tuple[str, str]:
    """What the passing of time changes."""
    return due_words(card, now), since_words(card, now)
