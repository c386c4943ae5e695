"""Draws the cohort triangle: of those who first bought in a month, the share that came again."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.charts.board import PALETTE, Heading, Margins, board, box_places, say_nothing_to_draw
from app.charts.look import ChartLook, ink_on, mixed
from app.charts.picture import PAGE, Picture, Size
from app.charts.wording import BODY
from app.core.value.cohorts import Cohorts
from app.i18n import N_, tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle

MOST = 18
"""So many cohorts are drawn, the latest; the table has all of them."""
TOO_FEW = 5
_FULL = 0.85
_MARGINS = Margins(left=1.45, right=0.3, bottom=0.3, top=0.75)


@dataclass(frozen=True, eq=False)
class Triangle:
    """What is drawn, and what is said of whom."""

    cohorts: Cohorts
    told: str

    @property
    def first(self) -> int:
        """The first cohort that is drawn."""
        return max(self.cohorts.count - MOST, 0)

    def cells(self) -> list[tuple[int, int]]:
        """Cohort and months since of each mark."""
        found = self.cohorts
        return [
            (row, since)
            for row in range(self.first, found.count)
            for since in range(found.count - row)
        ]


def cohort_chart(
    data: Triangle, look: ChartLook, size: Size = PAGE, title: bool = False
) -> Picture:
    """Mark n is cell n of `data.cells()`."""
    if not data.cohorts.count:
        return Picture(say_nothing_to_draw(look, size, tr(N_("Nobody has bought yet."))))
    heading = Heading(tr(N_("Cohorts")), data.told) if title else None
    figure, axes = board(look, size, heading, _MARGINS)
    shown = data.cohorts.count - data.first
    _dress(axes, data, look, shown)
    strongest = _strongest(data)
    cells = [_draw(axes, data, look, cell, strongest) for cell in data.cells()]
    _number(axes, data, look, size)
    return Picture(figure, box_places(axes, cells))


def _dress(axes: "Axes", data: Triangle, look: ChartLook, shown: int) -> None:
    axes.grid(visible=False)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_xlim(-0.5, max(shown, 4) - 0.5)
    axes.set_ylim(max(shown, 4) - 0.5, -0.5)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0)
    axes.xaxis.set_label_position("top")
    axes.set_xticks(range(shown), [str(each) for each in range(shown)])
    axes.set_xlabel(tr(N_("Months since the first purchase")), fontsize=look.points(BODY))
    found = data.cohorts
    names = [
        f"{found.first_day(row):%Y-%m}  ({int(found.sizes[row]):,})"
        for row in range(data.first, found.count)
    ]
    axes.set_yticks(range(shown), names)


def _strongest(data: Triangle) -> Fraction:
    """The largest share after the first month, which is always everybody."""
    shares = [_share(data, row, since) for row, since in data.cells() if since]
    return max((each for each in shares if each), default=Fraction(1))


def _share(data: Triangle, row: int, since: int) -> Fraction | None:
    """None where too few began to say a percent."""
    return data.cohorts.share(row, since) if data.cohorts.sizes[row] >= TOO_FEW else None


def _draw(
    axes: "Axes", data: Triangle, look: ChartLook, cell: tuple[int, int], strongest: Fraction
) -> "Rectangle":
    from matplotlib.patches import Rectangle

    row, since = cell
    share = _share(data, row, since)
    strength = 0.04
    if share is not None and since:
        strength = 0.06 + (_FULL - 0.06) * float(min(share / strongest, Fraction(1)))
    if since == 0:
        strength = 0.18
    colour = mixed(PALETTE[0] if since else look.muted, look.surface, strength)
    corner = (since - 0.48, row - data.first - 0.46)
    made = Rectangle(corner, 0.96, 0.92, facecolor=colour, edgecolor="none")
    axes.add_patch(made)
    return made


def _number(axes: "Axes", data: Triangle, look: ChartLook, size: Size) -> None:
    """Write the percents where a cell has room for them."""
    from matplotlib.colors import to_rgba

    shown = max(data.cohorts.count - data.first, 4)
    wide = float(axes.get_position().width) * size[0] / shown / look.scale
    high = float(axes.get_position().height) * size[1] / shown / look.scale
    if high < 0.13 or wide < 0.26:
        return
    points = look.points(min(9.5, wide * 24, high * 52))
    for (row, since), patch in zip(data.cells(), axes.patches, strict=True):
        share, buyers = _share(data, row, since), int(data.cohorts.buyers[row, since])
        if share is None and buyers:
            axes.text(since, row - data.first, str(buyers), ha="center", va="center",
                      color=look.muted, fontsize=points)  # fmt: skip
        if share is not None:
            red, green, blue, _ = to_rgba(patch.get_facecolor())
            ink = ink_on((red, green, blue))
            words = f"{round(100 * share)}%" if wide > 0.36 else f"{round(100 * share)}"
            axes.text(since, row - data.first, words, ha="center", va="center", color=ink,
                      fontsize=points)  # fmt: skip
