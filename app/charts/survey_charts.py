"""Satisfaction as pictures: radar, bars with the weak first, waves as a line, promoters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import pi
from typing import TYPE_CHECKING, Literal

import numpy as np

from app.charts.board import (
    PALETTE,
    Heading,
    Margins,
    board,
    box_places,
    head,
    places,
    say_nothing_to_draw,
)
from app.charts.look import ChartLook, prepare
from app.charts.picture import Marks, Picture, Size
from app.charts.picture import points as point_marks
from app.charts.scale import Numbers
from app.charts.wording import SMALL
from app.i18n import N_, tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GREY_BELOW, HIDDEN_BELOW = 30, 5
Corner = Literal["lower left", "upper right"]
_POINTS_AN_INCH = 72
_MOST_WORDS, _MOST_BESIDE = 9, 15  # Han characters; Latin letters are half as wide
BESIDE_BARS = 12
"""So many fit into the margin at the left of bars."""
_BARS = Margins(left=1.9, right=0.75, bottom=0.5, top=0.2)
_LINES = Margins(left=0.72, right=0.4, bottom=0.62, top=0.5)
_MOST_RINGS = 5
_AWAY = 0.75  # of the radar: further left than any name of a spoke
_LEAST_ROWS = 4  # so that a single bar is no wall
_ROW, _NOWHERE = 0.19, -9.0  # inches: of a bar with its words, and off the picture
_GAP, _FIGURE = 0.14, 0.062  # inches: before a figure beside a bar, and of each of its signs
_UNDER_RADAR = 0.4  # inches for the names at its foot


@dataclass(frozen=True)
class Spoke:
    """One item or group: its words, its value now, the value it is compared with, and n."""

    words: str
    value: Fraction | None
    other: Fraction | None
    n: int
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Compared:
    """What the two values are called; `other` is empty when nothing is compared."""

    now: str
    other: str = ""


def radar_chart(
    spokes: Sequence[Spoke],
    scale: tuple[int, int],
    names: Compared,
    look: ChartLook,
    size: Size,
    heading: Heading | None,
) -> Picture:
    """A value a spoke, with what it is compared with as a quiet line; mark n is spoke n."""
    known = [each for each in spokes if each.value is not None]
    if len(known) < 3:
        words = tr(N_("A radar needs three answered items; look at the bars."))
        return Picture(say_nothing_to_draw(look, size, words))
    prepare()
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, facecolor=look.surface)
    top, bottom = (0.9 if heading else 0.42) * look.scale, _UNDER_RADAR * look.scale
    box = (0.1, bottom / size[1], 0.8, max(size[1] - top - bottom, 0.5) / size[1])
    axes = figure.add_axes(box, polar=True)
    _dress_radar(axes, look, scale)
    angles = np.linspace(0, 2 * pi, len(known), endpoint=False)
    _draw_spokes(axes, look, known, angles, names)
    most = _room_for_names(size[0] - min(box[2] * size[0], box[3] * size[1]), look)
    for angle, each in zip(angles, known, strict=True):
        _name_spoke(axes, look, float(angle), scale, each, most)
    if heading is not None:
        head(figure, look, heading)
    marks = places(axes, angles, np.array([float(each.value or 0) for each in known]))
    where = [spokes.index(each) for each in known]
    x, y = np.full(len(spokes), _NOWHERE), np.full(len(spokes), _NOWHERE)
    x[where], y[where] = marks.x, marks.y
    return Picture(figure, point_marks(x, y))


def _draw_spokes(
    axes: "Axes", look: ChartLook, known: Sequence[Spoke], angles: Numbers, names: Compared
) -> None:
    """The closed line of now, and the quiet one of what it is compared with."""
    closed = np.append(angles, angles[0])
    now = [float(each.value or 0) for each in known]
    if names.other and any(each.other is not None for each in known):
        other = [np.nan if each.other is None else float(each.other) for each in known]
        quiet = (0, (4, 3))
        axes.plot(closed, [*other, other[0]], color=look.muted, linewidth=1.4, linestyle=quiet,
                  label=names.other)  # fmt: skip
    axes.plot(closed, [*now, now[0]], color=PALETTE[0], linewidth=2, label=names.now)
    axes.fill(closed, [*now, now[0]], color=PALETTE[0], alpha=0.12)
    axes.scatter(angles, now, s=26 * look.scale, color=PALETTE[0], zorder=4)
    axes.set_xticks(angles, ["" for _ in known])
    legend(axes, look, (-_AWAY, 1.06), 1, "upper right")


def legend(
    axes: "Axes",
    look: ChartLook,
    at: tuple[float, float],
    columns: int,
    corner: Corner = "lower left",
) -> None:
    """What the colours mean, in quiet words."""
    axes.legend(
        loc=corner,
        bbox_to_anchor=at,
        ncols=columns,
        frameon=False,
        fontsize=look.points(SMALL),
        labelcolor=look.muted,
        borderaxespad=0.2,
    )


def _dress_radar(axes: "Axes", look: ChartLook, scale: tuple[int, int]) -> None:
    low, high = scale
    axes.set_facecolor(look.surface)
    axes.set_theta_offset(pi / 2)  # type: ignore[attr-defined]
    axes.set_theta_direction(-1)  # type: ignore[attr-defined]
    axes.set_ylim(low, high)
    rings = list(range(low, high + 1, max(1, round((high - low) / _MOST_RINGS))))
    axes.set_yticks(rings, [str(each) for each in rings])
    axes.tick_params(colors=look.muted, labelsize=look.points(SMALL - 1))
    axes.grid(color=look.line, linewidth=0.8)
    axes.spines["polar"].set_color(look.line)


def _room_for_names(beside: float, look: ChartLook) -> int:
    """How many Han characters stand at one side of the circle; half of it is the legend's."""
    letters = beside / 4 * _POINTS_AN_INCH / look.points(SMALL)
    return min(max(int(letters), _MOST_WORDS), _MOST_BESIDE)


def _name_spoke(
    axes: "Axes",
    look: ChartLook,
    angle: float,
    scale: tuple[int, int],
    each: Spoke,
    most: int,
) -> None:
    side = np.sin(angle)
    across = "center" if abs(side) < 0.2 else ("left" if side > 0 else "right")
    axes.text(
        angle,
        scale[1] + 0.08 * (scale[1] - scale[0]),
        short(each.words, most),
        ha=across,
        va="center",
        color=look.ink if each.n >= GREY_BELOW else look.muted,
        fontsize=look.points(SMALL),
    )


def item_bars_chart(
    spokes: Sequence[Spoke],
    scale: tuple[int, int],
    look: ChartLook,
    size: Size,
    heading: Heading | None,
) -> Picture:
    """The weakest on top, with 95 % intervals; grey below thirty answers; mark n is spoke n."""
    known = [(at, each) for at, each in enumerate(spokes) if each.value is not None]
    if not known:
        return Picture(say_nothing_to_draw(look, size, tr(N_("Nobody answered yet."))))
    told = {at: f"{_told(float(each.value or 0), scale)}  n={each.n:,}" for at, each in known}
    figure, axes = board(look, size, heading, with_room_beside(_BARS, told.values()))
    ordered = sorted(known, key=lambda pair: (pair[1].value or 0, pair[0]))
    ordered = ordered[: _rows_fitting(axes, look, size)]
    if len(ordered) < len(known):
        words = N_("The weakest {n} of {all}: the table has them all.")
        axes.set_xlabel(tr(words, n=len(ordered), all=len(known)))
    rows = np.arange(len(ordered))[::-1]
    values = [float(each.value or 0) for _, each in ordered]
    colours = [PALETTE[0] if each.n >= GREY_BELOW else look.muted for _, each in ordered]
    base = max(scale[0], 0)  # a score that may be below zero is drawn from zero
    lengths = [value - base for value in values]
    drawn = axes.barh(rows, lengths, left=base, color=colours, height=0.66)
    for row, (at, each) in zip(rows, ordered, strict=True):
        if each.interval is not None:
            low, high = (min(max(end, scale[0]), scale[1]) for end in each.interval)
            axes.plot([low, high], [row, row], color=look.ink, linewidth=1.2)
        beside(axes, look, told[at], (scale[1], float(row)), look.muted)
    axes.set_xlim(*scale)
    few_rows(axes, len(ordered))
    axes.set_yticks(rows, [short(each.words, BESIDE_BARS) for _, each in ordered])
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=look.line, linewidth=0.8)
    marks = box_places(axes, drawn.patches)
    found = [np.full(len(spokes), each) for each in (_NOWHERE, _NOWHERE, 0.0, 0.0)]
    for kept, drawn_at in zip(found, (marks.x, marks.y, marks.wide, marks.high), strict=True):
        kept[[at for at, _ in ordered]] = drawn_at
    return Picture(figure, Marks(*found))


def few_rows(axes: "Axes", rows: int) -> None:
    """Bars keep to the top and to a bar's height where there are only one or two."""
    axes.set_ylim(rows - 0.4 - max(rows, _LEAST_ROWS), rows - 0.4)


def _rows_fitting(axes: "Axes", look: ChartLook, size: Size) -> int:
    """How many bars have room for their words."""
    high = float(axes.get_position().height) * size[1]
    return max(int(high / (_ROW * look.scale)), 1)


def _told(value: float, scale: tuple[int, int]) -> str:
    """Means have two decimals, points of a promoter score a sign."""
    return f"{value:+.3g}" if scale[0] < 0 else f"{value:.2f}"


@dataclass(frozen=True)
class Point:
    """One wave of a line."""

    wave: str
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Line:
    """One figure over the waves."""

    words: str
    points: tuple[Point, ...]


def waves_chart(
    lines: Sequence[Line], look: ChartLook, size: Size, heading: Heading | None
) -> Picture:
    """Lines over the waves with their intervals; mark n is point n of the first line."""
    waves = [each.wave for each in lines[0].points] if lines else []
    if not waves:
        return Picture(say_nothing_to_draw(look, size, tr(N_("No wave was answered yet."))))
    figure, axes = board(look, size, heading, _LINES)
    across = np.arange(len(waves))
    for number, line in enumerate(lines):
        colour = PALETTE[number % len(PALETTE)]
        values = np.array([np.nan if p.value is None else p.value for p in line.points])
        axes.plot(across, values, color=colour, marker="o", markersize=5, label=line.words)
        for at, each in enumerate(line.points):
            if each.low is not None and each.high is not None:
                axes.plot([at, at], [each.low, each.high], color=colour, linewidth=1.2, alpha=0.6)
    axes.set_xticks(across, waves)
    axes.set_xlim(-0.4, len(waves) - 0.6)
    legend(axes, look, (0, 1.0), 4)
    first = np.array([np.nan if p.value is None else p.value for p in lines[0].points])
    return Picture(figure, places(axes, across.astype(float), np.nan_to_num(first)))


def beside(axes: "Axes", look: ChartLook, words: str, at: tuple[float, float], colour: str) -> None:
    """A figure at the right end of a bar."""
    axes.annotate(
        words,
        at,
        xytext=(5 * look.scale, 0),
        textcoords="offset points",
        va="center",
        color=colour,
        fontsize=look.points(SMALL),
        annotation_clip=False,
    )


def with_room_beside(margins: Margins, words: Iterable[str]) -> Margins:
    """Room enough at the right for figures written `beside` bars."""
    longest = max(map(len, words), default=0)
    return replace(margins, right=max(margins.right, _GAP + longest * _FIGURE))


def short(words: str, most: int = _MOST_WORDS) -> str:
    """An item's words on one line beside a chart; the table twin has them whole."""
    most = most if any(ord(letter) > 0x2E80 for letter in words) else 2 * most
    return words if len(words) <= most else words[: most - 1] + "…"
