"""Bars of complaints: names on two lines with whole words, and one bar that is no wall."""

from datetime import date
from fractions import Fraction

import pytest

from app.charts.complaints_chart import _short, _width, months_chart, pareto_bars_chart
from app.charts.look import look
from app.charts.picture import Picture
from app.core.complaints.figures import Month
from app.core.complaints.pareto import Bar

LOOK, SIZE = look(dark=False), (9.8, 3.2)  # inches
_QUARTER = SIZE[0] / 4


def bars(number: int) -> Picture:
    made = [Bar(each, f"种类{each}", 3, Fraction(1), True) for each in range(number)]
    return pareto_bars_chart(made, LOOK, SIZE, None)


def widest(picture: Picture) -> float:
    return float(max(picture.marks.wide)) if len(picture.marks.wide) else 0.0


@pytest.mark.parametrize(
    ("name", "several", "shown"),
    [
        ("Late delivery", 5, "Late delivery"),
        ("Attitude of the staff", 10, "Attitude of\nthe staff"),
        (
            "Attitude of the staff on weekday mornings",
            5,
            "Attitude of the staff on\nweekday mornings",
        ),
        ("服务态度", 5, "服务态度"),
        ("送货员的态度不好而且来得很晚", 10, "送货员的态度不\n好而且来得很晚"),
        ("送货员的态度不好而且来得很晚啊", 10, "送货员的态度不\n好而且来得很晚…"),
    ],
)
def test_names_keep_their_words(name: str, several: int, shown: str) -> None:
    assert _short(name, several) == shown


def test_neighbours_keep_apart() -> None:
    for number in range(1, 15):
        for name in ("服务态度非常不好而且来得很晚", "An attitude nobody would like to meet"):
            assert all(_width(line) <= 28 for line in _short(name, number).split("\n"))


def test_one_bar_is_no_wall() -> None:
    assert widest(bars(1)) < _QUARTER
    assert widest(bars(1)) == pytest.approx(widest(bars(5)), rel=0.1)
    one = months_chart([Month(date(2026, 11, 1), 1, 0, None)], LOOK, SIZE, None)
    assert widest(one) < _QUARTER


def test_nothing_and_very_many_are_drawn() -> None:
    assert len(bars(0).marks) == 0
    assert len(bars(40).marks) == 14
