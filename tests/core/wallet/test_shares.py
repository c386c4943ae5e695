"""Share of wallet (D12, vector V16): exact, blank where unknown, never clipped."""

from fractions import Fraction

import pytest

from app.core.errors import Refused
from app.core.wallet.shares import (
    FAULTS,
    Fault,
    Spending,
    combined,
    group_share,
    percent,
    rank_share,
    share_of,
)

YUAN = 100


def spending(ours: int | None, total: int | None) -> Spending:
    return Spending(None if ours is None else ours * YUAN, None if total is None else total * YUAN)


def test_v16_share_of_one() -> None:
    assert share_of(spending(600, 1500)).value == Fraction(2, 5)
    assert share_of(spending(600, None)).value is None
    assert share_of(spending(600, None)).fault is Fault.TOTAL_UNKNOWN
    wrong = share_of(spending(700, 600))
    assert wrong.value is None
    assert wrong.is_error


def test_v16_group_is_sums_over_sums() -> None:
    found = group_share([spending(600, 1500), spending(100, 100), spending(50, 1000)])
    assert found.value == Fraction(750, 2600)
    assert f"{float(found.value) * 100:.3f}" == "28.846"
    assert (found.customers, found.left_out) == (3, 0)


def test_v16_rank() -> None:
    assert rank_share(1, 2) == Fraction(2, 3)
    assert rank_share(1, 3) == Fraction(1, 2)
    assert sum(rank_share(each, 5) for each in range(1, 6)) == 1


@pytest.mark.parametrize(("rank", "shops"), [(0, 3), (4, 3), (1, 0), (-1, -1)])
def test_no_rank_outside_the_shops(rank: int, shops: int) -> None:
    with pytest.raises(Refused):
        rank_share(rank, shops)


def test_each_blank_has_its_reason() -> None:
    blanks = {
        Fault.NOTHING_SPENT: spending(0, 0),
        Fault.GIVEN_BACK: spending(-5, 100),
        Fault.OURS_UNKNOWN: spending(None, 100),
        Fault.TOTAL_UNKNOWN: Spending(),
        Fault.LESS_THAN_OURS: spending(5, 0),
    }
    for fault, told in blanks.items():
        share = share_of(told)
        assert (share.value, share.total, share.fault) == (None, None, fault)
        assert FAULTS[fault]
    assert set(blanks) == set(Fault)


def test_nothing_of_a_known_total_is_a_share_of_nothing() -> None:
    assert share_of(spending(0, 100)).value == 0


def test_a_total_comes_before_a_rank_and_a_rank_implies_a_total() -> None:
    assert share_of(Spending(600, 1500, 1, 2)).value == Fraction(2, 5)
    implied = share_of(Spending(600, None, 1, 2))
    assert (implied.value, implied.total) == (Fraction(2, 3), Fraction(900))
    assert share_of(Spending(0, None, 2, 2)).total is None


def test_a_group_leaves_out_and_counts_who_has_no_share() -> None:
    known = [spending(600, 1500), Spending(600 * YUAN, None, 1, 2)]
    blank = [spending(7, None), spending(9, 5), Spending(None, None, 1, 2)]
    found = group_share(known + blank)
    assert found.value == Fraction(1200, 2400)
    assert (found.customers, found.left_out) == (2, 3)
    assert group_share([]).value is None
    assert group_share(blank).value is None


def test_categories_of_one_customer_are_one_share() -> None:
    assert combined([spending(600, 1500), spending(50, 1000)]).value == Fraction(650, 2500)
    assert combined([spending(600, 1500), spending(7, None)]).value == Fraction(2, 5)
    assert combined([spending(600, 1500), spending(9, 5)]).is_error
    assert combined([spending(1, None), spending(2, None)]).fault is Fault.TOTAL_UNKNOWN


def test_percent_keeps_a_tenth_and_no_more() -> None:
    shown = {Fraction(2, 5): "40%", Fraction(750, 2600): "28.8%", Fraction(0): "0%", None: "–"}
    assert {share: percent(share) for share in shown} == shown
    assert percent(Fraction(1999, 2000)) == "100%"
