"""The kept board is at every moment the one that would be read anew."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from fractions import Fraction
from typing import Any
from weakref import ref

import numpy as np
import pytest

from app.core.actor import Actor
from app.core.customers.bin import move_to_bin, restore_from_bin
from app.core.customers.records import customer
from app.core.fading.queries import who_slips
from app.core.settings import declared
from app.core.settings.service import put
from app.core.store import shelf as shelves
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.store.unit import Unit
from app.core.wallet import estimates, kept, queries, service
from app.core.wallet.board import Board
from app.core.wallet.columns import Estimates
from app.core.wallet.service import NewEstimate, NewPlan
from tests.conftest import TODAY
from tests.core.purchases.people import add_customer
from tests.factories import make_customer, make_purchase

SAID = NewEstimate("said", 1_000_000)


def same(one: Board, other: Board) -> None:
    for each in fields(Board):
        mine, theirs = getattr(one, each.name), getattr(other, each.name)
        if isinstance(mine, np.ndarray):
            assert mine.tolist() == theirs.tolist(), each.name
        else:
            assert mine == theirs, each.name


def right(shop: Shop, owner: Actor) -> Board:
    with shop.read(owner) as reader:
        found = queries.board(reader)
        same(found, kept._anew(reader, queries.cuts(reader), 0).board(queries.cuts(reader)))
        return found


@pytest.fixture
def people(shop: Shop, owner: Actor) -> list[int]:
    """Three customers: an estimate, two by category, a plan."""
    found = [make_customer(shop, owner) for _ in range(3)]
    make_purchase(shop, owner, found[0], TODAY, 40_000)
    with shop.write(owner, "Tell") as unit:
        service.add_estimate(unit, found[0], SAID)
        for category in ("tea", "coffee"):
            service.add_estimate(unit, found[1], NewEstimate("said", 9_000, category=category))
        service.add_plan(unit, found[2], NewPlan("tea", 5_000))
    right(shop, owner)
    return found


@pytest.fixture
def mended(shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], int]:
    """Write something that the kept board must learn of without being read anew."""

    def write(do: Callable[[Unit], object]) -> int:
        with shop.write(owner, "Write") as unit:
            do(unit)
            written = unit.act_id
        with shop.read(owner) as reader:
            fresh = kept._anew(reader, queries.cuts(reader), 0).board(queries.cuts(reader))
        with monkeypatch.context() as patch, shop.read(owner) as reader:
            patch.setattr(kept, "_anew", _never)
            same(queries.board(reader), fresh)
        return written

    return write


def _never(*_: object) -> None:
    raise AssertionError("read anew")


def test_another_estimate_a_plan_and_their_undo(
    people: list[int], mended: Callable[[Any], int]
) -> None:
    mended(lambda unit: service.add_estimate(unit, people[2], SAID))
    mended(lambda unit: service.add_estimate(unit, people[1], NewEstimate("guess", 7_000)))
    plan = mended(lambda unit: service.add_plan(unit, people[0], NewPlan("cups", 100)))
    mended(lambda unit: undo_act(unit, plan))


def test_what_is_taken_away(shop: Shop, owner: Actor, people: list[int]) -> None:
    with shop.read(owner) as reader:
        first = queries.wallet(reader, people[1]).estimates[0].id
    with shop.write(owner, "Delete") as unit:
        service.delete_estimate(unit, first)
        act = unit.act_id
    right(shop, owner)
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    right(shop, owner)


def test_nothing_of_it_changed(
    shop: Shop, owner: Actor, people: list[int], mended: Callable[[Any], int]
) -> None:
    before = right(shop, owner)
    mended(lambda unit: unit.update(customer, people[0], name="陈姐"))
    assert right(shop, owner).up is before.up


def test_block_by_block_it_is_the_same(
    shop: Shop, owner: Actor, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with shop.write(owner, "Tell") as unit:
        for who in people:  # later than the others, and lying behind them
            service.add_estimate(unit, who, NewEstimate("said", 2**40 + who, category="tea"))
    whole = right(shop, owner)
    assert whole.customers == 3
    monkeypatch.setattr(kept, "BLOCK", 1)
    monkeypatch.setattr(estimates, "_AT_A_TIME", 2)
    with shop.read(owner) as reader:
        cuts = queries.cuts(reader)
        same(kept._anew(reader, cuts, 0).board(cuts), whole)
        assert whole.group(whole.everybody()).total == sum(
            Fraction(queries.wallet(reader, who).share.total or 0) for who in people
        )


def test_room_is_made_before_everything_is_read(
    shop: Shop, owner: Actor, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "LARGE", 1)
    seen: list[object] = []
    real = estimates.everybodys

    def looking(reader: Reader, block: int) -> Iterator[tuple[int, Estimates]]:
        seen.append(gone())
        return real(reader, block)

    monkeypatch.setattr(kept, "everybodys", looking)
    with shop.read(owner) as reader:
        reader.session.memory.clear()
        gone = ref(who_slips(reader))
        assert gone() is not None
        queries.board(reader)
    assert seen == [None]


def test_columns_are_as_narrow_as_they_can_be(shop: Shop, owner: Actor, people: list[int]) -> None:
    board = right(shop, owner)
    assert board.ids.dtype == np.int8
    assert board.total_up.dtype == np.int32
    with shop.write(owner, "Tell") as unit:
        service.add_estimate(unit, people[0], NewEstimate("said", 2**40))
    assert right(shop, owner).total_up.dtype == np.int64


def test_the_bin_other_cuts_and_other_months(shop: Shop, owner: Actor, people: list[int]) -> None:
    acts: list[Callable[[Unit], object]] = [
        lambda unit: move_to_bin(unit, people[0]),
        lambda unit: restore_from_bin(unit, people[0]),
        lambda unit: put(unit, declared.WALLET_SHARE, 71),
        lambda unit: put(unit, declared.PLAN_MONTHS, 1),
        lambda unit: unit.delete(customer, people[1]),
    ]
    seen = []
    for act in acts:
        with shop.write(owner, "Write") as unit:
            act(unit)
        seen.append(right(shop, owner))
    assert [each.customers for each in seen] == [2, 3, 3, 3, 2]
    assert seen[2].cuts.share == 71


def test_within_a_write_nothing_is_kept(shop: Shop, owner: Actor, people: list[int]) -> None:
    fails = pytest.raises(ZeroDivisionError)
    with fails, shop.write(owner, "Tell") as unit:
        service.add_estimate(unit, add_customer(unit), SAID)
        assert queries.board(unit).customers == 4
        raise ZeroDivisionError
    assert right(shop, owner).customers == 3
