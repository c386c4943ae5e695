"""Shares of a whole as one bar a row: promoters by wave, Kano's classes by item."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.charts.board import Heading, Margins, board, box_places, say_nothing_to_draw
from app.charts.look import ChartLook, mixed
from app.charts.picture import Picture, Size
from app.charts.survey_charts import (
    BESIDE_BARS,
    GREY_BELOW,
    HIDDEN_BELOW,
    beside,
    few_rows,
    legend,
    short,
)

_MARGINS = Margins(left=1.9, right=2.1, bottom=0.5, top=0.5)
_HIGH = 0.56
_FAINT, _FULL = 0.35, 0.9


@dataclass(frozen=True)
class Stacked:
    """One bar: how many of each part, and what is written at its right end."""

    words: str
    counts: tuple[int, ...]
    told: str

    @property
    def n(self) -> int:
        """Of how many the shares are."""
        return sum(self.counts)


@dataclass(frozen=True)
class Part:
    """One colour of the bars."""

    words: str
    colour: str


def stacked_chart(
    bars: Sequence[Stacked],
    parts: Sequence[Part],
    look: ChartLook,
    size: Size,
    heading: Heading | None,
    nothing: str,
    margins: Margins = _MARGINS,
) -> Picture:
    """The first bar on top; below thirty pale, below five empty; mark n is bar n of those drawn."""
    known = [each for each in bars if each.n]
    if not known:
        return Picture(say_nothing_to_draw(look, size, nothing))
    figure, axes = board(look, size, heading, margins)
    rows = np.arange(len(known))[::-1]
    left = np.zeros(len(known))
    for place, part in enumerate(parts):
        share = np.array([_share(each, place) for each in known])
        shades = [mixed(part.colour, look.surface, _strength(each)) for each in known]
        axes.barh(rows, share, left=left, color=shades, height=_HIGH)
        axes.barh([0], [0], color=mixed(part.colour, look.surface, _FULL), label=part.words)
        left = left + share
    for row, each in zip(rows, known, strict=True):
        colour = look.ink if each.n >= GREY_BELOW else look.muted
        beside(axes, look, each.told, (1, float(row)), colour)
    axes.set_xlim(0, 1)
    few_rows(axes, len(known))
    axes.set_yticks(rows, [short(each.words, BESIDE_BARS) for each in known])
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    axes.grid(visible=False, axis="y")
    legend(axes, look, (0, 1.0), len(parts))
    from matplotlib.patches import Rectangle

    return Picture(figure, box_places(axes, [Rectangle((0, r - 0.28), 1, _HIGH) for r in rows]))


def _share(bar: Stacked, place: int) -> float:
    """Percents of fewer than five are not shown."""
    return bar.counts[place] / bar.n if bar.n >= HIDDEN_BELOW else 0.0


def _strength(bar: Stacked) -> float:
    return _FULL if bar.n >= GREY_BELOW else _FAINT
