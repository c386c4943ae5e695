"""Charts of surveys: names that do not cover one another, bars that have room for theirs."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from app.charts.board import board
from app.charts.look import LIGHT, look
from app.charts.picture import PAGE, Marks
from app.charts.plane_chart import _name_points
from app.charts.survey_charts import Compared, Spoke, item_bars_chart, radar_chart

WINDOW = (6.8, 3.0)


def spokes(count: int) -> list[Spoke]:
    """Of many items, the last the weakest; the second was answered by nobody."""
    return [
        Spoke(f"第{each}项", None if each == 1 else Fraction(500 - each, 100), None, 64)
        for each in range(count)
    ]


def test_a_long_sheet_shows_its_weakest_and_says_so() -> None:
    drawn = item_bars_chart(spokes(46), (1, 5), LIGHT, WINDOW, None)
    (axes,) = drawn.figure.axes
    names = [each.get_text() for each in axes.get_yticklabels()]
    assert names[0] == "第45项"
    assert 8 <= len(names) < 20
    assert axes.get_xlabel() == f"The weakest {len(names)} of 45: the table has them all."
    on_it = np.flatnonzero(drawn.marks.x > 0)
    assert on_it.tolist() == list(range(46 - len(names), 46))


@pytest.mark.parametrize("size", [PAGE, (6.8, 2.2)])
def test_names_at_the_foot_of_a_radar_are_on_the_picture(size: tuple[float, float]) -> None:
    drawn = radar_chart(spokes(8), (1, 5), Compared("now"), LIGHT, size, None).figure
    renderer = FigureCanvasAgg(drawn).get_renderer()  # type: ignore[no-untyped-call]
    drawn.draw(renderer)
    names = [each for each in drawn.axes[0].texts if each.get_text().startswith("第")]
    assert len(names) == 7
    assert min(each.get_window_extent(renderer).y0 for each in names) >= 0


@pytest.mark.parametrize(("size", "whole"), [((10.0, 4.0), True), ((6.8, 4.0), False)])
def test_a_wide_radar_says_its_names_whole(size: tuple[float, float], whole: bool) -> None:
    words = [f"Care for the neighbours {each}" for each in range(6)]
    found = [Spoke(each, Fraction(4), None, 64) for each in words]
    drawn = radar_chart(found, (1, 5), Compared("now"), LIGHT, size, None).figure
    renderer = FigureCanvasAgg(drawn).get_renderer()  # type: ignore[no-untyped-call]
    drawn.draw(renderer)
    names = [each for each in drawn.axes[0].texts if each.get_text().startswith("Care")]
    assert {each.get_text() in words for each in names} == {whole}
    boxes = [each.get_window_extent(renderer) for each in names]
    assert min(each.x0 for each in boxes) >= 0
    assert max(each.x1 for each in boxes) <= size[0] * drawn.dpi


def test_each_bar_is_the_mark_of_its_own_item() -> None:
    drawn = item_bars_chart(spokes(5), (1, 5), LIGHT, PAGE, None)
    marks = drawn.marks
    assert len(marks) == 5
    assert marks.wide[1] == 0  # nobody answered: nothing to point at
    assert marks.y[0] < marks.y[2] < marks.y[3] < marks.y[4]  # the weakest on top
    assert drawn.figure.axes[0].get_xlabel() == ""


def test_a_score_below_zero_is_drawn_from_zero() -> None:
    both = [Spoke("good", Fraction(40), None, 64), Spoke("bad", Fraction(-30), None, 64)]
    drawn = item_bars_chart(both, (-100, 100), LIGHT, PAGE, None)
    words = {each.get_text() for each in drawn.figure.axes[0].texts}
    assert {"+40  n=64", "-30  n=64"} <= words
    assert drawn.marks.x[0] - drawn.marks.wide[0] / 2 == pytest.approx(
        drawn.marks.x[1] + drawn.marks.wide[1] / 2
    )


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_names_of_near_points_do_not_cover_one_another(scale: float) -> None:
    of = look(scale=scale)
    figure, _ = board(of, PAGE, None)
    near = Marks(np.array([3.0, 3.3, 3.1, 6.0]), np.array([3.0, 3.0, 3.05, 1.0]))
    _name_points(figure, of, ["内在质量", "诚信口碑", "环保", "设计"], near)
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    boxes = [each.get_window_extent(renderer).shrunk(0.9, 0.8) for each in figure.texts]
    assert not [1 for one, other in combinations(boxes, 2) if one.overlaps(other)]
