"""Paints a chart to pixels, away from the interface thread, and finds its marks there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from app.charts.look import ChartLook
from app.charts.picture import Handle, Marks, Picture, Size

DOTS_PER_INCH = 96
_NEAR = 14.0
_ON_HANDLE = 6.0
_painting = Lock()  # matplotlib is not made for two threads
Draw = Callable[[ChartLook, Size, bool], Picture]
"""Draws at a size in inches; with True its title and sentence stand on the picture itself."""


@dataclass(frozen=True)
class Sheet:
    """How large the picture is: logical pixels, and device pixels for each."""

    width: int
    height: int
    ratio: float


@dataclass(frozen=True, eq=False)
class Painting:
    """A picture as bytes (RGBA); marks and handles in logical pixels from the upper left."""

    pixels: bytes
    width: int
    height: int
    ratio: float
    marks: Marks
    handles: tuple[Handle, ...]
    """`at`, `low` and `high` still in inches; `handle_line` says where in pixels."""

    @property
    def lines(self) -> float:
        """Its height in logical pixels."""
        return self.height / self.ratio

    def bare(self) -> "Painting":
        """The same without its marks and handles: there may be a million."""
        return replace(self, pixels=b"", marks=Marks(), handles=())

    def nearest(self, x: float, y: float) -> int | None:
        """The mark that a logical pixel means, None when none is near."""
        marks = self.marks
        if len(marks) == 0:
            return None
        if marks.boxes:
            across, up = np.abs(marks.x - x) * 2, np.abs(marks.y - y) * 2
            inside = np.flatnonzero((across <= marks.wide) & (up <= marks.high))
            return int(inside[-1]) if len(inside) else None  # the one drawn last lies on top
        distance = np.square(marks.x - x) + np.square(marks.y - y)
        found = int(distance.argmin())
        return found if distance[found] <= _NEAR**2 else None

    def inside(self, way: NDArray[np.float64]) -> NDArray[np.intp]:
        """The marks whose middle lies within a closed way of logical pixels, one row a corner."""
        if len(way) < 3 or len(self.marks) == 0:
            return np.empty(0, np.intp)
        from matplotlib.path import Path

        middle = np.column_stack((self.marks.x, self.marks.y))
        return np.flatnonzero(Path(way).contains_points(middle))

    def handle_at(self, x: float, y: float) -> Handle | None:
        """The handle that a logical pixel lies on."""
        for each in self.handles:
            if abs((x if each.way == "across" else y) - self.line_of(each)) <= _ON_HANDLE:
                return each
        return None

    def line_of(self, handle: Handle) -> float:
        """Where a handle's line stands."""
        at = handle.at * DOTS_PER_INCH
        return at if handle.way == "across" else self.lines - at

    def inches(self, handle: Handle, x: float, y: float) -> float:
        """Where a dragged handle is, in inches, kept between its ends."""
        at = (x if handle.way == "across" else self.lines - y) / DOTS_PER_INCH
        return min(max(at, handle.low), handle.high)


def paint(draw: Draw, look: ChartLook, sheet: Sheet) -> Painting:
    """Draw and rasterise; slow for the interface thread, quick enough for another."""
    from app.charts.pixels import pixels

    inches = (sheet.width / DOTS_PER_INCH, sheet.height / DOTS_PER_INCH)
    with _painting:
        picture = draw(look, inches, False)
        drawn = pixels(picture.figure, DOTS_PER_INCH * sheet.ratio)
    marks, high = picture.marks, drawn.height / sheet.ratio
    placed = Marks(
        marks.x * DOTS_PER_INCH,
        high - marks.y * DOTS_PER_INCH,
        marks.wide * DOTS_PER_INCH,
        marks.high * DOTS_PER_INCH,
    )
    return Painting(drawn.rgba, drawn.width, drawn.height, sheet.ratio, placed, picture.handles)


def drawn_for_paper(draw: Draw, size: Size) -> Picture:
    """As it stands in a file or on paper: light, with its title and sentence."""
    from app.charts.look import look

    with _painting:
        return draw(look(), size, True)
