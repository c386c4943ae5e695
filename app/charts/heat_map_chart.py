"""Draws the heat map of RFM: recency by frequency, how many stand in a cell and what they bring."""

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from app.catalogue.currency import whole_money as money
from app.charts.board import (
    PALETTE,
    Heading,
    Margins,
    board,
    corner_places,
    fill_boxes,
    say_nothing_to_draw,
)
from app.charts.look import ChartLook, ink_on, mixed
from app.charts.picture import PAGE, Picture, Size
from app.charts.wording import BODY, LARGE, SMALL
from app.core.value.rfm import PARTS, Heat
from app.i18n import N_, tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_GAP = 0.05
_FAINTEST, _FULL = 0.12, 0.72
_EMPTY = 0.06
_MARGINS = Margins(left=1.0, right=0.3, bottom=0.85, top=0.3)


@dataclass(frozen=True, eq=False)
class HeatMap:
    """What is drawn, and what is said of whom."""

    heat: Heat
    told: str


def cell_of(mark: int) -> tuple[int, int]:
    """R and F of a mark: they run along a row of recency, the lowest first."""
    return mark // PARTS + 1, mark % PARTS + 1


def heat_map_chart(
    data: HeatMap, look: ChartLook, size: Size = PAGE, title: bool = False
) -> Picture:
    """Mark n is the cell `cell_of(n)`."""
    if not data.heat.counts.sum():
        return Picture(say_nothing_to_draw(look, size, tr("No purchases in these days.")))
    heading = Heading(tr(N_("Recency by frequency")), data.told) if title else None
    figure, axes = board(look, size, heading, _MARGINS)
    axes.grid(visible=False)
    axes.set_xlim(0.5, PARTS + 0.5)
    axes.set_ylim(0.5, PARTS + 0.5)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_xticks(range(1, PARTS + 1))
    axes.set_yticks(range(1, PARTS + 1))
    axes.set_xlabel(tr(N_("F: how often, 5 the most")))
    axes.set_ylabel(tr(N_("R: how recently, 5 the latest")), labelpad=10 * look.scale)
    high = float(axes.get_position().height) * size[1] / PARTS / look.scale
    cells = [cell_of(mark) for mark in range(PARTS * PARTS)]
    colours = [_colour(data.heat, look, *cell) for cell in cells]
    half = 0.5 - _GAP
    corners = np.array([(f - half, r - half, f + half, r + half) for r, f in cells], np.float64)
    fill_boxes(axes, corners, colours)
    for cell, colour in zip(cells, colours, strict=True):
        _number(axes, data.heat, look, cell, (ink_on(colour), high))
    return Picture(figure, corner_places(axes, corners))


Colour = tuple[float, float, float]


def _colour(heat: Heat, look: ChartLook, r: int, f: int) -> Colour:
    count, fullest = int(heat.counts[r - 1, f - 1]), int(heat.counts.max())
    strength = _FAINTEST + (_FULL - _FAINTEST) * sqrt(count / fullest) if count else _EMPTY
    return mixed(PALETTE[0], look.surface, strength)


def _number(
    axes: "Axes", heat: Heat, look: ChartLook, cell: tuple[int, int], how: tuple[str, float]
) -> None:
    """How many, and what one of them brings where there is room for it."""
    (r, f), (ink, high) = cell, how
    count = int(heat.counts[r - 1, f - 1])
    if not count:
        return
    _write(axes, f, r + (0.13 if high > 0.5 else 0), f"{count:,}", (ink, look.points(LARGE - 1)))
    if high > 0.5:
        size = look.points(SMALL if high < 0.7 else BODY - 0.5)
        _write(axes, f, r - 0.22, money(heat.mean(r, f) or 0), (ink, size))


def _write(axes: "Axes", x: float, y: float, words: str, how: tuple[str, float]) -> None:
    axes.text(x, y, words, color=how[0], fontsize=how[1], ha="center", va="center")
