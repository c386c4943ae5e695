"""Known reasons, win-back steps and stopped mailings: written, told, taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.clock import fixed_clock
from app.core.customers.addresses import Reason, recipients
from app.core.errors import NotAllowed, Refused
from app.core.fading import queries, service
from app.core.fading.hints import Standing
from app.core.fading.mailing import stopped
from app.core.fading.records import known_silence, mailing_stop, win_back
from app.core.fading.ways import FAILED, PLANNED, WAITING, WON
from app.core.fading.win_backs import WinBack, Worked
from app.core.purchases import bulk
from app.core.settings import declared
from app.core.settings.service import put
from app.core.store.changes import ALL
from app.core.store.shop import Shop
from app.core.store.tables import act
from app.core.store.undo import undo_act
from app.core.store.unit import Unit
from app.core.timeline.stream import stream
from tests.conftest import SHANGHAI, TODAY
from tests.factories import make_customer, make_purchase

T = TypeVar("T")


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    """Came every 30 days, and is silent for 76 now."""
    return customer(shop, owner, "陈晓云", 76, 200, 230, 260, 290)


def customer(shop: Shop, owner: Actor, name: str, *ago: int) -> int:
    made = make_customer(shop, owner, name)
    for days in ago:
        make_purchase(shop, owner, made, TODAY - timedelta(days=days), 10_000)
    return made


def write(shop: Shop, owner: Actor, deed: Callable[[Unit], T]) -> T:
    with shop.write(owner, "Act") as unit:
        return deed(unit)


def on(shop: Shop, day: date) -> Shop:
    """The same shop on another day."""
    shop.clock = fixed_clock(day, SHANGHAI)
    shop.session = replace(shop.session, clock=shop.clock)
    return shop


def standing(shop: Shop, owner: Actor, who: int) -> Standing:
    with shop.read(owner) as reader:
        found = queries.who_fades(reader)
        alone = queries.standing_of(reader, who)
    row = found.row_of(who)
    assert row is not None
    assert alone is not None
    assert alone[0].standing[alone[1]] == found.standing[row]
    assert alone[0].silent[alone[1]] == found.silent[row]
    return Standing(int(found.standing[row]))


def step(shop: Shop, owner: Actor, who: int) -> WinBack:
    with shop.read(owner) as reader:
        return queries.win_backs(reader, [who])[0]


def undo(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as reader:
        last = reader.connection.execute(select(func.max(act.c.id))).scalar_one()
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, last)


def titles(shop: Shop, owner: Actor, who: int) -> list[str]:
    with shop.read(owner) as reader:
        return [each.title for each in stream(reader, who, ("win_back",))]


def test_a_known_reason_takes_her_off_the_list(shop: Shop, owner: Actor, chen: int) -> None:
    assert standing(shop, owner, chen) is Standing.FADING
    spring = TODAY + timedelta(days=110)
    write(shop, owner, lambda unit: service.not_fading(unit, [chen], "去国外看孙子", spring))
    assert standing(shop, owner, chen) is Standing.STEADY
    with shop.read(owner) as reader:
        (known,) = queries.known_silences(reader, chen)
    assert (known.reason, known.until, known.holds(TODAY)) == ("去国外看孙子", spring, True)
    assert titles(shop, owner, chen) == ["Not slipping away"]
    undo(shop, owner)
    assert standing(shop, owner, chen) is Standing.FADING
    assert titles(shop, owner, chen) == []


def test_without_a_day_until_she_buys_again(shop: Shop, owner: Actor, chen: int) -> None:
    (made,) = write(shop, owner, lambda unit: service.not_fading(unit, [chen], "出国"))
    later = on(shop, TODAY + timedelta(days=700))
    with later.read(owner) as reader:
        found = queries.who_fades(reader)
    assert found.standing.tolist() == [Standing.STEADY]
    write(on(shop, TODAY), owner, lambda unit: service.forget_reason(unit, made))
    assert standing(shop, owner, chen) is Standing.FADING


def test_the_newest_reason_counts(shop: Shop, owner: Actor, chen: int) -> None:
    def twice(unit: Unit) -> None:
        service.not_fading(unit, [chen], "一", TODAY + timedelta(days=90))
        service.not_fading(unit, [chen], "二", TODAY)

    write(shop, owner, twice)
    with on(shop, TODAY + timedelta(days=1)).read(owner) as reader:
        (known,) = queries.known_silences(reader)
        found = queries.who_fades(reader)
    assert known.reason == "二"
    assert found.silent.tolist() == [1]


def test_a_purchase_is_seen_at_once(shop: Shop, owner: Actor, chen: int) -> None:
    assert standing(shop, owner, chen) is Standing.FADING
    make_purchase(shop, owner, chen, TODAY, 50_000)
    assert standing(shop, owner, chen) is Standing.FALLING
    make_purchase(shop, owner, chen, TODAY, 50_000)
    assert standing(shop, owner, chen) is Standing.STEADY


def test_the_shops_own_limits(shop: Shop, owner: Actor, chen: int) -> None:
    write(shop, owner, lambda unit: put(unit, declared.FADING_TIMES, 3))
    assert standing(shop, owner, chen) is Standing.FALLING


def test_a_call_that_wins_her_back(shop: Shop, owner: Actor, chen: int) -> None:
    due = TODAY + timedelta(days=3)
    (made,) = write(
        shop, owner, lambda unit: service.plan_win_back(unit, [chen], "call", due, "问问近况")
    )
    assert step(shop, owner, chen).state == PLANNED
    assert titles(shop, owner, chen) == ["Win-back planned"]
    next_day = on(shop, TODAY + timedelta(days=1))
    write(next_day, owner, lambda unit: service.win_back_done(unit, made, "说周末来"))
    assert step(next_day, owner, chen).state == WAITING
    assert step(on(shop, TODAY), owner, chen).state == PLANNED  # it was still to come
    later = on(shop, TODAY + timedelta(days=9))
    make_purchase(later, owner, chen, TODAY + timedelta(days=5), 8_000)
    told = step(later, owner, chen)
    assert (told.state, told.won_on) == (WON, TODAY + timedelta(days=5))
    assert titles(later, owner, chen) == ["Tried to win her back", "Win-back planned"]
    with later.read(owner) as reader:
        told_by_way = queries.worked(reader)
    assert told_by_way[""] == told_by_way["call"] == Worked(1, 1, 0)
    assert told_by_way["visit"] == Worked(0, 0, 0)
    with pytest.raises(Refused, match="bought again"):
        write(later, owner, lambda unit: service.give_up(unit, made))


def test_a_purchase_on_the_day_itself_or_before_is_no_merit(
    shop: Shop, owner: Actor, chen: int
) -> None:
    write(shop, owner, lambda unit: service.tried(unit, [chen], "visit", "不在家"))
    make_purchase(shop, owner, chen, TODAY, 8_000)
    assert step(shop, owner, chen).state == WAITING


def test_nor_is_one_half_a_year_later(shop: Shop, owner: Actor, chen: int) -> None:
    write(shop, owner, lambda unit: service.tried(unit, [chen], "visit"))
    late = TODAY + timedelta(days=181)
    make_purchase(on(shop, late), owner, chen, late, 8_000)
    assert step(on(shop, late), owner, chen).state == WAITING


def test_figures_count_customers_not_steps(shop: Shop, owner: Actor, chen: int) -> None:
    other = customer(shop, owner, "李四", 300)

    def many(unit: Unit) -> None:
        first = service.tried(unit, [chen, other], "call")
        service.tried(unit, [chen], "letter")
        service.give_up(unit, first[1])

    write(shop, owner, many)
    later = on(shop, TODAY + timedelta(days=2))
    make_purchase(later, owner, chen, TODAY + timedelta(days=2), 100)
    with later.read(owner) as reader:
        told = queries.worked(reader)
    assert (told[""], told[""].waiting) == (Worked(2, 1, 1), 0)
    assert told["letter"] == Worked(1, 1, 0)


def test_mailings_stop_only_after_a_win_back_failed(shop: Shop, owner: Actor, chen: int) -> None:
    with pytest.raises(Refused, match="in vain"):
        write(shop, owner, lambda unit: service.stop_mailings(unit, chen))
    (made,) = write(shop, owner, lambda unit: service.tried(unit, [chen], "call", "没人接"))
    with pytest.raises(Refused, match="in vain"):
        write(shop, owner, lambda unit: service.stop_mailings(unit, chen))
    write(shop, owner, lambda unit: service.give_up(unit, made))
    assert step(shop, owner, chen).state == FAILED
    write(shop, owner, lambda unit: service.stop_mailings(unit, chen))
    with shop.read(owner) as reader:
        assert stopped(reader, [chen]) == {chen}
        assert recipients(reader, [chen]).left_out == {Reason.STOPPED: 1}
    assert titles(shop, owner, chen)[0] == "Mailings stopped"
    undo(shop, owner)
    with shop.read(owner) as reader:
        assert stopped(reader, [chen]) == frozenset()


def test_buying_again_brings_mailings_back(shop: Shop, owner: Actor, chen: int) -> None:
    def all_of_it(unit: Unit) -> None:
        (made,) = service.tried(unit, [chen], "call")
        service.give_up(unit, made)
        service.stop_mailings(unit, chen)

    write(shop, owner, all_of_it)
    later = on(shop, TODAY + timedelta(days=20))
    make_purchase(later, owner, chen, TODAY + timedelta(days=10), 100)
    with later.read(owner) as reader:
        assert stopped(reader, [chen]) == frozenset()
    with on(shop, TODAY).read(owner) as reader:
        assert stopped(reader, [chen]) == {chen}
    write(shop, owner, lambda unit: service.allow_mailings(unit, chen))
    with shop.read(owner) as reader:
        assert stopped(reader, [chen]) == frozenset()


def test_what_cannot_be(shop: Shop, owner: Actor, chen: int) -> None:
    yesterday = TODAY - timedelta(days=1)
    for wrong in (
        lambda unit: service.not_fading(unit, [chen], "  "),
        lambda unit: service.not_fading(unit, [chen], "出国", yesterday),
        lambda unit: service.plan_win_back(unit, [chen], "call", yesterday),
        lambda unit: service.plan_win_back(unit, [chen, 9999], "call"),
        lambda unit: service.win_back_done(unit, 77),
        lambda unit: service.give_up(unit, service.plan_win_back(unit, [chen], "call")[0]),
        lambda unit: service.forget_reason(unit, 5),
        lambda unit: service.delete_win_back(unit, 5),
    ):
        with pytest.raises(Refused):
            write(shop, owner, wrong)
    with shop.read(owner) as reader:
        for table in (known_silence, win_back, mailing_stop):
            assert not reader.connection.execute(select(table)).all()


def test_planned_steps_the_most_urgent_first(shop: Shop, owner: Actor, chen: int) -> None:
    other = customer(shop, owner, "李四", 300)

    def plan(unit: Unit) -> None:
        service.plan_win_back(unit, [chen], "letter")
        service.plan_win_back(unit, [chen, other, chen], "offer", TODAY + timedelta(days=9))
        (gone,) = service.plan_win_back(unit, [other], "visit", TODAY)
        service.plan_win_back(unit, [other], "call", TODAY + timedelta(days=1))
        service.delete_win_back(unit, gone)

    write(shop, owner, plan)
    with shop.read(owner) as reader:
        told = [(each.customer, each.way) for each in queries.planned(reader)]
    assert told == [("李四", "call"), ("陈晓云", "offer"), ("李四", "offer"), ("陈晓云", "letter")]


def test_who_may_not(shop: Shop, custodian: Actor, owner: Actor, chen: int) -> None:
    with pytest.raises(NotAllowed), shop.write(custodian, "Act") as unit:
        service.tried(unit, [chen], "call")
    with pytest.raises(NotAllowed), shop.read(custodian) as reader:
        queries.who_fades(reader)


def test_the_answer_is_kept_until_something_changes(shop: Shop, owner: Actor, chen: int) -> None:
    with shop.read(owner) as reader:
        first = queries.who_fades(reader)
        assert queries.who_fades(reader) is first
    write(shop, owner, lambda unit: service.not_fading(unit, [chen], "出国"))
    with shop.read(owner) as reader:
        assert queries.who_fades(reader) is not first


def test_a_receipt_of_2099_counts_nowhere_yet(shop: Shop, owner: Actor, chen: int) -> None:
    receipt = bulk.NewReceipt(date(2099, 1, 1).toordinal(), 10**14, chen)
    write(shop, owner, lambda unit: bulk.finish(unit, *bulk.add_receipts(unit, [receipt]), ALL))
    assert standing(shop, owner, chen) is Standing.FADING


def test_never_bought(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, "新客")
    with shop.read(owner) as reader:
        assert queries.standing_of(reader, made) is None
        assert len(queries.who_fades(reader).ids) == 0
        assert queries.expected_next(reader).ids.size == 0
