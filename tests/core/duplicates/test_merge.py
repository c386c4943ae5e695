"""Two files become one: what was previewed, nothing dropped, and undo parts them again."""

from datetime import date
from typing import Any

import pytest

from app.catalogue.basics import Basics
from app.catalogue.education_career import Study
from app.catalogue.family import Child
from app.catalogue.kind import Rules
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers import queries
from app.core.customers import service as customers
from app.core.customers.queries import ListQuery
from app.core.duplicates.queries import compare
from app.core.duplicates.service import keep_apart, merge
from app.core.errors import Refused
from app.core.history.queries import as_it_stood
from app.core.people import service as people
from app.core.people.around import people as people_of
from app.core.purchases import queries as purchases
from app.core.reminders.queries import upcoming
from app.core.reminders.service import done
from app.core.store.profiles import load
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.timeline import queries as timeline
from app.core.timeline import service as timeline_service
from tests.conftest import TODAY
from tests.core.history.test_past import on, picture
from tests.core.own_fields.shops import add_field, field_of, put
from tests.core.store.rows import picture as whole_file
from tests.factories import make_company, make_customer, make_purchase

DAY = date(2026, 11, 1)
ID = "990000199001010017"


def two(shop: Shop, owner: Actor) -> tuple[int, int]:
    """王堃 twice: the second file has things the first has not, and one other mobile."""
    one = make_customer(
        shop, owner, "王堃", "A1",
        texts={Basics.mobile: "15400000001", Extras.note: "爱喝胡萝卜汁", Extras.tags: "老客"},
    )  # fmt: skip
    other = make_customer(
        shop, owner, "王坤", "A2",
        texts={
            Basics.mobile: "15400000002", Extras.note: "怕辣", Extras.tags: "老客、茶友",
            Basics.birth_date: "1990-01-01", Basics.id_number: ID,
            Life.favourite_dishes: "川菜", Life.health_status: "良好",
        },
    )  # fmt: skip
    with shop.write(owner, "Add a row") as unit:
        customers.add_row(unit, other, Child, {Child.name: "小宝"})
        customers.add_row(unit, one, Study, stage("高中"))
        customers.add_row(unit, other, Study, stage("高中"))
        customers.add_row(unit, other, Study, stage("大学"))
    make_purchase(shop, owner, one, DAY, 1000)
    make_purchase(shop, owner, other, DAY, 2500)
    return one, other


def stage(word: str) -> dict[Any, Any]:
    return {Study.stage: Study.stage.kind.parse(word, Rules(TODAY, "")).value}


def whole(shop: Shop, owner: Actor) -> dict[str, Any]:
    """Every row of the file but sealed blobs with nothing in them."""
    found = whole_file(shop, owner)
    found["sensitive"] = {i: row for i, row in found["sensitive"].items() if row[-1] is not None}
    return found


def do_merge(shop: Shop, owner: Actor, ours: int, *theirs: int, **chosen: Any) -> int:
    with shop.write(owner, "Merge two files") as unit:
        merge(unit, ours, theirs, chosen)
    return unit.act_id


def undo(shop: Shop, owner: Actor, act: int) -> int:
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    return unit.act_id


def value(shop: Shop, owner: Actor, customer_id: int, field: Any) -> Any:
    with shop.read(owner) as reader:
        return queries.profile(reader, customer_id, reveal=True).value(field)


def test_preview_equals_result(shop: Shop, owner: Actor) -> None:
    one, other = two(shop, owner)
    chosen = {"mobile": "theirs", "note": "ours"}
    with shop.read(owner) as reader:
        plan = compare(reader, one, other, chosen, reveal=True).plan  # type: ignore[arg-type]
    assert {each.field.key for each in plan.open_questions} == {"name", "mobile", "note", "tags"}
    do_merge(shop, owner, one, other, **chosen)
    with shop.read(owner) as reader:
        merged = load(reader, one, sealed=True)
    assert merged is not None
    expected = {each.field.key: each.result for each in plan.fields}
    assert {f.key: v for f, v in merged.values.items() if f.key != "customer_no"} == expected
    assert [len(rows) for rows in plan.rows.values()] == [1, 1]
    assert len(merged.rows[Study]) == 2
    assert [row.values[Child.name] for row in merged.rows[Child]] == ["小宝"]


def test_lists_and_long_texts_are_joined_by_default(shop: Shop, owner: Actor) -> None:
    one, other = two(shop, owner)
    do_merge(shop, owner, one, other)
    assert value(shop, owner, one, Extras.note) == "爱喝胡萝卜汁\n怕辣"
    assert value(shop, owner, one, Extras.tags) == ("老客", "茶友")
    assert [p.e164[-1] for p in value(shop, owner, one, Basics.mobile)] == ["1", "2"]
    assert value(shop, owner, one, Basics.name) == "王堃"


def test_no_purchase_is_lost_and_the_sums_are_right(shop: Shop, owner: Actor) -> None:
    one, other = two(shop, owner)
    do_merge(shop, owner, one, other)
    with shop.read(owner) as reader:
        found = purchases.summary(reader, one)
        assert found is not None
        assert (found.purchases, found.revenue) == (2, 3500)
        assert purchases.summary(reader, other) is None
        assert queries.profile(reader, one).revenue == 3500


def test_the_other_number_still_finds_the_heir(shop: Shop, owner: Actor) -> None:
    one, other = two(shop, owner)
    do_merge(shop, owner, one, other)
    with shop.read(owner) as reader:
        assert queries.by_number(reader, "a2") == one
        assert queries.by_number(reader, f"#{other}") == one
        assert [hit.id for hit in queries.search(reader, "A2").hits] == [one]
        assert [hit.id for hit in queries.search(reader, "15400000002").hits] == [one]
        assert list(queries.list_ids(reader, ListQuery())) == [one]
        assert list(queries.list_ids(reader, ListQuery(bin=True))) == []
    with pytest.raises(Refused):
        make_customer(shop, owner, "丙", "A2")
    with shop.write(owner, "x") as unit, pytest.raises(Refused):
        customers.restore_from_bin(unit, other)


def test_undo_parts_them_exactly(shop: Shop, owner: Actor) -> None:
    one, other = two(shop, owner)
    with shop.write(owner, "x") as unit:
        timeline_service.add_note(unit, other, "爱听评弹", kind="preference")
        people.add_relative(unit, other, people.LightPerson(name="王小弟", relation="弟弟"))
    before = whole(shop, owner)
    act = do_merge(shop, owner, one, other)
    merged = whole(shop, owner)
    assert merged != before
    again = undo(shop, owner, act)
    assert whole(shop, owner) == before
    with shop.read(owner) as reader:
        assert queries.by_number(reader, "A2") == other
        assert [hit.id for hit in queries.search(reader, "A2").hits] == [other]
    undo(shop, owner, again)
    assert whole(shop, owner) == merged
    with shop.read(owner) as reader:
        assert [hit.id for hit in queries.search(reader, "A2").hits] == [one]


def test_both_files_as_they_stood_before(shop: Shop, owner: Actor) -> None:
    one, other = two(shop, owner)
    with shop.write(owner, "x") as unit:
        timeline_service.add_note(unit, other, "爱听评弹", kind="preference")
    before = picture(shop, owner, one), picture(shop, owner, other)
    on(shop, date(2026, 12, 1))
    do_merge(shop, owner, one, other)
    with shop.read(owner) as reader:
        assert [n.text for n in timeline.preferences(reader, one, 5)] == ["爱听评弹"]
        former = [as_it_stood(reader, each, TODAY, reveal=True).stored for each in (one, other)]
    from tests.core.history.test_past import _told

    assert tuple(_told(each) for each in former) == before


def test_values_bring_their_source_along(shop: Shop, owner: Actor) -> None:
    one, other = two(shop, owner)
    with shop.write(owner, "x") as unit:
        customers.edit_text(unit, other, {Basics.native_place: "浙江省"}, source="demo")
    do_merge(shop, owner, one, other)
    with shop.read(owner) as reader:
        assert queries.profile(reader, one).fact(Basics.native_place).source == "demo"


def test_links_go_over_and_none_is_to_oneself(shop: Shop, owner: Actor) -> None:
    one, other = two(shop, owner)
    third = make_customer(shop, owner, "李梅", "A3")
    with shop.write(owner, "x") as unit:
        people.add_link(unit, other, third, "spouse")
        people.add_link(unit, one, other, "friend")
    do_merge(shop, owner, one, other)
    with shop.read(owner) as reader:
        links = people_of(reader, one).links
    assert [each.customer_id for each in links] == [third]


def test_three_become_one(shop: Shop, owner: Actor) -> None:
    one, other = two(shop, owner)
    third = make_customer(shop, owner, "王昆", "A3", texts={Basics.height: "172cm"})
    do_merge(shop, owner, other, third)
    do_merge(shop, owner, one, other)
    assert value(shop, owner, one, Basics.height) is not None
    with shop.read(owner) as reader:
        assert queries.by_number(reader, "A3") == one
    fourth, fifth = (make_customer(shop, owner, n) for n in ("甲", "乙"))
    do_merge(shop, owner, one, fourth, fifth)
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery()) == 1


@pytest.mark.parametrize("theirs", [lambda one, other: (one,), lambda one, other: (other, other),
                                    lambda one, other: ()])  # fmt: skip
def test_nonsense_is_refused_and_changes_nothing(shop: Shop, owner: Actor, theirs: Any) -> None:
    one, other = two(shop, owner)
    before = whole(shop, owner)
    with pytest.raises(Refused):
        do_merge(shop, owner, one, *theirs(one, other))
    assert whole(shop, owner) == before


def test_a_person_and_a_company_stay_two(shop: Shop, owner: Actor) -> None:
    one, _ = two(shop, owner)
    with pytest.raises(Refused):
        do_merge(shop, owner, one, make_company(shop, owner))


def test_a_merged_file_outlives_the_bin(shop: Shop, owner: Actor) -> None:
    one, other = two(shop, owner)
    act = do_merge(shop, owner, one, other)
    on(shop, date(2027, 6, 1))
    with shop.write(owner, "Empty the bin") as unit:
        assert customers.empty_bin(unit) == 0
    undo(shop, owner, act)
    assert value(shop, owner, other, Basics.name) == "王坤"


def test_a_circle_of_parents_is_refused_with_its_names(shop: Shop, owner: Actor) -> None:
    one, other = two(shop, owner)
    middle = make_customer(shop, owner, "王中")
    with shop.write(owner, "x") as unit:
        people.add_link(unit, one, middle, "child")
        people.add_link(unit, middle, other, "child")
    with pytest.raises(Refused):
        do_merge(shop, owner, one, other)


def test_keeping_apart_is_remembered_once(shop: Shop, owner: Actor) -> None:
    one, other = two(shop, owner)
    for pair in ((one, other), (other, one)):
        with shop.write(owner, "Not the same person") as unit:
            keep_apart(unit, *pair)
    with shop.read(owner) as reader:
        rows = reader.connection.exec_driver_sql("SELECT customer_id, other_id FROM not_same")
        assert [tuple(row) for row in rows] == [(one, other)]


def test_a_greeting_on_a_day_of_the_shop_s_own_goes_over(shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner, "day", "猫的生日", "Cat day", yearly=True)
    ours, theirs = make_customer(shop, owner, "王堃"), make_customer(shop, owner, "王方")
    put(shop, owner, theirs, field_of(shop, owner, own), "2020-11-22")
    with shop.read(owner) as reader:
        (day,) = upcoming(reader, TODAY, 1)
    with shop.write(owner, "Done") as unit:
        done(unit, day.key, "greeted")
    with shop.write(owner, "Merge") as unit:
        merge(unit, ours, [theirs])
    with shop.read(owner) as reader:
        (day,) = upcoming(reader, TODAY, 1)
    assert (day.customer_id, day.row_id) == (ours, own)
    assert day.mark is not None
    assert day.mark.word == "greeted"
