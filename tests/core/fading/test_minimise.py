"""The descent: valleys, saddles, cliffs, functions without a lowest point."""

import numpy as np
import pytest

from app.core.fading.minimise import lowest
from app.core.fading.rhythm import Numbers
from app.core.fading.special import dropping_series


def bowl(point: Numbers) -> tuple[float, Numbers]:
    apart = point - np.array([1.0, -2.0, 3.0])
    return float(apart @ apart), 2 * apart


def banana(point: Numbers) -> tuple[float, Numbers]:
    x, y = point.tolist()
    value = (1 - x) ** 2 + 100 * (y - x * x) ** 2
    return value, np.array([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)])


def test_a_bowl() -> None:
    found = lowest(bowl, [np.zeros(3)])
    assert found.converged
    assert found.point == pytest.approx([1, -2, 3], abs=1e-5)


def test_a_bent_valley() -> None:
    found = lowest(banana, [np.array([-1.2, 1.0])])
    assert found.converged
    assert found.point == pytest.approx([1, 1], abs=1e-4)


def test_the_lower_of_two() -> None:
    def two(point: Numbers) -> tuple[float, Numbers]:
        x = float(point[0])
        return (x * x - 1) ** 2 + 0.3 * x, np.array([4 * x * (x * x - 1) + 0.3])

    found = lowest(two, [np.array([1.5]), np.array([-1.5])])
    assert found.point[0] < 0


def test_without_end_is_no_answer() -> None:
    found = lowest(lambda point: (float(-point[0]), np.array([-1.0])), [np.zeros(1)])
    assert not found.converged


def test_over_a_cliff() -> None:
    def cliff(point: Numbers) -> tuple[float, Numbers]:
        x = float(point[0])
        if x > 1:
            return np.nan, np.array([np.nan])
        return (x - 0.9) ** 2, np.array([2 * (x - 0.9)])

    found = lowest(cliff, [np.array([-3.0])])
    assert found.converged
    assert found.point == pytest.approx([0.9], abs=1e-4)


def test_already_there() -> None:
    found = lowest(bowl, [np.array([1.0, -2.0, 3.0])])
    assert found.converged
    assert found.value == 0


def series(first: float, a: float, c: float, z: float) -> float:
    """Term by term, as it is written."""
    term, total = first * z, 0.0
    for n in range(1, 20_000):
        total += term
        term *= (first + n) * (a + n - 1) / ((c + n) * (n + 1)) * z
    return total


@pytest.mark.parametrize("z", [0.0, 0.1, 0.7, 0.99])
def test_the_series(z: float) -> None:
    cases = ((0.5, 1.3, 2.0), (-1.7, 0.4, 0.0), (2.6, 3.1, 9.5))
    for first, a, c in cases:
        found = dropping_series(first, a, np.array([c]), np.array([z]))[0]
        assert found == pytest.approx(series(first, a, c, z), rel=1e-9, abs=1e-15)


def test_the_series_of_many_at_once_is_that_of_each() -> None:
    c, z = np.array([2.0, 0.5, 40.0]), np.array([0.95, 0.2, 0.5])
    found = dropping_series(0.7, 1.2, c, z)
    alone = [dropping_series(0.7, 1.2, c[n : n + 1], z[n : n + 1])[0] for n in range(3)]
    assert found.tolist() == pytest.approx(alone, rel=1e-12)
