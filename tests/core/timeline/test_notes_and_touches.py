"""Notes, contacts and visits: dated, refused when empty or impossible; the last real touch."""

from datetime import timedelta

import pytest

from app.core.actor import Actor
from app.core.errors import Refused
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.timeline import queries, service
from app.core.timeline.service import Said
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase

DAY = timedelta(days=1)


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner)


def log(shop: Shop, owner: Actor, customer_id: int, said: Said) -> int:
    with shop.write(owner, "Contact") as unit:
        return service.log_touch(unit, customer_id, said)


def test_likes_avoids_and_notes_stand_apart(shop: Shop, owner: Actor, chen: int) -> None:
    with shop.write(owner, "Notes") as unit:
        service.add_note(unit, chen, "爱喝胡萝卜汁", "preference", source="counter")
        service.add_note(unit, chen, "不吃香菜", "avoid", on=TODAY - DAY)
        service.add_note(unit, chen, "门口有台阶")
    with shop.read(owner) as reader:
        (liked,) = queries.preferences(reader, chen)
        (avoided,) = queries.avoids(reader, chen)
        assert (liked.text, liked.on, liked.source, liked.who) == (
            "爱喝胡萝卜汁", TODAY, "counter", "老王",
        )  # fmt: skip
        assert (avoided.text, avoided.on) == ("不吃香菜", TODAY - DAY)
        assert len(queries.notes(reader, chen)) == 3


def test_a_note_is_put_in_other_words_and_back(shop: Shop, owner: Actor, chen: int) -> None:
    with shop.write(owner, "Note") as unit:
        one = service.add_note(unit, chen, "爱喝萝卜汁")
    with shop.write(owner, "Edit") as unit:
        service.edit_note(unit, one, "爱喝胡萝卜汁", "preference")
        act = unit.act_id
    with shop.read(owner) as reader:
        assert [each.text for each in queries.preferences(reader, chen)] == ["爱喝胡萝卜汁"]
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    with shop.read(owner) as reader:
        assert queries.preferences(reader, chen) == ()


def test_forty_thousand_characters_and_rare_signs_are_kept(
    shop: Shop, owner: Actor, chen: int
) -> None:
    text = "𠮷👨‍👩‍👧" + "长" * 40_000
    with shop.write(owner, "Note") as unit:
        service.add_note(unit, chen, "\u202e" + text)
    with shop.read(owner) as reader:
        assert queries.notes(reader, chen)[0].text == text
    with pytest.raises(Refused, match="100000"), shop.write(owner, "Note") as unit:
        service.add_note(unit, chen, "长" * 100_001)


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\ufeff"])
def test_nothing_is_no_note(shop: Shop, owner: Actor, chen: int, text: str) -> None:
    with pytest.raises(Refused), shop.write(owner, "Note") as unit:
        service.add_note(unit, chen, text)


def test_tomorrow_cannot_be_noted(shop: Shop, owner: Actor, chen: int) -> None:
    with pytest.raises(Refused, match="not come"), shop.write(owner, "Note") as unit:
        service.add_note(unit, chen, "x", on=TODAY + DAY)


def test_a_visit_answers_the_two_questions(shop: Shop, owner: Actor, chen: int) -> None:
    with shop.write(owner, "Visit") as unit:
        service.visit(
            unit, chen, Said("visit", "out", same="也爱送礼", different="只买散茶", on=TODAY - DAY)
        )
    with shop.read(owner) as reader:
        (found,) = queries.touches(reader, chen)
    assert (found.kind, found.same_as_others, found.unlike_others) == (
        "visit",
        "也爱送礼",
        "只买散茶",
    )
    assert (found.on, found.time, found.who) == (TODAY - DAY, None, "老王")


def test_a_contact_without_words_is_refused(shop: Shop, owner: Actor, chen: int) -> None:
    for said in (Said(), Said(next_due=TODAY), Said(topic="x", next_due=TODAY)):
        with pytest.raises(Refused):
            log(shop, owner, chen, said)
    with pytest.raises(Refused):
        log(shop, owner, chen, Said(topic="x", next_step="ring", next_due=TODAY - DAY))


def test_next_steps_come_up_and_go_when_taken(shop: Shop, owner: Actor, chen: int) -> None:
    one = log(
        shop, owner, chen, Said("phone", topic="新茶", next_step="送样品", next_due=TODAY + 3 * DAY)
    )
    log(shop, owner, chen, Said("phone", topic="新茶", next_step="没有日子"))
    with shop.read(owner) as reader:
        (step,) = queries.next_steps(reader)
        assert (step.what, step.due_on, step.is_overdue(TODAY)) == (
            "送样品",
            TODAY + 3 * DAY,
            False,
        )
        assert queries.next_steps(reader, until=TODAY) == ()
    with shop.write(owner, "Taken") as unit:
        service.step_done(unit, one)
        act = unit.act_id
    with shop.read(owner) as reader:
        assert queries.next_steps(reader, chen) == ()
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    with shop.read(owner) as reader:
        assert len(queries.next_steps(reader, chen)) == 1


def test_a_mass_letter_is_no_real_touch(shop: Shop, owner: Actor, chen: int) -> None:
    with shop.read(owner) as reader:
        assert queries.last_touch(reader, chen) is None
    log(shop, owner, chen, Said("letter", "out", topic="春茶上市", mass=True))
    with shop.read(owner) as reader:
        assert queries.last_touch(reader, chen) is None
    make_purchase(shop, owner, chen, TODAY - 9 * DAY, 100)
    call = log(shop, owner, chen, Said("phone", topic="问好", on=TODAY - 20 * DAY))
    with shop.read(owner) as reader:
        assert queries.last_touch(reader, chen) == queries.LastTouch(TODAY - 9 * DAY, "purchase")
    with shop.write(owner, "Delete") as unit:
        service.delete_touch(unit, call)
    later = log(shop, owner, chen, Said("phone", topic="问好", on=TODAY - 2 * DAY))
    with shop.read(owner) as reader:
        assert queries.last_touch(reader, chen) == queries.LastTouch(
            TODAY - 2 * DAY, "phone", later
        )
