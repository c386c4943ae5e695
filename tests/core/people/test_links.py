"""Links between customers: two names, one row, no circles of parents."""

import pytest
from sqlalchemy import func, select

from app.catalogue.link_kinds import BUILT_IN, LinkKinds
from app.catalogue.values import CalendarDay
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.errors import Conflict, NotAllowed, Refused
from app.core.people import queries, service
from app.core.people.records import customer_link
from app.core.people.service import About
from app.core.store.acts import last_to_undo
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.i18n import use_language
from tests.factories import make_company, make_customer


def year(number: int) -> CalendarDay:
    return CalendarDay("solar", number)


def link(shop: Shop, actor: Actor, one: int, other: int, end: str, about: About = About()) -> int:  # noqa: B008
    with shop.write(actor, "Link") as unit:
        return service.add_link(unit, one, other, end, about)


def ends(shop: Shop, actor: Actor, customer_id: int) -> list[tuple[str, str]]:
    with shop.read(actor) as reader:
        found = queries.people(reader, customer_id).links
    return [(each.name, each.end.key) for each in found]


def undo_last(shop: Shop, actor: Actor) -> None:
    with shop.write(actor, "Undo") as unit:
        act = last_to_undo(unit)
        assert act is not None
        undo_act(unit, act.id)


def test_every_end_has_its_own_key_and_every_kind_two_names() -> None:
    keys = [end.key for _, end in LinkKinds(BUILT_IN).ends()]
    assert len(keys) == len(set(keys))
    for kind in BUILT_IN:
        assert kind.across(kind.first.key) == kind.second
        assert kind.across(kind.second.key) == kind.first
        assert kind.mirror is (kind.first.name == kind.second.name)


def test_one_row_is_seen_from_both_sides(shop: Shop, owner: Actor) -> None:
    mother = make_customer(shop, owner, "王秀英")
    son = make_customer(shop, owner, "陈小明")
    link(shop, owner, mother, son, "child", About(since=year(1990), note="老大"))
    assert ends(shop, owner, mother) == [("陈小明", "child")]
    assert ends(shop, owner, son) == [("王秀英", "parent")]
    with shop.read(owner) as reader:
        assert reader.connection.scalar(select(func.count()).select_from(customer_link)) == 1
        seen = queries.people(reader, son).links[0]
    assert seen.since == year(1990)
    assert seen.note == "老大"


def test_the_shown_name_is_what_the_other_is(shop: Shop, owner: Actor) -> None:
    one, other = make_customer(shop, owner, "甲一"), make_customer(shop, owner, "乙二")
    link(shop, owner, one, other, "introducer")
    with shop.read(owner) as reader:
        assert queries.people(reader, one).links[0].end.show() == "introduced by"
        assert queries.people(reader, other).links[0].end.show() == "introduced to us"


def test_a_customer_and_a_company(shop: Shop, owner: Actor) -> None:
    one, firm = make_customer(shop, owner), make_company(shop, owner)
    link(shop, owner, one, firm, "employer")
    assert ends(shop, owner, firm) == [("陈晓云", "employee")]
    with pytest.raises(Refused, match="is a company"):
        link(shop, owner, one, firm, "spouse")


def test_nobody_is_linked_to_herself(shop: Shop, owner: Actor) -> None:
    one = make_customer(shop, owner)
    with pytest.raises(Refused, match="herself"):
        link(shop, owner, one, one, "friend")


def test_the_same_link_twice_is_refused_from_either_side(shop: Shop, owner: Actor) -> None:
    one, other = make_customer(shop, owner, "甲一"), make_customer(shop, owner, "乙二")
    link(shop, owner, other, one, "neighbour")
    with pytest.raises(Refused, match="already"):
        link(shop, owner, one, other, "neighbour")
    link(shop, owner, one, other, "child")
    with pytest.raises(Refused, match="already"):
        link(shop, owner, other, one, "parent")
    link(shop, owner, one, other, "colleague")  # another kind is another link


def test_a_circle_of_parents_is_refused_with_its_chain(shop: Shop, owner: Actor) -> None:
    a, b, c = (make_customer(shop, owner, name) for name in ("甲一", "乙二", "丙三"))
    link(shop, owner, a, b, "child")
    link(shop, owner, b, c, "child")
    with pytest.raises(Refused) as refused:
        link(shop, owner, c, a, "child")
    assert "甲一 → 乙二 → 丙三 → 甲一" in str(refused.value)
    with pytest.raises(Refused):
        link(shop, owner, a, c, "parent")
    assert ends(shop, owner, a) == [("乙二", "child")]


def test_a_circle_through_the_bin_is_refused_too(shop: Shop, owner: Actor) -> None:
    a, b, c = (make_customer(shop, owner, name) for name in ("甲一", "乙二", "丙三"))
    link(shop, owner, a, b, "child")
    link(shop, owner, b, c, "child")
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, b)
    with pytest.raises(Refused, match="circle"):
        link(shop, owner, c, a, "child")


def test_an_undo_brings_no_circle_back(shop: Shop, owner: Actor) -> None:
    a, b = make_customer(shop, owner, "甲一"), make_customer(shop, owner, "乙二")
    made = link(shop, owner, a, b, "child")
    with shop.write(owner, "Remove") as unit:
        service.remove_link(unit, made)
        removal = unit.act_id
    link(shop, owner, b, a, "child")
    with pytest.raises(Refused, match="circle"), shop.write(owner, "Undo") as unit:
        undo_act(unit, removal)
    assert ends(shop, owner, a) == [("乙二", "parent")]


def test_a_link_is_edited_turned_and_removed(shop: Shop, owner: Actor) -> None:
    a, b = make_customer(shop, owner, "甲一"), make_customer(shop, owner, "乙二")
    made = link(shop, owner, a, b, "child")
    with shop.write(owner, "Edit") as unit:
        service.edit_link(unit, made, About(note="继父"), end="parent", seen_from=a)
    assert ends(shop, owner, a) == [("乙二", "parent")]
    undo_last(shop, owner)
    assert ends(shop, owner, a) == [("乙二", "child")]
    with shop.write(owner, "Remove") as unit:
        service.remove_link(unit, made)
    assert ends(shop, owner, b) == []
    undo_last(shop, owner)
    assert ends(shop, owner, b) == [("甲一", "parent")]
    with shop.write(owner, "Remove") as unit:
        service.remove_link(unit, made)
    with pytest.raises(Refused, match="not there"), shop.write(owner, "Again") as unit:
        service.remove_link(unit, made)


def test_turning_into_a_circle_or_a_second_one_is_refused(shop: Shop, owner: Actor) -> None:
    a, b, c = (make_customer(shop, owner, name) for name in ("甲一", "乙二", "丙三"))
    link(shop, owner, a, b, "child")
    link(shop, owner, b, c, "child")
    far = link(shop, owner, a, c, "child")
    with pytest.raises(Refused, match="circle"), shop.write(owner, "Turn") as unit:
        service.edit_link(unit, far, About(), end="parent", seen_from=a)
    friends = link(shop, owner, a, b, "friend")
    with pytest.raises(Refused, match="already"), shop.write(owner, "Turn") as unit:
        service.edit_link(unit, friends, About(), end="child", seen_from=a)


def test_dates_keep_their_order_as_far_as_they_are_known(shop: Shop, owner: Actor) -> None:
    a, b = make_customer(shop, owner, "甲一"), make_customer(shop, owner, "乙二")
    with pytest.raises(Refused, match="before it begins"):
        link(shop, owner, a, b, "friend", About(since=year(2012), until=year(2010)))
    same = About(since=CalendarDay("solar", 2012, 3), until=year(2012))
    link(shop, owner, a, b, "friend", same)
    with shop.read(owner) as reader:
        assert queries.people(reader, a).links[0].over


def test_what_is_over_stands_last(shop: Shop, owner: Actor) -> None:
    a, b, c = (make_customer(shop, owner, name) for name in ("甲一", "乙二", "丙三"))
    link(shop, owner, a, b, "spouse", About(until=year(2010)))
    link(shop, owner, a, c, "colleague")
    assert [name for name, _ in ends(shop, owner, a)] == ["丙三", "乙二"]


def test_the_bin_hides_links_and_gives_them_back(shop: Shop, owner: Actor) -> None:
    a, b = make_customer(shop, owner, "甲一"), make_customer(shop, owner, "乙二")
    link(shop, owner, a, b, "friend")
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, b)
    assert ends(shop, owner, a) == []
    with shop.write(owner, "Back") as unit:
        customers.restore_from_bin(unit, b)
    assert ends(shop, owner, a) == [("乙二", "friend")]


def test_emptying_the_bin_takes_the_links_along(shop: Shop, owner: Actor) -> None:
    a, b = make_customer(shop, owner, "甲一"), make_customer(shop, owner, "乙二")
    link(shop, owner, a, b, "friend")
    link(shop, owner, b, a, "child")
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, b)
    with shop.write(owner, "Empty") as unit:
        assert customers.empty_bin(unit, older_than_days=0) == 1
    with shop.read(owner) as reader:
        assert reader.connection.scalar(select(func.count()).select_from(customer_link)) == 0


def test_undoing_a_creation_that_links_hang_on_is_a_conflict(shop: Shop, owner: Actor) -> None:
    a = make_customer(shop, owner, "甲一")
    with shop.write(owner, "New customer") as unit:
        b = customers.create(unit, "individual", {}, number="LW0002")
        making = unit.act_id
    link(shop, owner, a, b, "child")
    with pytest.raises(Conflict), shop.write(owner, "Undo") as unit:
        undo_act(unit, making)
    assert ends(shop, owner, a) == [("LW0002", "child")]


def test_own_kinds_have_two_names_in_two_languages(shop: Shop, owner: Actor) -> None:
    a, b = make_customer(shop, owner, "甲一"), make_customer(shop, owner, "乙二")
    with shop.write(owner, "Kind") as unit:
        key = service.add_kind(unit, ("师父", "master"), ("徒弟", "apprentice"))
    link(shop, owner, a, b, f"{key}b")
    with shop.read(owner) as reader:
        assert queries.people(reader, a).links[0].end.show() == "apprentice"
        assert queries.people(reader, b).links[0].end.show() == "master"
        use_language("zh")
        assert queries.people(reader, a).links[0].end.show() == "徒弟"


def test_an_own_kind_needs_a_free_name(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Kind") as unit:
        key = service.add_kind(unit, ("牌友", ""), ("", ""))
        assert queries.kinds(unit).get(key) is not None
        service.rename_kind(unit, key, ("麻将搭子", "mahjong friend"), ("", ""))
    for taken in (("麻将搭子", ""), ("", "Spouse"), ("", "")):
        with pytest.raises(Refused), shop.write(owner, "Kind") as unit:
            service.add_kind(unit, taken, ("", ""))


def test_an_own_kind_in_use_stays(shop: Shop, owner: Actor) -> None:
    a, b = make_customer(shop, owner, "甲一"), make_customer(shop, owner, "乙二")
    with shop.write(owner, "Kind") as unit:
        key = service.add_kind(unit, ("牌友", ""), ("", ""))
    made = link(shop, owner, a, b, key)
    with (
        pytest.raises(Refused, match="still used by links: 1"),
        shop.write(owner, "Delete") as unit,
    ):
        service.delete_kind(unit, key)
    with pytest.raises(Refused, match="two sides"), shop.write(owner, "Rename") as unit:
        service.rename_kind(unit, key, ("甲", ""), ("乙", ""))
    with shop.write(owner, "Delete") as unit:
        service.remove_link(unit, made)
        service.delete_kind(unit, key)
    with pytest.raises(Refused, match="not there"):
        link(shop, owner, a, b, key)


def test_a_company_has_several_roles_for_one_person(shop: Shop, owner: Actor) -> None:
    one, firm = make_customer(shop, owner), make_company(shop, owner)
    link(shop, owner, firm, one, "in_charge", About(roles=("owner", "legal")))
    with shop.read(owner) as reader:
        assert queries.people(reader, one).links[0].roles == ("owner", "legal")


def test_the_custodian_sees_nobody(shop: Shop, owner: Actor, custodian: Actor) -> None:
    one = make_customer(shop, owner)
    with pytest.raises(NotAllowed), shop.read(custodian) as reader:
        queries.people(reader, one)
    with pytest.raises(NotAllowed):
        link(shop, custodian, one, one, "friend")


def test_someone_gone_is_refused(shop: Shop, owner: Actor) -> None:
    one = make_customer(shop, owner)
    with pytest.raises(Refused, match="not there"):
        link(shop, owner, one, 999, "friend")
