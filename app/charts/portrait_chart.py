"""Draws who a group's customers are: small charts, one a cut, the group beside everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.charts.board import PALETTE, Heading, head, say_nothing_to_draw
from app.charts.look import ChartLook, mixed, prepare
from app.charts.picture import PAGE, Marks, Picture, Size, boxes
from app.charts.wording import BODY, POINT, SMALL, Wording, letters, write
from app.core.value.who import Bar, Portrait
from app.i18n import N_, tr

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOST_ACROSS = 3
_NARROWEST = 2.6
_NAMES, _NAMES_MOST, _NUMBERS = 0.36, 0.5, 0.14
_AIR = 0.9  # of a letter between the longest name and its bar
_GAP = 0.26
_LEGEND = 0.34
_TITLE_HIGH, _ROW_MOST = 0.26, 0.26
MEANT = PALETTE[5]
Corner = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Portraits:
    """What is drawn; how cuts and values are called, and what is said of whom."""

    several: tuple[Portrait, ...]
    cut_name: Callable[[str], str]
    value_name: Callable[[str, str], str]
    told: str

    def marks(self) -> list[tuple[Portrait, Bar]]:
        """What each mark stands for."""
        return [(each, bar) for each in self.several for bar in each.bars]


def portrait_chart(
    data: Portraits, look: ChartLook, size: Size = PAGE, title: bool = False
) -> Picture:
    """Mark n is the row of `data.marks()[n]`."""
    if not data.several:
        words = tr(N_("Nothing is known yet that tells these customers apart."))
        return Picture(say_nothing_to_draw(look, size, words))
    prepare()
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, facecolor=look.surface)
    if title:
        head(figure, look, Heading(tr(N_("Who are they?")), data.told))
    top = size[1] - (0.86 * look.scale if title else 0.06)
    _legend(figure, look, data, top)
    area = (size[0], top - _LEGEND * look.scale)
    return Picture(figure, _grid(figure, look, data, area))


def _grid(figure: "Figure", look: ChartLook, data: Portraits, area: Size) -> Marks:
    gap = _GAP * look.scale
    across = max(1, min(_MOST_ACROSS, len(data.several), int(area[0] / (_NARROWEST * look.scale))))
    wide = (area[0] - gap * (across + 1)) / across
    columns: list[list[Portrait]] = [[] for _ in range(across)]
    for each in data.several:
        min(columns, key=lambda column: _needed(column, look)).append(each)
    high = max(_needed(column, look) for column in columns)
    squeeze = min(1.0, area[1] / high) if high else 1.0
    names = _names(data, wide, look)
    found: dict[int, list[tuple[float, float, float, float]]] = {}
    for k, column in enumerate(columns):
        left, top = gap + k * (wide + gap), area[1]
        for each in column:
            found[id(each)] = _portrait(
                figure, look, data, each, _Place(left, top, wide, squeeze, names)
            )
            top -= squeeze * _needed([each], look)
    rows = [place for each in data.several for place in found[id(each)]]
    return boxes(*np.array(rows, np.float64).reshape(-1, 4).T)


@dataclass(frozen=True)
class _Place:
    """Where a small chart stands, in inches; its names take `names` of its width."""

    left: float
    top: float
    wide: float
    squeeze: float
    names: float


def _needed(column: list[Portrait], look: ChartLook) -> float:
    rows = sum(len(each.bars) for each in column)
    return (rows * _ROW_MOST + len(column) * (_TITLE_HIGH + 0.16)) * look.scale


def _portrait(
    figure: "Figure",
    look: ChartLook,
    data: Portraits,
    portrait: Portrait,
    place: "_Place",
) -> list[tuple[float, float, float, float]]:
    """One small chart; the boxes of its rows."""
    left, top, wide, squeeze = place.left, place.top, place.wide, place.squeeze
    line = _TITLE_HIGH * look.scale * squeeze
    write(figure, look, data.cut_name(portrait.cut), (left, top - line / 2),
          Wording(look.ink, BODY + 0.5))  # fmt: skip
    said = tr(N_("known of {n} of {all}"), n=f"{portrait.group:,}", all=f"{portrait.members:,}")
    write(figure, look, said, (left + wide, top - line / 2), Wording(look.muted, SMALL, "right"))
    top -= line
    high = _ROW_MOST * look.scale * squeeze
    longest = max((_longest(portrait, bar) for bar in portrait.bars), default=1.0) or 1.0
    rows = []
    for k, bar in enumerate(portrait.bars):
        row = (left, top - (k + 1) * high, wide, high)
        _row(figure, look, (data, portrait, bar), row, (longest, place.names))
        rows.append(row)
    return rows


def _longest(portrait: Portrait, bar: Bar) -> float:
    shares = (portrait.share(bar), portrait.share_of_all(bar))
    meant = (bar.meant or 0) / 100
    return max(meant, *(float(each or 0) for each in shares))


def _row(
    figure: "Figure",
    look: ChartLook,
    what: tuple[Portraits, Portrait, Bar],
    row: tuple[float, float, float, float],
    measures: tuple[float, float],
) -> None:
    (data, portrait, bar), (longest, names) = what, measures
    left, bottom, wide, high = row
    middle = bottom + high / 2
    name = _shortened(data.value_name(portrait.cut, bar.value), names, look)
    write(figure, look, name, (left, middle), Wording(look.ink, SMALL))
    begin, room = left + names, wide * (1 - _NUMBERS) - names
    share, of_all = portrait.share(bar), portrait.share_of_all(bar)
    ink = look.muted if portrait.small else look.ink
    strong = mixed(PALETTE[0], look.surface, 0.45 if portrait.small else 0.9)
    if share is not None:
        _strip(figure, (begin, middle), (room * float(share) / longest, high * 0.56), strong)
    if of_all is not None:
        at = begin + room * float(of_all) / longest
        _line(figure, (at, middle), high * 0.8, look.ink)
    if bar.meant is not None:
        at = begin + room * bar.meant / 100 / longest
        _diamond(figure, (at, middle))
    words = f"{round(100 * share)}%" if share is not None else f"{bar.group:,}"
    write(figure, look, words, (left + wide, middle), Wording(ink, SMALL, "right"))


def _names(data: Portraits, wide: float, look: ChartLook) -> float:
    """Room for the longest name, the same on all of them, so that bars begin below one another."""
    written = (data.value_name(each.cut, bar.value) for each, bar in data.marks())
    longest = max(map(letters, written), default=0.0) + _AIR
    room = longest * look.points(SMALL) * POINT
    return min(max(room, _NAMES * wide), _NAMES_MOST * wide)


def _shortened(words: str, room: float, look: ChartLook) -> str:
    """What fits."""
    left = room / (look.points(SMALL) * POINT)
    for place, letter in enumerate(words):
        left -= letters(letter)
        if left < 0.6:
            return words[:place] + "…"
    return words


def _strip(figure: "Figure", at: Corner, size: Size, colour: tuple[float, float, float]) -> None:
    from matplotlib.patches import Rectangle

    corner = (at[0], at[1] - size[1] / 2)
    made = Rectangle(corner, *size, facecolor=colour, transform=figure.dpi_scale_trans, zorder=2)
    figure.add_artist(made)


def _line(figure: "Figure", at: Corner, high: float, colour: str) -> None:
    from matplotlib.lines import Line2D

    ends = (at[1] - high / 2, at[1] + high / 2)
    figure.add_artist(
        Line2D((at[0], at[0]), ends, color=colour, linewidth=1.6,
               transform=figure.dpi_scale_trans, zorder=3)
    )  # fmt: skip


def _diamond(figure: "Figure", at: Corner) -> None:
    from matplotlib.lines import Line2D

    figure.add_artist(
        Line2D((at[0],), (at[1],), marker="D", markersize=6, color=MEANT, linestyle="none",
               transform=figure.dpi_scale_trans, zorder=4)
    )  # fmt: skip


def _legend(figure: "Figure", look: ChartLook, data: Portraits, top: float) -> None:
    """What bar, line and diamond mean."""
    x, y = _GAP * look.scale, top - 0.14 * look.scale
    step, letter = 0.24 * look.scale, look.points(SMALL) * POINT
    entries = [tr(N_("this group")), tr(N_("everybody"))]
    if any(bar.meant is not None for _, bar in data.marks()):
        entries.append(tr(N_("whom we mean to serve")))
    for number, words in enumerate(entries):
        if number == 0:
            _strip(figure, (x, y), (step * 0.75, 0.11), mixed(PALETTE[0], look.surface, 0.9))
        elif number == 1:
            _line(figure, (x + step / 2, y), 0.16 * look.scale, look.ink)
        else:
            _diamond(figure, (x + step / 2, y))
        write(figure, look, words, (x + step, y), Wording(look.muted, SMALL))
        x += step + letters(words) * letter + step
