"""Draws the customer value matrix: how often by how much, parted by the two averages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.charts import matrix_parts as parts
from app.charts.axes import make_axes, name_axes
from app.charts.look import ChartLook, prepare
from app.charts.matrix_words import whom
from app.charts.scale import Numbers, Scale, scale_for
from app.core.value.matrix import Matrix
from app.core.value.window import Window
from app.i18n import tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CROWDED = 20_000
"""With more customers than this, hexagons instead of points."""
SIZE = (9.6, 6.2)
_ROOM_FOR_NAMES = 0.17
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
    """The drawn chart; `x` and `y` are where each row of the matrix stands, in data units."""

    figure: "Figure"
    axes: "Axes | None"
    x: Numbers
    y: Numbers


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
    average = matrix.revenue / matrix.purchases / 100
    scales = _scales(matrix, purchases, average)
    axes = make_axes(figure, look, scales, title=caption.title)
    name_axes(axes, look, tr("Number of purchases"), tr("Average per purchase"))
    x, y = scales[0].placed(purchases), scales[1].placed(average)
    parts.tint(axes, look, matrix)
    if matrix.customers > CROWDED:
        parts.draw_hexagons(axes, matrix, look, (scales[0].share(x), scales[1].share(y)))
    else:
        parts.draw_points(axes, matrix, (x, y))
    parts.draw_averages(axes, matrix, look)
    parts.name_quadrants(axes, matrix, look)
    if caption.title:
        told = whom(matrix, caption.window, companies=caption.companies)
        parts.write_title(figure, look, tr("Customer value matrix"), told)
    return MatrixPicture(figure, axes, x, y)


def _scales(matrix: Matrix, purchases: Numbers, average: Numbers) -> tuple[Scale, Scale]:
    frequency, level = parts.averages(matrix)
    return scale_for(purchases, frequency), scale_for(average, level, _ROOM_FOR_NAMES)


def _spread(matrix: Matrix) -> Numbers:
    """Numbers of purchases, each moved a little so that equal ones do not hide one another.

    Always the same little for the same customer, and never over the line of the average.
    """
    count, frequency = matrix.purchases.astype(np.float64), parts.averages(matrix)[0]
    moved = count + _SPREAD * ((matrix.ids * _GOLDEN) % 1.0 - 0.5)
    often = count >= frequency
    return np.where(often, np.maximum(moved, frequency), np.minimum(moved, frequency))
