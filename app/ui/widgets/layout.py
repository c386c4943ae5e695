"""Rows, columns, cards and scrolling pages in the spaces of the theme."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.tokens import SPACE
from app.ui.widgets.kept_cursor import let_go
from app.ui.widgets.text import heading, label

L = TypeVar("L", bound=QBoxLayout)
Piece = QWidget | QLayout | int | None
"""What a row or column holds: a widget, a layout, a space in pixels, or None to stretch."""


def column(*pieces: Piece, space: int = SPACE.small, margin: int = 0) -> QVBoxLayout:
    """Pieces under one another."""
    return _filled(QVBoxLayout(), pieces, space, margin)


def row(*pieces: Piece, space: int = SPACE.small, margin: int = 0) -> QHBoxLayout:
    """Pieces beside one another."""
    return _filled(QHBoxLayout(), pieces, space, margin)


def holder(layout: QLayout) -> QWidget:
    """A bare widget around a layout."""
    made = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made


def frame(layout: QLayout, look: str) -> QFrame:
    """A frame with one of the style sheet's looks."""
    made = QFrame()
    made.setProperty("look", look)
    made.setLayout(layout)
    return made


def card(*pieces: Piece, words: str = "", space: int = SPACE.medium) -> QFrame:
    """A white card with an optional heading."""
    inside = column(*([heading(words)] if words else []), *pieces, space=space)
    inside.setContentsMargins(SPACE.section, SPACE.large + 2, SPACE.section, SPACE.large + 4)
    made = frame(inside, "card")
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return made


def stand(layout: QBoxLayout, made: QWidget) -> None:
    """Put a card where its text wraps: as high as the text needs at the width it gets.

    Without the alignment Qt holds a card to the height it would have at its own best width.
    """
    layout.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)


def section(words: str) -> QWidget:
    """A quiet line of small words above a group."""
    made = label(words, "section")
    made.setContentsMargins(0, SPACE.small, 0, 0)
    return made


def rule() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("look", "line")
    return made


def scrolling(inside: QWidget) -> QScrollArea:
    """A page that scrolls up and down, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setProperty("look", "page")
    area.setWidget(inside)
    return area


def centred(inside: QWidget, width: int) -> QHBoxLayout:
    """A column of text at a readable width, in the middle."""
    inside.setMaximumWidth(width)
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.addStretch(1)
    made.addWidget(inside, 100)
    made.addStretch(1)
    return made


def hide_unless(widget: QWidget, wanted: bool) -> None:
    """For a widget being built: shown before it has a place, it would flash up as a window."""
    if not wanted:
        widget.hide()


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it; a cursor in it comes to what follows."""
    _free_cursor(layout)
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def _free_cursor(layout: QLayout) -> None:
    holder = layout.parentWidget()
    focused = holder.window().focusWidget() if holder is not None else None
    if holder is not None and focused is not None and _holds(layout, focused):
        let_go(holder)


def _holds(layout: QLayout, sought: QWidget) -> bool:
    number = 0
    while (item := layout.itemAt(number)) is not None:
        widget, inner, number = item.widget(), item.layout(), number + 1
        if widget is not None and (widget is sought or widget.isAncestorOf(sought)):
            return True
        if inner is not None and _holds(inner, sought):
            return True
    return False


def add(layout: QBoxLayout, pieces: Iterable[Piece]) -> None:
    """Append pieces to a row or column."""
    for piece in pieces:
        if piece is None:
            layout.addStretch(1)
        elif isinstance(piece, int):
            layout.addSpacing(piece)
        elif isinstance(piece, QWidget):
            layout.addWidget(piece)
        else:
            layout.addLayout(piece)


def _filled(layout: L, pieces: Iterable[Piece], space: int, margin: int) -> L:
    layout.setSpacing(space)
    layout.setContentsMargins(margin, margin, margin, margin)
    add(layout, pieces)
    return layout
