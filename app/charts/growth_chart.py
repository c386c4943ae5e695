"""Draws growth: in each period the revenue of new customers on that of those kept."""

from dataclasses import dataclass
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
from app.charts.look import ChartLook, mixed
from app.charts.picture import PAGE, Picture, Size
from app.charts.wording import BODY
from app.core.value.columns import Integers
from app.core.value.growth import Growth
from app.core.value.months import Span
from app.i18n import N_, tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

MOST = {Span.WEEK: 53, Span.MONTH: 36, Span.QUARTER: 24, Span.YEAR: 12}
"""So many periods are drawn, the latest; the table has all of them."""
KEPT, NEW = PALETTE[0], PALETTE[1]
_MOST_NAMES = 9
_MARGINS = Margins(left=1.05, right=0.3, bottom=0.55, top=0.55)


@dataclass(frozen=True, eq=False)
class Grown:
    """What is drawn, and what is said of whom."""

    growth: Growth
    told: str

    @property
    def first(self) -> int:
        """The first period that is drawn."""
        return max(len(self.growth.periods) - MOST[self.growth.calendar.span], 0)


def period_name(growth: Growth, row: int) -> str:
    """A week by its first day, a month as 2026-11, a quarter as 2026 Q4, a year by its first."""
    calendar, period = growth.calendar, int(growth.periods[row])
    first = calendar.first_day(period)
    if calendar.span is Span.WEEK:
        return first.isoformat()
    if calendar.span is Span.MONTH:
        return f"{first:%Y-%m}"
    if calendar.span is Span.QUARTER:
        year = calendar.first_day(period // 4 * 4).year
        return f"{year} Q{period % 4 + 1}"
    return str(first.year) if calendar.begins == 1 else f"{first.year}/{(first.year + 1) % 100:02d}"


def growth_chart(data: Grown, look: ChartLook, size: Size = PAGE, title: bool = False) -> Picture:
    """Marks: below, who was kept in each period drawn; above, who was new in it."""
    found = data.growth
    if not len(found.periods):
        return Picture(say_nothing_to_draw(look, size, tr(N_("Nothing was sold yet."))))
    heading = Heading(tr(N_("New and kept customers")), data.told) if title else None
    figure, axes = board(look, size, heading, _MARGINS)
    rows = np.arange(data.first, len(found.periods), dtype=np.int64)
    legend = _bars(axes, found, rows, look)
    axes.set_xlim(-0.6, max(len(rows), 3) - 0.4)
    step = -(-len(rows) // _MOST_NAMES)
    shown = range((len(rows) - 1) % step, len(rows), step)
    axes.set_xticks(list(shown), [period_name(found, int(rows[each])) for each in shown])
    axes.yaxis.set_major_formatter(lambda value, _: money(round(value * 100)))
    axes.legend(handles=legend, loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=4,
                frameon=False, fontsize=look.points(BODY), labelcolor=look.ink)  # fmt: skip
    low, high = axes.get_ylim()
    parted = np.clip(np.where(found.known[rows], found.kept[rows] / 100, high), low, high)
    corners = [(k - 0.45, low, k + 0.45, top) for k, top in enumerate(parted.tolist())]
    corners += [(k - 0.45, top, k + 0.45, high) for k, top in enumerate(parted.tolist())]
    return Picture(figure, corner_places(axes, np.array(corners, np.float64)))


def _bars(axes: "Axes", found: Growth, rows: Integers, look: ChartLook) -> "list[Patch]":
    """Kept below, new above them, then what nobody's name stands on; losses hang down."""
    from matplotlib.patches import Patch

    told = found.known[rows]
    both = (found.new + found.kept)[rows] / 100
    parts = (
        (np.where(told, found.kept[rows] / 100, 0), KEPT, N_("kept customers")),
        (np.where(told, found.new[rows] / 100, 0), NEW, N_("new customers")),
        (np.where(told, 0, both), mixed(look.muted, look.surface, 0.55), N_("too soon to tell")),
        (found.others[rows] / 100, mixed(look.muted, look.surface, 0.28), N_("without a name")),
    )
    above, below = np.zeros(len(rows)), np.zeros(len(rows))
    x, legend = np.arange(len(rows)), []
    for values, colour, words in parts:
        if not values.any():
            continue
        base = np.where(values >= 0, above, below)
        corners = np.column_stack((x - 0.39, base, x + 0.39, base + values))
        fill_boxes(axes, corners, [colour], zorder=2)
        legend.append(Patch(facecolor=colour, label=tr(words)))
        above, below = above + np.maximum(values, 0), below + np.minimum(values, 0)
    low, high = float(below.min()), float(above.max())
    axes.set_ylim(low * 1.05, (high or 1.0) * 1.05)
    if low:
        axes.axhline(0, color=look.muted, linewidth=1)
    return legend
