"""When the second opinion is offered, what it shows and what it keeps to itself."""

from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from app.core.actor import Actor
from app.core.fading.bg_nbd import BG, MBG
from app.core.fading.opinion import MOST, Opinion, Trust, opinion, second_opinion
from app.core.store.shop import Shop
from app.core.value.columns import Ledger, make_ledger
from tests.core.fading.cdnow import cdnow_book
from tests.factories import make_customer, make_purchase

TODAY = date(2026, 11, 22)
WEEKS = 150


@cache
def shop_of(customers: int, seed: int = 3) -> Ledger:
    """People who come by chance at their own paces and leave by chance, as the model has it."""
    chance = np.random.default_rng(seed)
    rows = []
    for who in range(1, customers + 1):
        pace, gone = chance.gamma(0.6) / 5, chance.beta(0.9, 2.5)
        level = 1500 / chance.gamma(4)
        at = float(chance.uniform(0, WEEKS - 30))
        days = [at]
        while days[-1] < WEEKS and (len(days) == 1 or chance.random() > gone):
            days.append(days[-1] + float(chance.exponential(1 / pace)))
        rows += [
            (who, TODAY - timedelta(days=int(7 * (WEEKS - each))), 1, int(chance.gamma(6, level)))
            for each in days
            if each < WEEKS
        ]
    return make_ledger(TODAY, rows)


@pytest.fixture(scope="module")
def fair() -> Opinion:
    return opinion(shop_of(900))


def test_enough_customers(fair: Opinion) -> None:
    assert fair.trust is Trust.FAIR
    assert fair.shown
    assert (fair.model.r, fair.model.alpha) == pytest.approx((0.6, 5.0), rel=0.35)
    assert fair.counted.sum() == fair.customers == 900
    assert fair.told.sum() == pytest.approx(900)
    assert np.abs(fair.told - fair.counted).max() < 40


def test_one_time_buyers_have_no_chance_told(fair: Opinion) -> None:
    once = fair.rhythms.days == 1
    assert np.isnan(fair.alive[once]).all()
    assert ((fair.alive[~once] >= 0) & (fair.alive[~once] <= 1)).all()
    assert not np.isnan(fair.expected).any()


def test_worth_of_a_year(fair: Opinion) -> None:
    assert fair.spending is not None
    assert fair.spending.of_everybody == pytest.approx(30, rel=0.2)
    assert not fair.spends_by_habit
    assert np.isfinite(fair.worth).all()
    assert (fair.worth >= 0).all()


def test_held_against_the_last_third(fair: Opinion) -> None:
    trial = fair.trial
    assert trial is not None
    assert trial.customers == sum(count for count, _, _ in trial.by_repeats)
    assert trial.expected == pytest.approx(trial.actual, rel=0.25)
    assert len(trial.by_repeats) == MOST + 1


def test_few_customers_are_warned_of() -> None:
    found = opinion(shop_of(300))
    assert found.trust in (Trust.LITTLE, Trust.FAILED)


def test_too_few_are_not_offered() -> None:
    found = opinion(shop_of(199))
    assert found.trust is Trust.NONE
    assert not found.shown
    assert np.isnan(found.alive).all()
    assert found.trial is None
    assert opinion(make_ledger(TODAY, [])).trust is Trust.NONE


def test_people_who_are_all_alike() -> None:
    rows = [
        (who, TODAY - timedelta(days=30 * each), 1, 1000)
        for who in range(1, 601)
        for each in range(4)
    ]
    found = opinion(make_ledger(TODAY, rows))
    assert found.trust is Trust.FAILED
    assert np.isnan(found.told).all()


def test_the_modified_model(fair: Opinion) -> None:
    found = opinion(shop_of(900), MBG)
    assert found.model.shift == MBG
    assert found.shown


def test_cdnow_is_fair_and_its_trial_too() -> None:
    found = opinion(cdnow_book(sample=True))
    assert (found.trust, found.customers, found.repeaters) == (Trust.FAIR, 2357, 946)
    assert found.trial is None  # 39 weeks are too few to keep a third back


def test_kept_while_nothing_changes(shop: Shop, owner: Actor) -> None:
    chen = make_customer(shop, owner)
    make_purchase(shop, owner, chen, TODAY, 500)
    with shop.read(owner) as reader:
        first = second_opinion(reader)
        assert second_opinion(reader, BG) is first
        assert second_opinion(reader, MBG) is not first
    make_purchase(shop, owner, chen, TODAY, 500)
    with shop.read(owner) as reader:
        assert second_opinion(reader) is not first
