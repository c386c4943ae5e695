"""Rasterises a figure for a screen, with words drawn once and then laid down again.

Most of a chart's time goes into shaping and rendering its words, and most of them are the
same in the next picture. Files are written by matplotlib's own renderer.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg, get_hinting_flag
from matplotlib.font_manager import get_font
from numpy.typing import NDArray

from app.charts.look import font_file

if TYPE_CHECKING:
    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

_KEPT = 512  # texts, one or two kilobytes each


@dataclass(frozen=True)
class Pixels:
    """Rows of RGBA from the top."""

    width: int
    height: int
    rgba: bytes


@dataclass(frozen=True, eq=False)
class _Shaped:
    """Words without a colour: how large, and how strongly they cover each pixel."""

    size: tuple[float, float, float]
    """Width, height, and how far they hang below their line."""
    cover: NDArray[np.uint8]
    above: int
    """How many rows of the cover lie above their line."""


def pixels(figure: "Figure", dots_per_inch: float) -> Pixels:
    """Draw the figure at a resolution."""
    figure.set_dpi(dots_per_inch)
    width, height = FigureCanvasAgg(figure).get_width_height(physical=True)
    renderer = _Renderer(width, height, dots_per_inch)  # type: ignore[no-untyped-call]
    figure.draw(renderer)
    return Pixels(width, height, bytes(renderer.buffer_rgba()))  # type: ignore[no-untyped-call]


class _Renderer(RendererAgg):
    """Remembers how large words are and how they look, in the one font that charts use."""

    def get_text_width_height_descent(
        self, s: str, prop: "FontProperties", ismath: Any
    ) -> tuple[float, float, float]:
        """As they were shaped once."""
        return _shaped(s, prop.get_size_in_points(), self.dpi).size

    def draw_text(
        self,
        gc: "GraphicsContextBase",
        x: float,
        y: float,
        s: str,
        prop: "FontProperties",
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Lay words down on whole pixels, level or turned upwards."""
        words = _shaped(s, prop.get_size_in_points(), self.dpi)
        turned, below = angle == 90, len(words.cover) - words.above
        cover = np.rot90(words.cover) if turned else words.cover
        left = round(x) - (words.above if turned else 0)
        under = round(y) + (0 if turned else below)
        self.draw_image(gc, left, self.height - under, _coloured(cover, gc.get_rgb()))


@lru_cache(maxsize=_KEPT)
def _shaped(words: str, points: float, dots_per_inch: float) -> _Shaped:
    font = get_font(font_file())
    font.set_size(points, dots_per_inch)
    font.set_text(words, 0.0, flags=get_hinting_flag())  # type: ignore[no-untyped-call]
    width, height, descent = (part / 64 for part in (*font.get_width_height(), font.get_descent()))
    if font.get_bitmap_offset()[0]:
        # The first letter would be put beside its place; from an empty one on it is not.
        font.set_text(f"{words} ", 0.0, flags=get_hinting_flag())  # type: ignore[no-untyped-call]
    font.draw_glyphs_to_bitmap(antialiased=True)
    cover = font.get_image().copy()
    return _Shaped((width, height, descent), cover, floor(height - descent) + 1)


def _coloured(cover: NDArray[np.uint8], colour: tuple[float, ...]) -> NDArray[np.uint8]:
    """RGBA, the lowest row first."""
    found = np.empty((*cover.shape, 4), np.uint8)
    found[..., :3] = [round(255 * part) for part in colour[:3]]
    found[..., 3] = cover[::-1]
    return found
