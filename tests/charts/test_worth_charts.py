"""Charts of lifetimes and of losing one: marks, handles, languages, and nothing to draw."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from app.charts.lifetime_chart import Life, lifetime_chart
from app.charts.look import look
from app.charts.losing_chart import Parting, leavers_at, losing_chart
from app.charts.picture import Handle, Picture
from app.charts.saving import save
from app.core.worth.lifetime import COURSE_A, Terms, lifetime
from app.core.worth.losing import Start, lose
from app.i18n import use_language

SIZE = (7.0, 4.5)
TERMS, START = Terms(), Start()


def words(picture: Picture) -> str:
    """Everything that is written on it."""
    from matplotlib.text import Text

    found = picture.figure.findobj(Text)
    return "\n".join(each.get_text() for each in found)


def life(terms: Terms = TERMS, amounts: tuple[Fraction, ...] = COURSE_A) -> Life:
    return Life(lifetime(amounts, terms), "told")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_lifetime_is_drawn_in_both_languages_and_looks(
    dark: bool, language: str, tmp_path: Path
) -> None:
    use_language(language)  # type: ignore[arg-type]
    picture = lifetime_chart(life(), look(dark=dark), SIZE, title=True)
    assert "told" in words(picture)
    path = tmp_path / "life.png"
    save(picture.figure, path)
    assert path.stat().st_size > 5000


def test_each_purchase_is_a_mark_inside_the_picture() -> None:
    picture = lifetime_chart(life(), look(), SIZE)
    assert len(picture.marks) == len(COURSE_A)
    assert picture.marks.boxes
    assert (np.diff(picture.marks.x) > 0).all()
    assert picture.marks.x.min() > 0
    assert picture.marks.x.max() < SIZE[0]
    tallest = int(np.argmax(picture.marks.high))
    assert COURSE_A[tallest] == max(COURSE_A)


def test_years_are_named_as_they_are() -> None:
    told = words(lifetime_chart(life(Terms(spacing=Fraction(1, 2), first_now=False)), look(), SIZE))
    assert {"0.5", "1", "1.5"} <= set(told.split("\n"))


@pytest.mark.parametrize("dark", [False, True])
def test_both_shops_are_named_in_ink(dark: bool) -> None:
    picture = losing_chart(Parting(START, lose(1), (lose(1),), ""), look(dark=dark), SIZE)
    (axes,) = picture.figure.axes
    assert {each.get_color() for each in axes.texts} == {look(dark=dark).ink}


def test_many_purchases_do_not_crowd_the_numbers() -> None:
    found = life(Terms(), (Fraction(5),) * 120)
    told = words(lifetime_chart(found, look(), SIZE)).split("\n")
    assert sum(each.isdigit() and int(each) > 1 for each in told) < 25


@pytest.mark.parametrize("amounts", [(), (Fraction(0),), (Fraction(-5), Fraction(3))])
def test_nothing_zero_or_less_is_no_trouble(amounts: tuple[Fraction, ...]) -> None:
    picture = lifetime_chart(life(Terms(), amounts), look(), SIZE)
    assert len(picture.marks) == len(amounts)
    if not amounts:
        assert "No purchases to draw yet." in words(picture)


def parting(leavers: int, start: Start = START) -> Parting:
    rows = tuple(lose(each, start) for each in (1, 10) if each <= start.customers)
    return Parting(start, lose(leavers, start), rows, "told")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_two_shops_part(language: str, tmp_path: Path) -> None:
    use_language(language)  # type: ignore[arg-type]
    picture = losing_chart(parting(25), look(dark=True), SIZE, title=True)
    assert "told" in words(picture)
    assert len(picture.marks) == 2
    save(picture.figure, tmp_path / "losing.svg")


def test_the_upright_line_stands_where_it_is_chosen_and_can_be_dragged() -> None:
    picture = losing_chart(parting(25), look(), SIZE)
    (handle,) = picture.handles
    assert handle.way == "across"
    share = (handle.at - handle.low) / (handle.high - handle.low)
    assert round(share, 6) == 0.25
    for leavers in (0, 1, 50, 99, 100):
        inches = handle.low + (handle.high - handle.low) * leavers / 100
        assert leavers_at(Start(), handle, inches) == leavers


def test_dragged_outside_it_stays_inside() -> None:
    handle = Handle("leavers", "across", 1.0, 1.0, 5.0)
    assert leavers_at(Start(), handle, -3.0) == 0
    assert leavers_at(Start(), handle, 99.0) == 100
    assert leavers_at(Start(), Handle("leavers", "across", 1.0, 1.0, 1.0), 1.0) == 0


@pytest.mark.parametrize("customers", [0, 1, 10_000_000])
def test_a_shop_of_any_size_is_drawn(customers: int) -> None:
    start = Start(customers)
    picture = losing_chart(parting(customers, start), look(), SIZE)
    assert picture.handles
    assert np.isfinite(picture.marks.x).all()
