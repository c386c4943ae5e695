"""Thirteen months of revenue as bars, this one and the same of last year in full colour."""

from collections.abc import Sequence

import numpy as np

from app.catalogue.currency import whole_money
from app.charts.board import PALETTE, Heading, Margins, board, box_places
from app.charts.look import ChartLook, mixed
from app.charts.picture import Picture, Size
from app.core.value.months import first_of

_MARGINS = Margins(left=0.9, right=0.2, bottom=0.5, top=0.25)
_REST = 0.38


def report_chart(
    line: Sequence[tuple[int, int | None]], look: ChartLook, size: Size, heading: Heading | None
) -> Picture:
    """Mark n is month n of the line; money in fen."""
    figure, axes = board(look, size, heading, _MARGINS)
    across = np.arange(len(line))
    money = [(fen or 0) / 100 for _, fen in line]
    quiet = mixed(PALETTE[0], look.surface, _REST)
    colours = [PALETTE[0] if at in (0, len(line) - 1) else quiet for at in range(len(line))]
    drawn = axes.bar(across, money, color=colours, width=0.7)
    axes.set_xticks(across, [f"{first_of(month):%y-%m}" for month, _ in line])
    axes.yaxis.set_major_formatter(lambda value, _: whole_money(round(value * 100)))
    return Picture(figure, box_places(axes, drawn.patches))
