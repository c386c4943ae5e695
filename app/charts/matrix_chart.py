"""Draws the customer value matrix: how often by how much, parted by the two averages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.charts import matrix_parts as parts
from app.charts.look import ChartLook, prepare
from app.charts.matrix_words import whom
from app.charts.picture import Handle, Picture, points
from app.charts.plot import Plot, make_plot, name_axes, plot_height
from app.charts.scale import Numbers, Scale, scale_around
from app.core.value.matrix import Matrix
from app.core.value.window import Window
from app.i18n import tr

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CROWDED = 20_000
"""With more customers than this, hexagons instead of points."""
SIZE = (9.6, 6.2)
_NAMES = 0.62
"""Inches that a group's name and figures take at the top and at the foot, with air."""
_LEAST_NAMES, _MOST_NAMES = 0.1, 0.22
_SPREAD = 0.56
_GOLDEN = 0.6180339887498949
"""Its multiples fall evenly into any interval."""


@dataclass(frozen=True)
class Caption:
    """What is said around the picture; `title` False where a screen says it already."""

    window: Window
    companies: bool = False
    title: bool = True


@dataclass(frozen=True, eq=False)
class MatrixPicture:
    """The drawn chart; `x` and `y` are where each row of the matrix stands, in inches."""

    figure: "Figure"
    plot: Plot | None
    x: Numbers
    y: Numbers
    lines: tuple[float, float] = (0.0, 0.0)

    def told(self) -> Picture:
        """As a panel wants it: points to hover and open, and the two lines to drag."""
        if self.plot is None:
            return Picture(self.figure)
        plot, (across, up) = self.plot, self.plot.at(*self.lines)
        handles = (
            Handle("often", "across", across, plot.left, plot.right),
            Handle("level", "up", up, plot.bottom, plot.top),
        )
        return Picture(self.figure, points(self.x, self.y), handles)


def matrix_chart(
    matrix: Matrix, look: ChartLook, caption: Caption, size: tuple[float, float] = SIZE
) -> MatrixPicture:
    """Draw the matrix in the current language."""
    prepare()
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, facecolor=look.surface)
    if not matrix.customers:
        parts.say(figure, look, tr("No purchases in these days."))
        return MatrixPicture(figure, None, np.empty(0), np.empty(0))
    purchases = _spread(matrix)
    average = matrix.revenue / matrix.purchases
    average /= 100
    high = plot_height(size[1], look, title=caption.title)
    scales = _scales(matrix, purchases, average, _room(_NAMES * look.scale / high))
    plot = make_plot(figure, look, scales, title=caption.title)
    name_axes(plot, look, tr("Number of purchases"), tr("Average per purchase"))
    x = plot.x(purchases)
    del purchases
    y = plot.y(average)
    del average
    parts.tint(plot, look, matrix)
    if matrix.customers > CROWDED:
        parts.draw_hexagons(plot, matrix, look, (x, y))
    else:
        parts.draw_points(plot, matrix, (x, y))
    parts.draw_averages(plot, matrix, look, (x, y))
    parts.name_quadrants(plot, matrix, look)
    if caption.title:
        told = whom(matrix, caption.window, companies=caption.companies)
        parts.write_title(figure, look, tr("Customer value matrix"), told)
    return MatrixPicture(figure, plot, x, y, parts.averages(matrix))


def _room(share: float) -> float:
    """So much beyond the values leaves the names this share of the height, at each end."""
    share = min(max(share, _LEAST_NAMES), _MOST_NAMES)
    return share / (1 - 2 * share)


def _scales(
    matrix: Matrix, purchases: Numbers, average: Numbers, room: float
) -> tuple[Scale, Scale]:
    frequency, level = parts.averages(matrix)
    return scale_around(purchases, frequency), scale_around(average, level, room)


def _spread(matrix: Matrix) -> Numbers:
    """Numbers of purchases, each moved a little so that equal ones do not hide one another.

    Always the same little for the same customer, and never over the line of the average.
    """
    frequency = parts.averages(matrix)[0]
    moved: Numbers = np.multiply(matrix.ids, _GOLDEN, dtype=np.float64)
    moved %= 1.0
    moved -= 0.5
    moved *= _SPREAD
    moved += matrix.purchases
    often = matrix.purchases >= frequency
    np.maximum(moved, frequency, out=moved, where=often)
    np.minimum(moved, frequency, out=moved, where=~often)
    return moved
