"""A calm matplotlib Axes for bars, lines and heat maps: our ink, paper, font and margins.

figure, axes = board(look, size, Heading(tr("…"), sentence) if title else None)
bars = axes.bar(…, color=PALETTE[0])
finish(axes, look)
return Picture(figure, bars_marks(axes, bars))
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from app.charts.look import ChartLook, prepare
from app.charts.picture import Marks, Size, boxes
from app.charts.picture import points as _points
from app.charts.scale import Numbers
from app.charts.wording import BODY, LARGE, SMALL, Wording, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
"""Okabe–Ito, the most readable on our papers first."""
_TITLE_HIGH = 0.86
_FROM_TOP, _TOLD_BELOW = 0.34, 0.64
_EDGE = 0.24


@dataclass(frozen=True)
class Margins:
    """Room around the box for numbers and names, in inches at the normal text size."""

    left: float = 0.82
    right: float = 0.28
    bottom: float = 0.62
    top: float = 0.30


@dataclass(frozen=True)
class Heading:
    """What stands above a chart on paper or in a file, where no screen says it."""

    title: str
    told: str


def board(
    look: ChartLook, size: Size, heading: Heading | None, margins: Margins = Margins()
) -> tuple["Figure", "Axes"]:
    """A figure with one box on it; with a heading the box is lower."""
    prepare()
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, facecolor=look.surface)
    top = margins.top + (_TITLE_HIGH if heading else 0)
    sides = [inches * look.scale for inches in (margins.left, margins.right, margins.bottom, top)]
    left, right, bottom, above = sides
    wide, high = max(size[0] - left - right, 0.5), max(size[1] - bottom - above, 0.5)
    place = (left / size[0], bottom / size[1], wide / size[0], high / size[1])
    axes = figure.add_axes(place)
    dress(axes, look)
    if heading is not None:
        head(figure, look, heading)
    return figure, axes


def dress(axes: "Axes", look: ChartLook) -> None:
    """Quiet lines and numbers."""
    axes.set_facecolor(look.surface)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(look.line)
    axes.tick_params(colors=look.muted, labelsize=look.points(SMALL), length=0, pad=6 * look.scale)
    axes.grid(axis="y", color=look.line, linewidth=0.8)
    axes.set_axisbelow(True)
    for name in (axes.xaxis.label, axes.yaxis.label):
        name.set_color(look.muted)
        name.set_fontsize(look.points(BODY))


def head(figure: "Figure", look: ChartLook, heading: Heading) -> None:
    """Title and sentence at the upper left."""
    high, edge = float(figure.get_size_inches()[1]), _EDGE * look.scale
    for words, down, points, colour in (
        (heading.title, _FROM_TOP, LARGE, look.ink),
        (heading.told, _TOLD_BELOW, BODY, look.muted),
    ):
        write(figure, look, words, (edge, high - down * look.scale), Wording(colour, points))


def say_nothing_to_draw(look: ChartLook, size: Size, words: str) -> "Figure":
    """A figure that says why there is no chart."""
    prepare()
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, facecolor=look.surface)
    middle = (size[0] / 2, size[1] / 2)
    write(figure, look, words, middle, Wording(look.muted, BODY, "center"))
    return figure


def count_along(axis: "Axis") -> None:
    """Whole numbers with commas along a side, and no line between two of them."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator("auto", steps=(1, 2, 2.5, 5, 10), integer=True))
    axis.set_major_formatter(lambda value, _: f"{value:,.10g}")


def places(axes: "Axes", x: Numbers, y: Numbers) -> Marks:
    """Marks at values of the axes."""
    dots = _to_dots(axes, np.column_stack((x, y)))
    inches = axes.figure.dpi_scale_trans.inverted().transform(dots)
    return _points(inches[:, 0], inches[:, 1])


def box_places(axes: "Axes", several: Iterable["Rectangle"]) -> Marks:
    """Marks of bars or cells, in their order."""
    corners = []
    for each in several:
        x, y = each.get_xy()
        corners.append((x, y, x + each.get_width(), y + each.get_height()))
    return corner_places(axes, np.array(corners, np.float64)) if corners else Marks()


def corner_places(axes: "Axes", corners: Numbers) -> Marks:
    """Marks of boxes told as (x, y, x, y) of two opposite corners, in values of the axes."""
    dots = _to_dots(axes, corners.reshape(-1, 2))
    inches = axes.figure.dpi_scale_trans.inverted().transform(dots).reshape(-1, 4)
    low, high = np.minimum(inches[:, :2], inches[:, 2:]), np.maximum(inches[:, :2], inches[:, 2:])
    return boxes(low[:, 0], low[:, 1], high[:, 0] - low[:, 0], high[:, 1] - low[:, 1])


def fill_boxes(axes: "Axes", corners: Numbers, colours: Sequence[Any], zorder: float = 1) -> None:
    """Boxes told as (x, y, x, y), all at once: one at a time they cost a millisecond each."""
    from matplotlib.collections import PolyCollection

    x, y, far, top = corners.T
    shapes = np.stack([np.stack((x, y), 1), np.stack((far, y), 1), np.stack((far, top), 1),
                       np.stack((x, top), 1)], axis=1)  # fmt: skip
    drawn = PolyCollection(list(shapes), facecolors=colours, edgecolors="none", zorder=zorder)
    axes.add_collection(drawn, autolim=False)


def _to_dots(axes: "Axes", values: Numbers) -> Numbers:
    # Limits are settled lazily: asked for before the first drawing, they must be settled now.
    axes.get_xlim()
    axes.get_ylim()
    return np.asarray(axes.transData.transform(values))
