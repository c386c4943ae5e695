"""Stars: given, taken, undone, filtered by, and kept through a merge."""

import pytest

from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.customers.queries import ListQuery, list_ids
from app.core.customers.starring import MOST, STAR, count_starred, is_starred, toggle_star
from app.core.duplicates.service import merge
from app.core.errors import Refused
from app.core.segments.filter import Condition, Filter
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.timeline import queries as timeline
from tests.factories import make_customer


def toggle(shop: Shop, owner: Actor, *ids: int) -> tuple[bool, int]:
    with shop.write(owner, STAR) as unit:
        return toggle_star(unit, ids), unit.act_id


def starred(shop: Shop, owner: Actor, op: str = "yes") -> set[int]:
    asked = ListQuery(filter=Filter((Condition("starred", op),)))
    with shop.read(owner) as reader:
        return set(list_ids(reader, asked))


@pytest.fixture
def three(shop: Shop, owner: Actor) -> list[int]:
    return [make_customer(shop, owner, name) for name in ("王堃", "陈静", "李龑")]


def test_given_and_taken(shop: Shop, owner: Actor, three: list[int]) -> None:
    assert toggle(shop, owner, three[0])[0] is True
    with shop.read(owner) as reader:
        assert [is_starred(reader, each) for each in three] == [True, False, False]
    assert starred(shop, owner) == {three[0]}
    assert starred(shop, owner, "no") == set(three[1:])
    assert toggle(shop, owner, three[0])[0] is False
    assert starred(shop, owner) == set()


def test_of_some_all_are_starred_before_any_star_is_taken(
    shop: Shop, owner: Actor, three: list[int]
) -> None:
    toggle(shop, owner, three[1])
    assert toggle(shop, owner, *three)[0] is True
    assert starred(shop, owner) == set(three)
    assert toggle(shop, owner, *three)[0] is False
    assert starred(shop, owner) == set()


def test_a_star_is_undone(shop: Shop, owner: Actor, three: list[int]) -> None:
    _, act = toggle(shop, owner, *three[:2])
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert starred(shop, owner) == set()


def test_it_is_no_entry_of_the_timeline(shop: Shop, owner: Actor, three: list[int]) -> None:
    with shop.read(owner) as reader:
        before = timeline.stream(reader, three[0])
    toggle(shop, owner, three[0])
    with shop.read(owner) as reader:
        assert timeline.stream(reader, three[0]) == before


def test_whoever_lies_in_the_bin_is_not_counted(shop: Shop, owner: Actor, three: list[int]) -> None:
    toggle(shop, owner, *three)
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, three[0])
    with shop.read(owner) as reader:
        assert count_starred(reader) == 2


@pytest.mark.parametrize("which", [(0,), (1,), (0, 1)])
def test_a_merge_keeps_the_star(
    shop: Shop, owner: Actor, three: list[int], which: tuple[int, ...]
) -> None:
    toggle(shop, owner, *(three[each] for each in which))
    with shop.write(owner, "Merge") as unit:
        merge(unit, three[0], [three[1]])
    assert starred(shop, owner) == {three[0]}


def test_more_than_a_few_want_a_tag(shop: Shop, owner: Actor, three: list[int]) -> None:
    with shop.write(owner, STAR) as unit, pytest.raises(Refused):
        toggle_star(unit, range(1, MOST + 2))
