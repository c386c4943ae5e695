"""D1: the matrix of the test vectors, and any matrix against plain fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.value import matrix as matrices
from app.core.value.cut_lines import MEDIANS, Cut, CutKind, Lines, own
from app.core.value.groups import WORDS, Group
from app.core.value.matrix import Integers, Matrix, make_matrix

HUGE = 2**58


def columns(receipts: dict[int, list[int]]) -> tuple[Integers, Integers, Integers]:
    return (
        np.array(list(receipts), np.int64),
        np.array([len(sums) for sums in receipts.values()], np.int64),
        np.array([sum(sums) for sums in receipts.values()], np.int64),
    )


def matrix_of(receipts: dict[int, list[int]]) -> Matrix:
    return make_matrix(*columns(receipts))


def naive(receipts: dict[int, list[int]]) -> dict[int, Group]:
    buying = {who: sums for who, sums in receipts.items() if sums}
    count = sum(len(sums) for sums in buying.values())
    money = sum(sum(sums) for sums in buying.values())
    groups = {}
    for who, sums in buying.items():
        often = len(sums) >= Fraction(count, len(buying))
        high = Fraction(sum(sums), len(sums)) >= Fraction(money, count)
        groups[who] = {
            (True, True): Group.BEST,
            (False, True): Group.SPENDERS,
            (True, False): Group.FREQUENT,
            (False, False): Group.UNCERTAIN,
        }[often, high]
    return groups


def groups(found: Matrix) -> dict[int, Group]:
    return {int(who): Group(code) for who, code in zip(found.ids, found.groups, strict=True)}


def test_vector_v9() -> None:
    sums = {
        1: [300, 300, 300],
        2: [900],
        3: [50, 60, 40, 50],
        4: [80],
        5: [500, 700],
        6: [30, 30],
    }
    found = matrix_of(sums)
    assert found.purchases_per_customer == Fraction(13, 6)
    assert found.average_purchase == Fraction(3340, 13)
    assert [Group(code).word for code in found.groups] == [
        "best",
        "spenders",
        "frequent",
        "uncertain",
        "spenders",
        "uncertain",
    ]
    assert [found.count(group) for group in Group] == [1, 2, 1, 2]
    assert found.group_revenue(Group.SPENDERS) == 2100
    assert found.revenue_share(Group.SPENDERS) == Fraction(2100, 3340)


def test_all_equal_are_all_best() -> None:
    found = matrix_of({who: [100, 100] for who in (1, 2, 3)})
    assert set(groups(found).values()) == {Group.BEST}


def test_without_a_purchase_nobody_counts() -> None:
    ids, purchases, revenue = np.array([[1, 2], [0, 2], [-50, 300]], np.int64)
    found = make_matrix(ids, purchases, revenue)
    assert found.ids.tolist() == [2]
    assert found.total_revenue == 300


def test_nobody_at_all() -> None:
    found = matrix_of({})
    assert found.customers == found.total_purchases == found.total_revenue == 0
    assert found.purchases_per_customer is None
    assert found.average_purchase is None
    assert found.revenue_share(Group.BEST) is None


def test_a_total_of_nothing_has_no_shares() -> None:
    assert matrix_of({1: [0], 2: [0, 0]}).revenue_share(Group.BEST) is None


@given(st.dictionaries(st.integers(1, 50), st.lists(st.integers(-300, 900), max_size=5)))
def test_like_plain_fractions(receipts: dict[int, list[int]]) -> None:
    assert groups(matrix_of(receipts)) == naive(receipts)


@given(
    st.dictionaries(
        st.integers(1, 9), st.lists(st.integers(HUGE - 2, HUGE), min_size=1, max_size=3), max_size=4
    )
)
def test_like_plain_fractions_where_products_overflow(receipts: dict[int, list[int]]) -> None:
    assert groups(matrix_of(receipts)) == naive(receipts)


def test_every_group_has_its_words() -> None:
    assert list(WORDS) == list(Group)


def test_medians_part_equal_halves() -> None:
    found = make_matrix(*columns({1: [100], 2: [100, 300], 3: [50] * 4, 4: [900] * 3}), MEDIANS)
    assert found.lines == Lines(Fraction(5, 2), Fraction(150))
    assert groups(found) == {
        1: Group.UNCERTAIN,
        2: Group.SPENDERS,
        3: Group.FREQUENT,
        4: Group.BEST,
    }


def test_an_exact_median_of_averages_that_round_alike() -> None:
    large = 3 * 10**15 + 1
    found = make_matrix(
        *columns({1: [large], 2: [large, large, large + 1], 3: [large] * 2}), MEDIANS
    )
    assert found.lines is not None
    assert found.lines.level == large


def test_own_lines_count_ties_high() -> None:
    found = make_matrix(*columns({1: [100, 100], 2: [99, 100]}), own(Fraction(2), Fraction(100)))
    assert groups(found) == {1: Group.BEST, 2: Group.FREQUENT}
    assert found.members(Group.BEST).tolist() == [1]


def test_half_drawn_lines_are_filled_by_the_averages() -> None:
    found = make_matrix(*columns({1: [100], 2: [300]}), Cut(CutKind.OWN, Fraction(5)))
    assert found.lines == Lines(Fraction(5), Fraction(200))


def test_lines_of_nobody() -> None:
    assert make_matrix(*columns({}), MEDIANS).lines is None


def test_groups_of_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    several = columns({who: [100 * who] * (who % 4 + 1) for who in range(1, 20)})
    whole = make_matrix(*several).groups.tolist()
    assert len(set(whole)) == 4
    monkeypatch.setattr(matrices, "_AT_A_TIME", 3)
    assert make_matrix(*several).groups.tolist() == whole
