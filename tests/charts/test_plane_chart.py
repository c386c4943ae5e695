"""The importance-performance plane: names stay whole beside their points."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from app.charts.board import board
from app.charts.look import look
from app.charts.picture import PAGE, Marks
from app.charts.plane_chart import _name_points


def test_the_name_of_a_point_at_the_edge_stays_in_the_box() -> None:
    figure, axes = board(look(), PAGE, None)
    edge = Marks(np.array([1.0, PAGE[0] - 0.5]), np.array([2.0, 2.0]))
    _name_points(figure, look(), ["Looked after as long as it is used", "Inner quality"], edge)
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    for each in figure.texts:
        extent = each.get_window_extent(renderer)
        assert axes.bbox.x0 - 2 <= extent.x0 < extent.x1 <= axes.bbox.x1 + 2
