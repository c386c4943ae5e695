"""A second connection sees the same acts, or there is none."""

from contextlib import ExitStack

from app.core.actor import Actor
from app.core.store.acts import newest_act
from app.core.store.engine import READERS
from app.core.store.second_look import second_look
from app.core.store.shop import Shop
from tests.core.purchases.people import add_customer


def test_the_same_acts(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        add_customer(unit)
    with shop.read(owner) as reader, second_look(reader) as other:
        assert other is not None
        assert other is not reader.connection
        assert newest_act(other) == newest_act(reader.connection) > 0
        assert shop.reader.pool.checkedout() == 1  # type: ignore[attr-defined]
    assert other.closed


def test_none_when_somebody_wrote_meanwhile(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as reader:
        with shop.write(owner, "Add") as unit:
            add_customer(unit)
        with second_look(reader) as other:
            assert other is None


def test_none_within_a_write(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add") as unit:
        add_customer(unit)
        with second_look(unit) as other:
            assert other is None


def test_none_while_all_others_are_taken(shop: Shop, owner: Actor) -> None:
    with ExitStack() as stack:
        readers = [stack.enter_context(shop.read(owner)) for _ in range(READERS - 1)]
        with second_look(readers[0]) as other:
            assert other is not None
        last = stack.enter_context(shop.read(owner))
        with second_look(last) as other:
            assert other is None
