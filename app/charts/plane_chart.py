"""The importance-performance plane: each item a point, parted by the cross-hair."""

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from app.charts.board import PALETTE, Heading, Margins, board, places, say_nothing_to_draw
from app.charts.look import ChartLook
from app.charts.picture import Marks, Picture, Size
from app.charts.wording import POINT, SMALL, Wording, write
from app.core.surveys.quadrants import QUADRANT_WORDS, Quadrant
from app.core.surveys.results import ItemResult, Results
from app.i18n import N_, ntr, tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TITLE = N_("What to improve first")
COLOURS: dict[Quadrant | None, str] = {
    Quadrant.IMPROVE: PALETTE[5],
    Quadrant.KEEP: PALETTE[2],
    Quadrant.LOW: PALETTE[3],
    Quadrant.OVERKILL: PALETTE[4],
    None: PALETTE[0],
}
_CORNERS: dict[Quadrant, tuple[float, float, str, str]] = {
    Quadrant.IMPROVE: (0.01, 0.98, "left", "top"),
    Quadrant.KEEP: (0.99, 0.98, "right", "top"),
    Quadrant.LOW: (0.01, 0.02, "left", "bottom"),
    Quadrant.OVERKILL: (0.99, 0.02, "right", "bottom"),
}
_ROOM = 0.12
_MARGINS = Margins(left=0.78, right=0.34, bottom=0.72, top=0.26)


def shown(found: Results) -> list[ItemResult]:
    """The items that have both values, in their order: mark n is the n-th of these."""
    return [
        each
        for each in found.items
        if each.weight is not None and each.weight.mean is not None and each.score.mean is not None
    ]


def plane_chart(
    found: Results | None, look: ChartLook, size: Size, *, title: bool, wave: str = ""
) -> Picture:
    """Satisfaction to the right, importance upwards."""
    items = shown(found) if found else []
    if found is None or found.crosshair is None or not items:
        return Picture(say_nothing_to_draw(look, size, tr("Nobody answered both halves yet.")))
    told = ntr(
        "{wave}, {n} sheet; the cross stands at the means",
        "{wave}, {n} sheets; the cross stands at the means",
        found.respondents,
        wave=wave,
    )
    figure, axes = board(look, size, Heading(tr(TITLE), told) if title else None, _MARGINS)
    x = np.array([float(each.score.mean or 0) for each in items])
    y = np.array([float((each.weight and each.weight.mean) or 0) for each in items])
    colours = [COLOURS[each.quadrant] for each in items]
    axes.grid(visible=False)
    axes.scatter(x, y, s=46 * look.scale, c=colours, edgecolors=look.surface, zorder=3)
    at = found.crosshair
    _frame(axes, (x, at.performance), (y, at.importance))
    for line, value in ((axes.axvline, at.performance), (axes.axhline, at.importance)):
        line(float(value), color=look.muted, linewidth=1, linestyle=(0, (4, 3)))
    _name_points(figure, look, [each.item.words for each in items], places(axes, x, y))
    _name_corners(axes, look)
    axes.set_xlabel(tr("Satisfaction"), labelpad=8 * look.scale)
    axes.set_ylabel(tr("Importance"), labelpad=8 * look.scale)
    return Picture(figure, places(axes, x, y))


def _name_points(figure: "Figure", look: ChartLook, words: list[str], at: Marks) -> None:
    """Each name over its point, or under or beside it where another name stands already."""
    taken: list[tuple[float, float, float, float]] = []
    high = 1.25 * look.points(SMALL) * POINT
    for name, x, y in zip(words, at.x.tolist(), at.y.tolist(), strict=True):
        wide = _letters(name) * 0.5 * look.points(SMALL) * POINT
        near, beside = (8 * POINT + high / 2) * look.scale, wide / 2 + 8 * POINT * look.scale
        ways = ((0, near), (0, -near), (beside, 0), (-beside, 0))
        boxes = [_box(x + across, y + up, wide, high) for across, up in ways]
        best = min(range(len(ways)), key=lambda way: sum(_meet(boxes[way], each) for each in taken))
        taken.append(boxes[best])
        middle = (_inside(figure, x + ways[best][0], wide), y + ways[best][1])
        write(figure, look, name, middle, Wording(look.ink, SMALL, "center", "center"))


def _inside(figure: "Figure", middle: float, wide: float) -> float:
    """Where a name of this width stands whole in the box, off the numbers beside it."""
    box, across = figure.axes[0].get_position(), float(figure.get_size_inches()[0])
    first, last = box.x0 * across + wide / 2, box.x1 * across - wide / 2
    return float(max(min(middle, last), first))


def _letters(words: str) -> float:
    """About how many half squares wide: a Han character is a whole one."""
    return sum(2.0 if letter > "\u2e80" else 1.1 for letter in words)


def _box(x: float, y: float, wide: float, high: float) -> tuple[float, float, float, float]:
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The room that two boxes share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0.0) * max(up, 0.0)


def _name_corners(axes: "Axes", look: ChartLook) -> None:
    for quadrant, (across, high, side, edge) in _CORNERS.items():
        axes.text(
            across,
            high,
            tr(QUADRANT_WORDS[quadrant]),
            transform=axes.transAxes,
            ha=side,
            va=edge,
            color=look.muted,
            fontsize=look.points(SMALL),
        )


def _frame(axes: object, *sides: tuple[np.ndarray, Fraction]) -> None:
    """The same room on all sides, with the cross-hair inside."""
    for (values, cross), limit in zip(sides, ("set_xlim", "set_ylim"), strict=True):
        low, high = min(values.min(), float(cross)), max(values.max(), float(cross))
        spread = (high - low) or 1.0
        getattr(axes, limit)(low - _ROOM * spread, high + 1.5 * _ROOM * spread)
