"""A chart on the screen: what matplotlib would draw, with words kept from picture to picture."""

from datetime import date

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray

from app.charts import pixels as module
from app.charts.look import LIGHT, look, prepare
from app.charts.matrix_chart import Caption, matrix_chart
from app.charts.pixels import Pixels, pixels
from app.charts.wording import Wording, write
from app.core.value.matrix import Matrix, make_matrix
from app.core.value.window import last_days

SIZE = (3.0, 2.0)
WORDS = "1,397 位 · 占销售额 21%"


def square(drawn: Pixels) -> NDArray[np.int16]:
    rows = np.frombuffer(drawn.rgba, np.uint8).reshape(drawn.height, drawn.width, 4)
    return rows.astype(np.int16)


def matplotlibs(figure: Figure, dots_per_inch: float) -> NDArray[np.int16]:
    figure.set_dpi(dots_per_inch)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    drawn = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    return drawn.astype(np.int16)


def centre(drawn: NDArray[np.int16], axis: int) -> float:
    """The middle of all ink along an axis."""
    ink = 255.0 - drawn[..., 0]
    return float((ink.sum(axis=1 - axis) * np.arange(ink.shape[axis])).sum() / ink.sum())


def lettered(how: Wording, words: str = WORDS, at: tuple[float, float] = (0.5, 0.25)) -> Figure:
    prepare()
    figure = Figure(figsize=SIZE, facecolor=LIGHT.surface)
    write(figure, LIGHT, words, at, how)
    return figure


def matrix(customers: int = 300) -> Matrix:
    row = np.arange(customers, dtype=np.int64)
    purchases = 1 + row * row % 23
    return make_matrix(row, purchases, purchases * (500 + row * 7919 % 90000))


@pytest.mark.parametrize("dots_per_inch", [96.0, 120.0, 192.0])
@pytest.mark.parametrize("points", [9.0, 11.7])
@pytest.mark.parametrize("words", [WORDS, "¥1,000", "平均每次", "Average per purchase", "（g）"])
def test_level_words_are_matplotlibs_to_the_pixel(
    words: str, points: float, dots_per_inch: float
) -> None:
    how = Wording("#1F2328", points, "left", "baseline")
    ours = square(pixels(lettered(how, words), dots_per_inch))
    theirs = matplotlibs(lettered(how, words), dots_per_inch)
    assert theirs.min() < 100  # there is something to see
    assert np.abs(ours - theirs).max() <= 2


@pytest.mark.parametrize("dots_per_inch", [96.0, 120.0, 192.0])
@pytest.mark.parametrize("points", [9.0, 11.7])
def test_turned_words_stand_where_matplotlib_puts_them(points: float, dots_per_inch: float) -> None:
    how = Wording("#1F2328", points, "left", "baseline", turned=True)
    ours = square(pixels(lettered(how), dots_per_inch))
    theirs = matplotlibs(lettered(how), dots_per_inch)
    # The level words, turned: within half a pixel of words drawn upwards.
    for axis in (0, 1):
        assert abs(centre(ours, axis) - centre(theirs, axis)) <= 0.75


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("customers", [0, 300, 30_000])
def test_the_picture_is_the_one_that_is_saved(dark: bool, customers: int) -> None:
    caption = Caption(last_days(date(2026, 11, 22)))
    drawn = [matrix_chart(matrix(customers), look(dark=dark), caption).figure for _ in range(2)]
    away = np.abs(square(pixels(drawn[0], 96)) - matplotlibs(drawn[1], 96)).max(axis=2)
    # Only words differ, moved by less than a pixel.
    assert away.mean() < 1.5
    assert np.count_nonzero(away > 8) < 0.04 * away.size


def test_the_same_words_are_shaped_once(monkeypatch: pytest.MonkeyPatch) -> None:
    how = Wording("#1F2328", 9.0)
    first = pixels(lettered(how), 96)
    shaped: list[str] = []
    monkeypatch.setattr(module, "get_font", lambda _: shaped.append("again"))
    assert pixels(lettered(how), 96) == first
    assert shaped == []


@pytest.mark.parametrize(
    "other", [Wording("#B3261E", 9.0), Wording("#1F2328", 12.0), Wording("#1F2328", 9.0, "right")]
)
def test_kept_words_are_not_taken_for_others(other: Wording) -> None:
    pixels(lettered(Wording("#1F2328", 9.0)), 96)
    assert square(pixels(lettered(other), 96)).tolist() != (
        square(pixels(lettered(Wording("#1F2328", 9.0)), 96)).tolist()
    )
    again = square(pixels(lettered(other), 96))
    assert np.abs(again.mean() - matplotlibs(lettered(other), 96).mean()) < 0.3


def test_a_resolution_makes_a_picture_as_large() -> None:
    drawn = pixels(lettered(Wording("#1F2328", 9.0)), 192)
    assert (drawn.width, drawn.height) == (576, 384)
    assert len(drawn.rgba) == 576 * 384 * 4
