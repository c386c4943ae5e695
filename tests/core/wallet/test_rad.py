"""RAD classes (D12, V16): one by one and as columns, with the cuts where they stand."""

from fractions import Fraction

import numpy as np
import pytest

from app.core.wallet.rad import CODES, WORDS, Cuts, Planned, Rad, classify, why
from app.core.wallet.rad_columns import classify_all

CUTS = Cuts(50, 12, 1000_00)
LITTLE, MUCH = Planned(1, 999_99), Planned(1, 1000_00)


def test_v16_classes() -> None:
    assert classify(Fraction(8, 10), LITTLE, CUTS) is Rad.KEEP
    assert classify(Fraction(2, 10), MUCH, CUTS) is Rad.WIN
    assert classify(Fraction(8, 10), MUCH, CUTS) is Rad.DEVELOP
    assert classify(Fraction(2, 10), LITTLE, CUTS) is Rad.OBSERVE
    assert [each.value for each in (Rad.KEEP, Rad.WIN, Rad.DEVELOP)] == ["R", "A", "D"]


def test_the_cut_itself_is_high() -> None:
    assert classify(Fraction(1, 2), Planned(), CUTS) is Rad.KEEP
    assert classify(Fraction(4999, 10000), Planned(), CUTS) is Rad.OBSERVE
    assert MUCH.is_high(CUTS)
    assert not LITTLE.is_high(CUTS)


def test_a_plan_marked_as_much_needs_no_amount() -> None:
    assert Planned(1, 0, marked=True).is_high(CUTS)
    assert not Planned(0, 0).is_high(Cuts(plans=0))


def test_plans_without_a_share_are_blank_with_their_reason() -> None:
    assert classify(None, MUCH, CUTS) is None
    assert "no share yet" in why(None, MUCH, CUTS)
    assert why(None, Planned(), CUTS) != why(None, MUCH, CUTS)


def test_the_sentence_says_the_figures_and_the_cuts() -> None:
    said = why(Fraction(2, 5), Planned(2, 1500_00), CUTS)
    assert said == (
        "Her share is 40%, under 50%. Plans of 1,500 within 12 months are at least 1,000."
    )
    assert "No plan is written down" in why(Fraction(2, 5), Planned(), CUTS)
    assert "marked as much" in why(Fraction(2, 5), Planned(1, 0, True), CUTS)
    assert "are under 1,000" in why(Fraction(3, 5), LITTLE, CUTS)


@pytest.mark.parametrize("scale", [1, 10**14])
def test_columns_say_what_one_by_one_says(scale: int) -> None:
    shares = [(8, 10), (2, 10), (5, 10), (0, 10), (10, 10), (0, 0), (3, 7)]
    pairs = [(up * scale, down * scale, high) for up, down in shares for high in (False, True)]
    up, down, high = (np.array(each) for each in zip(*pairs, strict=True))
    for cut in (1, 50, 100):
        cuts = Cuts(cut, 12, 1)
        codes = classify_all(up.astype(np.int64), down.astype(np.int64), high, cuts)
        found = [CODES[code] for code in codes.tolist()]
        for rad, (over, under, much) in zip(found, pairs, strict=True):
            share = Fraction(int(over), int(under)) if under else None
            assert rad is classify(share, Planned(1, 0, bool(much)), cuts)


def test_nobody_is_no_trouble() -> None:
    empty = np.empty(0, np.int64)
    assert len(classify_all(empty, empty, np.empty(0, np.bool_), CUTS)) == 0


def test_every_class_has_its_words() -> None:
    assert set(WORDS) == set(Rad) == {each for each in CODES if each}
