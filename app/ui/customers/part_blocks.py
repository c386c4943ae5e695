"""How a part's card is laid out: blocks under one another, values in one or two columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton

from app.ui.customers.pens import Pens
from app.ui.customers.value_line import ValueLine
from app.ui.tokens import SPACE

_COLUMN_GAP = SPACE.large


@dataclass
class Pass:
    """One way through the blocks: where they stand, and what the card paints itself."""

    left: int
    width: int
    columns: int
    move: bool  # False: only measured
    grounds: list[QRect] = field(default_factory=list)
    captions: list[tuple[QRect, str]] = field(default_factory=list)


class Block(Protocol):
    """Something that takes a card's width."""

    def place(self, on: Pass, top: int) -> int:
        """Stand at this height; returns where it ends."""


@dataclass(frozen=True)
class Caption:
    """A quiet line of words above a group."""

    words: str
    pens: Pens

    def place(self, on: Pass, top: int) -> int:
        """Painted by the card."""
        tall = self.pens.small_metrics.height()
        area = QRect(on.left + SPACE.small, top + SPACE.small, on.width, tall)
        on.captions.append((area, self.words))
        return area.bottom() + SPACE.hair


@dataclass(frozen=True)
class Values:
    """Value lines in columns; long ones take the whole width."""

    lines: Sequence[ValueLine]

    def place(self, on: Pass, top: int) -> int:
        """Row by row, each as tall as its tallest value."""
        wide = (on.width - _COLUMN_GAP * (on.columns - 1)) // on.columns
        at, tallest = 0, 0
        for line in self.lines:
            if at and (at == on.columns or line.wide):
                top, at, tallest = top + tallest, 0, 0
            width = on.width if line.wide else wide
            tall = line.height_for(width)
            if on.move:
                line.setGeometry(on.left + at * (wide + _COLUMN_GAP), top, width, tall)
            tallest = max(tallest, tall)
            at = on.columns if line.wide else at + 1
        return top + tallest


@dataclass(frozen=True)
class Row:
    """One row of a group on a ground of its own, with a button at its right."""

    values: Values
    button: QPushButton | None

    def place(self, on: Pass, top: int) -> int:
        """Values first, the button in the corner."""
        size = self.button.sizeHint() if self.button is not None else None
        used = size.width() + SPACE.hair if size is not None else 0
        inside = Pass(on.left + SPACE.hair, on.width - used - SPACE.small, on.columns, on.move)
        bottom = self.values.place(inside, top + SPACE.hair) + SPACE.hair
        if self.button is not None and size is not None and on.move:
            right = on.left + on.width - used
            self.button.setGeometry(right, top + SPACE.hair, size.width(), size.height())
        on.grounds.append(QRect(on.left, top, on.width, bottom - top))
        return bottom + SPACE.small


@dataclass(frozen=True)
class Buttons:
    """Small buttons beside one another."""

    buttons: Sequence[QPushButton]

    def place(self, on: Pass, top: int) -> int:
        """In one line."""
        left, tallest = on.left + SPACE.hair, 0
        for button in self.buttons:
            size = button.sizeHint()
            if on.move:
                button.setGeometry(left, top + SPACE.hair, size.width(), size.height())
            left += size.width() + SPACE.small
            tallest = max(tallest, size.height())
        return top + tallest + SPACE.hair
