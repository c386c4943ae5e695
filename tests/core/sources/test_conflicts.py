"""A value that disagrees with a better-sourced one waits beside it for a ruling."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.catalogue.basics import Basics
from app.catalogue.education_career import PastJob
from app.catalogue.family import Child
from app.catalogue.field import Field
from app.catalogue.grounds import Confidence
from app.catalogue.life import Life
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.customers.list_rows import list_rows
from app.core.customers.profile import Profile, profile
from app.core.customers.service import Edited
from app.core.errors import Refused
from app.core.sources import queries, service
from app.core.sources.origin import Origin
from app.core.store.shop import Shop
from app.core.store.undo import undo_act

TALK = Origin("service.talk", date(2026, 11, 20), basis="consent")
FAIR = Origin("fair", date(2026, 11, 22))


def say(shop: Shop, owner: Actor, who: int, field: Field[Any], text: str, told: Origin) -> Edited:
    """One value as text, from this origin."""
    with shop.write(owner, "Edit customer") as unit:
        return customers.edit_text(unit, who, {field: text}, origin=told)


def look(shop: Shop, owner: Actor, who: int, *, reveal: bool = False) -> Profile:
    """Her file."""
    with shop.read(owner) as reader:
        return profile(reader, who, reveal=reveal)


def open_ones(shop: Shop, owner: Actor) -> tuple[queries.Disagreement, ...]:
    """What waits for a ruling."""
    with shop.read(owner) as reader:
        found = queries.conflicts(reader)
        assert queries.count_conflicts(reader) == len(found)
    return found


def rule(shop: Shop, owner: Actor, conflict: int, *, take: bool) -> int:
    """Settle it; returns the act."""
    with shop.write(owner, "Settle a difference") as unit:
        service.rule(unit, conflict, take=take)
        return unit.act_id


def test_a_better_source_takes_the_place_and_says_where_it_is_from(
    shop: Shop, owner: Actor, lan: int
) -> None:
    edited = say(shop, owner, lan, Basics.job_title, "财务经理", TALK)
    assert edited.beside == ()
    found = look(shop, owner, lan)
    assert found.value(Basics.job_title) == "财务经理"
    told = found.fact(Basics.job_title)
    assert (told.source, told.learnt_on, told.basis) == (
        "service.talk", date(2026, 11, 20), "consent",
    )  # fmt: skip
    assert found.fact(Life.favourite_dishes).source == "fair"
    assert open_ones(shop, owner) == ()


def test_a_weaker_source_waits_beside_with_its_origin(shop: Shop, owner: Actor, lan: int) -> None:
    say(shop, owner, lan, Basics.job_title, "财务经理", TALK)
    edited = say(shop, owner, lan, Basics.job_title, "出纳", FAIR)
    assert edited.beside == (Basics.job_title,)
    assert edited.changed == ()
    (found,) = open_ones(shop, owner)
    assert (found.ours, found.theirs, found.customer) == ("财务经理", "出纳", "周若兰")
    assert (found.ours_from.source, found.theirs_from.source) == ("service.talk", "fair")
    assert found.theirs_from.learnt_on == date(2026, 11, 22)
    with shop.read(owner) as reader:
        assert list_rows(reader, [lan])[0].doubts == 1
        known = queries.about(reader, lan, Basics.job_title)
    assert [each.typed for each in known.rivals] == ["出纳"]
    assert known.level == "value"


def test_the_same_rival_is_kept_once(shop: Shop, owner: Actor, lan: int) -> None:
    say(shop, owner, lan, Basics.job_title, "财务经理", TALK)
    for _ in range(2):
        say(shop, owner, lan, Basics.job_title, "出纳", FAIR)
    say(shop, owner, lan, Basics.job_title, "主任", FAIR)
    assert [each.theirs for each in open_ones(shop, owner)] == ["出纳", "主任"]


def test_what_says_the_same_or_fills_a_blank_disagrees_with_nothing(
    shop: Shop, owner: Actor, lan: int
) -> None:
    say(shop, owner, lan, Basics.job_title, "财务经理", TALK)
    say(shop, owner, lan, Basics.job_title, "财务经理", FAIR)
    say(shop, owner, lan, Life.motto, "知足常乐", FAIR)
    assert open_ones(shop, owner) == ()
    found = look(shop, owner, lan)
    assert found.value(Life.motto) == "知足常乐"
    assert found.fact(Basics.job_title).source == "service.talk"


def test_the_owner_s_typing_wins_but_not_her_hearsay(shop: Shop, owner: Actor, lan: int) -> None:
    say(shop, owner, lan, Basics.job_title, "财务经理", TALK)
    say(shop, owner, lan, Basics.job_title, "主任", Origin(confidence=Confidence.HEARSAY))
    assert [each.theirs for each in open_ones(shop, owner)] == ["主任"]
    say(shop, owner, lan, Basics.job_title, "总监", Origin())
    assert look(shop, owner, lan).value(Basics.job_title) == "总监"
    assert open_ones(shop, owner) == ()


def test_taking_the_new_value_brings_its_source_and_can_be_undone(
    shop: Shop, owner: Actor, lan: int
) -> None:
    say(shop, owner, lan, Basics.job_title, "财务经理", TALK)
    say(shop, owner, lan, Basics.job_title, "出纳", replace(FAIR, purpose="care"))
    before = look(shop, owner, lan)
    act = rule(shop, owner, open_ones(shop, owner)[0].id, take=True)
    after = look(shop, owner, lan)
    assert after.value(Basics.job_title) == "出纳"
    told = after.fact(Basics.job_title)
    assert (told.source, told.learnt_on, told.purpose) == ("fair", date(2026, 11, 22), "care")
    assert told.basis is None
    assert open_ones(shop, owner) == ()
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert look(shop, owner, lan).stored == before.stored
    assert [each.theirs for each in open_ones(shop, owner)] == ["出纳"]


def test_keeping_ours_settles_that_one_alone(shop: Shop, owner: Actor, lan: int) -> None:
    say(shop, owner, lan, Basics.job_title, "财务经理", TALK)
    for text in ("出纳", "主任"):
        say(shop, owner, lan, Basics.job_title, text, FAIR)
    first = open_ones(shop, owner)[0]
    rule(shop, owner, first.id, take=False)
    found = look(shop, owner, lan)
    assert found.value(Basics.job_title) == "财务经理"
    assert [each.theirs for each in open_ones(shop, owner)] == ["主任"]
    with shop.read(owner) as reader:
        assert list_rows(reader, [lan])[0].doubts == 1
    with pytest.raises(Refused):
        rule(shop, owner, first.id, take=True)


def test_sealed_rivals_lie_sealed_and_apart(shop: Shop, owner: Actor, lan: int) -> None:
    say(shop, owner, lan, Life.medical_history, "对花生过敏", TALK)
    for text in ("对虾过敏", "无"):
        say(shop, owner, lan, Life.medical_history, text, FAIR)
    dump = b"".join(
        repr(row).encode()
        for table in ("doubt", "history", "fact")
        for row in _rows(shop, owner, table)
    )
    assert "过敏".encode() not in dump
    masked = open_ones(shop, owner)
    assert [each.theirs for each in masked] == [None, None]
    assert all(each.masked for each in masked)
    found = look(shop, owner, lan, reveal=True)
    assert [each.typed for each in found.doubts(Life.medical_history)] == ["对虾过敏", "无"]
    rule(shop, owner, masked[0].id, take=True)
    found = look(shop, owner, lan, reveal=True)
    assert found.value(Life.medical_history) == "对虾过敏"
    assert found.stored.typed == {}
    assert open_ones(shop, owner) == ()


def _rows(shop: Shop, owner: Actor, table: str) -> list[object]:
    with shop.read(owner) as reader:
        return list(reader.connection.exec_driver_sql(f"SELECT * FROM {table}"))


def test_rows_of_open_and_sealed_groups_are_weighed_too(shop: Shop, owner: Actor, lan: int) -> None:
    with shop.write(owner, "Add rows") as unit:
        job = customers.add_row(unit, lan, PastJob, {PastJob.employer: "青坪茶厂"}, origin=TALK)
        edited = customers.edit_row_text(
            unit, lan, PastJob, job, {PastJob.employer: "红坡茶厂"}, origin=FAIR
        )
    assert edited.beside == (PastJob.employer,)
    (found,) = open_ones(shop, owner)
    assert (found.ours, found.theirs, found.row_id) == ("青坪茶厂", "红坡茶厂", job)
    rule(shop, owner, found.id, take=True)
    (row,) = look(shop, owner, lan).rows(PastJob)
    assert row.value(PastJob.employer) == "红坡茶厂"
    assert look(shop, owner, lan).fact(PastJob.employer, job).source == "fair"

    name = next(each for each in Child.fields if each.key == "child.name")
    with shop.write(owner, "Add rows") as unit:
        row_id = customers.add_row(unit, lan, Child, {name: "小宝"}, origin=TALK)
        customers.edit_row_text(unit, lan, Child, row_id, {name: "大宝"}, origin=FAIR)
    (found,) = open_ones(shop, owner)
    assert found.masked
    rule(shop, owner, found.id, take=True)
    (kept,) = look(shop, owner, lan, reveal=True).rows(Child)
    assert kept.value(name) == "大宝"


def test_three_sources_of_one_file(shop: Shop, owner: Actor, lan: int) -> None:
    """From a fair, from a talk, from a list: sources, a conflict and every earlier value."""
    say(shop, owner, lan, Basics.job_title, "财务经理", TALK)
    say(shop, owner, lan, Basics.employer_name, "青坪小学", Origin("online.incoming"))
    say(shop, owner, lan, Basics.job_title, "出纳", Origin("bought.rented", basis="consent: form"))
    found = look(shop, owner, lan)
    told = {
        each.key: found.fact(each).source
        for each in (Life.favourite_dishes, Basics.job_title, Basics.employer_name)
    }
    assert told == {
        "favourite_dishes": "fair",
        "job_title": "service.talk",
        "employer_name": "online.incoming",
    }
    (rival,) = open_ones(shop, owner)
    assert (rival.theirs, rival.theirs_from.basis) == ("出纳", "consent: form")
    history = [(row.old, row.new) for row in _history(shop, owner, "job_title")]
    assert history == [("会计", "财务经理")]
    rule(shop, owner, rival.id, take=True)
    history = [(row.old, row.new) for row in _history(shop, owner, "job_title")]
    assert history == [("会计", "财务经理"), ("财务经理", "出纳")]


def _history(shop: Shop, owner: Actor, column: str) -> list[Any]:
    with shop.read(owner) as reader:
        asked = "SELECT old, new FROM history WHERE column_name = ? ORDER BY id"
        return list(reader.connection.exec_driver_sql(asked, (column,)))
