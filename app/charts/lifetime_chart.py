"""Draws a customer's lifetime: each purchase as it is paid, and what it is worth today."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from app.charts.board import PALETTE, Heading, board, box_places, say_nothing_to_draw
from app.charts.look import ChartLook
from app.charts.picture import PAGE, Picture, Size
from app.charts.wording import SMALL
from app.core.worth.lifetime import Lifetime
from app.i18n import N_, tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDE = 0.7
_MOST_NUMBERED = 12


@dataclass(frozen=True)
class Life:
    """What is drawn, and what is said of it."""

    found: Lifetime
    told: str


def lifetime_chart(data: Life, look: ChartLook, size: Size = PAGE, title: bool = False) -> Picture:
    """Mark n is purchase n; the pale bar is paid then, the full one is worth that today."""
    found = data.found
    if not found.steps:
        return Picture(say_nothing_to_draw(look, size, tr(N_("No purchases to draw yet."))))
    heading = Heading(tr(N_("Lifetime value")), data.told) if title else None
    figure, axes = board(look, size, heading)
    at = np.arange(len(found.steps), dtype=np.float64)
    paid = [float(each.amount) for each in found.steps]
    today = [float(each.today) for each in found.steps]
    bars = axes.bar(at, paid, _WIDE, color=PALETTE[4], alpha=0.45, label=tr(N_("when paid")))
    axes.bar(at, today, _WIDE, color=PALETTE[0], label=tr(N_("worth today")))
    _name(axes, look, found)
    legend = axes.legend(loc="upper right", frameon=False, fontsize=look.points(SMALL))
    for words in legend.get_texts():
        words.set_color(look.ink)
    return Picture(figure, box_places(axes, bars))


def _name(axes: "Axes", look: ChartLook, found: Lifetime) -> None:
    several = len(found.steps)
    step = max(1, -(-several // _MOST_NUMBERED))
    shown = range(0, several, step)
    axes.set_xticks(list(shown), [_years(found.steps[place].years) for place in shown])
    axes.set_xlabel(tr(N_("Years from today")))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    top = max(float(each.amount) for each in found.steps)
    axes.set_ylim(top=max(top, 1.0) * 1.25)


def _years(years: Fraction) -> str:
    return f"{float(years):.2f}".rstrip("0").rstrip(".")
