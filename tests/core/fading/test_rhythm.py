"""Gaps, medians, spreads and limits against V13 and a plain recomputation."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random
from statistics import median

import numpy as np
import pytest

from app.core.fading.rhythm import rhythms
from app.core.value import columns
from app.core.value.columns import Ledger, make_ledger

DAY = date(2026, 6, 20)


def book(*days: date, today: date = DAY) -> Ledger:
    return make_ledger(today, [(1, day, 1, 5000) for day in days])


def test_three_equal_gaps_of_v13() -> None:
    found = rhythms(book(date(2026, 1, 5), date(2026, 2, 4), date(2026, 3, 6), date(2026, 4, 5)))
    silent = np.array([DAY.toordinal()]) - found.last_day
    assert found.gaps.tolist() == [3]
    assert found.median.tolist() == [30]
    assert found.spread.tolist() == [0]
    assert silent.tolist() == [76]
    assert found.limit.tolist() == [52.5]
    assert found.over_limit(silent).tolist() == [True]


def test_the_limit_itself_is_not_over() -> None:
    days = [date(2026, 1, 5) + timedelta(days=each) for each in (0, 40, 80, 120)]
    found = rhythms(book(*days))
    assert found.limit.tolist() == [70]
    assert found.over_limit(np.array([70])).tolist() == [False]
    assert found.over_limit(np.array([71])).tolist() == [True]


def test_one_day_is_one_visit() -> None:
    found = rhythms(book(date(2026, 1, 10), date(2026, 1, 10), date(2026, 2, 10)))
    assert found.gaps.tolist() == [1]
    assert not found.known[0]
    assert np.isnan(found.median[0])
    assert np.isnan(found.limit[0])


def test_one_purchase_has_no_gap() -> None:
    found = rhythms(book(date(2026, 1, 10)))
    assert found.gaps.tolist() == [0]
    assert found.over_limit(np.array([5000])).tolist() == [False]


def test_refunds_and_returns_are_no_visits() -> None:
    rows = [(1, date(2026, 1, 1), 1, 100), (1, date(2026, 2, 1), 0, -100), (2, DAY, 0, -5)]
    found = rhythms(make_ledger(DAY, rows))
    assert found.ids.tolist() == [1]
    assert found.days.tolist() == [1]


def test_nobody() -> None:
    assert len(rhythms(make_ledger(DAY, [])).ids) == 0


def plain(days: list[date]) -> tuple[float, float, float]:
    gaps = [(b - a).days for a, b in pairwise(sorted(set(days)))]
    middle = median(gaps)
    away = median(abs(gap - middle) for gap in gaps)
    return middle, 1.4826 * away, middle + 3 * max(1.4826 * away, 0.25 * middle)


@pytest.mark.parametrize("at_once", [1, 37, 10_000])
def test_like_a_plain_recomputation(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "AT_ONCE", at_once)
    random = Random(4)
    bought = {
        who: [DAY - timedelta(days=random.randrange(1200)) for _ in range(random.randrange(1, 14))]
        for who in range(5, 400, 3)
    }
    rows = [(who, day, 1, 1) for who, days in bought.items() for day in days]
    found = rhythms(make_ledger(DAY, rows))
    assert found.ids.tolist() == sorted(bought)
    for row, who in enumerate(found.ids.tolist()):
        days = bought[who]
        assert found.days[row] == len(set(days))
        assert found.first_day[row] == min(days).toordinal()
        assert found.last_day[row] == max(days).toordinal()
        assert found.known[row] == (len(set(days)) > 3)
        if found.known[row]:
            told = (found.median[row], found.spread[row], found.limit[row])
            assert told == pytest.approx(plain(days), rel=1e-12)
