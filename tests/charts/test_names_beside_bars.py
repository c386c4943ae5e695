"""Names at the left of bars: whole where the margin has room, and never off the picture."""

from fractions import Fraction

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from app.charts.look import look
from app.charts.survey_charts import Spoke, item_bars_chart


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Uncertain customers", "Uncertain customers"),
        ("Care for the neighbourhood", "Care for the neighbourh…"),
        ("用的过程中一直有人照应", "用的过程中一直有人照应"),
        ("用的过程中一直有人照应而且很快", "用的过程中一直有人照应…"),
    ],
)
def test_they_fill_the_margin(words: str, shown: str, scale: float) -> None:
    found = [Spoke(words, Fraction(4), None, 64), Spoke("设计", Fraction(3), None, 64)]
    drawn = item_bars_chart(found, (1, 5), look(scale=scale), (9.6 * scale, 4.0), None).figure
    renderer = FigureCanvasAgg(drawn).get_renderer()  # type: ignore[no-untyped-call]
    drawn.draw(renderer)
    names = [each for each in drawn.axes[0].get_yticklabels() if each.get_text() != "设计"]
    assert [each.get_text() for each in names] == [shown]
    assert names[0].get_window_extent(renderer).x0 >= 0
