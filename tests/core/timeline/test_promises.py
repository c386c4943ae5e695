"""Promises: open, kept, broken; a day right under --as-of; undone and gone with the customer."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core import upkeep
from app.core.actor import Actor
from app.core.clock import fixed_clock
from app.core.customers import service as customers
from app.core.errors import NotAllowed, Refused
from app.core.store.files import open_data_file
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.timeline import queries, service
from app.core.timeline.records import promise as promise_table
from app.core.vault.keys import Keys
from tests.conftest import SHANGHAI, TODAY, VAULT_ID
from tests.factories import make_customer

DAY = timedelta(days=1)


def promised(shop: Shop, owner: Actor, customer_id: int, what: str, due: date | None = None) -> int:
    with shop.write(owner, "Promise") as unit:
        return service.promise(unit, customer_id, what, due)


def open_now(shop: Shop, owner: Actor, **asked: object) -> list[str]:
    with shop.read(owner) as reader:
        return [each.what for each in queries.open_promises(reader, **asked)]  # type: ignore[arg-type]


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner, "陈晓云")


@pytest.fixture
def as_of(shop: Shop, keys: Keys) -> Callable[[date], Shop]:
    """The same file, looked at on another day."""

    def again(day: date) -> Shop:
        shop.close()
        clock = fixed_clock(day, SHANGHAI)
        return open_data_file(shop.folder, keys, vault_id=VAULT_ID, clock=clock, upkeep=upkeep.ALL)

    return again


def test_the_overdue_come_first_and_those_without_a_day_last(
    shop: Shop, owner: Actor, chen: int
) -> None:
    with shop.write(owner, "Promise") as unit:
        service.promise(unit, chen, "some day")
        service.promise(unit, chen, "next week", TODAY + 7 * DAY)
        service.promise(unit, chen, "was due", TODAY - DAY, made_on=TODAY - 9 * DAY)
    assert open_now(shop, owner) == ["was due", "next week", "some day"]
    assert open_now(shop, owner, until=TODAY) == ["was due"]
    with shop.read(owner) as reader:
        found = queries.open_promises(reader, chen)
        assert [each.is_overdue(TODAY) for each in found] == [True, False, False]
        assert queries.count_open_promises(reader) == 3


def test_a_promise_due_today_is_not_overdue(shop: Shop, owner: Actor, chen: int) -> None:
    promised(shop, owner, chen, "today", TODAY)
    with shop.read(owner) as reader:
        assert not queries.open_promises(reader)[0].is_overdue(TODAY)


def test_kept_and_broken_close_it_and_an_undo_opens_it(shop: Shop, owner: Actor, chen: int) -> None:
    kept = promised(shop, owner, chen, "a tin of Longjing")
    broken = promised(shop, owner, chen, "a call")
    with shop.write(owner, "Keep a promise") as unit:
        service.keep_promise(unit, kept, "送到家里")
        act = unit.act_id
    with shop.write(owner, "Break a promise") as unit:
        service.break_promise(unit, broken)
    with shop.read(owner) as reader:
        found = {each.what: each for each in queries.promises(reader, chen)}
    assert (found["a tin of Longjing"].state, found["a tin of Longjing"].word) == (
        "kept",
        "送到家里",
    )
    assert (found["a call"].state, found["a call"].settled_on) == ("broken", TODAY)
    assert open_now(shop, owner) == []
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert open_now(shop, owner) == ["a tin of Longjing"]


def test_a_promise_opens_again(shop: Shop, owner: Actor, chen: int) -> None:
    one = promised(shop, owner, chen, "a call")
    with shop.write(owner, "Keep") as unit:
        service.keep_promise(unit, one, "done")
    with shop.write(owner, "Open again") as unit:
        service.reopen_promise(unit, one)
    with shop.read(owner) as reader:
        again = queries.open_promises(reader, chen)[0]
    assert (again.state, again.settled_on, again.word) == ("open", None, None)


def test_looked_at_on_an_earlier_day_a_kept_promise_is_open(
    shop: Shop, owner: Actor, chen: int, as_of: Callable[[date], Shop]
) -> None:
    with shop.write(owner, "Promise") as unit:
        one = service.promise(unit, chen, "a call", TODAY, made_on=TODAY - 10 * DAY)
        service.promise(unit, chen, "made today")
        service.keep_promise(unit, one, "rang her", on=TODAY - 2 * DAY)
    earlier = as_of(TODAY - 3 * DAY)
    with earlier.read(owner) as reader:
        (found,) = queries.open_promises(reader, chen)
        assert (found.what, found.state, found.settled_on, found.word) == (
            "a call",
            "open",
            None,
            None,
        )
        assert [each.what for each in queries.promises(reader, chen)] == ["a call"]
    earlier.close()
    with as_of(TODAY - 2 * DAY).read(owner) as reader:
        assert queries.open_promises(reader, chen) == ()


def test_who_lies_in_the_bin_is_promised_nothing(shop: Shop, owner: Actor, chen: int) -> None:
    promised(shop, owner, chen, "a call")
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, chen)
    assert open_now(shop, owner) == []


@pytest.mark.parametrize(
    ("due", "made"), [(TODAY - DAY, None), (None, TODAY + DAY), (TODAY - 9 * DAY, TODAY - 8 * DAY)]
)
def test_impossible_days_are_refused(
    shop: Shop, owner: Actor, chen: int, due: date | None, made: date | None
) -> None:
    with pytest.raises(Refused), shop.write(owner, "Promise") as unit:
        service.promise(unit, chen, "a call", due, made_on=made)
    assert open_now(shop, owner) == []


def test_nobody_promises_nothing_to_nobody(shop: Shop, owner: Actor, chen: int) -> None:
    with pytest.raises(Refused), shop.write(owner, "Promise") as unit:
        service.promise(unit, chen, " \u200f ")
    with pytest.raises(Refused), shop.write(owner, "Promise") as unit:
        service.promise(unit, 999, "a call")
    with pytest.raises(Refused), shop.write(owner, "Keep") as unit:
        service.keep_promise(unit, 999)


def test_the_custodian_reads_no_promise(shop: Shop, custodian: Actor) -> None:
    with shop.read(custodian) as reader, pytest.raises(NotAllowed):
        queries.open_promises(reader)


def test_open_ones_are_found_by_index(shop: Shop, owner: Actor) -> None:
    from app.core.timeline.promises import still_open

    with shop.read(owner) as reader:
        asked = still_open(TODAY).with_only_columns(promise_table.c.id).order_by(None)
        text = str(asked.compile(reader.connection, compile_kwargs={"literal_binds": True}))
        plan = reader.connection.exec_driver_sql("EXPLAIN QUERY PLAN " + text).all()
        words = " ".join(str(row) for row in plan)
        assert "promise_by_state" in words
        assert "promise_settled" in words
        assert reader.connection.execute(select(promise_table)).all() == []
