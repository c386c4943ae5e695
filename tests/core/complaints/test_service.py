"""A complaint from the receipt to her own word: steps, stages, clocks, reopening, undo."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.actor import Actor
from app.core.complaints import queries, service
from app.core.complaints.board import board
from app.core.complaints.clocks import Colour
from app.core.complaints.hours import OFFICE
from app.core.complaints.records import Severity, Stage, Step, complaint
from app.core.complaints.service import NewComplaint
from app.core.errors import Refused
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.conftest import TODAY
from tests.factories import make_customer

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC)  # 12:00 in the shop


def ago(**parts: int) -> datetime:
    return NOON - timedelta(**parts)


def receive(shop: Shop, owner: Actor, **told: object) -> int:
    with shop.write(owner, "New complaint") as unit:
        return service.receive(unit, NewComplaint(words="茶叶碎了", **told))  # type: ignore[arg-type]


def step(shop: Shop, owner: Actor, made: int, kind: Step, at: datetime | None = None) -> None:
    with shop.write(owner, "Step") as unit:
        service.take_step(unit, made, kind, at=at)


def look(shop: Shop, owner: Actor, made: int) -> queries.Complaint:
    with shop.read(owner) as reader:
        found = queries.get_complaint(reader, made)
    assert found is not None
    return found


def test_from_the_receipt_to_her_own_word(shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner, "王堃", "LW0001")
    made = receive(shop, owner, customer_id=who, received_at=ago(days=3, hours=2))
    stages = [look(shop, owner, made).card.stage]
    for hours, kind in (
        (70, Step.ACKNOWLEDGED),
        (60, Step.ASSESSED),
        (50, Step.ANSWERED),
        (40, Step.OFFERED),
        (30, Step.REMEDIED),
        (2, Step.CONFIRMED),
    ):
        step(shop, owner, made, kind, ago(hours=hours))
        stages.append(look(shop, owner, made).card.stage)
    new, check, offered, waiting, closed = Stage
    assert stages == [new, new, check, check, offered, waiting, closed]
    found = look(shop, owner, made)
    assert (found.card.who, found.card.number) == ("王堃", "LW0001")
    assert found.card.confirmed is True
    assert found.minutes["answered_minutes"] == 24 * 60
    assert found.minutes["settled_minutes"] == 72 * 60
    assert found.steps[0].kind is Step.RECEIVED
    assert found.steps[-1].who == owner.name


def test_closing_without_her_word_is_not_confirmed_and_her_word_may_follow(
    shop: Shop, owner: Actor
) -> None:
    made = receive(shop, owner, person="路人", received_at=ago(days=2))
    step(shop, owner, made, Step.CLOSED, ago(days=1))
    assert look(shop, owner, made).card.confirmed is False
    step(shop, owner, made, Step.CONFIRMED)
    assert look(shop, owner, made).card.confirmed is True


def test_reopening_resumes_the_clock_from_the_receipt(shop: Shop, owner: Actor) -> None:
    made = receive(shop, owner, received_at=ago(days=4))
    step(shop, owner, made, Step.CONFIRMED, ago(days=3))
    assert look(shop, owner, made).minutes["settled_minutes"] == 24 * 60
    step(shop, owner, made, Step.REOPENED, ago(days=2))
    found = look(shop, owner, made)
    assert (found.card.stage, found.card.settled, found.card.reopened) == (Stage.CHECKING, None, 1)
    assert found.minutes["settled_minutes"] is None
    step(shop, owner, made, Step.CONFIRMED, ago(days=1))
    assert look(shop, owner, made).minutes["settled_minutes"] == 72 * 60


def test_a_closed_one_takes_no_step_before_it_is_reopened(shop: Shop, owner: Actor) -> None:
    made = receive(shop, owner, received_at=ago(days=2))
    step(shop, owner, made, Step.CONFIRMED, ago(days=1))
    with pytest.raises(Refused, match="closed"):
        step(shop, owner, made, Step.OFFERED)
    step(shop, owner, made, Step.FOLLOWED_UP)
    with pytest.raises(Refused, match="still open"):
        step(shop, owner, receive(shop, owner), Step.REOPENED)


@pytest.mark.parametrize(
    "told",
    [
        {"received_at": NOON + timedelta(minutes=1)},
        {"received_at": ago(days=1), "promised_at": ago(days=2)},
    ],
)
def test_a_receipt_in_the_future_or_a_promise_before_it_is_refused(
    shop: Shop, owner: Actor, told: dict[str, datetime]
) -> None:
    with pytest.raises(Refused):
        receive(shop, owner, **told)
    with shop.read(owner) as reader:
        assert queries.counts(reader) == (0, 0)


def test_settled_before_received_is_refused(shop: Shop, owner: Actor) -> None:
    made = receive(shop, owner, received_at=ago(hours=2))
    with pytest.raises(Refused, match="before the complaint"):
        step(shop, owner, made, Step.CLOSED, ago(hours=3))


def test_clocks_are_green_amber_red_and_the_board_begins_with_safety(
    shop: Shop, owner: Actor
) -> None:
    friday = datetime(2026, 11, 20, 2, tzinfo=UTC)  # today is a Sunday: nobody works since then
    late = receive(shop, owner, received_at=friday - timedelta(days=7))
    promised = receive(
        shop, owner, received_at=friday, promised_at=datetime(2026, 11, 24, 9, tzinfo=UTC)
    )
    step(shop, owner, promised, Step.ANSWERED, friday + timedelta(hours=1))
    safe = receive(shop, owner, severity=Severity.SAFETY)
    with shop.read(owner) as reader:
        found = {each.id: each for each in queries.opened(reader)}
        assert next(iter(found)) == safe
        assert found[late].colour is Colour.RED
        assert found[promised].colour is Colour.GREEN
        assert queries.overdue(reader) == ()
        assert (board(reader).late, board(reader).overdue) == (1, 0)
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, late, promised_at=ago(hours=1))
    with shop.read(owner) as reader:
        assert [each.id for each in queries.overdue(reader)] == [late]
        assert (board(reader).late, board(reader).overdue) == (1, 1)


def test_other_hours_reckon_every_clock_anew(shop: Shop, owner: Actor) -> None:
    made = receive(shop, owner, received_at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    step(shop, owner, made, Step.CLOSED, datetime(2026, 11, 21, 2, tzinfo=UTC))
    assert look(shop, owner, made).minutes["settled_open_minutes"] == 60
    with shop.write(owner, "Hours") as unit:
        service.set_week(unit, (*OFFICE.week[:5], ((9 * 60, 12 * 60),), ()))
    assert look(shop, owner, made).minutes["settled_open_minutes"] == 120
    with shop.write(owner, "Holiday") as unit:
        service.add_holiday(unit, date(2026, 11, 21), "盘点")
    assert look(shop, owner, made).minutes["settled_open_minutes"] == 60
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, unit.act_id - 1)
    assert look(shop, owner, made).minutes["settled_open_minutes"] == 120


def test_undoing_a_step_takes_the_stage_back(shop: Shop, owner: Actor) -> None:
    made = receive(shop, owner, received_at=ago(days=2))
    step(shop, owner, made, Step.CONFIRMED, ago(days=1))
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, unit.act_id - 1)
    found = look(shop, owner, made)
    assert (found.card.stage, found.card.settled) == (Stage.NEW, None)
    assert found.minutes["settled_minutes"] is None


def test_a_wrong_step_goes_but_never_the_receipt(shop: Shop, owner: Actor) -> None:
    made = receive(shop, owner, received_at=ago(days=1))
    step(shop, owner, made, Step.OFFERED)
    receipt, offer = look(shop, owner, made).steps
    with shop.write(owner, "Step") as unit:
        service.remove_step(unit, offer.id)
    assert look(shop, owner, made).card.stage is Stage.NEW
    with pytest.raises(Refused, match="begins with"), shop.write(owner, "Step") as unit:
        service.remove_step(unit, receipt.id)


def test_what_is_noted_is_edited_and_checked(shop: Shop, owner: Actor) -> None:
    made = receive(shop, owner)
    with shop.write(owner, "Lists") as unit:
        service.begin_lists(unit)
        cause = queries.causes(unit)[1]
        category = queries.categories(unit)[0]
        service.edit(
            unit, made, cause_id=cause.id, category_id=category.id, cost=2050, satisfaction=4
        )
    found = look(shop, owner, made)
    assert (found.cause, found.card.category) == (cause.name, category.name)
    assert (found.cost, found.satisfaction) == (2050, 4)
    for wrong in ({"satisfaction": 6}, {"cost": -1}):
        with pytest.raises(Refused), shop.write(owner, "Edit") as unit:
            service.edit(unit, made, **wrong)


def test_causes_have_two_levels_and_names_are_free_once(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Lists") as unit:
        service.begin_lists(unit)
        upper = next(each for each in queries.causes(unit) if each.parent_id is None)
        lower = next(each for each in queries.causes(unit) if each.parent_id == upper.id)
        with pytest.raises(Refused, match="two levels"):
            service.add_cause(unit, "更细", lower.id)
        first, second, *_ = queries.categories(unit)
        with pytest.raises(Refused, match="already one"):
            service.rename_category(unit, first.id, second.name)
        service.retire_cause(unit, upper.id)
        gone = [each for each in queries.causes(unit) if each.retired]
        assert {each.id for each in gone} >= {upper.id, lower.id}


def test_a_complaint_of_an_unknown_number_joins_who_bears_it_later(
    shop: Shop, owner: Actor
) -> None:
    made = receive(shop, owner)
    with shop.write(owner, "Edit") as unit:
        unit.update(complaint, made, customer_number="LW0007", customer_key="lw0007")
    with shop.read(owner) as reader:
        assert queries.unknown_customers(reader) == {"LW0007": 1}
    who = make_customer(shop, owner, "王堃", "lw0007")
    with shop.read(owner) as reader:
        assert [each.id for each in queries.of_customer(reader, who)] == [made]
        assert queries.unknown_customers(reader) == {}
