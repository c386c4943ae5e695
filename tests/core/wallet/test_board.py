"""The board of many random shops says what a plain reckoning says, one customer after another."""

import os
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.wallet import board as boards
from app.core.wallet.board import Board, make_board
from app.core.wallet.columns import Estimates, Plans, horizon
from app.core.wallet.rad import CODES, Cuts, Planned, Rad, classify
from app.core.wallet.shares import Spending, combined, group_share

TODAY = date(2026, 11, 22)
EXAMPLES = int(os.environ.get("SHUKE_VALUE_EXAMPLES", "25"))
amounts = st.one_of(st.none(), st.integers(-5, 12), st.integers(0, 10**14))
totals = st.one_of(st.none(), st.integers(0, 12), st.integers(0, 10**14))
ranks = st.one_of(
    st.none(), st.integers(1, 9).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n)))
)
told = st.builds(
    lambda ours, total, rank: Spending(ours, total, *(rank or (None, None))), amounts, totals, ranks
)
people = st.dictionaries(st.integers(1, 40), st.lists(told, min_size=1, max_size=3), max_size=12)
planned = st.dictionaries(
    st.integers(1, 40), st.tuples(st.integers(1, 3), st.integers(0, 3000_00), st.booleans())
)


def columns(known: dict[int, list[Spending]]) -> Estimates:
    rows = [(who, each) for who in sorted(known) for each in known[who]]

    def column(values: list[int]) -> np.ndarray:
        return np.array(values, np.int64)

    return Estimates(
        column([who for who, _ in rows]),
        column([each.ours or 0 for _, each in rows]),
        np.array([each.ours is not None for _, each in rows], np.bool_),
        column([each.total or 0 for _, each in rows]),
        np.array([each.total is not None for _, each in rows], np.bool_),
        column([each.rank or 0 for _, each in rows]),
        column([each.shops or 0 for _, each in rows]),
    )


def plans(known: dict[int, tuple[int, int, bool]]) -> Plans:
    ids = np.array(sorted(known), np.int64)
    rows = [known[who] for who in sorted(known)]
    count, amount = (np.array([row[n] for row in rows], np.int64) for n in (0, 1))
    return Plans(ids, count, amount, np.array([row[2] for row in rows], np.bool_))


def board(
    known: dict[int, list[Spending]], coming: dict[int, tuple[int, int, bool]], cuts: Cuts
) -> Board:
    return make_board(TODAY, cuts, columns(known), plans(coming))


@settings(max_examples=EXAMPLES, deadline=None)
@given(people, planned, st.integers(1, 100), st.integers(1, 3000_00))
def test_each_row_is_what_one_by_one_gives(
    known: dict[int, list[Spending]],
    coming: dict[int, tuple[int, int, bool]],
    cut: int,
    much: int,
) -> None:
    cuts = Cuts(cut, 12, much)
    made = board(known, coming, cuts)
    assert made.ids.tolist() == sorted({*known, *coming})
    codes = made.codes()
    for row, who in enumerate(made.ids.tolist()):
        share = combined(known.get(who, [Spending()]))
        assert made.share(row).value == share.value
        assert made.share(row).fault == share.fault
        expected = classify(share.value, Planned(*coming.get(who, ())), cuts)
        assert CODES[int(codes[row])] is expected


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.dictionaries(st.integers(1, 40), told, max_size=12))
def test_a_group_is_sums_over_sums(known: dict[int, Spending]) -> None:
    made = board({who: [each] for who, each in known.items()}, {}, Cuts())
    found, expected = made.group(made.everybody()), group_share(known.values())
    assert found.value == expected.value
    assert (found.customers, found.left_out) == (expected.customers, expected.left_out)


@settings(max_examples=EXAMPLES, deadline=None)
@given(people, planned)
def test_fields_are_complete_and_disjoint(
    known: dict[int, list[Spending]], coming: dict[int, tuple[int, int, bool]]
) -> None:
    made = board(known, coming, Cuts())
    rows = [row for rad in (*Rad, None) for row in made.rows(rad).tolist()]
    assert sorted(rows) == list(range(made.customers))


def test_those_who_plan_most_come_first_then_those_who_buy_most() -> None:
    known = {who: [Spending(ours, 100)] for who, ours in ((1, 60), (2, 90), (3, 70), (4, 80))}
    made = board(known, {3: (1, 5, False), 4: (1, 9, False)}, Cuts())
    assert made.ids[made.rows(Rad.KEEP)].tolist() == [4, 3, 2, 1]


@settings(max_examples=EXAMPLES, deadline=None)
@given(people, planned, st.integers(1, 5))
def test_the_first_of_each_field(
    known: dict[int, list[Spending]], coming: dict[int, tuple[int, int, bool]], most: int
) -> None:
    made = board(known, coming, Cuts(10, 12, 300_00))
    found = made.first(most)
    assert {rad: each.tolist() for rad, each in found.items()} == {
        rad: made.rows(rad)[:most].tolist() for rad in Rad
    }


def test_the_first_of_many_who_plan_the_same() -> None:
    known = {who: [Spending(60 + who % 5, 100)] for who in range(1, 60)}
    made = board(known, {7: (1, 9, False), 8: (1, 9, False)}, Cuts())
    for most in (1, 2, 3, 7, 59, 99):
        assert made.first(most)[Rad.KEEP].tolist() == made.rows(Rad.KEEP)[:most].tolist()


def test_classes_of_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {who: [Spending(who, 40)] for who in range(1, 40)}
    made = board(known, {3: (1, 10**9, False), 30: (1, 10**9, False)}, Cuts())
    whole = made.codes().tolist()
    assert len(set(whole)) == 4
    monkeypatch.setattr(boards, "_AT_A_TIME", 4)
    assert made.codes().tolist() == whole


def test_nobody_known_is_no_trouble() -> None:
    made = board({}, {}, Cuts())
    assert made.customers == 0
    assert made.group(made.everybody()).value is None
    assert all(len(made.rows(rad)) == 0 for rad in (*Rad, None))


def test_the_horizon_ends_on_the_same_day_or_the_last_one_of_that_month() -> None:
    assert horizon(date(2026, 11, 22), 12) == date(2027, 11, 22)
    assert horizon(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert horizon(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert horizon(date(2026, 12, 5), 1) == date(2027, 1, 5)
    assert horizon(date(2026, 1, 1), 12 * 9000) == date.max


def test_a_share_too_fine_for_a_column_is_as_near_as_it_goes() -> None:
    told = [Spending(10**13, None, each, 97) for each in (1, 2, 3)]
    made = board({1: told}, {}, Cuts())
    exact = combined(told).value
    assert exact is not None
    assert abs((made.share(0).value or 0) - exact) < Fraction(1, 10**5)
