"""Bars to both sides of zero with their intervals: gaps, correlations."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.charts.board import PALETTE, Heading, Margins, board, box_places, say_nothing_to_draw
from app.charts.look import ChartLook
from app.charts.picture import Picture, Size
from app.charts.survey_charts import (
    BESIDE_BARS,
    GREY_BELOW,
    beside,
    few_rows,
    short,
    with_room_beside,
)

_MARGINS = Margins(left=1.9, right=1.25, bottom=0.5, top=0.2)
_HIGH, _ROOM = 0.62, 0.08
_LOSS, _GAIN = PALETTE[5], PALETTE[0]


@dataclass(frozen=True)
class Signed:
    """One bar: its value, what is written at the right, on how many answers it stands."""

    words: str
    value: float | None
    told: str
    n: int
    interval: tuple[float, float] | None = None


def signed_bars_chart(
    bars: Sequence[Signed],
    look: ChartLook,
    size: Size,
    heading: Heading | None,
    nothing: str,
    least: tuple[float, float] = (0.0, 0.0),
) -> Picture:
    """In the order given, the first on top; grey below thirty answers; mark n is bar n.

    `least` is what the axis shows at the least; where no bar has a value, `nothing` is said.
    """
    known = [each for each in bars if each.value is not None]
    if not known:
        return Picture(say_nothing_to_draw(look, size, nothing))
    figure, axes = board(
        look, size, heading, with_room_beside(_MARGINS, (each.told for each in bars))
    )
    rows = np.arange(len(bars))[::-1]
    values = [each.value or 0.0 for each in bars]
    drawn = axes.barh(rows, values, color=[_colour(each, look) for each in bars], height=_HIGH)
    for row, each in zip(rows, bars, strict=True):
        if each.interval is not None:
            axes.plot(each.interval, [row, row], color=look.ink, linewidth=1.2)
    axes.axvline(0, color=look.muted, linewidth=1)
    low, high = _ends(bars, least)
    axes.set_xlim(low, high)
    few_rows(axes, len(bars))
    for row, each in zip(rows, bars, strict=True):
        beside(axes, look, each.told, (high, float(row)), look.muted)
    axes.set_yticks(rows, [short(each.words, BESIDE_BARS) for each in bars])
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=look.line, linewidth=0.8)
    return Picture(figure, box_places(axes, drawn.patches))


def _colour(each: Signed, look: ChartLook) -> str:
    if each.n < GREY_BELOW:
        return look.muted
    return _LOSS if (each.value or 0) < 0 else _GAIN


def _ends(bars: Sequence[Signed], least: tuple[float, float]) -> tuple[float, float]:
    """From the least to the largest of bars and intervals, zero among them."""
    values = [0.0, *least, *(each.value for each in bars if each.value is not None)]
    values += [end for each in bars for end in each.interval or ()]
    low, high = min(values), max(values)
    room = _ROOM * ((high - low) or 1)
    return low - (room if low < 0 else 0), high + (room if high > 0 else 0)
