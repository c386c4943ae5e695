"""BG/NBD and MBG/NBD against the papers' figures (V14), plain formulas and awkward customers."""

from datetime import date
from math import exp, lgamma, log

import numpy as np
import pytest

from app.core.fading.bg_nbd import (
    BG,
    MBG,
    Model,
    fit,
    log_likelihood,
    modelled,
    observed,
)
from app.core.fading.histories import Histories, histories, of_days
from app.core.fading.minimise import lowest
from app.core.fading.rhythm import Numbers, rhythms
from app.core.value.columns import make_ledger
from tests.core.fading.cdnow import LAST, cdnow_book

PUBLISHED = Model(0.243, 4.414, 0.793, 2.426)


def one(repeats: int, recency: float, age: float) -> Histories:
    columns = ([repeats], [recency], [age], [1], [0])
    return Histories(*(np.array(each) for each in columns))


@pytest.mark.parametrize(
    ("history", "alive", "expected"),
    [
        ((0, 0.0, 38.86), 1.0, 0.195098),
        ((2, 30.43, 38.86), 0.726579, 1.226028),
        ((2, 5.0, 38.86), 0.123679, 0.208696),
        ((7, 29.43, 38.86), 0.641756, 3.337053),
    ],
)
def test_customers_of_the_paper(
    history: tuple[int, float, float], alive: float, expected: float
) -> None:
    seen = one(*history)
    assert PUBLISHED.alive(seen)[0] == pytest.approx(alive, rel=1e-4)
    assert PUBLISHED.expected(seen, 39)[0] == pytest.approx(expected, rel=1e-4)


def test_new_customers_of_the_paper() -> None:
    assert PUBLISHED.expected_of_new(10) == pytest.approx(0.432413, rel=1e-4)
    assert PUBLISHED.expected_of_new(39) == pytest.approx(1.196723, rel=1e-4)


def test_likelihoods_of_the_paper() -> None:
    assert log_likelihood(PUBLISHED, one(0, 0, 38.86)) == pytest.approx(-0.554713, rel=1e-4)
    assert log_likelihood(PUBLISHED, one(2, 30.43, 38.86)) == pytest.approx(-9.458606, rel=1e-4)


def test_summaries() -> None:
    rows = [
        *((1, date(2026, 1, 1), 1, fen) for fen in (3000, 2000)),
        (1, date(2026, 1, 10), 1, 6000),
        (1, date(2026, 2, 1), 1, 4000),
        (2, date(2026, 1, 15), 1, 4000),
    ]
    end = date(2026, 3, 2)
    seen = histories(rhythms(make_ledger(end, rows)), end)
    told = {
        (int(x), round(7 * t_x), round(7 * age))
        for x, t_x, age in zip(seen.repeats, seen.recency, seen.age, strict=True)
    }
    assert told == {(2, 31, 60), (0, 0, 46)}


def sample() -> Histories:
    return histories(rhythms(cdnow_book(sample=True)), LAST)


def test_the_papers_sample() -> None:
    seen = sample()
    assert (seen.customers, seen.repeaters) == (2357, 946)
    assert observed(seen, 7).tolist() == [1411, 439, 214, 100, 62, 38, 29, 64]
    found = fit(seen)
    told = (found.r, found.alpha, found.a, found.b, found.log_likelihood)
    assert told == pytest.approx((0.242593, 4.413531, 0.792886, 2.425754, -9582.4256), rel=1e-4)
    assert not found.degenerate


def test_the_others_of_the_sample() -> None:
    """The negative binomial alone is worse, the modified model a little better."""
    seen = sample()
    found = lowest(lambda point: nbd(point, seen), [np.log([0.5, 10.0])])
    r, alpha = np.exp(found.point)
    assert (r, alpha, -found.value) == pytest.approx((0.385, 12.072, -9763.7), rel=2e-3)
    modified = fit(seen, MBG)
    assert modified.log_likelihood == pytest.approx(-9582.1357, rel=1e-6)


def nbd(point: Numbers, seen: Histories) -> tuple[float, Numbers]:
    def value(at: Numbers) -> float:
        r, alpha = np.exp(at)
        x = seen.repeats
        gammas = np.array([lgamma(r + each) - lgamma(r) for each in x])
        rows = gammas + r * log(alpha) - (r + x) * np.log(alpha + seen.age)
        return -float(seen.count @ rows)

    steps = 1e-5 * np.eye(2)
    slope = [(value(point + step) - value(point - step)) / 2e-5 for step in steps]
    return value(point), np.array(slope)


def test_the_picture_of_the_fit() -> None:
    seen = sample()
    told = modelled(fit(seen), seen, 7)
    assert told.sum() == pytest.approx(2357)
    assert told[:3] == pytest.approx([1407.68, 460.32, 192.46], rel=1e-3)


@pytest.mark.parametrize("shift", [BG, MBG])
def test_chances_add_up_to_one(shift: int) -> None:
    shares = Model(0.6, 5.0, 1.2, 2.0, shift).share_with(400, np.array([0.0, 3.0, 60.0]))
    assert shares.sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-6)
    assert shares[0, 0] == pytest.approx(1)
    mean = float(shares[2] @ np.arange(401))
    assert mean == pytest.approx(Model(0.6, 5.0, 1.2, 2.0, shift).expected_of_new(60), rel=1e-3)


@pytest.mark.parametrize("shift", [BG, MBG])
def test_the_slope_is_the_likelihoods(shift: int) -> None:
    from app.core.fading.bg_nbd import _Terms

    seen = of_days(
        *(np.array(each) for each in ([0, 2, 5, 40], [0, 20, 90, 300], [7, 99, 90, 310]))
    )
    terms, point = _Terms(seen, shift), np.log([0.4, 5.0, 0.9, 2.5])
    _, slope = terms.loss(point)
    for place, step in enumerate(1e-5 * np.eye(4)):
        near = (terms.loss(point + step)[0] - terms.loss(point - step)[0]) / 2e-5
        assert slope[place] == pytest.approx(near, rel=1e-5, abs=1e-8)


def plain_expected(model: Model, x: int, t_x: float, age: float, weeks: float) -> float:
    """The papers' formula as it is printed, series and all."""
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    end, first, second = alpha + age + weeks, r + x, b + x + model.shift
    c, z = a + b + x - 1 + model.shift, weeks / end
    term, whole = 1.0, 1.0
    for n in range(3000):
        term *= (first + n) * (second + n) / ((c + n) * (n + 1)) * z
        whole += term
    up = c / (a - 1) * (1 - ((alpha + age) / end) ** first * whole)
    odds = exp(first * log((alpha + age) / (alpha + t_x))) * a / (b + x - 1 + model.shift)
    return float(up / (1 + (odds if x + model.shift else 0)))


@pytest.mark.parametrize("shift", [BG, MBG])
@pytest.mark.parametrize("history", [(0, 0.0, 20.0), (1, 4.0, 20.0), (12, 40.0, 52.0)])
def test_expected_purchases_as_printed(shift: int, history: tuple[int, float, float]) -> None:
    for a, b in ((0.4, 0.9), (1.7, 2.0), (3.2, 0.5), (290.0, 900.0)):
        model = Model(0.8, 6.0, a, b, shift)
        found = model.expected(one(*history), 26)[0]
        assert found == pytest.approx(plain_expected(model, *history, 26), rel=1e-9)


def test_where_the_formula_has_a_hole() -> None:
    seen = one(3, 20.0, 26.0)
    at, beside = Model(0.5, 4.0, 1.0, 2.0), Model(0.5, 4.0, 1 + 1e-9, 2.0)
    assert at.expected(seen, 30)[0] == pytest.approx(beside.expected(seen, 30)[0], rel=1e-6)
    whole = Model(0.5, 4.0, 0.4, 0.6)  # a + b = 1: a division by nothing, as printed
    near = Model(0.5, 4.0, 0.4, 0.6 + 1e-9)
    assert whole.expected_of_new(30) == pytest.approx(near.expected_of_new(30), rel=1e-6)


def test_a_thousand_purchases_overflow_nothing() -> None:
    for recency in (1.0, 250.0, 499.9):
        seen = one(2000, recency, 500.0)
        for shift in (BG, MBG):
            model = Model(0.3, 0.02, 0.9, 2.4, shift)
            assert 0 <= model.alive(seen)[0] <= 1
            assert np.isfinite(model.expected(seen, 52)[0])
            assert np.isfinite(log_likelihood(model, seen))


def test_extremes_are_finite_or_degenerate() -> None:
    seen = one(40, 150.0, 156.0)
    for a, b in ((300.0, 1e-3), (300.0, 1e4), (1e-4, 1e4), (1e-4, 1e-4)):
        for r, alpha in ((1e-4, 1e-4), (1e4, 1e4), (0.5, 1e-4)):
            model = Model(r, alpha, a, b)
            assert not model.degenerate
            assert np.isfinite(model.expected(seen, 26)[0])
            assert model.expected(seen, 26)[0] >= 0
    assert Model(0.5, 5.0, 301.0, 900.0).degenerate
    assert Model(2e4, 5.0, 1.0, 2.0).degenerate
    assert Model(0.5, 5e-5, 1.0, 2.0).degenerate


def test_once_is_always_alive_only_without_the_modification() -> None:
    seen = one(0, 0.0, 100.0)
    assert Model(0.5, 5, 0.9, 2).alive(seen)[0] == 1
    assert Model(0.5, 5, 0.9, 2, MBG).alive(seen)[0] < 0.9


def test_nobody_and_one() -> None:
    empty = of_days(*(np.empty(0, np.int64) for _ in range(3)))
    assert fit(empty).degenerate
    alone = of_days(*(np.array([each]) for each in (0, 0, 30)))
    assert fit(alone).degenerate
    first_day = of_days(*(np.array([each]) for each in (0, 0, 0)))
    assert fit(first_day).degenerate


def test_all_alike_is_no_fit() -> None:
    alike = of_days(*(np.full(300, each) for each in (4, 120, 125)))
    assert fit(alike).degenerate
