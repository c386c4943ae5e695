"""How often customers came again, beside what a model says: does it fit this shop?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.charts.board import PALETTE, Heading, Margins, board, box_places, count_along
from app.charts.look import ChartLook
from app.charts.picture import Picture, Size
from app.charts.scale import Numbers
from app.charts.wording import BODY, SMALL, Wording, write
from app.i18n import N_, tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

_HALF = 0.38
_LETTER = 0.05  # inches: a number may stand out over its bar by half
_SQUARE, _APART = 0.13, 0.08
_MARGINS = Margins(top=0.62)


@dataclass(frozen=True, eq=False)
class Repeats:
    """Customers by number of repeat purchases, the last column "so many or more"."""

    actual: Numbers
    told: Numbers
    heading: Heading | None = None


def repeats_chart(data: Repeats, look: ChartLook, size: Size, *, title: bool) -> Picture:
    """Two bars for each number of repeats; mark n is the n-th number."""
    figure, axes = board(look, size, data.heading if title else None, _MARGINS)
    places = np.arange(len(data.actual))
    actual = axes.bar(places - _HALF / 2, data.actual, _HALF, color=PALETTE[0], linewidth=0)
    told = axes.bar(places + _HALF / 2, data.told, _HALF, color=PALETTE[1], linewidth=0)
    axes.set_xticks(places, [*(str(each) for each in places[:-1]), f"{places[-1]}+"])
    axes.set_xlabel(tr(N_("Purchases after the first one")))
    axes.set_ylabel(tr(N_("Customers")))
    axes.set_xlim(-0.6, len(places) - 0.4)
    count_along(axes.yaxis)
    numbers = [f"{each:,.0f}" for each in (*data.actual, *data.told)]
    if max(map(len, numbers)) * _LETTER * look.scale <= _wide(axes, size, len(places)):
        for bar, words in zip((*actual, *told), numbers, strict=True):
            _number(axes, bar, words, look)
    _legend(figure, axes, look)
    return Picture(figure, box_places(axes, actual))


def _wide(axes: "Axes", size: Size, groups: int) -> float:
    """Inches of one bar."""
    return float(axes.get_position().width) * size[0] * _HALF / (groups + 0.2)


def _number(axes: "Axes", bar: "Rectangle", words: str, look: ChartLook) -> None:
    middle = bar.get_x() + bar.get_width() / 2
    axes.annotate(
        words,
        (middle, bar.get_height()),
        xytext=(0, 3),
        textcoords="offset points",
        ha="center",
        color=look.muted,
        fontsize=look.points(SMALL),
    )


def _legend(figure: "Figure", axes: "Axes", look: ChartLook) -> None:
    """What the two colours are, above the box."""
    from matplotlib.patches import Rectangle

    wide, high = (float(side) for side in figure.get_size_inches())
    box = axes.get_position()
    left, base = box.x0 * wide, box.y1 * high + 0.26 * look.scale
    for colour, words in zip(
        PALETTE, (tr(N_("In the book")), tr(N_("By the model"))), strict=False
    ):
        side = _SQUARE * look.scale
        square = Rectangle((left, base - side / 2), side, side, facecolor=colour, linewidth=0)
        square.set_transform(figure.dpi_scale_trans)
        figure.add_artist(square)
        left += side + _APART * look.scale
        write(figure, look, words, (left, base), Wording(look.muted, BODY))
        left += (0.09 * look.scale) * _width(words) + 0.3 * look.scale


def _width(words: str) -> float:
    """About how many letters wide: a Han character counts for two."""
    return sum(2.0 if letter > "\u2e80" else 1.0 for letter in words)
