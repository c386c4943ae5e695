"""Tiers by a stated rule, equal for equals; the best few; nothing divides by nothing."""

import numpy as np
import pytest

from app.core.worth.tier_columns import best, tier_codes, worth_of
from app.core.worth.tiers import CODES, REVENUE, Rule, Tier

G, F, P = Tier.GOOD, Tier.FAIR, Tier.POOR


def tiers(worth: list[int], rule: Rule) -> list[Tier | None]:
    return [CODES[code] for code in tier_codes(np.array(worth, np.int64), rule).tolist()]


def test_by_profit_the_first_eighty_percent_are_good_and_losses_bad() -> None:
    assert tiers([50, 30, 15, 5, 0, -7], Rule()) == [G, G, F, F, P, P]


def test_by_revenue_the_last_twenty_percent_are_parted_at_ninety_five() -> None:
    assert tiers([50, 30, 15, 5], Rule(REVENUE)) == [G, G, F, P]
    assert tiers([5, 15, 30, 50], Rule(REVENUE)) == [P, F, G, G]


def test_equals_stand_together_whoever_stood_first() -> None:
    assert tiers([1] * 7, Rule()) == [G] * 7
    assert tiers([40, 40, 10, 10], Rule(REVENUE)) == [G, G, F, F]


@pytest.mark.parametrize("worth", [[], [0], [0, 0], [-1, -2]])
def test_without_gains_nobody_is_good(worth: list[int]) -> None:
    assert tiers(worth, Rule()) == [P] * len(worth)
    assert len(best(np.array(worth, np.int64), np.array(worth, np.int64), 10)) == 0


def test_amounts_of_ten_to_the_twelve_yuan_do_not_overflow() -> None:
    huge = 10**14 * 100
    assert tiers([huge] * 3 + [huge // 10**6], Rule(REVENUE)) == [G, G, G, P]
    assert tiers([huge * 80, huge * 15, huge * 4, huge], Rule(REVENUE)) == [G, F, P, P]


def test_what_is_left_over_is_margin_less_contacts() -> None:
    revenue, contacts = np.array([100_00, 100_00]), np.array([0, 5])
    rule = Rule(margin=30, contact_cost=10_00)
    assert worth_of(revenue, contacts, rule).tolist() == [30_00 * 100, -20_00 * 100]
    assert worth_of(revenue, contacts, Rule(REVENUE)).tolist() == [100_00 * 100] * 2


def test_the_best_are_rounded_up_and_ties_go_by_revenue_then_place() -> None:
    worth = np.array([5, 9, 5, 5, 1, 0, 0, 0, 0, 0, 0])
    revenue = np.array([7, 9, 8, 7, 1, 1, 1, 1, 1, 1, 1])
    assert best(worth, revenue, 10).tolist() == [1, 2]
    assert best(worth, revenue, 30).tolist() == [1, 2, 0, 3]
    assert best(worth, revenue, 100).tolist() == [1, 2, 0, 3, 4]


def test_each_rule_has_its_sentence() -> None:
    said = {Rule(REVENUE).sentence(), Rule().sentence(), Rule(contact_cost=500).sentence()}
    assert len(said) == 3
    assert "5 for each contact" in Rule(contact_cost=500).sentence()
