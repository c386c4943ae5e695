"""Draws how two shops alike part when customers go from one to the other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.charts.board import PALETTE, Heading, board, count_along, places
from app.charts.look import ChartLook
from app.charts.picture import PAGE, Handle, Picture, Size
from app.charts.wording import BODY
from app.core.worth.losing import Lost, Start
from app.i18n import N_, tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROOM = 1.12


@dataclass(frozen=True)
class Parting:
    """The start, what is chosen now, and the rows of the table whose points are marked."""

    start: Start
    now: Lost
    rows: tuple[Lost, ...]
    told: str


def losing_chart(
    found: Parting, look: ChartLook, size: Size = PAGE, title: bool = False
) -> Picture:
    """Mark n is row n of the table; the upright line can be dragged to other numbers."""
    heading = Heading(tr(N_("Losing one customer")), found.told) if title else None
    figure, axes = board(look, size, heading)
    most = max(found.start.customers, 1)
    ends = np.array([0.0, float(most)])
    ours, theirs = most - ends, most + ends
    axes.fill_between(ends, ours, theirs, color=PALETTE[1], alpha=0.14, linewidth=0)
    axes.plot(ends, theirs, color=PALETTE[5], linewidth=2.2)
    axes.plot(ends, ours, color=PALETTE[2], linewidth=2.2)
    at = float(found.now.leavers)
    axes.axvline(at, color=look.muted, linewidth=1.2, linestyle=(0, (4, 3)))
    axes.plot([at, at], [found.now.ours, found.now.theirs], "o", color=look.ink, markersize=6)
    _name(axes, look, found)
    x = np.array([float(each.leavers) for each in found.rows])
    y = np.array([float(each.theirs) for each in found.rows])
    axes.plot(x, y, "o", color=PALETTE[5], markersize=4.5)
    sides = places(axes, np.array([0.0, at, float(most)]), np.zeros(3)).x
    handle = Handle("leavers", "across", float(sides[1]), float(sides[0]), float(sides[2]))
    return Picture(figure, places(axes, x, y), (handle,))


def leavers_at(start: Start, handle: Handle, inches: float) -> int:
    """How many leave where the line was dragged to."""
    wide = handle.high - handle.low
    share = (inches - handle.low) / wide if wide > 0 else 0.0
    return round(min(max(share, 0.0), 1.0) * start.customers)


def _name(axes: "Axes", look: ChartLook, found: Parting) -> None:
    most = max(found.start.customers, 1)
    axes.set_xlim(0, most)
    axes.set_ylim(0, 2 * most * _ROOM)
    for side in (axes.xaxis, axes.yaxis):
        count_along(side)
    axes.set_xlabel(tr(N_("Customers who go over")))
    axes.set_ylabel(tr(N_("Customers left")))
    for words, at, up in (
        (tr(N_("the other shop")), (most * 0.98, most * 2.0), "bottom"),
        (tr(N_("our shop")), (most * 0.5, most * 0.46), "top"),
    ):
        size = look.points(BODY)
        axes.annotate(words, at, ha="right", va=up, color=look.ink, fontsize=size)
