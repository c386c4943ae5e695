"""The charts of value: drawn in both languages and themes, from nobody to a hundred thousand."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from app.charts.cohort_chart import MOST, Triangle, cohort_chart
from app.charts.growth_chart import Grown, growth_chart, period_name
from app.charts.heat_map_chart import HeatMap, cell_of, heat_map_chart
from app.charts.look import ink_on, look, mixed
from app.charts.matrix_chart import Caption, matrix_chart
from app.charts.matrix_words import lines_words
from app.charts.movement_chart import Moves, movement_chart
from app.charts.pareto_chart import Pareto, pareto_chart
from app.charts.picture import Picture, Size
from app.charts.points_chart import Spread, bins_of, points_chart
from app.charts.portrait_chart import Portraits, portrait_chart
from app.charts.saving import save
from app.charts.trend_chart import Trend, trend_chart
from app.core.value import rfm
from app.core.value.cohorts import cohorts
from app.core.value.columns import Ledger, no_steps
from app.core.value.concentration import concentrated
from app.core.value.cut_lines import MEDIANS, own
from app.core.value.growth import growth
from app.core.value.ledger import totals_in
from app.core.value.matrix import Matrix, make_matrix
from app.core.value.months import Calendar, Span
from app.core.value.movement import movement, window_before
from app.core.value.recent import recent_buyers
from app.core.value.stone import stone_points
from app.core.value.takings import Takings
from app.core.value.totals import Totals, Whom
from app.core.value.who import Bar, Portrait
from app.core.value.window import Window, last_days
from app.i18n import use_language

TODAY = date(2026, 11, 22)
SIZE = (8.0, 4.6)
NOBODY = Takings(np.empty(0, np.int64), np.empty(0, np.int64))
Draw = Callable[[Ledger, bool, Size, bool], Picture]


@cache
def book(customers: int) -> Ledger:
    """So many customers who bought one to eight times within three years."""
    numbers = np.random.default_rng(7)
    counts = numbers.integers(1, 9, customers)
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    rows = int(starts[-1])
    ago = np.sort(numbers.integers(0, 1000, rows))[::-1]
    owner = np.repeat(np.arange(customers), counts)
    order = np.lexsort((-ago[:rows], owner))
    day = (TODAY.toordinal() - ago[order]).astype(np.int32)
    net = np.exp(numbers.normal(9, 1, rows)).astype(np.int64)
    ids = np.arange(1, customers + 1, dtype=np.int64)
    kinds = np.zeros(customers, np.bool_)
    return Ledger(TODAY, ids, starts, kinds, day, np.ones(rows, np.int8), net, no_steps())


def totals(found: Ledger, window: Window) -> Totals:
    return totals_in(found, window, Whom())


def matrix(found: Ledger, window: Window) -> Matrix:
    one = totals(found, window)
    return make_matrix(one.ids, one.purchases, one.revenue)


def _heat(found: Ledger, dark: bool, size: Size, title: bool) -> Picture:
    one = totals(found, Window(None, TODAY))
    made = rfm.make_rfm(one.ids, -one.last_day, one.purchases, one.revenue)
    return heat_map_chart(HeatMap(rfm.heat(made), "这些人"), look(dark=dark), size, title)


def _moves(found: Ledger, dark: bool, size: Size, title: bool) -> Picture:
    window = last_days(TODAY, 400)
    before = window_before(window)
    assert before is not None
    moved = movement(matrix(found, before), matrix(found, window))
    return movement_chart(Moves(moved, "这些人"), look(dark=dark), size, title)


def _pareto(found: Ledger, dark: bool, size: Size, title: bool) -> Picture:
    one = totals(found, Window(None, TODAY))
    spread = concentrated(one.ids, one.revenue)
    return pareto_chart(Pareto(spread, "这些人"), look(dark=dark), size, title)


def _growth(found: Ledger, dark: bool, size: Size, title: bool) -> Picture:
    made = growth(found, NOBODY, Calendar(Span.MONTH))
    return growth_chart(Grown(made, "这些人"), look(dark=dark), size, title)


def _portraits(found: Ledger, dark: bool, size: Size, title: bool) -> Picture:
    n = len(found.ids)
    sex = (Bar("female", n // 2, n, 30), Bar("male", n - n // 2, n, None))
    ages = tuple(Bar(f"{low}-{low + 9}", n // 8, n // 4, None) for low in range(20, 80, 10))
    several = (Portrait("sex", sex, n, 2 * n, n), Portrait("age", ages, n, 2 * n, n)) if n else ()
    data = Portraits(several, lambda cut: cut, lambda _, value: f"{value} 很长很长的名字", "这些人")
    return portrait_chart(data, look(dark=dark), size, title)


DRAWN: dict[str, Draw] = {
    "heat": _heat,
    "moves": _moves,
    "pareto": _pareto,
    "growth": _growth,
    "portraits": _portraits,
    "points": lambda found, dark, size, title: points_chart(
        Spread(stone_points(found), "这些人"), look(dark=dark), size, title
    ),
    "trend": lambda found, dark, size, title: trend_chart(
        Trend(recent_buyers(found), "这些人"), look(dark=dark), size, title
    ),
    "cohorts": lambda found, dark, size, title: cohort_chart(
        Triangle(cohorts(found), "这些人"), look(dark=dark), size, title
    ),
}


@pytest.fixture(params=[("zh", 0), ("en", 1), ("zh", 30)])
def few(request: pytest.FixtureRequest) -> Iterator[tuple[str, int]]:
    """A language, and how many customers."""
    use_language(request.param[0])
    yield request.param
    use_language("en")


@pytest.mark.parametrize("name", DRAWN)
def test_drawn_of_few_without_a_missing_character(
    few: tuple[str, int], name: str, tmp_path: Path
) -> None:
    language, customers = few
    drawn = DRAWN[name](book(customers), language == "zh", SIZE, language == "en")
    save(drawn.figure, tmp_path / "a.png")  # matplotlib warns of tofu, and warnings are errors
    assert (tmp_path / "a.png").stat().st_size > 2_000


@pytest.mark.parametrize("customers", [3_000, 100_000])
@pytest.mark.parametrize("name", DRAWN)
def test_marks_of_many_lie_on_the_picture(name: str, customers: int) -> None:
    marks = DRAWN[name](book(customers), False, SIZE, False).marks
    assert len(marks)
    assert ((marks.x >= 0) & (marks.x <= SIZE[0])).all()
    assert ((marks.y >= 0) & (marks.y <= SIZE[1])).all()
    if marks.boxes:
        assert ((marks.wide > 0) & (marks.high >= 0)).all()


@pytest.mark.parametrize("name", DRAWN)
def test_a_small_window_still_has_room(name: str) -> None:
    assert DRAWN[name](book(30), True, (3.8, 2.5), False).figure is not None


def test_cells_of_the_heat_map_are_where_they_are_said_to_be() -> None:
    marks = _heat(book(3_000), False, SIZE, False).marks
    assert (cell_of(0), cell_of(24)) == ((1, 1), (5, 5))
    assert len(marks) == 25
    assert marks.x[0] < marks.x[4]
    assert marks.y[0] < marks.y[20]


def test_only_the_latest_cohorts_are_drawn() -> None:
    found = Triangle(cohorts(book(3_000)), "")
    assert found.cohorts.count > MOST
    assert len({row for row, _ in found.cells()}) == MOST
    assert found.cells()[-1] == (found.cohorts.count - 1, 0)
    assert found.leaves_out
    assert not found.skips


def test_months_without_anybody_new_are_no_lines_of_the_triangle() -> None:
    found = Triangle(cohorts(book(1)), "")
    assert found.cohorts.count > MOST
    assert found.rows == (0,)
    assert found.cells() == [(0, since) for since in range(MOST)]
    assert found.leaves_out
    assert found.skips
    some = Triangle(cohorts(book(30)), "")
    assert all(some.cohorts.sizes[row] for row in some.rows)


@pytest.mark.parametrize("customers", [1, 3_000])
def test_the_months_stand_between_the_cells_and_their_name(customers: int) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    drawn = DRAWN["cohorts"](book(customers), False, (9.6, 4.4), False)
    FigureCanvasAgg(drawn.figure).draw()  # type: ignore[no-untyped-call]
    (axes,) = drawn.figure.axes
    months = [each.get_window_extent() for each in axes.texts if each.get_text() == "8"]
    assert months[-1].y0 > axes.bbox.y1 - 1
    assert months[-1].y1 <= axes.xaxis.label.get_window_extent().y0


def test_the_few_are_counted_along_the_side_without_lines_between() -> None:
    (axes,) = DRAWN["points"](book(1), False, SIZE, False).figure.axes
    ticks = [each for each in axes.get_yticks() if 0 <= each <= axes.get_ylim()[1]]
    assert ticks == [0, 1]


def test_the_share_of_the_only_customer_stands_above_the_curve() -> None:
    (axes,) = DRAWN["pareto"](book(1), False, SIZE, False).figure.axes
    told = next(each for each in axes.texts if each.get_text().endswith("100%"))
    assert told.get_horizontalalignment() == "right"
    assert told.get_verticalalignment() == "bottom"


def test_the_last_quadrant_of_the_only_customer_has_room_for_its_name() -> None:
    made = matrix(book(1), Window(None, TODAY))
    drawn = matrix_chart(made, look(), Caption(Window(None, TODAY), title=False), (6.4, 4.8))
    assert drawn.plot is not None
    line = drawn.plot.at(*drawn.lines)[0]
    assert drawn.plot.right - line > 1.7


def test_bars_of_points_hold_everybody_once() -> None:
    points = stone_points(book(3_000))
    bins = bins_of(points)
    assert len(bins) == 3_000
    assert set(bins.tolist()) <= set(range(10))


def test_arrows_are_those_that_somebody_went() -> None:
    window = last_days(TODAY, 400)
    before = window_before(window)
    assert before is not None
    moved = movement(matrix(book(30), before), matrix(book(30), window))
    data = Moves(moved, "")
    assert sum(int(moved.counts[each]) for each in data.arrows()) == int(
        (moved.before != moved.after).sum()
    )


@pytest.mark.parametrize(
    ("calendar", "name"),
    [
        (Calendar(Span.WEEK), "2026-11-16"),
        (Calendar(Span.MONTH), "2026-11"),
        (Calendar(Span.QUARTER), "2026 Q4"),
        (Calendar(Span.QUARTER, 4), "2026 Q3"),
        (Calendar(Span.YEAR), "2026"),
        (Calendar(Span.YEAR, 7), "2026/27"),
    ],
)
def test_names_of_periods(calendar: Calendar, name: str) -> None:
    found = book(30)
    made = growth(found, NOBODY, calendar)
    assert period_name(made, len(made.periods) - 1) == name


def test_lines_of_the_matrix_are_named_and_can_be_dragged() -> None:
    one = totals(book(300), Window(None, TODAY))
    columns = (one.ids, one.purchases, one.revenue)
    for cut, words in ((MEDIANS, "median"), (own(Fraction(3), Fraction(10_000)), "own line")):
        made = make_matrix(*columns, cut)
        assert all(each.startswith(words) for each in lines_words(made))
    drawn = matrix_chart(make_matrix(*columns, own(Fraction(3), Fraction(10_000))), look(),
                         Caption(Window(None, TODAY)))  # fmt: skip
    told = drawn.told()
    assert [handle.name for handle in told.handles] == ["often", "level"]
    assert drawn.plot is not None
    across, up = told.handles
    assert drawn.plot.value("across", across.at) == pytest.approx(3)
    assert drawn.plot.value("up", up.at) == pytest.approx(100)
    assert len(told.marks) == 300


def test_long_names_take_room_from_their_bars() -> None:
    from matplotlib.text import Text

    bars = (Bar("Transport and storage", 20, 30, None), Bar("设计", 10, 20, None))
    data = Portraits((Portrait("trade", bars, 30, 60, 30),), lambda cut: cut,
                     lambda _, value: value, "")  # fmt: skip
    drawn = portrait_chart(data, look(), (4.5, 4.0))
    written = {each.get_text() for each in drawn.figure.findobj(Text)}
    assert {"Transport and storage", "设计"} <= written


def test_the_line_s_figure_makes_way_for_the_best() -> None:
    from matplotlib.text import Text

    ids = np.arange(1, 9, dtype=np.int64)
    bought = np.array([1, 5, 5, 5, 5, 9, 9, 9], np.int64)
    many = np.where(bought > 8, 110, 100)  # yuan a time; the average lies just under the best
    for level, edge in ((many, "top"), (np.where(bought > 8, 100, 110), "bottom")):
        made = make_matrix(ids, bought, bought * level * 100)
        drawn = matrix_chart(made, look(), Caption(Window(None, TODAY), title=False), (6.9, 4.9))
        told = drawn.figure.findobj(Text)
        figure = next(each for each in told if each.get_text() == lines_words(made)[1])
        assert figure.get_verticalalignment() == edge


def test_words_on_a_colour_can_be_read() -> None:
    assert ink_on((1, 1, 1)) == look().ink
    assert ink_on(mixed("#0072B2", "#FFFFFF", 1)) == "#FFFFFF"


def test_a_month_of_nobody_new_is_drawn() -> None:
    gap = [(1, TODAY - timedelta(days=400)), (2, TODAY)]
    day = np.array([each.toordinal() for _, each in gap], np.int32)
    ids, starts = np.array([1, 2], np.int64), np.array([0, 1, 2], np.int64)
    found = Ledger(TODAY, ids, starts, np.zeros(2, np.bool_), day, np.ones(2, np.int8),
                   np.array([5, 5], np.int64), no_steps())  # fmt: skip
    for name in DRAWN:
        assert DRAWN[name](found, False, SIZE, True).figure is not None
