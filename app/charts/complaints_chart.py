"""Complaints as pictures: Pareto's bars with their curve, and month by month."""

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np

from app.charts.board import PALETTE, Heading, Margins, board, box_places, say_nothing_to_draw
from app.charts.look import ChartLook, mixed
from app.charts.picture import Picture, Size
from app.charts.wording import SMALL
from app.core.complaints.figures import Month
from app.core.complaints.pareto import Bar
from app.i18n import N_, tr

if TYPE_CHECKING:
    from matplotlib.ticker import Locator

_MOST_BARS = 14
_WIDEST_NAME, _LEAST_NAME, _ALL_NAMES = 26, 8, 140  # in letters: of one line, of all bars
_FEWEST = 5  # bars have room for so many, so that a single one is no wall
_REST = 0.42
_PARETO = Margins(left=0.72, right=0.66, bottom=0.72, top=0.42)
_MONTHS = Margins(left=0.72, right=0.3, bottom=0.62, top=0.5)
_EVERY = 12


def pareto_bars_chart(
    bars: Sequence[Bar], look: ChartLook, size: Size, heading: Heading | None
) -> Picture:
    """The vital few in full colour; mark n is bar n."""
    shown = bars[:_MOST_BARS]
    if not shown:
        return Picture(say_nothing_to_draw(look, size, tr(N_("No complaint in these days."))))
    figure, axes = board(look, size, heading, _PARETO)
    places = np.arange(len(shown))
    quiet = mixed(PALETTE[0], look.surface, _REST)
    colours = [PALETTE[0] if each.vital else quiet for each in shown]
    drawn = axes.bar(places, [each.count for each in shown], color=colours, width=0.72)
    for place, each in zip(places, shown, strict=True):
        axes.annotate(
            f"{each.count:,}",
            (place, each.count),
            xytext=(0, 3 * look.scale),
            textcoords="offset points",
            ha="center",
            color=look.muted,
            fontsize=look.points(SMALL),
            zorder=6,
            bbox={"facecolor": look.surface, "edgecolor": "none", "alpha": 0.75, "pad": 1},
        )
    axes.set_xticks(places, [_short(each.name, len(shown)) for each in shown])
    aside = max(0, _FEWEST - len(shown)) / 2
    axes.set_xlim(-0.6 - aside, len(shown) - 0.4 + aside)
    axes.set_ylim(0, max(each.count for each in shown) * 1.12)
    axes.yaxis.set_major_locator(whole_numbers())
    share = axes.twinx()
    share.set_ylim(0, 1.12)
    share.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1.0], ["0%", "20%", "40%", "60%", "80%", "100%"])
    share.tick_params(colors=look.muted, labelsize=look.points(SMALL), length=0)
    for side in share.spines.values():
        side.set_visible(False)
    share.axhline(0.8, color=look.muted, linewidth=1, linestyle=(0, (4, 3)))
    curve = [float(each.cumulative) for each in shown]
    share.plot(places, curve, color=PALETTE[5], marker="o", markersize=4 * look.scale)
    return Picture(figure, box_places(axes, drawn.patches))


def months_chart(
    months: Sequence[Month], look: ChartLook, size: Size, heading: Heading | None
) -> Picture:
    """Received a month, and how many of these are settled; mark n is month n."""
    if not months:
        return Picture(say_nothing_to_draw(look, size, tr(N_("No complaint in these days."))))
    figure, axes = board(look, size, heading, _MONTHS)
    places = np.arange(len(months))
    quiet = mixed(PALETTE[0], look.surface, _REST)
    drawn = axes.bar(
        places,
        [each.received for each in months],
        color=quiet,
        width=0.72,
        label=tr(N_("Received")),
    )
    axes.bar(
        places,
        [each.settled for each in months],
        color=PALETTE[0],
        width=0.72,
        label=tr(N_("of these settled by now")),
    )
    aside = max(0, _FEWEST - len(months)) / 2
    axes.set_xlim(-0.6 - aside, len(months) - 0.4 + aside)
    every = max(1, len(months) // _EVERY)
    kept = places[::every]
    axes.set_xticks(kept, [f"{months[int(place)].first:%y-%m}" for place in kept])
    axes.yaxis.set_major_locator(whole_numbers())
    legend = axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=2,
        frameon=False,
        fontsize=look.points(SMALL),
        labelcolor=look.muted,
        borderaxespad=0.2,
    )
    legend.set_zorder(5)
    return Picture(figure, box_places(axes, drawn.patches))


def whole_numbers() -> "Locator":
    """Ticks for counts: never at a half."""
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(integer=True)


def _short(name: str, bars: int) -> str:
    """A name on two lines at most, so that neighbours keep apart; words stay whole."""
    room = min(_WIDEST_NAME, max(_LEAST_NAME, _ALL_NAMES // bars))
    if _width(name) <= room:
        return name
    lines = wrap(name, room, max_lines=2, placeholder="…") if " " in name.strip() else []
    if lines:
        return "\n".join(lines)
    first = _begin(name, room)
    rest = name[len(first) :]
    second = _begin(rest, room)
    return f"{first}\n{second}" + ("…" if len(second) < len(rest) else "")


def _begin(name: str, room: int) -> str:
    """As many letters as have room."""
    taken = 0
    for place, letter in enumerate(name):
        taken += _width(letter)
        if taken > room:
            return name[:place]
    return name


def _width(name: str) -> int:
    """In letters of the alphabet; a Chinese character takes two."""
    return sum(2 if letter > "\u2e7f" else 1 for letter in name)
