"""Quiet axes: a hairline frame, round numbers outside it, a name for each side.

Numbers and names are plain texts: matplotlib's own ticks cost as much time as all the rest.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from app.charts.look import ChartLook
from app.charts.scale import Scale

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SMALL, _BODY = 9.0, 10.0
_LEFT, _RIGHT, _BOTTOM, _TOP = 0.82, 0.28, 0.62, 0.36
_TITLE = 0.82
_NAME_FROM_EDGE = 0.12


def make_axes(
    figure: "Figure", look: ChartLook, scales: tuple[Scale, Scale], *, title: bool
) -> "Axes":
    """Axes with margins in inches, so that words fit at every size of the figure."""
    width, height = figure.get_size_inches()
    left, right, bottom = (inches * look.scale for inches in (_LEFT, _RIGHT, _BOTTOM))
    top = (_TOP + (_TITLE if title else 0)) * look.scale
    box = (left / width, bottom / height)
    axes = figure.add_axes((*box, 1 - (left + right) / width, 1 - (bottom + top) / height))
    axes.set(xscale=scales[0].name, yscale=scales[1].name)
    axes.set(xlim=(scales[0].low, scales[0].high), ylim=(scales[1].low, scales[1].high))
    axes.set_axis_off()
    _frame(axes, look)
    _number(axes, look, scales)
    return axes


def name_axes(axes: "Axes", look: ChartLook, across: str, up: str) -> None:
    """Say what is counted to the right and upwards."""
    figure, box = axes.get_figure(root=True), axes.get_position()
    assert figure is not None
    width, height = figure.get_size_inches()
    words: dict[str, Any] = {"color": look.muted, "fontsize": look.points(_BODY)}
    edge = _NAME_FROM_EDGE * look.scale
    figure.text((box.x0 + box.x1) / 2, edge / height, across, ha="center", **words)
    middle = (box.y0 + box.y1) / 2
    figure.text(edge / width, middle, up, va="center", rotation=90, **words)


def _frame(axes: "Axes", look: ChartLook) -> None:
    from matplotlib.patches import Rectangle

    style: dict[str, Any] = {"edgecolor": look.line, "fill": False, "linewidth": 1}
    axes.add_patch(
        Rectangle((0, 0), 1, 1, transform=axes.transAxes, clip_on=False, zorder=4, **style)
    )


def _number(axes: "Axes", look: ChartLook, scales: tuple[Scale, Scale]) -> None:
    """Write the ticks' numbers under the frame and, as money, to its left."""
    style: dict[str, Any] = {"color": look.muted, "fontsize": look.points(_SMALL)}
    between: tuple[str, str] = ("axes fraction", "offset points")
    for tick, at in zip(scales[0].ticks, _places(scales[0]), strict=True):
        axes.annotate(f"{tick:,.10g}", (at, 0), (0, -6), *between, ha="center", va="top", **style)
    for tick, at in zip(scales[1].ticks, _places(scales[1]), strict=True):
        words = f"-¥{-tick:,.10g}" if tick < 0 else f"¥{tick:,.10g}"
        axes.annotate(words, (0, at), (-6, 0), *between, ha="right", va="center", **style)


def _places(scale: Scale) -> list[float]:
    found: list[float] = scale.share(np.array(scale.ticks)).tolist()
    return found
