"""Draws who moved between the four groups since the window before: arrows from group to group."""

from dataclasses import dataclass
from math import hypot, sqrt
from typing import TYPE_CHECKING

import numpy as np

from app.charts.board import Heading, head, say_nothing_to_draw
from app.charts.look import GROUP_COLOURS, ChartLook, mixed, prepare
from app.charts.picture import PAGE, Picture, Size, points
from app.charts.wording import BODY, LARGE, POINT, SMALL, Wording, write
from app.core.value.groups import WORDS, Group
from app.core.value.movement import NOBODY, Movement, Way, way_of
from app.i18n import N_, tr

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WAY_COLOURS = {
    Way.UP: "#009E73",
    Way.DOWN: "#D55E00",
    Way.ACROSS: "#56B4E9",
    Way.NEW: "#0072B2",
    Way.GONE: "#8A8F95",
}
_PLACES = {
    Group.BEST: (0.71, 0.74),
    Group.SPENDERS: (0.29, 0.74),
    Group.FREQUENT: (0.71, 0.26),
    Group.UNCERTAIN: (0.29, 0.26),
}
_BOX = (1.75, 0.74)
_OUTSIDE, _FROM_EDGE = 1.0, 0.12
_APART = 0.15
_WIDEST, _THINNEST = 7.0, 1.0
Spot = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Moves:
    """What is drawn, and what is said of whom."""

    movement: Movement
    told: str

    def arrows(self) -> list[tuple[int, int]]:
        """From which state to which: those that somebody went; mark n is arrow n."""
        counts = self.movement.counts
        return [
            (before, after)
            for before in range(NOBODY + 1)
            for after in range(NOBODY + 1)
            if before != after and counts[before, after]
        ]


def movement_chart(data: Moves, look: ChartLook, size: Size = PAGE, title: bool = False) -> Picture:
    """Mark n stands at the number on arrow n of `data.arrows()`."""
    prepare()
    from matplotlib.figure import Figure

    arrows = data.arrows()
    if not len(data.movement.ids):
        return Picture(say_nothing_to_draw(look, size, tr(N_("No purchases in these days."))))
    figure = Figure(figsize=size, facecolor=look.surface)
    room = (size[0], size[1] - (0.8 * look.scale if title else 0))
    if title:
        head(figure, look, Heading(tr(N_("Who moved")), data.told))
    counts = data.movement.counts
    most = max((int(counts[each]) for each in arrows), default=1)
    spots = [_arrow(figure, look, each, (int(counts[each]), most), room) for each in arrows]
    for group in Group:
        _box(figure, look, group, data.movement, room)
    return Picture(figure, points(*np.array(spots, np.float64).reshape(-1, 2).T))


def _centre(state: int, room: Size) -> Spot:
    x, y = _PLACES[Group(state)]
    return x * room[0], y * room[1]


def _arrow(
    figure: "Figure", look: ChartLook, ends: tuple[int, int], many: tuple[int, int], room: Size
) -> Spot:
    from matplotlib.patches import FancyArrowPatch

    start, end, along = _way(ends, room, look)
    count, most = many
    colour = WAY_COLOURS[way_of(*ends)]
    wide = _THINNEST + (_WIDEST - _THINNEST) * sqrt(count / most)
    figure.add_artist(
        FancyArrowPatch(
            start,
            end,
            arrowstyle=(
                f"simple,tail_width={wide},head_width={wide * 1.5 + 5},head_length={wide + 5}"
            ),
            linewidth=0,
            facecolor=mixed(colour, look.surface, 0.85),
            shrinkA=0,
            shrinkB=0,
            mutation_scale=1,
            transform=figure.dpi_scale_trans,
            zorder=2,
        )
    )
    spot = tuple(a + (b - a) * along for a, b in zip(start, end, strict=True))
    how = Wording(look.ink, BODY, "center", "center", plate=look.surface)
    write(figure, look, f"{count:,}", (spot[0], spot[1]), how)
    return spot[0], spot[1]


def _way(ends: tuple[int, int], room: Size, look: ChartLook) -> tuple[Spot, Spot, float]:
    """Where an arrow begins and ends, and where along it its number stands."""
    before, after = ends
    if NOBODY in ends:
        return (*_outer(after if before == NOBODY else before, before == NOBODY, room, look), 0.36)
    one, other = _centre(before, room), _centre(after, room)
    across, up = other[0] - one[0], other[1] - one[1]
    length = hypot(across, up) or 1.0
    aside = (_APART * up / length * look.scale, -_APART * across / length * look.scale)
    start = _edge(one, (across, up), aside, look)
    end = _edge(other, (-across, -up), aside, look)
    diagonal = abs(across) > 0.01 and abs(up) > 0.01
    return start, end, 0.28 if diagonal else 0.45


def _edge(centre: Spot, towards: Spot, aside: Spot, look: ChartLook) -> Spot:
    """Where a line from the centre of a box leaves it."""
    slanted = abs(towards[0]) > 0.01 and abs(towards[1]) > 0.01
    more = 3 * POINT + (_APART * look.scale if slanted else 0)
    half = [side * look.scale / 2 + more for side in _BOX]
    reach = min(
        half[k] / abs(towards[k]) if abs(towards[k]) > 1e-9 else float("inf") for k in (0, 1)
    )
    return centre[0] + towards[0] * reach + aside[0], centre[1] + towards[1] * reach + aside[1]


def _outer(state: int, coming: bool, room: Size, look: ChartLook) -> tuple[Spot, Spot]:
    """An arrow between a box and the outer side of the picture."""
    x, y = _centre(state, room)
    side = 1 if _PLACES[Group(state)][0] > 0.5 else -1
    near = x + side * (_BOX[0] * look.scale / 2 + 3 * POINT)
    edge = (near if side < 0 else room[0] - near) - _FROM_EDGE * look.scale
    far = near + side * min(_OUTSIDE * look.scale, edge)
    y += (_APART if coming else -_APART) * look.scale * 1.1
    return ((far, y), (near, y)) if coming else ((near, y), (far, y))


def _box(figure: "Figure", look: ChartLook, group: Group, moved: Movement, room: Size) -> None:
    from matplotlib.patches import FancyBboxPatch

    x, y = _centre(group, room)
    wide, high = (side * look.scale for side in _BOX)
    figure.add_artist(
        FancyBboxPatch(
            (x - wide / 2, y - high / 2),
            wide,
            high,
            boxstyle="round,pad=0,rounding_size=0.08",
            facecolor=mixed(GROUP_COLOURS[group], look.surface, 0.22),
            edgecolor=GROUP_COLOURS[group],
            linewidth=1.2,
            transform=figure.dpi_scale_trans,
            zorder=3,
        )
    )
    now, then = (int((each == group).sum()) for each in (moved.after, moved.before))
    name = Wording(look.ink, BODY, "center", "center")
    write(figure, look, tr(WORDS[group].name), (x, y + 0.22 * look.scale), name)
    write(figure, look, f"{now:,}", (x, y), Wording(look.ink, LARGE, "center", "center"))
    before = tr(N_("before: {n}"), n=f"{then:,}")
    small = Wording(look.muted, SMALL, "center", "center")
    write(figure, look, before, (x, y - 0.24 * look.scale), small)
