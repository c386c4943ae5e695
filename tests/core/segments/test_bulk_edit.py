"""Many customers edited as one act: previewed, counted, undone."""

from typing import Any

import pytest
from sqlalchemy import select

from app.catalogue.basics import Basics
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.catalogue.values import Link
from app.core.actor import Actor
from app.core.customers import queries
from app.core.customers.queries import ListQuery, list_ids, list_rows, profile, search
from app.core.customers.records import customer, doubt, search_text
from app.core.errors import Cancelled, Refused
from app.core.progress import SILENT, Progress
from app.core.segments import bulk_edit, service
from app.core.segments.bulk_preview import Chosen, Mode
from app.core.segments.filter import Condition, Filter
from app.core.segments.queries import preview
from app.core.segments.targets import targets
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.core.segments.test_filters import Stop
from tests.factories import make_company, make_customer

ALL = Chosen(ListQuery())


def values(shop: Shop, actor: Actor, key: str) -> list[Any]:
    with shop.read(actor) as reader:
        seen = [profile(reader, each) for each in list_ids(reader, ListQuery(sort="number"))]
        return [each.value(each.catalogue.field(key)) for each in seen if each.catalogue.has(key)]


def terms(shop: Shop, actor: Actor) -> list[tuple[str, ...]]:
    with shop.read(actor) as reader:
        found = reader.connection.execute(select(search_text.c.terms).order_by(search_text.c.id))
        return [tuple(sorted(row[0].split())) for row in found]


def edit(
    shop: Shop, actor: Actor, key: str, value: Any, mode: Mode = Mode.OVERWRITE,
    chosen: Chosen = ALL, progress: Progress = SILENT,
) -> tuple[int, int]:  # fmt: skip
    with shop.write(actor, "Edit many") as unit:
        changed = service.edit_many(unit, chosen, key, value, mode, progress)
    return changed, unit.act_id


def undo(shop: Shop, actor: Actor, act: int) -> None:
    with shop.write(actor, "Undo") as unit:
        undo_act(unit, act)


@pytest.fixture
def three(shop: Shop, owner: Actor) -> list[int]:
    return [
        make_customer(shop, owner, "王堃", "K1", texts={Extras.handler: "小李"}),
        make_customer(shop, owner, "陈欣", "K2", texts={Extras.handler: "阿云"}),
        make_customer(shop, owner, "单雄", "K3"),
    ]


def test_previewed_and_counted(shop: Shop, owner: Actor, three: list[int]) -> None:
    make_company(shop, owner, number="K4")
    with shop.read(owner) as reader:
        found = preview(reader, ALL, "handler", "小李")
        assert (found.total, found.blank, found.same, found.other, found.without) == (4, 2, 1, 1, 0)
        assert (found.changes(Mode.OVERWRITE), found.changes(Mode.BLANKS)) == (3, 2)
        assert preview(reader, ALL, "motto", "x").without == 1
    assert edit(shop, owner, "handler", "小李")[0] == 3
    assert values(shop, owner, "handler") == ["小李"] * 4


def test_only_the_blanks(shop: Shop, owner: Actor, three: list[int]) -> None:
    changed, act = edit(shop, owner, "handler", "老松", Mode.BLANKS)
    assert changed == 1
    assert values(shop, owner, "handler") == ["小李", "阿云", "老松"]
    undo(shop, owner, act)
    assert values(shop, owner, "handler") == ["小李", "阿云", None]


def test_only_the_chosen_ones(shop: Shop, owner: Actor, three: list[int]) -> None:
    edit(shop, owner, "handler", "老松", chosen=Chosen(ListQuery(), (three[1],)))
    assert values(shop, owner, "handler") == ["小李", "老松", None]
    asked = Filter((Condition("handler", "is", "老松"),))
    edit(shop, owner, "handler", None, chosen=Chosen(ListQuery(filter=asked)))
    assert values(shop, owner, "handler") == ["小李", None, None]


def test_where_it_comes_from_is_noted(shop: Shop, owner: Actor, three: list[int]) -> None:
    with shop.write(owner, "As imported") as unit:
        unit.bulk(customer.update().values(source="import"), tables=["customer"])
    edit(shop, owner, "motto", "早起")
    with shop.read(owner) as reader:
        seen = profile(reader, three[0])
        assert seen.fact(Life.motto).source == "owner"
        assert seen.fact(Basics.name).source == "import"


def test_a_doubt_about_the_value_goes(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, texts={Extras.joined_on: "1985-2-30"})
    _, act = edit(shop, owner, "joined_on", None, Mode.OVERWRITE)
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery(doubts=True)) == 1  # nothing was changed
    value = Extras.joined_on.kind.from_json("2020-05-01")
    _, act = edit(shop, owner, "joined_on", value)
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery(doubts=True)) == 0
        assert reader.connection.execute(select(doubt)).all() == []
        assert (
            queries.list_rows(reader, list_ids(reader, ListQuery()))[0].joined_on == value.solar()
        )
    undo(shop, owner, act)
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery(doubts=True)) == 1
        assert queries.list_rows(reader, list_ids(reader, ListQuery()))[0].joined_on is None


def test_entries_are_added_once(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "王堃", "K1", texts={Life.favourite_dishes: "川菜"})
    make_customer(shop, owner, "陈欣", "K2", texts={Life.favourite_dishes: "粤菜、川菜"})
    make_customer(shop, owner, "单雄", "K3")
    changed, act = edit(shop, owner, "favourite_dishes", ("粤菜",), Mode.ADD)
    assert changed == 2
    assert values(shop, owner, "favourite_dishes") == [
        ("川菜", "粤菜"),
        ("粤菜", "川菜"),
        ("粤菜",),
    ]
    undo(shop, owner, act)
    assert values(shop, owner, "favourite_dishes") == [("川菜",), ("粤菜", "川菜"), None]


def test_what_cannot_be_given_to_many(shop: Shop, owner: Actor, three: list[int]) -> None:
    for key in ("name", "id_number", "customer_no", "child.name"):
        with pytest.raises(Refused):
            edit(shop, owner, key, "x")
    with pytest.raises(Refused):
        edit(shop, owner, "handler", ("x",), Mode.ADD)


def test_cancelling_leaves_everything(shop: Shop, owner: Actor, three: list[int]) -> None:
    with pytest.raises(Cancelled):
        edit(shop, owner, "handler", "老松", progress=Stop())
    assert values(shop, owner, "handler") == ["小李", "阿云", None]


def test_tags_come_and_go_and_are_found(shop: Shop, owner: Actor, three: list[int]) -> None:
    before = terms(shop, owner)
    with shop.write(owner, "Tag") as unit:
        assert service.add_tags(unit, ALL, [" 老客户 ", "VIP", "VIP"]) == 3
    with shop.read(owner) as reader:
        assert search(reader, "老客户").total == 3
        assert queries.count(reader, ListQuery(tags=("VIP",))) == 3
        assert queries.tags_in_use(reader) == [("VIP", 3), ("老客户", 3)]
    added = unit.act_id
    with shop.write(owner, "Untag") as unit:
        assert service.remove_tags(unit, Chosen(ListQuery(), (three[0],)), ["VIP"]) == 1
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery(tags=("VIP",))) == 2
    undo(shop, owner, unit.act_id)
    undo(shop, owner, added)
    assert terms(shop, owner) == before
    with shop.read(owner) as reader:
        assert search(reader, "老客户").total == 0


def test_the_search_text_is_the_one_a_single_edit_makes(
    shop: Shop, owner: Actor, three: list[int]
) -> None:
    from app.core.customers.upkeep import renew

    with shop.write(owner, "Tag") as unit:
        service.add_tags(unit, ALL, ["老客户", "Tea Lover"])
        service.remove_tags(unit, Chosen(ListQuery(), (three[1],)), ["老客户"])
    quick = terms(shop, owner)
    with shop.write(owner, "Anew") as unit:
        renew(unit, three)
    assert terms(shop, owner) == quick


def test_a_searchable_field_of_many_is_found_piece_by_piece(
    shop: Shop, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.core.customers import upkeep
    from app.core.store import index_anew

    monkeypatch.setattr(upkeep, "_CHUNK", 2)
    monkeypatch.setattr(index_anew, "_MANY", 1)
    names = ("王堃", "陈欣", "单雄", "赵蕾", "钱澄")
    for place, name in enumerate(names):
        make_customer(shop, owner, name, f"K{place}", texts={Basics.employer_name: "旧厂"})
    before = terms(shop, owner)
    changed, act_id = edit(shop, owner, "employer_name", Link("恒通公司"))
    assert changed == len(names)
    with shop.read(owner) as reader:
        assert search(reader, "恒通").total == len(names)
        assert search(reader, "旧厂").total == 0
        shown = list_rows(reader, list_ids(reader, ListQuery()))
        assert {row.company for row in shown} == {"恒通公司"}
    made = terms(shop, owner)
    with shop.write(owner, "One by one") as unit:
        upkeep.renew(unit, (each for each in range(1, 100)))
    assert terms(shop, owner) == made
    undo(shop, owner, act_id)
    assert terms(shop, owner) == before
    with shop.read(owner) as reader:
        assert search(reader, "旧厂").total == len(names)


def test_a_tag_is_renamed_and_two_become_one(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "王堃", "K1", texts={Extras.tags: "爱茶、老客"})
    make_customer(shop, owner, "陈欣", "K2", texts={Extras.tags: "老客"})
    make_customer(shop, owner, "单雄", "K3", texts={Extras.tags: "新客"})
    with shop.write(owner, "Rename") as unit:
        assert service.merge_tag(unit, "老客", "爱茶") == 2
    assert values(shop, owner, "tags") == [("爱茶",), ("爱茶",), ("新客",)]
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery(tags=("老客",))) == 0
        assert search(reader, "爱茶").total == 2
    with pytest.raises(Refused), shop.write(owner, "Rename") as unit:
        service.merge_tag(unit, "新客", " ")


def test_many_to_the_bin_and_back(shop: Shop, owner: Actor, three: list[int]) -> None:
    with shop.write(owner, "Bin") as unit:
        assert service.move_many_to_bin(unit, ALL) == 3
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery(bin=True)) == 3
        assert search(reader, "陈欣").total == 0
    undo(shop, owner, unit.act_id)
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery()) == 3
        assert search(reader, "陈欣").total == 1


def test_each_list_of_entries_is_looked_up_not_compared_with_all(shop: Shop, owner: Actor) -> None:
    """Thousands of different lists beside 100,000 customers took a minute otherwise."""
    with shop.write(owner, "Look") as unit:
        (target,) = targets(unit, "favourite_dishes")
        asked = bulk_edit._rows_of(target, [('["鱼"]', '["鱼", "茶"]')], [1], target.key, new=True)
        words = asked.compile(unit.connection.engine)
        given = tuple(words.params[name] for name in words.positiontup or ())
        told = unit.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", given)
        plan = " / ".join(str(row[3]) for row in told)
    assert "SEARCH known USING AUTOMATIC" in plan, plan
