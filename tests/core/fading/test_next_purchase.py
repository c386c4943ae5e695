"""Expected days by way of everybody's rhythm, or without keeping it: they are the same."""

from dataclasses import fields
from datetime import date, timedelta

import numpy as np
import pytest

from app.core.actor import Actor
from app.core.fading import hints, next_purchase, queries
from app.core.fading.hints import Standing, Thresholds, fading, shrank
from app.core.fading.next_purchase import Expected, When, expected, expected_of
from app.core.fading.ranking import ranked, yearly
from app.core.fading.rhythm import rhythms
from app.core.purchases import service as purchases
from app.core.store.shop import Shop
from app.core.value import columns
from app.core.value.columns import Ledger, make_ledger
from tests.core.fading.buyers import add_buyers

TODAY = date(2026, 11, 22)


def book() -> Ledger:
    """Thirty customers with one to seven purchases, three with a refund alone."""
    rows = [
        (who, TODAY - timedelta(days=3 * who + 20 * turn), 1, 1000 * who)
        for who in range(1, 31)
        for turn in range(who % 7 + 1)
    ]
    return make_ledger(TODAY, [*rows, *((who, TODAY, 0, -100) for who in (40, 41, 42))])


def same(one: Expected, other: Expected) -> None:
    for each in fields(Expected):
        assert np.array_equal(getattr(one, each.name), getattr(other, each.name)), each.name


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_some_customers_at_a_time(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = expected(rhythms(book()), TODAY)
    assert whole.buyers == 30 > len(whole.ids) > 0
    monkeypatch.setattr(columns, "AT_ONCE", at_once)
    monkeypatch.setattr(next_purchase, "_AT_A_TIME", at_once)
    same(expected_of(book()), whole)
    same(expected(rhythms(book()), TODAY), whole)


def test_as_many_as_are_listed() -> None:
    found = expected_of(book())
    assert {when: found.count(when) for when in When} == {
        when: len(found.rows(when)) for when in When
    }


def test_they_rest_on_the_ledger_and_not_on_who_slips(shop: Shop, owner: Actor) -> None:
    days = [(TODAY - timedelta(days=30 * each), 1000) for each in range(5)]
    add_buyers(shop, owner, {"陈": days, "林": days[:1]})
    with shop.read(owner) as reader:
        first = queries.expected_next(reader)
        assert (first.buyers, len(first.ids)) == (2, 1)
        reader.session.memory.pop("store.shelf")
        queries.who_slips(reader)
        same(queries.expected_next(reader), first)
        assert queries.expected_next(reader) is queries.expected_next(reader)


def test_shares_are_looked_at_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    before, recent = np.arange(0, 900, 7), np.arange(0, 900, 7)[::-1].copy()
    whole = shrank(recent, before, Thresholds())
    assert 0 < whole.sum() < len(whole)
    monkeypatch.setattr(hints, "_AT_A_TIME", 2)
    assert shrank(recent, before, Thresholds()).tolist() == whole.tolist()


def test_a_year_of_some_rows_alone() -> None:
    found = fading(book())
    rows = np.array([5, 2, 9])
    assert yearly(found, rows).tolist() == yearly(found)[rows].tolist()
    heavy = np.ones(len(found.ids), np.float32)
    heavy[9] = 50
    assert sorted(ranked(found, rows, heavy).tolist()) == [2, 5, 9]


def test_how_many_is_known_without_the_rest(shop: Shop, owner: Actor) -> None:
    days = [(TODAY - timedelta(days=200 + 30 * each), 1000) for each in range(5)]
    ids = add_buyers(shop, owner, {"陈": days, "林": days})
    with shop.read(owner) as reader:
        assert queries.how_many(reader, Standing.FADING) == 2
        assert queries.how_many(reader, Standing.FALLING) == 0
        reader.session.memory.pop("store.shelf")
        assert queries.how_many(reader, Standing.FADING) == 2
        assert "store.shelf" not in reader.session.memory
    with shop.write(owner, "Buy") as unit:
        purchases.enter(unit, ids["陈"], TODAY, 1000)
    with shop.read(owner) as reader:
        found = queries.who_slips(reader)
        assert queries.how_many(reader, Standing.FADING) == len(found.rows(Standing.FADING)) == 1


def test_how_many_in_a_unit_that_is_taken_back(shop: Shop, owner: Actor) -> None:
    """The act of the next write has the same number."""
    days = [(TODAY - timedelta(days=200 + 30 * each), 1000) for each in range(5)]
    ids = add_buyers(shop, owner, {"陈": days, "林": days})

    def taken_back() -> None:
        with shop.write(owner, "Buy") as unit:
            for each in ids.values():
                purchases.enter(unit, each, TODAY, 1000)
            assert queries.how_many(unit, Standing.FADING) == 0
            raise LookupError

    with pytest.raises(LookupError):
        taken_back()
    with shop.write(owner, "Buy") as unit:
        purchases.enter(unit, ids["陈"], TODAY, 1000)
    with shop.read(owner) as reader:
        assert queries.how_many(reader, Standing.FADING) == 1
