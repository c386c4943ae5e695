"""Draws how Bob Stone's points are spread: so many customers from 0 to 20, from 20 to 40 …"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.charts.board import (
    PALETTE,
    Heading,
    Margins,
    board,
    box_places,
    count_along,
    say_nothing_to_draw,
)
from app.charts.look import ChartLook
from app.charts.picture import PAGE, Picture, Size
from app.charts.wording import SMALL
from app.core.value.stone import BEST, PARTS, Points
from app.i18n import N_, tr

STEP = 20
BINS = BEST // STEP
_MARGINS = Margins(left=0.75, right=0.25, bottom=0.7, top=0.35)


@dataclass(frozen=True, eq=False)
class Spread:
    """What is drawn, and what is said of whom."""

    points: Points
    told: str


def bins_of(points: Points) -> NDArray[np.int64]:
    """In which bar each customer stands; the best score stands in the last one."""
    return np.minimum(points.thousandths // (STEP * PARTS), BINS - 1)


def points_chart(data: Spread, look: ChartLook, size: Size = PAGE, title: bool = False) -> Picture:
    """Mark n is the bar from 20n to 20n + 20 points."""
    if not len(data.points.ids):
        return Picture(say_nothing_to_draw(look, size, tr(N_("Nobody has bought yet."))))
    heading = Heading(tr(N_("Bob Stone's points")), data.told) if title else None
    figure, axes = board(look, size, heading, _MARGINS)
    counts = np.bincount(bins_of(data.points), minlength=BINS)
    bars = axes.bar(np.arange(BINS) + 0.5, counts, width=0.88, color=PALETTE[0])
    axes.set_xlim(0, BINS)
    axes.set_xticks(range(BINS + 1), [str(STEP * each) for each in range(BINS + 1)])
    axes.set_xlabel(tr(N_("Points, 200 at most")))
    count_along(axes.yaxis)
    most = int(counts.max())
    for place, count in enumerate(counts.tolist()):
        if count:
            axes.text(place + 0.5, count + most * 0.015, f"{count:,}", ha="center", va="bottom",
                      color=look.muted, fontsize=look.points(SMALL))  # fmt: skip
    axes.set_ylim(0, most * 1.12)
    return Picture(figure, box_places(axes, bars.patches))
