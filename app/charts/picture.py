"""What every chart gives back: the figure, the places on it that stand for something, handles.

    def bars_chart(data: Bars, look: ChartLook, size: Size, *, title: bool) -> Picture: …

All places are told in inches from the figure's lower left corner, so that a screen finds them
at any resolution.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from app.charts.scale import Numbers

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Size: TypeAlias = tuple[float, float]
"""Width and height in inches."""
PAGE: Size = (9.6, 6.2)
"""How large a chart is in a file."""
_NOTHING = np.empty(0)


@dataclass(frozen=True, eq=False)
class Marks:
    """Points (`wide` and `high` empty), or boxes around x and y; the n-th is mark n."""

    x: Numbers = field(default_factory=lambda: _NOTHING)
    y: Numbers = field(default_factory=lambda: _NOTHING)
    wide: Numbers = field(default_factory=lambda: _NOTHING)
    high: Numbers = field(default_factory=lambda: _NOTHING)

    def __len__(self) -> int:
        return len(self.x)

    @property
    def boxes(self) -> bool:
        """Do the marks take room, or are they points?"""
        return len(self.wide) > 0


@dataclass(frozen=True)
class Handle:
    """A line that can be dragged: `across` moves left and right, `up` up and down."""

    name: str
    way: Literal["across", "up"]
    at: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawn chart; mark n is what the chart's data call number n."""

    figure: "Figure"
    marks: Marks = field(default_factory=Marks)
    handles: tuple[Handle, ...] = ()


def points(x: Numbers, y: Numbers) -> Marks:
    """Marks without a size: the nearest one to the pointer is meant."""
    return Marks(x, y)


def boxes(left: Numbers, bottom: Numbers, wide: Numbers, high: Numbers) -> Marks:
    """Marks that the pointer must be inside of."""
    return Marks(left + wide / 2, bottom + high / 2, wide, high)
