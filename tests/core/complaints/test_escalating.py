"""A complaint that stays late goes to the named person: once, with the right hour."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core import upkeep
from app.core.actor import Actor
from app.core.clock import Clock
from app.core.complaints import queries, service
from app.core.complaints.board import board, urgent
from app.core.complaints.escalating import ESCALATE_TITLE, due_for, escalate
from app.core.complaints.records import Stage, Step
from app.core.complaints.service import NewComplaint
from app.core.complaints.whose import Whose
from app.core.errors import Refused
from app.core.settings.declared import CLOSE_DAYS, ESCALATE_HOURS, ESCALATE_TO
from app.core.settings.service import put
from app.core.store.files import open_data_file
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.vault.keys import Keys
from tests.conftest import SHANGHAI, VAULT_ID

MONDAY = datetime(2026, 11, 16, 2, tzinfo=UTC)  # ten o'clock in the shop
PROMISED = datetime(2026, 11, 17, 8, tzinfo=UTC)  # Tuesday, four in the afternoon
DUE = datetime(2026, 11, 18, 3, tzinfo=UTC)  # four open hours later: Wednesday, eleven


@dataclass
class Watch:
    """A clock on the wall that the test turns."""

    now: datetime = MONDAY

    def clock(self) -> Clock:
        return Clock(lambda: self.now, SHANGHAI)


@dataclass
class Late:
    """A shop whose one complaint was promised until Tuesday."""

    shop: Shop
    owner: Actor
    watch: Watch
    complaint: int = 0

    def receive(self, promised: datetime | None = PROMISED) -> int:
        with self.shop.write(self.owner, "New complaint") as unit:
            made = service.receive(unit, NewComplaint("茶碎了", promised_at=promised))
            service.take_step(unit, made, Step.ANSWERED)
        return made

    def name(self, to: str, hours: int = 4) -> None:
        with self.shop.write(self.owner, "Setting") as unit:
            put(unit, ESCALATE_TO, to)
            put(unit, ESCALATE_HOURS, hours)

    def step(self, kind: Step, words: str = "") -> None:
        with self.shop.write(self.owner, "Step") as unit:
            service.take_step(unit, self.complaint, kind, words)

    def look(self) -> queries.Complaint:
        with self.shop.read(self.owner) as reader:
            found = queries.get_complaint(reader, self.complaint)
        assert found is not None
        return found

    def passed_on(self) -> list[tuple[datetime, str | None]]:
        """When, on the shop's wall, and to whom."""
        steps = [each for each in self.look().steps if each.kind is Step.ESCALATED]
        return [(each.at, each.words) for each in steps]


@pytest.fixture
def late(template: Path, tmp_path: Path, keys: Keys, owner: Actor) -> Iterator[Late]:
    folder = tmp_path / "late.shuke"
    shutil.copytree(template.parent, folder)
    watch = Watch()
    shop = open_data_file(folder, keys, vault_id=VAULT_ID, clock=watch.clock(), upkeep=upkeep.ALL)
    made = Late(shop, owner, watch)
    made.complaint = made.receive()
    yield made
    made.shop.close()


def wall(moment: datetime) -> datetime:
    return moment.astimezone(SHANGHAI).replace(tzinfo=None)


def test_before_its_hour_nothing_is_written(late: Late) -> None:
    late.name("店长")
    late.watch.now = DUE - timedelta(minutes=1)
    assert escalate(late.owner, late.shop) == 0
    assert late.passed_on() == []
    late.watch.now = DUE
    assert escalate(late.owner, late.shop) == 1
    assert late.passed_on() == [(wall(DUE), "店长")]
    assert late.look().steps[-1].who is None  # nobody did it by hand
    assert late.look().escalated_to == "店长"


def test_closed_for_a_week_it_is_made_up_for_with_the_right_hour_and_once(late: Late) -> None:
    late.name("店长")
    late.watch.now = DUE + timedelta(days=7)
    assert escalate(late.owner, late.shop) == 1
    for _ in range(3):
        assert escalate(late.owner, late.shop) == 0
        late.watch.now += timedelta(days=1)
    assert late.passed_on() == [(wall(DUE), "店长")]


def test_the_hour_is_settable_and_nobody_named_is_nobody(late: Late) -> None:
    late.watch.now = DUE + timedelta(days=1)
    assert escalate(late.owner, late.shop) == 0
    late.watch.now = MONDAY
    late.name("店长", hours=0)
    late.watch.now = DUE
    assert escalate(late.owner, late.shop) == 1
    assert late.passed_on() == [(wall(PROMISED), "店长")]


def test_no_earlier_than_it_was_wished_or_written_down(late: Late) -> None:
    late.watch.now = DUE + timedelta(days=2)
    late.name("店长")
    assert escalate(late.owner, late.shop) == 1
    assert late.passed_on() == [(wall(late.watch.now), "店长")]
    late.watch.now += timedelta(days=30)
    with late.shop.write(late.owner, "Written down late") as unit:
        told = NewComplaint("一个月前的事", received_at=MONDAY)
        late.complaint = service.receive(unit, told)
    assert escalate(late.owner, late.shop) == 1
    assert late.passed_on() == [(wall(late.watch.now), "店长")]


@pytest.mark.parametrize("by_undo", [True, False])
def test_taken_back_it_is_not_made_again_for_the_same_hour(late: Late, by_undo: bool) -> None:
    late.name("店长")
    late.watch.now = DUE
    escalate(late.owner, late.shop)
    with late.shop.write(late.owner, "Back") as unit:
        if by_undo:
            acts = unit.connection.exec_driver_sql(
                "SELECT max(id) FROM act WHERE title = ?", (ESCALATE_TITLE,)
            )
            undo_act(unit, acts.scalar_one())
        else:
            service.remove_step(unit, late.look().steps[-1].id)
    assert late.passed_on() == []
    assert late.look().escalated_to is None
    late.watch.now += timedelta(days=3)
    assert escalate(late.owner, late.shop) == 0


def test_reopened_it_may_be_passed_on_again_as_of_then(late: Late) -> None:
    late.name("店长")
    late.watch.now = DUE
    escalate(late.owner, late.shop)
    late.step(Step.CONFIRMED)
    late.watch.now += timedelta(days=2)
    assert escalate(late.owner, late.shop) == 0  # closed
    late.step(Step.REOPENED)
    reopened = late.watch.now
    late.watch.now += timedelta(days=1)
    assert escalate(late.owner, late.shop) == 1
    assert escalate(late.owner, late.shop) == 0
    assert late.passed_on() == [(wall(DUE), "店长"), (wall(reopened), "店长")]


def test_by_hand_to_a_name_and_not_once_more_by_itself(late: Late) -> None:
    with pytest.raises(Refused, match="To whom"):
        late.step(Step.ESCALATED, " ")
    late.step(Step.ESCALATED, "张会计")
    assert late.look().escalated_to == "张会计"
    late.name("店长")
    late.watch.now = DUE
    with late.shop.read(late.owner) as reader:
        assert due_for(reader) == ()
    late.step(Step.ESCALATED, "李经理")
    with late.shop.write(late.owner, "Back") as unit:
        service.remove_step(unit, late.look().steps[-1].id)
    assert late.look().escalated_to == "张会计"


def test_the_named_person_finds_it_on_today_the_board_and_the_list(late: Late) -> None:
    other = late.receive(None)
    late.name(late.owner.name.upper())
    late.watch.now = DUE
    escalate(late.owner, late.shop)
    with late.shop.read(late.owner) as reader:
        today = urgent(reader, 4)
        assert (today.open, today.mine) == (2, 1)
        assert today.cards[0].id == late.complaint
        mine, everything = board(reader, Whose.MINE), board(reader)
        assert [each.id for each in mine.piles[Stage.NEW].cards] == [late.complaint]
        assert (mine.open, everything.open, everything.passed_on) == (1, 2, 1)
        assert queries.complaint_ids(reader, whose=Whose.MINE) == (late.complaint,)
        assert queries.complaint_ids(reader, whose=Whose.PASSED_ON) == (late.complaint,)
        assert queries.complaint_ids(reader) == (other, late.complaint)
        assert queries.passed_on(reader) == (1, 1)
    somebody = Actor("clerk", "小李", late.owner.role)
    with late.shop.read(somebody) as reader:
        assert urgent(reader, 4).mine == 0
        assert queries.complaint_ids(reader, whose=Whose.MINE) == ()
        assert board(reader, Whose.MINE).open == 0
    late.watch.now += timedelta(days=1)
    late.step(Step.CLOSED)
    with late.shop.read(late.owner) as reader:
        found = board(reader, Whose.MINE)
        assert [each.id for each in found.piles[Stage.CLOSED].cards] == [late.complaint]


def test_deleted_and_brought_back_it_is_not_passed_on_twice(late: Late) -> None:
    late.name("店长")
    late.watch.now = DUE
    escalate(late.owner, late.shop)
    with late.shop.write(late.owner, "Delete") as unit:
        service.delete(unit, late.complaint)
        act = unit.act_id
    assert escalate(late.owner, late.shop) == 0
    with late.shop.write(late.owner, "Undo") as unit:
        undo_act(unit, act)
    assert escalate(late.owner, late.shop) == 0
    assert late.passed_on() == [(wall(DUE), "店长")]


def test_clocks_kept_in_memory_follow_the_limits_and_the_hours(late: Late) -> None:
    def overdue() -> int:
        with late.shop.read(late.owner) as reader:
            return queries.counts(reader)[1]

    with late.shop.write(late.owner, "No promise") as unit:
        service.edit(unit, late.complaint, promised_at=None)
    late.watch.now = MONDAY + timedelta(days=3)
    assert overdue() == 0
    with late.shop.write(late.owner, "Setting") as unit:
        put(unit, CLOSE_DAYS, 1)
    assert overdue() == 1
    with late.shop.write(late.owner, "Holidays") as unit:
        for days in range(1, 4):
            service.add_holiday(unit, (MONDAY + timedelta(days=days)).date())
    assert overdue() == 0
    late.watch.now += timedelta(days=9)
    assert overdue() == 1  # by the passing of time alone
