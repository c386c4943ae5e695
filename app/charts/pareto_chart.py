"""Draws the Pareto curve: the first so many percent of customers bring so much of the revenue."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from app.charts.board import Heading, Margins, board, box_places, say_nothing_to_draw
from app.charts.look import ChartLook, mixed
from app.charts.matrix_words import percent
from app.charts.picture import PAGE, Picture, Size
from app.charts.wording import BODY, LARGE, SMALL
from app.core.value.concentration import LETTERS, Concentration
from app.i18n import N_, tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle

COLOURS = {"A": "#009E73", "B": "#E69F00", "C": "#CC79A7"}
_MOST_POINTS = 600
_GROUND = 0.14
_TOPS = (5, 10, 20)
_NARROW = 0.055
_MARGINS = Margins(left=0.8, right=0.35, bottom=0.7, top=0.35)


@dataclass(frozen=True, eq=False)
class Pareto:
    """What is drawn, and what is said of whom."""

    spread: Concentration
    told: str


def pareto_chart(data: Pareto, look: ChartLook, size: Size = PAGE, title: bool = False) -> Picture:
    """Marks 0, 1 and 2 are the grounds of A, B and C."""
    found = data.spread
    if not found.total:
        return Picture(say_nothing_to_draw(look, size, tr(N_("No revenue in these days."))))
    heading = Heading(tr(N_("Concentration of revenue")), data.told) if title else None
    figure, axes = board(look, size, heading, _MARGINS)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.03)
    grounds = [_ground(axes, found, look, letter) for letter in LETTERS]
    _curve(axes, found, look)
    _tops(axes, found, look)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: f"{100 * value:g}%" if value <= 1 else "")
    axes.set_xlabel(tr(N_("Customers, the largest first")))
    axes.set_ylabel(tr(N_("Share of revenue")))
    return Picture(figure, box_places(axes, grounds))


def _ground(axes: "Axes", found: Concentration, look: ChartLook, letter: str) -> "Rectangle":
    from matplotlib.patches import Rectangle

    place = found.of_letter(letter)
    left, right = place.start / found.customers, place.stop / found.customers
    colour = mixed(COLOURS[letter], look.surface, _GROUND)
    made = Rectangle((left, 0), right - left, 1.03, facecolor=colour, edgecolor="none", zorder=0.5)
    axes.add_patch(made)
    if right - left > _NARROW:
        count = f"{place.stop - place.start:,}"
        middle = (left + right) / 2
        axes.text(middle, 0.11, letter, ha="center", va="center", color=look.ink,
                  fontsize=look.points(LARGE + 2))  # fmt: skip
        axes.text(middle, 0.05, count, ha="center", va="center", color=look.muted,
                  fontsize=look.points(SMALL))  # fmt: skip
    return made


def _curve(axes: "Axes", found: Concentration, look: ChartLook) -> None:
    size = found.customers
    shown = np.unique(np.linspace(0, size - 1, min(size, _MOST_POINTS)).astype(np.int64))
    x = np.append(0.0, (shown + 1) / size)
    y = np.append(0.0, found.running[shown] / found.total)
    axes.plot([0, 1], [0, 1], color=look.muted, linewidth=1, linestyle=(0, (4, 3)))
    axes.plot(x, y, color=look.ink, linewidth=2.2, solid_capstyle="round")


def _tops(axes: "Axes", found: Concentration, look: ChartLook) -> None:
    """The first five, ten and twenty percent, with what they bring."""
    told = set()
    for each in _TOPS:
        count, share = found.top(Fraction(each)), found.top_share(Fraction(each))
        if share is None or count in told:
            continue
        told.add(count)
        at = (count / found.customers, float(share))
        axes.plot(*at, marker="o", markersize=6, color=look.ink)
        words = tr(N_("first {n}%: {share}"), n=each, share=percent(share))
        # Beyond the middle there is no room at the right: above the curve, which falls to the left.
        by, ha, va = ((9, -3), "left", "top") if at[0] < 0.7 else ((-9, 2), "right", "bottom")
        axes.annotate(words, at, xytext=by, textcoords="offset points", ha=ha, va=va,
                      color=look.ink, fontsize=look.points(BODY))  # fmt: skip
