"""Doubts, facts, masks, and rows of repeating groups, open and sealed."""

from datetime import date

import pytest
from sqlalchemy import select

from app.catalogue.basics import Basics
from app.catalogue.education_career import PastJob, Study
from app.catalogue.family import Child, Family
from app.catalogue.values import Amount, CalendarDay
from app.core.actor import Actor
from app.core.customers import queries, service
from app.core.customers.queries import ListQuery, profile
from app.core.errors import Refused
from app.core.reminders.records import occasion
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.factories import make_customer


def seen(shop: Shop, actor: Actor, customer_id: int, *, reveal: bool = False) -> queries.Profile:
    with shop.read(actor) as reader:
        return profile(reader, customer_id, reveal)


def found(shop: Shop, actor: Actor, text: str) -> list[str]:
    with shop.read(actor) as reader:
        return [hit.name for hit in queries.search(reader, text).hits]


def occasions(shop: Shop, actor: Actor) -> set[tuple[object, ...]]:
    names = ("customer_id", "kind", "calendar", "month", "day", "leap")
    with shop.read(actor) as reader:
        asked = select(*(occasion.c[name] for name in names))
        return {tuple(row) for row in reader.connection.execute(asked)}


def test_a_text_nobody_can_read_is_kept_beside_the_value(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Basics.birth_date: "1985-03-07"})
    with shop.write(owner, "Edit") as unit:
        edited = service.edit_text(unit, made, {Basics.birth_date: "1985-02-30"})
    assert edited.changed == ()
    assert edited.unreadable == {Basics.birth_date: ("invalid_date",)}
    file = seen(shop, owner, made)
    assert file.value(Basics.birth_date) == CalendarDay("solar", 1985, 3, 7)
    (doubt,) = file.doubts(Basics.birth_date)
    assert (doubt.typed, doubt.reason, doubt.taken) == ("1985-02-30", "invalid_date", False)
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery(doubts=True)) == 1
    with shop.write(owner, "Edit") as unit:
        service.edit_text(unit, made, {Basics.birth_date: "1985-02-28"})
    assert seen(shop, owner, made).doubts() == ()
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery(doubts=True)) == 0


def test_a_questionable_reading_is_taken_over_and_flagged(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Basics.birth_date: "85/3/7"})
    file = seen(shop, owner, made)
    assert file.value(Basics.birth_date) == CalendarDay("solar", 1985, 3, 7)
    (doubt,) = file.doubts()
    assert (doubt.typed, doubt.reason, doubt.taken) == ("85/3/7", "two_digit_year", True)
    with shop.write(owner, "Settle") as unit:
        service.settle_doubt(unit, doubt.id)
    assert seen(shop, owner, made).doubts() == ()


def test_an_unreadable_sealed_text_lies_in_the_sealed_blob(shop: Shop, owner: Actor) -> None:
    bad = "990000199001010011"
    made = make_customer(shop, owner, texts={Basics.id_number: bad})
    (doubt,) = seen(shop, owner, made).doubts(Basics.id_number)
    assert doubt.typed is None
    (doubt,) = seen(shop, owner, made, reveal=True).doubts(Basics.id_number)
    assert doubt.typed == bad
    assert found(shop, owner, bad) == []
    with shop.write(owner, "Edit") as unit:
        service.edit_text(unit, made, {Basics.id_number: ""})
        service.edit_text(unit, made, {Basics.id_number: bad + "1"})
    (doubt,) = seen(shop, owner, made, reveal=True).doubts(Basics.id_number)
    assert doubt.typed == bad + "1"


def test_guarded_values_are_masked_until_asked_for_by_field(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Basics.blood_type: "A", Family.marital_status: "已婚"})
    file = seen(shop, owner, made)
    assert (file.value(Basics.blood_type), file.masked(Basics.blood_type)) == (None, True)
    with shop.read(owner) as reader:
        some = profile(reader, made, [Basics.blood_type])
    assert some.value(Basics.blood_type) == "A"
    assert some.masked(Family.marital_status)


def test_children_are_sealed_and_their_birthdays_still_known(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    with shop.write(owner, "Child") as unit:
        edited = service.edit_row_text(
            unit, made, Child, None, {Child.name: "小满", Child.birthday: "2018-5-21"}
        )
    file = seen(shop, owner, made)
    assert (file.rows(Child), file.hides_rows(Child)) == ((), True)
    (row,) = seen(shop, owner, made, reveal=True).rows(Child)
    assert (row.id, row.value(Child.name)) == (edited.row_id, "小满")
    assert occasions(shop, owner) == {(made, "child_birthday", "solar", 5, 21, 0)}
    assert found(shop, owner, "小满") == []
    with shop.write(owner, "Child") as unit:
        service.edit_row_text(unit, made, Child, row.id, {Child.birthday: "2018-05-22"})
    assert occasions(shop, owner) == {(made, "child_birthday", "solar", 5, 22, 0)}
    with shop.write(owner, "Child") as unit:
        service.delete_row(unit, made, Child, row.id)
    assert occasions(shop, owner) == set()
    assert not seen(shop, owner, made).hides_rows(Child)


def test_rows_of_a_group_hold_open_and_sealed_values(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    income = Amount(5_000_000, 5_000_000, "year")
    with shop.write(owner, "Job") as unit:
        first = service.add_row(
            unit, made, PastJob, {PastJob.employer: "云溪茶厂", PastJob.annual_income: income}
        )
        service.add_row(unit, made, PastJob, {PastJob.employer: "青坪小学"})
    rows = seen(shop, owner, made).rows(PastJob)
    assert [row.value(PastJob.employer) for row in rows] == ["云溪茶厂", "青坪小学"]
    assert rows[0].value(PastJob.annual_income) is None
    opened = seen(shop, owner, made, reveal=True).rows(PastJob)
    assert [row.value(PastJob.annual_income) for row in opened] == [income, None]
    with shop.write(owner, "Job") as unit:
        changed = service.edit_row(unit, made, PastJob, first, {PastJob.title: "会计"})
    assert [each.after for each in changed] == ["会计"]
    with shop.write(owner, "Job") as unit:
        service.delete_row(unit, made, PastJob, first)
        act = unit.act_id
    assert len(seen(shop, owner, made).rows(PastJob)) == 1
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    opened = seen(shop, owner, made, reveal=True).rows(PastJob)
    assert [row.value(PastJob.annual_income) for row in opened] == [income, None]


def test_a_row_that_is_gone_is_refused(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    for group, field in ((Study, Study.stage), (Child, Child.name)):
        with pytest.raises(Refused), shop.write(owner, "Edit") as unit:
            service.edit_row(unit, made, group, 99, {field: "x"})


def test_facts_cost_a_row_only_where_they_differ(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Import") as unit:
        made = service.create(unit, "individual", {Basics.name: "陈晓云"}, source="import")
    file = seen(shop, owner, made)
    assert file.fact(Basics.name).source == "import"
    assert file.fact(Basics.name).learnt_on == date(2026, 11, 22)
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made, {Basics.job_title: "教师"})
        service.verify(unit, made, [Basics.name])
    file = seen(shop, owner, made)
    assert file.fact(Basics.job_title).source == "owner"
    assert file.fact(Basics.name).verified_on == date(2026, 11, 22)
    assert file.fact(Basics.name).source == "import"
    assert file.fact(Basics.native_place).source == "import"
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made, {Basics.job_title: None})
    assert len(seen(shop, owner, made).stored.facts) == 1


def test_a_reveal_stands_in_the_audit_trail(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    with shop.write(owner, "Reveal") as unit:
        service.note_reveal(unit, made, [Basics.id_number])
    with shop.read(owner) as reader:
        found = reader.connection.exec_driver_sql(
            "SELECT detail FROM audit WHERE action = 'customer.reveal'"
        ).scalar_one()
    assert "id_number" in found
