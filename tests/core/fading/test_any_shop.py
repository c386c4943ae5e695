"""Hints of random shops equal a plain recomputation, purchase by purchase (D6, D7)."""

import os
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.fading.hints import Standing, Thresholds, fading
from app.core.fading.next_purchase import When, expected
from app.core.fading.words import why
from app.core.value.columns import make_ledger

TODAY = date(2026, 11, 22)
EXAMPLES = int(os.environ.get("SHUKE_VALUE_EXAMPLES", "60"))
Row = tuple[int, int, int, int]  # customer, days ago, counted, fen

MONEY = st.sampled_from([0, 1, 500, 1000, 2000, 10**14]) | st.integers(-3000, 9000)
ROWS = st.lists(
    st.tuples(st.integers(1, 6), st.integers(0, 800), st.sampled_from([1, 1, 1, 0]), MONEY),
    max_size=60,
)
LIMITS = st.builds(
    Thresholds,
    times=st.integers(1, 4),
    window=st.integers(7, 300),
    hiatus=st.integers(1, 300),
    percent=st.integers(1, 99),
)


def plainly(rows: list[Row], limits: Thresholds) -> Standing | None:
    """One customer's standing, as the definition reads."""
    days = sorted({ago for _, ago, counted, _ in rows if counted}, reverse=True)
    if not days:
        return None
    gaps = [one - other for one, other in pairwise(days)]
    known, silent = len(gaps) >= 3, days[-1]
    late = silent > limits.times * median(gaps) if known else silent > limits.hiatus
    recent = [row for row in rows if row[1] < limits.window]
    before = [row for row in rows if limits.window <= row[1] < 2 * limits.window]
    visits, visits_before = (sum(row[2] for row in some) for some in (recent, before))
    money, money_before = (sum(row[3] for row in some) for some in (recent, before))
    share = Fraction(limits.percent, 100)
    shrunk = visits <= share * visits_before
    shrunk |= money_before > 0 and money <= share * money_before
    if late:
        return Standing.LAPSED if not visits_before else _if(shrunk, Standing.FADING)
    return _if(shrunk and known and bool(visits_before), Standing.FALLING)


def _if(applies: bool, standing: Standing) -> Standing:
    return standing if applies else Standing.STEADY


@settings(max_examples=EXAMPLES, deadline=None)
@given(ROWS, LIMITS)
def test_like_a_plain_recomputation(rows: list[Row], limits: Thresholds) -> None:
    book = [(who, TODAY - timedelta(days=ago), counted, fen) for who, ago, counted, fen in rows]
    found = fading(make_ledger(TODAY, book), limits)
    told = {}
    for who in {row[0] for row in rows}:
        standing = plainly([row for row in rows if row[0] == who], limits)
        if standing is not None:
            told[who] = standing
    ours = dict(zip(found.ids.tolist(), found.standing.tolist(), strict=True))
    assert ours == told


@settings(max_examples=EXAMPLES, deadline=None)
@given(ROWS)
def test_every_sentence_and_day_can_be_told(rows: list[Row]) -> None:
    """Nothing divides by zero, nothing is NaN on a screen."""
    book = [(who, TODAY - timedelta(days=ago), counted, fen) for who, ago, counted, fen in rows]
    found = fading(make_ledger(TODAY, book))
    for row in range(len(found.ids)):
        words = why(found, row)
        assert words.endswith(".")
        assert "nan" not in words.casefold()
        assert "{" not in words
    coming = expected(found.rhythms, TODAY)
    assert (coming.early <= coming.day).all()
    assert (coming.day <= coming.late).all()
    assert (coming.early > coming.last_day).all()
    assert sum(len(coming.rows(when)) for when in When) == len(coming.ids)
