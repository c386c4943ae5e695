"""Own numbers for a lifetime: revenue a year, years between purchases, who stays."""

from datetime import timedelta
from fractions import Fraction

import numpy as np

from app.core.value.columns import make_ledger
from app.core.worth.observed import history, observed
from tests.conftest import TODAY


def day(ago: int):  # type: ignore[no-untyped-def]
    return TODAY - timedelta(days=ago)


def test_the_last_year_and_who_stayed_since_the_one_before() -> None:
    rows = [(1, day(400), 1, 100), (1, day(3), 1, 300), (1, day(2), 1, 100), (2, day(700), 1, 50),
            (3, day(365), 1, 10), (3, day(364), 1, 20), (4, day(1), 1, 80), (5, day(730), 1, 7),
            (6, day(5), 0, -40), (7, day(500), 1, 1), (8, day(600), 1, 1)]  # fmt: skip
    found = observed(make_ledger(TODAY, rows, companies=[4]), None, companies=None)
    assert (found.customers, found.purchases, found.revenue) == (3, 4, 500)
    assert (found.before, found.stayed) == (5, 2)
    assert found.revenue_each == Fraction(500, 3)
    assert found.spacing == Fraction(3, 4)
    assert found.amount == 125
    assert found.kept == Fraction(2, 5)
    assert found.is_uncertain
    assert (found.window.first, found.earlier.last) == (day(364), day(365))


def test_only_those_asked_for_and_only_their_kind() -> None:
    book = make_ledger(TODAY, [(1, day(3), 1, 100), (2, day(3), 1, 50)], companies=[2])
    assert observed(book, np.array([1, 9]), companies=None).revenue == 100
    assert observed(book, None, companies=True).revenue == 50
    assert observed(book, np.empty(0, np.int64), companies=None).customers == 0


def test_nobody_bought_and_nothing_is_reckoned() -> None:
    for rows in ([], [(1, day(3), 0, -100)]):
        found = observed(make_ledger(TODAY, rows), None, companies=None)
        assert (found.revenue_each, found.spacing, found.amount, found.kept) == (None,) * 4


def test_too_few_say_no_kept_rate() -> None:
    rows = [(who, day(ago), 1, 1) for who in range(1, 5) for ago in (1, 400)]
    assert observed(make_ledger(TODAY, rows), None, companies=None).kept is None


def test_one_customer_year_by_year_since_she_came() -> None:
    rows = [(1, day(800), 1, 100), (1, day(400), 1, 70), (1, day(400), 0, -20), (1, day(1), 1, 30),
            (2, day(5000), 1, 9)]  # fmt: skip
    book = make_ledger(TODAY, rows)
    found = history(book, 1)
    assert found.first == day(800)
    assert [(each.purchases, each.revenue) for each in found.years] == [(1, 100), (1, 50), (1, 30)]
    assert found.years[-1].window.last == TODAY
    assert found.purchases == 3
    assert len(history(book, 2).years) == 10
    assert history(book, 3).years == ()
    assert history(make_ledger(TODAY, [(1, day(1), 0, -5)]), 1).first is None
