"""Draws the recent-buyers trend: month by month the share that bought not long ago."""

from dataclasses import dataclass

import numpy as np

from app.charts.board import PALETTE, Heading, Margins, board, places, say_nothing_to_draw
from app.charts.look import ChartLook
from app.charts.picture import PAGE, Picture, Size
from app.charts.wording import BODY
from app.core.value.recent import FAR, NEAR, Recent
from app.i18n import N_, tr

_MOST_NAMES = 9
TOO_FEW = 5
_MARGINS = Margins(left=0.7, right=0.5, bottom=0.55, top=0.55)


@dataclass(frozen=True, eq=False)
class Trend:
    """What is drawn, and what is said of whom."""

    recent: Recent
    told: str


def trend_chart(data: Trend, look: ChartLook, size: Size = PAGE, title: bool = False) -> Picture:
    """Marks: the months of the 90-day line, then those of the 30-day line."""
    found = data.recent
    if not len(found.ends):
        return Picture(say_nothing_to_draw(look, size, tr(N_("Nobody has bought yet."))))
    x = np.arange(len(found.ends), dtype=np.float64)
    ever = np.where(found.ever >= TOO_FEW, found.ever, np.nan)
    if not (found.ever >= TOO_FEW).any():
        few = tr(N_("Fewer than {n} customers: too few for shares."), n=TOO_FEW)
        return Picture(say_nothing_to_draw(look, size, few))
    heading = Heading(tr(N_("Recent buyers")), data.told) if title else None
    figure, axes = board(look, size, heading, _MARGINS)
    lines = ((found.far, FAR, PALETTE[0]), (found.near, NEAR, PALETTE[1]))
    for counts, days, colour in lines:
        axes.plot(x, 100 * counts / ever, color=colour, linewidth=2, marker="o", markersize=4,
                  label=tr(N_("bought within {days} days"), days=days))  # fmt: skip
    axes.set_ylim(0, min(max(float(np.nanmax(100 * found.far / ever)) * 1.15, 5), 103))
    axes.set_xlim(-0.4, max(len(x) - 0.6, 0.6))
    step = -(-len(x) // _MOST_NAMES)
    shown = range((len(x) - 1) % step, len(x), step)
    axes.set_xticks(list(shown), [f"{found.ends[each]:%Y-%m}" for each in shown])
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}%")
    axes.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=2, frameon=False,
                fontsize=look.points(BODY), labelcolor=look.ink)  # fmt: skip
    far, near = (np.nan_to_num(100 * each / ever) for each in (found.far, found.near))
    return Picture(figure, places(axes, np.concatenate((x, x)), np.concatenate((far, near))))
