"""Draws the cohort triangle: of those who first bought in a month, the share that came again."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

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
from app.charts.wording import SMALL
from app.core.value.cohorts import Cohorts
from app.i18n import N_, tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 18
"""So many cohorts are drawn, the latest, and so many months of each; the table has all."""
TOO_FEW = 5
_FAINTEST, _FULL, _EVERYBODY = 0.07, 0.85, 0.18
_LEAST = 4  # lines and columns; fewer would be broad slabs
_MARGINS = Margins(left=1.45, right=0.3, bottom=0.3, top=0.75)


@dataclass(frozen=True, eq=False)
class Triangle:
    """What is drawn, and what is said of whom."""

    cohorts: Cohorts
    told: str

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The cohorts that are drawn: months in which nobody was new would be empty lines."""
        return tuple(np.flatnonzero(self.cohorts.sizes)[-MOST:].tolist())

    @property
    def wide(self) -> int:
        """So many months of the longest line are drawn."""
        return min(self.cohorts.count - self.rows[0], MOST)

    @property
    def leaves_out(self) -> bool:
        """Is anybody not on the picture, or not all of her months?"""
        begun = int(np.count_nonzero(self.cohorts.sizes))
        return begun > len(self.rows) or self.cohorts.count - self.rows[0] > MOST

    @property
    def skips(self) -> bool:
        """Is anything but the latest months in a row drawn?"""
        return self.rows != tuple(range(max(self.cohorts.count - MOST, 0), self.cohorts.count))

    def cells(self) -> list[tuple[int, int]]:
        """Cohort and months since of each mark."""
        count = self.cohorts.count
        return [(row, since) for row in self.rows for since in range(min(count - row, MOST))]


def cohort_chart(
    data: Triangle, look: ChartLook, size: Size = PAGE, title: bool = False
) -> Picture:
    """Mark n is cell n of `data.cells()`."""
    if not data.cohorts.count:
        return Picture(say_nothing_to_draw(look, size, tr(N_("Nobody has bought yet."))))
    heading = Heading(tr(N_("Cohorts")), data.told) if title else None
    figure, axes = board(look, size, heading, _MARGINS)
    _dress(axes, data, look)
    cells, strongest = data.cells(), _strongest(data)
    colours = [_colour(data, look, cell, strongest) for cell in cells]
    lines = {row: line for line, row in enumerate(data.rows)}
    corners = np.array([_corners(lines[row], since) for row, since in cells], np.float64)
    fill_boxes(axes, corners, colours)
    _number(axes, data, look, _Room(size, lines, [ink_on(each) for each in colours]))
    return Picture(figure, corner_places(axes, corners))


Colour = tuple[float, float, float]


@dataclass(frozen=True)
class _Room:
    """The figure's size, on which line each cohort stands, and the ink on each cell."""

    size: Size
    lines: dict[int, int]
    inks: list[str]


def _corners(line: int, since: int) -> tuple[float, float, float, float]:
    return since - 0.48, line - 0.46, since + 0.48, line + 0.46


def _dress(axes: "Axes", data: Triangle, look: ChartLook) -> None:
    """Names at the left and on top; ticks would take longer than all the cells."""
    axes.grid(visible=False)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_xlim(-0.5, max(data.wide, _LEAST) - 0.5)
    axes.set_ylim(max(len(data.rows), _LEAST) - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.xaxis.set_label_position("top")
    axes.set_xlabel(tr(N_("Months since the first purchase")), labelpad=18 * look.scale)
    found, size = data.cohorts, look.points(SMALL)
    for line, row in enumerate(data.rows):
        name = f"{found.first_day(row):%Y-%m}  ({int(found.sizes[row]):,})"
        axes.text(-0.62, line, name, ha="right", va="center", color=look.muted, fontsize=size)
    for since in range(data.wide):
        axes.annotate(str(since), (since, -0.5), xytext=(0, 3 * look.scale), ha="center",
                      va="bottom", textcoords="offset points", color=look.muted,
                      fontsize=size)  # fmt: skip


def _strongest(data: Triangle) -> Fraction:
    """The largest share after the first month, which is always everybody."""
    shares = [_share(data, row, since) for row, since in data.cells() if since]
    return max((each for each in shares if each), default=Fraction(1))


def _share(data: Triangle, row: int, since: int) -> Fraction | None:
    """None where too few began to say a percent."""
    return data.cohorts.share(row, since) if data.cohorts.sizes[row] >= TOO_FEW else None


def _colour(data: Triangle, look: ChartLook, cell: tuple[int, int], strongest: Fraction) -> Colour:
    row, since = cell
    share = _share(data, row, since)
    strength = _FAINTEST if since else _EVERYBODY
    if share is not None and since:
        strength += (_FULL - _FAINTEST) * float(min(share / strongest, Fraction(1)))
    return mixed(PALETTE[0] if since else look.muted, look.surface, strength)


def _number(axes: "Axes", data: Triangle, look: ChartLook, room: _Room) -> None:
    """Write the percents where a cell has room for them, and bare numbers where few began."""
    box, (across, up) = axes.get_position(), room.size
    wide = float(box.width) * across / max(data.wide, _LEAST) / look.scale
    high = float(box.height) * up / max(len(data.rows), _LEAST) / look.scale
    if high < 0.13 or wide < 0.26:
        return
    points = look.points(min(9.5, wide * 24, high * 52))
    for (row, since), ink in zip(data.cells(), room.inks, strict=True):
        share, buyers = _share(data, row, since), int(data.cohorts.buyers[row, since])
        words = "" if not buyers else str(buyers)
        if share is not None:
            words = f"{round(100 * share)}%" if wide > 0.36 else f"{round(100 * share)}"
        if words:
            colour = look.muted if share is None else ink
            axes.text(since, room.lines[row], words, ha="center", va="center", color=colour,
                      fontsize=points)  # fmt: skip
