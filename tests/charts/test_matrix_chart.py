"""The drawn matrix: in both languages and themes, crowded or not, in three kinds of file."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from app.catalogue.currency import whole_money as money
from app.charts import hexagons as hexagon_counts
from app.charts.hexagons import hexagons
from app.charts.look import DARK, GROUP_COLOURS, LIGHT, look, mixed
from app.charts.matrix_chart import CROWDED, Caption, MatrixPicture, matrix_chart
from app.charts.matrix_words import group_words, percent, whom
from app.charts.saving import save
from app.charts.scale import scale_around, scale_for
from app.core.errors import Refused
from app.core.value.groups import Group
from app.core.value.matrix import Matrix, make_matrix
from app.core.value.window import all_time, last_days
from app.i18n import use_language
from app.ui import tokens
from tests.vaults import mounted

TODAY = date(2026, 11, 22)
CAPTION = Caption(last_days(TODAY))


def matrix(customers: int = 40) -> Matrix:
    row = np.arange(customers, dtype=np.int64)
    purchases = 1 + row * row % 23
    return make_matrix(row, purchases, purchases * (500 + row * 7919 % 90000))


@pytest.fixture
def picture() -> MatrixPicture:
    """A small matrix, drawn."""
    return matrix_chart(matrix(), look(), CAPTION)


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language."""
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.mark.parametrize(
    ("values", "line"),
    [([3.0], 3.0), ([2.0, 2.0], 2.0), ([0.0], 0.0), ([1.0] * 9 + [40.0], 39.0)],
)
def test_where_all_are_alike_words_have_room_beyond_the_line(
    values: list[float], line: float
) -> None:
    scale = scale_around(np.array(values), line)
    assert scale.share(np.array(line)) <= 0.76
    assert scale.high > max(values)
    wide = scale_around(np.array([1.0, 9.0]), 4.0)
    assert wide == scale_for(np.array([1.0, 9.0]), 4.0)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("customers", [0, 1, 40, CROWDED + 1])
def test_it_is_drawn_without_a_missing_character(
    language: str, dark: bool, customers: int, tmp_path: Path
) -> None:
    drawn = matrix_chart(matrix(customers), look(dark=dark), CAPTION)
    save(drawn.figure, tmp_path / "a.png")  # matplotlib warns of tofu, and warnings are errors
    assert (tmp_path / "a.png").stat().st_size > 5_000


@pytest.mark.parametrize(
    ("name", "start"), [("a.png", b"\x89PNG"), ("a.SVG", b"<?xml"), ("价 值.pdf", b"%PDF")]
)
def test_the_suffix_says_the_kind(
    picture: MatrixPicture, tmp_path: Path, name: str, start: bytes
) -> None:
    save(picture.figure, tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_full_disk_leaves_the_older_picture(picture: MatrixPicture, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "16k") as disk:
        (disk / "a.png").write_bytes(b"older")
        with pytest.raises(OSError, match="No space"):
            save(picture.figure, disk / "a.png")
        assert [each.name for each in disk.iterdir()] == ["a.png"]
        assert (disk / "a.png").read_bytes() == b"older"


@pytest.mark.parametrize("name", ["a.jpg", "a", ".png"])
def test_another_suffix_is_refused(picture: MatrixPicture, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused):
        save(picture.figure, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_points_stay_in_their_quarter() -> None:
    figures = matrix(500)
    drawn = matrix_chart(figures, look(), CAPTION)
    assert drawn.plot is not None
    frequency = float(figures.purchases_per_customer or 0)
    level = float(figures.average_purchase or 0) / 100
    across, up = drawn.plot.at(frequency, level)
    often = np.isin(figures.groups, (Group.BEST, Group.FREQUENT))
    high = np.isin(figures.groups, (Group.BEST, Group.SPENDERS))
    assert (drawn.x[often] >= across).all()
    assert (drawn.x[~often] <= across).all()
    assert (drawn.y[high] >= up).all()
    assert (drawn.y[~high] <= up).all()
    purchases = figures.purchases.astype(np.float64)
    assert (drawn.x >= drawn.plot.x(purchases - 0.5)).all()
    assert (drawn.x <= drawn.plot.x(purchases + 0.5)).all()


@pytest.mark.parametrize("size", [(6.3, 3.4), (9.6, 6.2), (17.0, 8.0)])
def test_no_point_lies_on_the_names_of_the_quarters(size: tuple[float, float]) -> None:
    drawn = matrix_chart(matrix(500), look(), CAPTION, size)
    assert drawn.plot is not None
    # Two lines and the air around them, in inches; of a tiny picture no more than a fifth.
    names = min(0.55, (drawn.plot.top - drawn.plot.bottom) / 5)
    assert drawn.y.min() > drawn.plot.bottom + names
    assert drawn.y.max() < drawn.plot.top - names


def test_net_returners_stand_on_the_edge() -> None:
    ids, purchases, revenue = np.array([[1, 2, 3], [1, 1, 9], [-500, 100, 900_000]], np.int64)
    drawn = matrix_chart(make_matrix(ids, purchases, revenue), look(), CAPTION)
    assert drawn.plot is not None
    assert drawn.y[0] == pytest.approx(drawn.plot.bottom)


@pytest.mark.parametrize(("most", "plates"), [(2, 1), (400, 5)])
def test_names_get_a_ground_where_a_line_would_cross_them(most: int, plates: int) -> None:
    purchases = np.array([1] * 2000 + [most] * (2000 if most == 2 else 1), np.int64)
    row = np.arange(len(purchases), dtype=np.int64)
    drawn = matrix_chart(make_matrix(row, purchases, purchases * 900), look(), CAPTION)
    # One stands under the average's own words; the others under the two names at the left.
    assert sum(each.get_bbox_patch() is not None for each in drawn.figure.texts) == plates


def test_every_point_is_in_one_hexagon_near_it() -> None:
    random = np.random.default_rng(7)
    x, y = random.random(5000), random.random(5000)
    found = hexagons(x, y, 1.6)
    assert found.counts.sum() == 5000
    assert len(np.unique(found.centres.round(9), axis=0)) == len(found.centres)
    wide, high = np.abs(found.shape).max(axis=0)
    gaps = np.abs(np.column_stack((x, y))[:, None] - found.centres[None])
    near = np.all(gaps <= np.array((wide + 1e-9, high + 1e-9)), axis=2)
    assert near.any(axis=1).all()


def test_hexagons_are_counted_some_points_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(8)
    x, y = random.random(700), random.random(700)
    whole = hexagons(x, y, 1.6)
    monkeypatch.setattr(hexagon_counts, "_AT_A_TIME", 90)
    found = hexagons(x, y, 1.6)
    assert found.counts.tolist() == whole.counts.tolist()
    assert np.array_equal(found.centres, whole.centres)
    assert len(hexagons(x[:0], y[:0], 1.6).counts) == 0


@pytest.mark.parametrize(
    ("values", "logarithmic"),
    [([1, 2, 3], False), ([1, 500], True), ([0, 0], False), ([-5, 3], False), ([7], False)],
)
def test_a_scale_holds_its_values_and_has_round_ticks(
    values: list[float], logarithmic: bool
) -> None:
    scale = scale_for(np.array(values, np.float64), float(np.mean(values)))
    assert scale.logarithmic is logarithmic
    assert scale.low < min(values)
    assert scale.high > max(values)
    assert 1 <= len(scale.ticks) <= 9
    assert all(scale.low <= tick <= scale.high for tick in scale.ticks)


def test_the_words_around_it() -> None:
    figures = matrix(3)
    assert whom(figures, all_time(TODAY), companies=True) == (
        "3 companies bought, from the beginning to 2026-11-22."
    )
    assert group_words(figures, Group.BEST)[0] == "Best customers"
    assert (money(123_456), money(-50_000), percent(None)) == ("¥1,235", "-¥500", "–")


def test_colours_are_those_of_the_screens() -> None:
    for chart, screen in ((LIGHT, tokens.LIGHT), (DARK, tokens.DARK)):
        for name in ("surface", "ink", "muted", "line"):
            assert getattr(chart, name) == getattr(screen, name)
    assert len(set(GROUP_COLOURS.values())) == len(Group)
    assert mixed("#FF0000", "#000000", 0.5) == (0.5, 0, 0)


def test_matplotlib_waits_for_the_first_chart() -> None:
    told = (
        "import sys, app.charts.matrix_chart, app.ui.value.page; print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
