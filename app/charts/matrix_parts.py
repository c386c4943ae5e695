"""The pieces of the value matrix's picture: grounds, points, lines and names."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from app.charts.hexagons import hexagons
from app.charts.look import GROUP_COLOURS, ChartLook, mixed
from app.charts.matrix_words import averages_words, group_words
from app.charts.scale import Numbers
from app.core.value.groups import Group
from app.core.value.matrix import Matrix

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_GROUND = 0.09
_SMALL, _BODY, _TITLE = 9.0, 10.0, 14.0
_FIRST_HEXAGON = 0.30
"""How strong a hexagon of one customer is; the fullest is 1."""


def averages(matrix: Matrix) -> tuple[float, float]:
    """The two lines: purchases per customer, and yuan per purchase."""
    frequency, level = matrix.purchases_per_customer, matrix.average_purchase
    return float(frequency or 0), float(level or 0) / 100


def tint(axes: "Axes", look: ChartLook, matrix: Matrix) -> None:
    """Lay each group's colour thinly under its quarter."""
    from matplotlib.patches import Rectangle

    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    across, up = averages(matrix)
    spans = {
        Group.BEST: ((across, right), (up, high)),
        Group.SPENDERS: ((left, across), (up, high)),
        Group.FREQUENT: ((across, right), (low, up)),
        Group.UNCERTAIN: ((left, across), (low, up)),
    }
    for group, (x, y) in spans.items():
        ground = mixed(GROUP_COLOURS[group], look.surface, _GROUND)
        size = (x[1] - x[0], y[1] - y[0])
        axes.add_patch(Rectangle((x[0], y[0]), *size, facecolor=ground, linewidth=0, zorder=0))


def draw_points(axes: "Axes", matrix: Matrix, at: tuple[Numbers, Numbers]) -> None:
    """One dot per customer; fainter and smaller where there are many."""
    many = matrix.customers
    size = 6.5 if many < 1000 else 4.5 if many < 5000 else 3.0
    for group in Group:
        mine = matrix.groups == group
        axes.plot(
            at[0][mine],
            at[1][mine],
            linestyle="none",
            marker="o",
            markersize=size,
            markeredgewidth=0,
            color=GROUP_COLOURS[group],
            alpha=0.75 if many < 1000 else 0.5,
            rasterized=many > 2000,
            zorder=2,
        )


def draw_hexagons(
    axes: "Axes", matrix: Matrix, look: ChartLook, shares: tuple[Numbers, Numbers]
) -> None:
    """Hexagons in each group's colour, the stronger the more customers they hold."""
    from matplotlib.collections import PolyCollection
    from matplotlib.transforms import AffineDeltaTransform

    box = axes.get_window_extent()
    groups = [matrix.groups == group for group in Group]
    binned = [hexagons(shares[0][g], shares[1][g], box.width / box.height) for g in groups]
    fullest = max((int(each.counts.max()) for each in binned if len(each.counts)), default=1)
    colours = [
        _strengths(each.counts, fullest, GROUP_COLOURS[group], look.surface)
        for group, each in zip(Group, binned, strict=True)
    ]
    drawn = PolyCollection(
        [binned[0].shape],
        offsets=np.concatenate([each.centres for each in binned]),
        offset_transform=AffineDeltaTransform(axes.transAxes),  # type: ignore[arg-type]
        transform=axes.transAxes,
        facecolors=np.concatenate(colours),
        edgecolors="none",
        antialiaseds=False,
        zorder=2,
    )
    axes.add_collection(drawn, autolim=False)


def draw_averages(axes: "Axes", matrix: Matrix, look: ChartLook) -> None:
    """The two lines that part the quarters, each with its figure at its end."""
    across, up = averages(matrix)
    style: dict[str, Any] = {
        "color": look.ink,
        "linewidth": 1.1,
        "linestyle": (0, (4, 3)),
        "zorder": 3,
    }
    axes.axvline(across, **style)
    axes.axhline(up, **style)
    often, level = averages_words(matrix)
    words: dict[str, Any] = {
        "color": look.ink,
        "fontsize": look.points(_SMALL),
        "annotation_clip": False,
    }
    axes.annotate(
        often, (across, 1), (0, 5), axes.get_xaxis_transform(), "offset points",
        ha="center", va="bottom", **words,
    )  # fmt: skip
    axes.annotate(
        level, (1, up), (-6, 4), axes.get_yaxis_transform(), "offset points",
        ha="right", va="bottom", bbox=_ground(look), zorder=5, **words,
    )  # fmt: skip


def name_quadrants(axes: "Axes", matrix: Matrix, look: ChartLook) -> None:
    """Each group's name in its outer corner, with its number and share of revenue."""
    corners = {
        Group.BEST: (1, 1),
        Group.SPENDERS: (0, 1),
        Group.FREQUENT: (1, 0),
        Group.UNCERTAIN: (0, 0),
    }
    for group, (right, top) in corners.items():
        name, figures = group_words(matrix, group)
        lines = ((name, _BODY + 1, look.ink), (figures, _SMALL, look.muted))
        for place, (text, size, colour) in enumerate(lines if top else lines[::-1]):
            step = 16 * look.scale * place + 9
            axes.annotate(
                text,
                (right, top),
                (-10 if right else 10, -step if top else step),
                "axes fraction",
                "offset points",
                ha="right" if right else "left",
                va="top" if top else "bottom",
                color=colour,
                fontsize=look.points(size),
                zorder=6,
            )


def write_title(figure: "Figure", look: ChartLook, title: str, under: str) -> None:
    """A headline and the sentence of whom and since when."""
    width, height = figure.get_size_inches()
    left = 0.28 * look.scale / width
    lines = ((title, 0.26, _TITLE, look.ink), (under, 0.62, _BODY, look.muted))
    for words, down, size, colour in lines:
        at = 1 - down * look.scale / height
        figure.text(left, at, words, va="top", color=colour, fontsize=look.points(size))


def say(figure: "Figure", look: ChartLook, words: str) -> None:
    """A sentence in the middle, where there is nothing to draw."""
    style: dict[str, Any] = {"color": look.muted, "fontsize": look.points(_TITLE - 2)}
    figure.text(0.5, 0.5, words, ha="center", va="center", **style)


def _strengths(
    counts: NDArray[np.int64], fullest: int, colour: str, ground: str
) -> NDArray[np.float64]:
    """Row by row the colour over the ground, by the logarithm of the count."""
    share = np.log1p(counts) / np.log1p(max(fullest, 1))
    share = _FIRST_HEXAGON + (1 - _FIRST_HEXAGON) * share
    full, none = np.array(mixed(colour, ground, 1)), np.array(mixed(colour, ground, 0))
    strengths: NDArray[np.float64] = share[:, None] * full + (1 - share[:, None]) * none
    return strengths


def _ground(look: ChartLook) -> dict[str, Any]:
    """A quiet plate under words that stand on points."""
    return {
        "facecolor": look.surface,
        "edgecolor": "none",
        "alpha": 0.8,
        "boxstyle": "round,pad=0.2",
    }
