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
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    inches = (sheet.width / DOTS_PER_INCH, sheet.height / DOTS_PER_INCH)
    with _painting:
        picture = matrix_chart(matrix, look, caption, inches)
        picture.figure.set_dpi(DOTS_PER_INCH * sheet.ratio)
        canvas = FigureCanvasAgg(picture.figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        width, height = canvas.get_width_height()
        pixels = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        places = _places(picture.axes, picture.x, picture.y)
    x, y = places[:, 0] / sheet.ratio, (height - places[:, 1]) / sheet.ratio
    return Painting(pixels, width, height, sheet.ratio, x, y)


def _places(axes: object, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    if axes is None:
        return np.empty((0, 2))
    points: NDArray[np.float64] = axes.transData.transform(np.column_stack((x, y)))  # type: ignore[attr-defined]
    return points
