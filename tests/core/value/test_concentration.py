"""D4: the Gini coefficients and letters of the test vectors."""

from fractions import Fraction

import pytest

from app.core.value.concentration import concentration


@pytest.mark.parametrize(
    ("revenues", "gini"),
    [
        ([1, 1, 1, 1], Fraction(0)),
        ([0, 0, 0, 4], Fraction(3, 4)),
        ([1, 2, 3, 4], Fraction(1, 4)),
        ([10, 20, 30, 40, 100], Fraction(2, 5)),
        ([5], Fraction(0)),
        ([0, 0], None),
        ([], None),
        ([100, 80, 60, 40, 20, 10, 5, 3, 1, 1], Fraction("0.57625")),
    ],
)
def test_gini_of_v11(revenues: list[int], gini: Fraction | None) -> None:
    assert concentration(revenues).gini == gini


def test_small_samples_are_stretched() -> None:
    assert concentration([0, 0, 0, 4]).gini_small_sample == 1
    assert concentration([5]).gini_small_sample is None


def test_letters_of_v11() -> None:
    found = concentration([1, 80, 100, 60, 40, 20, 10, 5, 3, 1])
    assert found.letters == "AAAABBCCCC"
    shares = [round(float(share), 4) for share in found.cumulative[:6]]
    assert shares == [0.3125, 0.5625, 0.75, 0.875, 0.9375, 0.9688]


def test_net_returners_are_set_aside() -> None:
    found = concentration([10, -5, 10])
    assert found.gini == 0
    assert found.set_aside == 1


@pytest.mark.parametrize(
    ("revenues", "hhi"),
    [([1, 1, 1, 1], Fraction(1, 4)), ([5], Fraction(1)), ([1, 3], Fraction(10, 16)), ([0], None)],
)
def test_sum_of_squared_shares(revenues: list[int], hhi: Fraction | None) -> None:
    assert concentration(revenues).hhi == hhi


def test_the_top_percent_and_their_share() -> None:
    found = concentration([100, 80, 60, 40, 20, 10, 5, 3, 1, 1])
    assert (found.top(Fraction(5)), found.top_share(Fraction(5))) == (1, Fraction(100, 320))
    assert (found.top(Fraction(20)), found.top_share(Fraction(20))) == (2, Fraction(180, 320))
    assert found.top(Fraction(100)) == 10
    assert concentration([]).top(Fraction(5)) == 0


def test_places_of_the_letters() -> None:
    found = concentration([100, 80, 60, 40, 20, 10, 5, 3, 1, 1])
    assert found.ids[found.of_letter("B")].tolist() == [4, 5]
    assert found.share(0, 4) == Fraction(280, 320)
    assert concentration([7]).letters == "A"
    assert concentration([0]).ids[concentration([0]).of_letter("A")].tolist() == []


def test_sums_too_large_for_the_machine_stay_exact() -> None:
    huge = 10**14  # 10^12 yuan in fen
    found = concentration([huge, huge, huge, huge])
    assert found.gini == 0
    assert found.hhi == Fraction(1, 4)
    mixed = concentration([3, huge] * 300)
    assert mixed.gini is not None
    assert Fraction(1, 2) - mixed.gini < Fraction(1, 10**9)
