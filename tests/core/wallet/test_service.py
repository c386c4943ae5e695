"""Estimates and plans in a real shop: what is kept, what counts, how a customer is classed."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.core.actor import Actor
from app.core.customers.bin import move_to_bin
from app.core.errors import NotAllowed, Refused
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.store.unit import Unit
from app.core.timeline import queries as timeline
from app.core.wallet import queries, service
from app.core.wallet.queries import Wallet
from app.core.wallet.rad import CODES, Cuts, Rad
from app.core.wallet.service import NewEstimate, NewPlan
from app.core.wallet.shares import Fault
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase

DAY = timedelta(days=1)
YUAN = 100
Write = Callable[[Callable[[Unit], object]], int]


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner)


@pytest.fixture
def write(shop: Shop, owner: Actor) -> Write:
    """Does something in one act, whose id it gives back."""

    def done(do: Callable[[Unit], object]) -> int:
        with shop.write(owner, "Something") as unit:
            do(unit)
            return unit.act_id

    return done


def seen(shop: Shop, owner: Actor, customer_id: int) -> Wallet:
    with shop.read(owner) as reader:
        return queries.wallet(reader, customer_id)


def test_ours_is_added_up_from_the_stated_window(
    shop: Shop, owner: Actor, chen: int, write: Write
) -> None:
    make_purchase(shop, owner, chen, TODAY - 400 * DAY, 999 * YUAN)
    make_purchase(shop, owner, chen, TODAY - 364 * DAY, 400 * YUAN)
    make_purchase(shop, owner, chen, TODAY, 250 * YUAN)
    make_purchase(shop, owner, chen, TODAY, -50 * YUAN)
    write(lambda unit: service.add_estimate(unit, chen, NewEstimate("said", 1500 * YUAN)))
    found = seen(shop, owner, chen)
    assert found.share.value == Fraction(600, 1500)
    (entry,) = found.estimates
    assert entry.spending.ours == 600 * YUAN
    assert entry.counted is not None
    assert (entry.counted.first, entry.counted.last) == (TODAY - 364 * DAY, TODAY)
    assert (entry.made_by, entry.on, entry.who, entry.counts) == ("said", TODAY, "老王", True)


def test_typed_figures_have_no_window_and_a_total_below_ours_is_kept_as_the_error_it_is(
    shop: Shop, owner: Actor, chen: int, write: Write
) -> None:
    told = NewEstimate("document", 600 * YUAN, ours=700 * YUAN)
    write(lambda unit: service.add_estimate(unit, chen, told))
    found = seen(shop, owner, chen)
    assert found.estimates[0].counted is None
    assert found.share.fault is Fault.LESS_THAN_OURS
    assert found.rad is None


def test_the_newest_counts_and_older_ones_stay(
    shop: Shop, owner: Actor, chen: int, write: Write
) -> None:
    for total, on in ((1000, TODAY), (2000, TODAY - 9 * DAY), (500, TODAY)):
        told = NewEstimate("guess", total * YUAN, ours=100 * YUAN, on=on)
        last = write(lambda unit, told=told: service.add_estimate(unit, chen, told))  # type: ignore[misc]
    found = seen(shop, owner, chen)
    assert found.share.value == Fraction(1, 5)
    assert [each.counts for each in found.estimates] == [True, False, False]
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, last)
    assert seen(shop, owner, chen).share.value == Fraction(1, 10)
    write(lambda unit: service.delete_estimate(unit, found.estimates[1].id))
    assert seen(shop, owner, chen).share.value == Fraction(1, 20)


def test_without_a_total_nothing_is_known_but_a_rank_tells_a_share(
    shop: Shop, owner: Actor, chen: int, write: Write
) -> None:
    write(lambda unit: service.add_estimate(unit, chen, NewEstimate("guess")))
    assert seen(shop, owner, chen).share.fault is Fault.TOTAL_UNKNOWN
    write(lambda unit: service.add_estimate(unit, chen, NewEstimate("rank", rank=1, shops=2)))
    assert seen(shop, owner, chen).share.value == Fraction(2, 3)


def test_categories_count_together_until_there_is_one_for_everything(
    shop: Shop, owner: Actor, chen: int, write: Write
) -> None:
    def told(total: int, ours: int, category: str = "") -> None:
        new = NewEstimate("said", total * YUAN, category=category, ours=ours * YUAN)
        write(lambda unit: service.add_estimate(unit, chen, new))

    told(1000, 100, "茶叶")
    told(500, 400, "Coffee")
    told(500, 300, " coffee ")
    assert seen(shop, owner, chen).share.value == Fraction(400, 1500)
    assert [each.counts for each in seen(shop, owner, chen).estimates] == [True, False, True]
    told(2000, 500)
    assert seen(shop, owner, chen).share.value == Fraction(1, 4)


def test_each_entry_classes_her_anew_and_the_move_is_noted(
    shop: Shop, owner: Actor, chen: int, write: Write
) -> None:
    plan = NewPlan("两箱陈皮普洱", 3000 * YUAN, due_on=TODAY + 60 * DAY)
    write(lambda unit: service.add_plan(unit, chen, plan))
    assert seen(shop, owner, chen).rad is None
    assert "no share yet" in seen(shop, owner, chen).sentence()
    told = NewEstimate("said", 1000 * YUAN, ours=200 * YUAN)
    write(lambda unit: service.add_estimate(unit, chen, told))
    assert seen(shop, owner, chen).rad is Rad.WIN
    more = NewEstimate("said", 1000 * YUAN, ours=800 * YUAN)
    last = write(lambda unit: service.add_estimate(unit, chen, more))
    assert seen(shop, owner, chen).rad is Rad.DEVELOP
    bought = seen(shop, owner, chen).plans[0].id
    write(lambda unit: service.plan_bought(unit, bought))
    assert seen(shop, owner, chen).rad is Rad.KEEP
    moves = [(each.was, each.became, each.cause) for each in seen(shop, owner, chen).moves]
    assert moves == [
        (Rad.DEVELOP, Rad.KEEP, "plan"),
        (Rad.WIN, Rad.DEVELOP, "share"),
        (None, Rad.WIN, "share"),
    ]
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, last)
    assert len(seen(shop, owner, chen).moves) == 2


def test_only_plans_within_the_horizon_count_and_overdue_ones_still_do(
    shop: Shop, owner: Actor, chen: int, write: Write
) -> None:
    days = (None, TODAY + 365 * DAY, TODAY + 366 * DAY, TODAY - 3 * DAY)
    for number, due in enumerate(days):
        told = NewPlan("plan", 10**number * YUAN, due_on=due, on=TODAY - 9 * DAY)
        write(lambda unit, told=told: service.add_plan(unit, chen, told))  # type: ignore[misc]
    found = seen(shop, owner, chen)
    assert (found.planned.count, found.planned.amount) == (3, 1011 * YUAN)
    assert [each.is_overdue(TODAY) for each in found.plans] == [True, False, False, False]


def test_a_plan_lost_elsewhere_says_where_and_why_and_can_be_opened_again(
    shop: Shop, owner: Actor, chen: int, write: Write
) -> None:
    write(lambda unit: service.add_plan(unit, chen, NewPlan("茶具", level="high", chance=70)))
    plan_id = seen(shop, owner, chen).plans[0].id
    write(lambda unit: service.plan_lost(unit, plan_id, "对面茶庄", "便宜两成"))
    plan = seen(shop, owner, chen).plans[0]
    assert (plan.state, plan.lost_where, plan.lost_why) == ("lost", "对面茶庄", "便宜两成")
    assert seen(shop, owner, chen).planned.count == 0
    write(lambda unit: service.reopen_plan(unit, plan_id))
    plan = seen(shop, owner, chen).plans[0]
    assert (plan.state, plan.settled_on, plan.lost_where) == ("open", None, None)
    write(lambda unit: service.edit_plan(unit, plan_id, NewPlan("茶盘", 5 * YUAN)))
    plan = seen(shop, owner, chen).plans[0]
    assert (plan.what, plan.amount, plan.level, plan.chance) == ("茶盘", 500, None, None)
    write(lambda unit: service.delete_plan(unit, plan_id))
    assert seen(shop, owner, chen).plans == ()


@pytest.mark.parametrize(
    "told",
    [
        NewEstimate("said", -1),
        NewEstimate("said", 10**16),
        NewEstimate("rank", rank=1),
        NewEstimate("rank", shops=3),
        NewEstimate("rank", rank=4, shops=3),
        NewEstimate("rank", rank=1, shops=100),
        NewEstimate("said", 100, days=0),
        NewEstimate("said", 100, on=date(2099, 1, 1)),
    ],
)
def test_an_impossible_estimate_is_refused(
    shop: Shop, owner: Actor, chen: int, told: NewEstimate
) -> None:
    with pytest.raises(Refused), shop.write(owner, "Estimate") as unit:
        service.add_estimate(unit, chen, told)
    assert seen(shop, owner, chen).estimates == ()


@pytest.mark.parametrize(
    "told",
    [
        NewPlan(" "),
        NewPlan("x", -1),
        NewPlan("x", chance=101),
        NewPlan("x", due_on=TODAY - DAY),
        NewPlan("x", on=date(2099, 1, 1)),
    ],
)
def test_an_impossible_plan_is_refused(shop: Shop, owner: Actor, chen: int, told: NewPlan) -> None:
    with pytest.raises(Refused), shop.write(owner, "Plan") as unit:
        service.add_plan(unit, chen, told)


def test_a_customer_in_the_bin_stands_on_no_board(
    shop: Shop, owner: Actor, chen: int, write: Write
) -> None:
    write(lambda unit: service.add_plan(unit, chen, NewPlan("x", 5)))
    write(lambda unit: service.add_estimate(unit, chen, NewEstimate("said", 100 * YUAN)))
    with shop.read(owner) as reader:
        assert queries.board(reader).ids.tolist() == [chen]
    write(lambda unit: move_to_bin(unit, chen))
    with shop.read(owner) as reader:
        assert queries.board(reader).customers == 0


TOLD: list[tuple[list[NewEstimate], list[NewPlan]]] = [
    ([NewEstimate("said", 1500 * YUAN, ours=600 * YUAN)], []),
    ([NewEstimate("said", 1500 * YUAN, ours=900 * YUAN)], [NewPlan("x", level="high")]),
    ([NewEstimate("rank", rank=2, shops=3, ours=50 * YUAN)], [NewPlan("x", 2000 * YUAN)]),
    ([NewEstimate("rank", rank=1, shops=2)], []),
    ([NewEstimate("said", 600, ours=700)], [NewPlan("x", 1)]),
    ([NewEstimate("said")], []),
    ([NewEstimate("said", 0, ours=0)], []),
    ([NewEstimate("said", 10, ours=-5)], []),
    ([], [NewPlan("x", 5000 * YUAN)]),
    (
        [
            NewEstimate("said", 10**14, ours=10**13, category="a"),
            NewEstimate("rank", rank=1, shops=7, ours=12345, category="b"),
            NewEstimate("guess", category="c"),
        ],
        [],
    ),
    (
        [
            NewEstimate("said", 9_00, ours=1_00, category="a"),
            NewEstimate("said", 5_00, ours=4_00, category="b"),
            NewEstimate("said", 6_00, ours=3_00, category="B "),
        ],
        [NewPlan("x", 1000 * YUAN)],
    ),
    (
        [
            NewEstimate("said", 5, ours=9, category="a"),
            NewEstimate("said", 5, ours=1, category="b"),
        ],
        [],
    ),
]


def test_the_board_says_of_each_what_her_file_says(shop: Shop, owner: Actor, write: Write) -> None:
    people = [make_customer(shop, owner, f"客{number}") for number in range(len(TOLD))]
    for each, (estimates, plans) in zip(people, TOLD, strict=True):
        for one in estimates:
            write(lambda unit, o=one, w=each: service.add_estimate(unit, w, o))  # type: ignore[misc]
        for two in plans:
            write(lambda unit, o=two, w=each: service.add_plan(unit, w, o))  # type: ignore[misc]
    with shop.read(owner) as reader:
        board = queries.board(reader)
        hers = [queries.wallet(reader, each) for each in people]
    assert board.ids.tolist() == people
    codes = [CODES[code] for code in board.codes().tolist()]
    assert codes == [each.rad for each in hers]
    for row, one_of_them in enumerate(hers):
        assert (board.share(row).value, board.share(row).fault) == (
            one_of_them.share.value,
            one_of_them.share.fault,
        )
        assert int(board.planned[row]) == one_of_them.planned.amount
    group = board.group(board.rows(Rad.KEEP, Cuts(1, 12, 10**9)))
    assert group.customers + group.left_out == sum(
        each.share.value is not None and each.share.value >= Fraction(1, 100) for each in hers
    ) - sum(each.planned.marked for each in hers)
    assert group.value is not None


def test_the_cuts_are_settings_and_one_undo_takes_them_back(
    shop: Shop, owner: Actor, chen: int, write: Write
) -> None:
    told = NewEstimate("said", 1000 * YUAN, ours=400 * YUAN)
    write(lambda unit: service.add_estimate(unit, chen, told))
    assert seen(shop, owner, chen).rad is Rad.OBSERVE
    act = write(lambda unit: service.set_cuts(unit, Cuts(40, 6, 200 * YUAN)))
    found = seen(shop, owner, chen)
    assert (found.rad, found.cuts) == (Rad.KEEP, Cuts(40, 6, 200 * YUAN))
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert seen(shop, owner, chen).cuts == Cuts()
    with pytest.raises(Refused), shop.write(owner, "Cuts") as unit:
        service.set_cuts(unit, Cuts(0, 12, 100))


def test_the_timeline_tells_each_once(shop: Shop, owner: Actor, chen: int, write: Write) -> None:
    told = NewEstimate("said", 1500 * YUAN, ours=600 * YUAN, note="闲聊时说的")
    write(lambda unit: service.add_estimate(unit, chen, told))
    write(lambda unit: service.add_plan(unit, chen, NewPlan("茶具", 100 * YUAN)))
    plan_id = seen(shop, owner, chen).plans[0].id
    write(lambda unit: service.plan_lost(unit, plan_id, "对面", "便宜"))
    with shop.read(owner) as reader:
        items = timeline.stream(reader, chen)
    told_of = sorted(each.key.stream for each in items)
    assert told_of == ["act", "estimate", "plan", "plan_settled", "rad_move"]
    estimate = next(each for each in items if each.key.stream == "estimate")
    assert dict(estimate.facts) == {"Share": "40%", "With us": "600", "In all": "1,500"}
    assert (estimate.words, estimate.labels) == ("闲聊时说的", ("She said so",))
    settled = next(each for each in items if each.key.stream == "plan_settled")
    assert dict(settled.facts) == {"Where": "对面", "Why": "便宜"}


def test_who_may_not_see_figures_sees_no_share(shop: Shop, custodian: Actor, chen: int) -> None:
    with shop.read(custodian) as reader:
        for asked in (queries.board, queries.cuts, queries.categories):
            with pytest.raises(NotAllowed):
                asked(reader)
        with pytest.raises(NotAllowed):
            queries.wallet(reader, chen)
    with pytest.raises(NotAllowed), shop.write(custodian, "Plan") as unit:
        service.add_plan(unit, chen, NewPlan("x"))
