"""The pieces of the value matrix's picture: grounds, points, lines and names."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.charts.hexagons import hexagons
from app.charts.look import GROUP_COLOURS, ChartLook, mixed
from app.charts.matrix_words import group_words, lines_words
from app.charts.plot import Plot
from app.charts.scale import Numbers
from app.charts.wording import BODY, LARGE, POINT, SMALL, Wording, letters, write
from app.core.value.groups import Group
from app.core.value.matrix import Matrix

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_GROUND = 0.09
_UNDER, _POINTS, _LINES = 0, 2, 3
_RASTERISED_FROM = 2000
_HANGING = 2 * POINT
_ROOM_FOR_NAMES = 2.0
_FIGURE, _NAMES_BELOW = 0.28, 0.9  # inches that a line's figure takes, and the names at the foot
_FIRST_HEXAGON = 0.30
"""How strong a hexagon of one customer is; the fullest is 1."""


def averages(matrix: Matrix) -> tuple[float, float]:
    """The two lines that part the quarters: purchases, and yuan per purchase."""
    lines = matrix.lines
    return (float(lines.often), float(lines.level) / 100) if lines else (0.0, 0.0)


def tint(plot: Plot, look: ChartLook, matrix: Matrix) -> None:
    """Lay each group's colour thinly under its quarter."""
    from matplotlib.collections import PolyCollection

    across, up = plot.at(*averages(matrix))
    west, east = (plot.left, across), (across, plot.right)
    low, high = (plot.bottom, up), (up, plot.top)
    spans = {
        Group.BEST: (east, high),
        Group.SPENDERS: (west, high),
        Group.FREQUENT: (east, low),
        Group.UNCERTAIN: (west, low),
    }
    corners = [[(x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1])] for x, y in spans.values()]
    grounds = [mixed(GROUP_COLOURS[group], look.surface, _GROUND) for group in spans]
    plot.add(PolyCollection(corners, facecolors=grounds, edgecolors="none"), _UNDER)


def draw_points(plot: Plot, matrix: Matrix, at: tuple[Numbers, Numbers]) -> None:
    """One dot per customer; fainter and smaller where there are many."""
    from matplotlib.lines import Line2D

    many = matrix.customers
    size = 6.5 if many < 1000 else 4.5 if many < 5000 else 3.0
    for group in Group:
        mine = matrix.groups == group
        dots = Line2D(
            at[0][mine],
            at[1][mine],
            linestyle="none",
            marker="o",
            markersize=size,
            markeredgewidth=0,
            color=GROUP_COLOURS[group],
            alpha=0.75 if many < 1000 else 0.5,
        )
        dots.set_rasterized(many > _RASTERISED_FROM)
        plot.add(dots, _POINTS)


def draw_hexagons(plot: Plot, matrix: Matrix, look: ChartLook, at: tuple[Numbers, Numbers]) -> None:
    """Hexagons in each group's colour, the stronger the more customers they hold."""
    from matplotlib.collections import PolyCollection

    width, height = plot.right - plot.left, plot.top - plot.bottom
    places = (np.flatnonzero(matrix.groups == group) for group in Group)
    binned = [
        hexagons((at[0][mine] - plot.left) / width, (at[1][mine] - plot.bottom) / height,
                 plot.aspect)
        for mine in places
    ]  # fmt: skip
    fullest = max((int(each.counts.max()) for each in binned if len(each.counts)), default=1)
    colours = [
        _strengths(each.counts, fullest, GROUP_COLOURS[group], look.surface)
        for group, each in zip(Group, binned, strict=True)
    ]
    centres = np.concatenate([each.centres for each in binned])
    drawn = PolyCollection(
        [binned[0].shape * (width, height)],
        offsets=centres * (width, height) + (plot.left, plot.bottom),
        offset_transform=plot.figure.dpi_scale_trans,
        facecolors=np.concatenate(colours),
        edgecolors="none",
        antialiaseds=False,
    )
    plot.add(drawn, _POINTS)


def draw_averages(plot: Plot, matrix: Matrix, look: ChartLook, at: tuple[Numbers, Numbers]) -> None:
    """The two lines that part the quarters, each with its figure at its end."""
    from matplotlib.lines import Line2D

    across, up = plot.at(*averages(matrix))
    for x, y in (
        ((across, across), (plot.bottom, plot.top)),
        ((plot.left, plot.right), (up, up)),
    ):
        line = Line2D(x, y, color=look.ink, linewidth=1.1, linestyle=(0, (4, 3)))
        plot.add(line, _LINES)
    often, level = lines_words(matrix)
    above = Wording(look.ink, SMALL, "center", "bottom")
    write(plot.figure, look, often, (across, plot.top + 5 * POINT), above)
    below = _is_freer_below(plot, look, level, up, at)
    beside = Wording(look.ink, SMALL, "right", "top" if below else "bottom", plate=look.surface)
    high = up - 4 * POINT if below else up + 4 * POINT
    write(plot.figure, look, level, (plot.right - 6 * POINT, high), beside)


def _is_freer_below(
    plot: Plot, look: ChartLook, words: str, up: float, at: tuple[Numbers, Numbers]
) -> bool:
    """Does the line's figure hide fewer customers under the line? The best stand at its end."""
    long = letters(words) * look.points(SMALL) * POINT + 12 * POINT
    if up - plot.bottom < _NAMES_BELOW * look.scale:
        return False
    near, high = at[0] >= plot.right - long, _FIGURE * look.scale
    above = near & (at[1] >= up) & (at[1] <= up + high)
    below = near & (at[1] < up) & (at[1] >= up - high)
    return int(below.sum()) < int(above.sum())


def name_quadrants(plot: Plot, matrix: Matrix, look: ChartLook) -> None:
    """Each group's name in its outer corner, with its number and share of revenue."""
    corners = {
        Group.BEST: (True, True),
        Group.SPENDERS: (False, True),
        Group.FREQUENT: (True, False),
        Group.UNCERTAIN: (False, False),
    }
    across = plot.at(*averages(matrix))[0]
    room = {False: across - plot.left, True: plot.right - across}
    for group, (right, top) in corners.items():
        name, figures = group_words(matrix, group)
        lines = ((name, BODY + 1, look.ink), (figures, SMALL, look.muted))
        x = plot.right - 10 * POINT if right else plot.left + 10 * POINT
        # Where its quarter is narrow, the line would run through the words.
        narrow = room[right] < _ROOM_FOR_NAMES * look.scale
        ground = mixed(GROUP_COLOURS[group], look.surface, _GROUND) if narrow else None
        for place, (text, size, colour) in enumerate(lines if top else lines[::-1]):
            step = (16 * look.scale * place + 9) * POINT
            # Below, words stand on one line whether or not a letter hangs under it.
            y = plot.top - step if top else plot.bottom + step + _HANGING * look.scale
            side, edge = "right" if right else "left", "top" if top else "baseline"
            how = Wording(colour, size, side, edge, plate=ground)
            write(plot.figure, look, text, (x, y), how)


def write_title(figure: "Figure", look: ChartLook, title: str, under: str) -> None:
    """A headline and the sentence of whom and since when."""
    height = float(figure.get_size_inches()[1])
    lines = ((title, 0.26, LARGE, look.ink), (under, 0.62, BODY, look.muted))
    for words, down, size, colour in lines:
        at = (0.28 * look.scale, height - down * look.scale)
        write(figure, look, words, at, Wording(colour, size, "left", "top"))


def say(figure: "Figure", look: ChartLook, words: str) -> None:
    """A sentence in the middle, where there is nothing to draw."""
    width, height = (float(side) for side in figure.get_size_inches())
    middle = Wording(look.muted, LARGE - 2, "center", "center")
    write(figure, look, words, (width / 2, height / 2), middle)


def _strengths(
    counts: NDArray[np.int64], fullest: int, colour: str, ground: str
) -> NDArray[np.float64]:
    """Row by row the colour over the ground, by the logarithm of the count."""
    share = np.log1p(counts) / np.log1p(max(fullest, 1))
    share = _FIRST_HEXAGON + (1 - _FIRST_HEXAGON) * share
    full, none = np.array(mixed(colour, ground, 1)), np.array(mixed(colour, ground, 0))
    strengths: NDArray[np.float64] = share[:, None] * full + (1 - share[:, None]) * none
    return strengths
