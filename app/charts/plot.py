"""A box on a figure with a scale to the right and one upwards, placed in inches.

matplotlib's own Axes take more time than all that is drawn on them, and nothing of theirs
would be seen: frame, numbers and names are quiet ones of ours.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.catalogue.currency import sign
from app.charts.look import ChartLook
from app.charts.scale import Numbers, Scale
from app.charts.wording import BODY, POINT, SMALL, Wording, write

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

_LEFT, _RIGHT, _BOTTOM, _TOP = 0.82, 0.28, 0.62, 0.36
_TITLE = 0.82
_NAME_FROM_EDGE = 0.12
_GAP = 6 * POINT


@dataclass(frozen=True, eq=False)
class Plot:
    """Where the box stands on the figure, in inches, and what its sides measure."""

    figure: "Figure"
    left: float
    bottom: float
    right: float
    top: float
    across: Scale
    up: Scale

    @property
    def aspect(self) -> float:
        """How many times as wide as high."""
        return (self.right - self.left) / (self.top - self.bottom)

    def x(self, values: Numbers) -> Numbers:
        """Inches from the figure's left edge."""
        return _along(self.left, self.right, self.across.share(values))

    def y(self, values: Numbers) -> Numbers:
        """Inches from the figure's lower edge."""
        return _along(self.bottom, self.top, self.up.share(values))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The place of one pair of values, in inches."""
        return float(self.x(np.array(x))), float(self.y(np.array(y)))

    def value(self, way: str, inches: float) -> float:
        """What stands at a place of the figure, told along one of its sides."""
        if way == "across":
            return self.across.value((inches - self.left) / (self.right - self.left))
        return self.up.value((inches - self.bottom) / (self.top - self.bottom))

    def add(self, artist: "Artist", zorder: float) -> None:
        """Draw in inches, nothing outside the box."""
        from matplotlib.transforms import Bbox, TransformedBbox

        box = Bbox.from_extents(self.left, self.bottom, self.right, self.top)
        artist.set_clip_box(TransformedBbox(box, self.figure.dpi_scale_trans))
        artist.set_transform(self.figure.dpi_scale_trans)
        artist.set_zorder(zorder)
        self.figure.add_artist(artist)


def _along(begin: float, end: float, share: Numbers) -> Numbers:
    """Shares of the way from one to the other, in their own place: there may be a million."""
    share *= end - begin
    share += begin
    return share


def make_plot(
    figure: "Figure", look: ChartLook, scales: tuple[Scale, Scale], *, title: bool
) -> Plot:
    """A framed box whose margins have room for words at every size of the figure."""
    width, height = (float(side) for side in figure.get_size_inches())
    left, right = _LEFT * look.scale, _RIGHT * look.scale
    bottom = _BOTTOM * look.scale
    high = plot_height(height, look, title=title)
    plot = Plot(figure, left, bottom, width - right, bottom + high, *scales)
    _frame(plot, look)
    _number(plot, look)
    return plot


def plot_height(height: float, look: ChartLook, *, title: bool) -> float:
    """How many inches of a figure's height the box itself has."""
    return height - (_BOTTOM + _TOP + (_TITLE if title else 0)) * look.scale


def name_axes(plot: Plot, look: ChartLook, across: str, up: str) -> None:
    """Say what is counted to the right and upwards."""
    edge = _NAME_FROM_EDGE * look.scale
    middle = ((plot.left + plot.right) / 2, (plot.bottom + plot.top) / 2)
    flat = Wording(look.muted, BODY, "center", "baseline")
    write(plot.figure, look, across, (middle[0], edge), flat)
    upright = Wording(look.muted, BODY, "left", "center", turned=True)
    write(plot.figure, look, up, (edge, middle[1]), upright)


def _frame(plot: Plot, look: ChartLook) -> None:
    from matplotlib.patches import Rectangle

    frame = Rectangle(
        (plot.left, plot.bottom),
        plot.right - plot.left,
        plot.top - plot.bottom,
        edgecolor=look.line,
        fill=False,
        linewidth=1,
        transform=plot.figure.dpi_scale_trans,
        zorder=4,
    )
    plot.figure.add_artist(frame)


def _number(plot: Plot, look: ChartLook) -> None:
    """Write the ticks' numbers under the frame and, as money, to its left."""
    under = Wording(look.muted, SMALL, "center", "top")
    beside = Wording(look.muted, SMALL, "right", "center")
    for tick, x in zip(plot.across.ticks, plot.x(np.array(plot.across.ticks)), strict=True):
        write(plot.figure, look, f"{tick:,.10g}", (float(x), plot.bottom - _GAP), under)
    for tick, y in zip(plot.up.ticks, plot.y(np.array(plot.up.ticks)), strict=True):
        words = f"{'-' if tick < 0 else ''}{sign()}{abs(tick):,.10g}"
        write(plot.figure, look, words, (plot.left - _GAP, float(y)), beside)
