"""Paints the value matrix to pixels, away from the interface thread."""

from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from app.charts.look import ChartLook
from app.charts.matrix_chart import Caption, matrix_chart
from app.core.value.matrix import Matrix

DOTS_PER_INCH = 96
_NEAR = 14.0
_painting = Lock()  # matplotlib is not made for two threads


@dataclass(frozen=True)
class Sheet:
    """How large the picture is: logical pixels, and device pixels for each."""

    width: int
    height: int
    ratio: float


@dataclass(frozen=True, eq=False)
class Painting:
    """A picture as bytes (RGBA), and where each row of the matrix stands on it."""

    pixels: bytes
    width: int
    height: int
    ratio: float
    x: NDArray[np.float64]
    y: NDArray[np.float64]

    def nearest(self, x: float, y: float) -> int | None:
        """The row whose point lies nearest to a logical pixel, None when none is near."""
        if len(self.x) == 0:
            return None
        distance = np.square(self.x - x) + np.square(self.y - y)
        found = int(distance.argmin())
        return found if distance[found] <= _NEAR**2 else None


def paint(matrix: Matrix, look: ChartLook, caption: Caption, sheet: Sheet) -> Painting:
    """Draw and rasterise; slow for the interface thread, quick enough for another."""
    from app.charts.pixels import pixels

    inches = (sheet.width / DOTS_PER_INCH, sheet.height / DOTS_PER_INCH)
    with _painting:
        picture = matrix_chart(matrix, look, caption, inches)
        drawn = pixels(picture.figure, DOTS_PER_INCH * sheet.ratio)
    x, y = picture.x * DOTS_PER_INCH, drawn.height / sheet.ratio - picture.y * DOTS_PER_INCH
    return Painting(drawn.rgba, drawn.width, drawn.height, sheet.ratio, x, y)
