"""The picture of the model's fit: two bars each, marks on the counted ones, words that fit."""

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from app.charts.board import Heading
from app.charts.look import DARK, LIGHT, ChartLook, look
from app.charts.picture import PAGE
from app.charts.pixels import pixels
from app.charts.repeats_chart import Repeats, repeats_chart
from app.i18n import use_language

TOLD = Repeats(
    np.array([1411, 439, 214, 100, 62, 38, 29, 64], np.float64),
    np.array([1408, 460, 192, 101, 60, 38, 26, 72], np.float64),
    Heading("Does the model fit?", "2,357 customers"),
)


def texts(data: Repeats, of: ChartLook = LIGHT, *, title: bool = False) -> list[str]:
    figure = repeats_chart(data, of, PAGE, title=title).figure
    words = [each.get_text() for each in figure.texts]
    words += [each.get_text() for each in figure.axes[0].texts]
    return [*words, *(each.get_text() for each in figure.axes[0].get_xticklabels())]


def test_each_number_of_repeats_is_a_mark() -> None:
    marks = repeats_chart(TOLD, LIGHT, PAGE, title=False).marks
    assert len(marks) == 8
    assert marks.boxes
    assert (np.diff(marks.x) > 0).all()
    assert marks.high[0] == pytest.approx(marks.high.max())


def test_it_says_what_is_what() -> None:
    words = texts(TOLD, title=True)
    assert {"In the book", "By the model", "1,411", "460", "7+", "Does the model fit?"} <= {*words}
    assert "Does the model fit?" not in texts(TOLD)


def test_chinese_names_do_not_run_into_one_another() -> None:
    use_language("zh")
    figure = repeats_chart(TOLD, LIGHT, PAGE, title=False).figure
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    boxes = [each.get_window_extent(renderer) for each in figure.texts]
    for one, other in pairwise(boxes):
        assert one.x1 < other.x0


@pytest.mark.parametrize("of", [LIGHT, DARK, look(scale=1.5)])
@pytest.mark.parametrize("size", [(4.4, 3.3), PAGE])
def test_it_can_be_painted(of: ChartLook, size: tuple[float, float]) -> None:
    drawn = pixels(repeats_chart(TOLD, of, size, title=True).figure, 96)
    assert len(drawn.rgba) == 4 * drawn.width * drawn.height


def test_large_numbers_do_not_run_into_one_another() -> None:
    """In a narrow chart they are left to the pointer and the table."""
    many = Repeats(TOLD.actual * 100, TOLD.told * 100)
    drawn = repeats_chart(many, LIGHT, (6.2, 4.0), title=False).figure
    assert not [each for each in drawn.axes[0].texts if "," in each.get_text()]
    assert len(repeats_chart(TOLD, LIGHT, PAGE, title=False).figure.axes[0].texts) == 16


def test_nobody_came_again() -> None:
    empty = Repeats(np.array([1.0, *[0] * 7]), np.zeros(8))
    assert len(repeats_chart(empty, LIGHT, PAGE, title=False).marks) == 8
