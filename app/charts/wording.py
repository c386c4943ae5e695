"""Puts words on a figure, at places told in inches from its lower left corner."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.charts.look import ChartLook

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SMALL, BODY, LARGE = 9.0, 10.0, 14.0
POINT = 1 / 72
"""A point in inches."""


_LATIN = 0.56


def letters(words: str) -> float:
    """How long, in letters' heights: a Han character takes a whole one, a Latin one about half."""
    return sum(1.0 if ord(each) > 0x2E7F else _LATIN for each in words)


@dataclass(frozen=True)
class Wording:
    """How words look, and which part of them stands at the place."""

    colour: str
    points: float
    across: str = "left"
    up: str = "center"
    turned: bool = False
    plate: str | tuple[float, float, float] | None = None
    """Colour of a quiet ground under words that stand on something."""


def write(
    figure: "Figure", look: ChartLook, words: str, at: tuple[float, float], how: Wording
) -> None:
    """Put words at a place; they lie over everything else."""
    style: dict[str, Any] = {"ha": how.across, "va": how.up, "rotation": 90 if how.turned else 0}
    if how.plate:
        style["bbox"] = {
            "facecolor": how.plate,
            "edgecolor": "none",
            "alpha": 0.8,
            "boxstyle": "round,pad=0.2",
        }
    figure.text(
        *at,
        words,
        transform=figure.dpi_scale_trans,
        color=how.colour,
        fontsize=look.points(how.points),
        zorder=6,
        **style,
    )
