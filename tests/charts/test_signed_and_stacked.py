"""Bars to both sides of zero, and shares as one bar: few answers are pale or not drawn at all."""

from fractions import Fraction

import numpy as np
import pytest
from matplotlib.colors import to_hex

from app.charts.board import PALETTE
from app.charts.look import LIGHT
from app.charts.picture import PAGE, Picture
from app.charts.promoters_chart import promoters_chart
from app.charts.signed_bars import Signed, signed_bars_chart
from app.charts.stacked_chart import Part, Stacked, stacked_chart
from app.charts.survey_charts import Spoke, item_bars_chart
from app.core.surveys.promoters import promoters

PARTS = (Part("yes", PALETTE[0]), Part("no", PALETTE[5]))


def words(picture: Picture) -> list[str]:
    """Everything written inside the box."""
    return [each.get_text() for each in picture.figure.axes[0].texts]


def bars(picture: Picture) -> list[tuple[float, str]]:
    """Length and colour of what is drawn."""
    drawn = picture.figure.axes[0].patches
    return [(round(each.get_width(), 6), to_hex(each.get_facecolor())) for each in drawn]  # type: ignore[attr-defined]


def test_losses_and_gains_have_their_colours_and_few_are_grey() -> None:
    several = [
        Signed("tea", -1.5, "-1.50  n=40", 40),
        Signed("cup", 0.5, "+0.50  n=40", 40, (0.2, 0.8)),
        Signed("seat", -0.5, "-0.50  n=29", 29),
        Signed("door", None, "–  n=0", 0),
    ]
    made = signed_bars_chart(several, LIGHT, PAGE, None, "nothing")
    assert bars(made)[:3] == [
        (-1.5, PALETTE[5].lower()), (0.5, PALETTE[0].lower()), (-0.5, LIGHT.muted.lower()),
    ]  # fmt: skip
    assert words(made) == [each.told for each in several]
    low, high = made.figure.axes[0].get_xlim()
    assert low < -1.5
    assert high > 0.8
    assert np.all(np.diff(made.marks.y[:3]) < 0)  # the first on top


def test_without_a_value_it_is_said() -> None:
    made = signed_bars_chart([Signed("door", None, "–", 0)], LIGHT, PAGE, None, "nothing yet")
    assert made.figure.axes == []
    assert [each.get_text() for each in made.figure.texts] == ["nothing yet"]


@pytest.mark.parametrize(("n", "drawn"), [(4, False), (5, True), (30, True)])
def test_shares_of_fewer_than_five_are_not_drawn(n: int, drawn: bool) -> None:
    made = stacked_chart(
        [Stacked("tea", (n - 1, 1), f"n={n}")], PARTS, LIGHT, PAGE, None, "nothing"
    )
    shares = [wide for wide, _ in bars(made) if wide]
    assert shares == ([round((n - 1) / n, 6), round(1 / n, 6)] if drawn else [])
    assert f"n={n}" in words(made)


def test_a_promoter_score_of_few_is_a_dash() -> None:
    waves = [
        ("one", promoters({10: 3})),
        ("two", promoters({10: 4, 0: 1})),
        ("none", promoters({})),
    ]
    made = promoters_chart(waves, LIGHT, PAGE, None)
    assert words(made) == ["–  n=3", "+60  n=5"]
    assert len(made.marks.x) == 2


@pytest.mark.parametrize("n", [30, 3_000, 1_000_000])
def test_figures_beside_bars_stay_on_the_picture(n: int) -> None:
    spokes = [Spoke("包装", Fraction(262, 100), None, n)]
    signed = [Signed("包装", -0.52, f"-0.52  n={n:,}", n)]
    waves = [("上半年", promoters({10: 1, 7: 1, 0: n - 2}))]
    for picture in (
        item_bars_chart(spokes, (1, 5), LIGHT, PAGE, None),
        signed_bars_chart(signed, LIGHT, PAGE, None, ""),
        promoters_chart(waves, LIGHT, PAGE, None),
    ):
        figure = picture.figure
        figure.canvas.draw()
        (told,) = [each for each in figure.axes[0].texts if "n=" in each.get_text()]
        assert told.get_window_extent().x1 <= figure.bbox.x1
