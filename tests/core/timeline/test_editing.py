"""Notes, contacts, visits and promises in other words: kept, refused, undone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.actor import Actor
from app.core.errors import Refused
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.timeline import queries, service
from app.core.timeline.queries import Note, Promise, Touch
from app.core.timeline.service import Said
from tests.conftest import TODAY
from tests.factories import make_customer

DAY = timedelta(days=1)
TOLD = Said(
    "phone", "out", "新茶", "要两盒", next_step="寄样", next_due=TODAY + DAY, on=TODAY - DAY
)


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner, "陈晓云")


@pytest.fixture
def called(shop: Shop, owner: Actor, chen: int) -> int:
    with shop.write(owner, "Contact") as unit:
        return service.log_touch(unit, chen, TOLD)


@pytest.fixture
def promised(shop: Shop, owner: Actor, chen: int) -> int:
    with shop.write(owner, "Promise") as unit:
        return service.promise(unit, chen, "留两斤", TODAY + DAY, made_on=TODAY - 3 * DAY)


def entry(shop: Shop, owner: Actor, table: str, row_id: int) -> queries.Entry | None:
    with shop.read(owner) as reader:
        return queries.entry(reader, table, row_id)


def test_a_contact_is_told_anew_and_undone(shop: Shop, owner: Actor, called: int) -> None:
    with shop.write(owner, "Edit") as unit:
        service.edit_touch(unit, called, replace(TOLD, topic="老茶", way="visit", on=None))
        act = unit.act_id
    found = entry(shop, owner, "touch", called)
    assert isinstance(found, Touch)
    assert (found.topic, found.way, found.on, found.who) == ("老茶", "visit", TODAY - DAY, "老王")
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    found = entry(shop, owner, "touch", called)
    assert isinstance(found, Touch)
    assert (found.topic, found.way) == ("新茶", "phone")


def test_saying_the_same_again_changes_nothing(shop: Shop, owner: Actor, called: int) -> None:
    with shop.write(owner, "Edit") as unit:
        assert service.edit_touch(unit, called, TOLD) is False


def test_a_step_stays_taken_until_another_is_agreed(shop: Shop, owner: Actor, called: int) -> None:
    with shop.write(owner, "Done") as unit:
        service.step_done(unit, called)
        service.edit_touch(unit, called, replace(TOLD, topic="老茶"))
    found = entry(shop, owner, "touch", called)
    assert isinstance(found, Touch)
    assert found.next_done_on == TODAY
    with shop.write(owner, "Edit") as unit:
        service.edit_touch(unit, called, replace(TOLD, next_step="打电话"))
    found = entry(shop, owner, "touch", called)
    assert isinstance(found, Touch)
    assert found.next_done_on is None


def test_nothing_is_emptied_or_turned_backwards(
    shop: Shop, owner: Actor, called: int, promised: int
) -> None:
    with shop.write(owner, "Edit") as unit:
        with pytest.raises(Refused, match="nothing to keep"):
            service.edit_touch(unit, called, Said())
        with pytest.raises(Refused, match="before the day"):
            service.edit_touch(unit, called, replace(TOLD, next_due=TODAY - 2 * DAY))
        with pytest.raises(Refused, match="not come yet"):
            service.edit_promise(unit, promised, "留两斤", made_on=TODAY + DAY)
        with pytest.raises(Refused, match="before the day"):
            service.edit_promise(unit, promised, "留两斤", TODAY - 4 * DAY)


def test_a_promise_is_put_in_other_words_and_stays_kept(
    shop: Shop, owner: Actor, promised: int
) -> None:
    with shop.write(owner, "Kept") as unit:
        service.keep_promise(unit, promised, on=TODAY - DAY)
        service.edit_promise(unit, promised, "留三斤", to_whom="她母亲")
        with pytest.raises(Refused, match="before the day"):
            service.edit_promise(unit, promised, "留三斤", made_on=TODAY)
    found = entry(shop, owner, "promise", promised)
    assert isinstance(found, Promise)
    assert (found.what, found.to_whom, found.due_on) == ("留三斤", "她母亲", None)
    assert (found.state, found.made_on) == ("kept", TODAY - 3 * DAY)


def test_a_note_moves_to_another_day(shop: Shop, owner: Actor, chen: int) -> None:
    with shop.write(owner, "Note") as unit:
        one = service.add_note(unit, chen, "爱喝茶")
        service.edit_note(unit, one, "爱喝浓茶", "preference", TODAY - DAY)
    found = entry(shop, owner, "note", one)
    assert isinstance(found, Note)
    assert (found.text, found.kind, found.on) == ("爱喝浓茶", "preference", TODAY - DAY)


def test_an_entry_that_is_gone_is_said_to_be_gone(shop: Shop, owner: Actor, called: int) -> None:
    with shop.write(owner, "Delete") as unit:
        service.delete_touch(unit, called)
        with pytest.raises(Refused, match="not there any more"):
            service.edit_touch(unit, called, TOLD)
    assert entry(shop, owner, "touch", called) is None
