"""Households: suggested with reasons, ruled on once, sharing only what was shown."""

import pytest

from app.catalogue.basics import Basics
from app.core.actor import Actor
from app.core.customers import queries as customer_queries
from app.core.customers import service as customers
from app.core.errors import Cancelled, Refused
from app.core.people import queries, service
from app.core.people.households import MOST_MEMBERS, Reason, Suggestion, address_key
from app.core.store.acts import last_to_undo
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.factories import make_company, make_customer

HOME = "云溪市老街12号3幢402室"


def member(shop: Shop, actor: Actor, name: str, address: str = HOME, phone: str = "") -> int:
    return make_customer(
        shop, actor, name, texts={Basics.home_address: address, Basics.mobile: phone}
    )


def suggested(shop: Shop, actor: Actor) -> list[tuple[str, ...]]:
    with shop.read(actor) as reader:
        return [names(each) for each in queries.suggestions(reader)]


def names(each: Suggestion) -> tuple[str, ...]:
    return tuple(one.name for one in each.members)


def household(shop: Shop, actor: Actor, customer_id: int) -> list[str]:
    with shop.read(actor) as reader:
        return [each.name for each in queries.household(reader, customer_id)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (HOME, "云溪市 老街１２号，3幢（402室）"),
        ("Old Street 12, Yunxi", "old street 12 yunxi"),
    ],
)
def test_an_address_is_compared_without_its_dressing(one: str, other: str) -> None:
    assert address_key(one) == address_key(other) != ""


@pytest.mark.parametrize("vague", ["云溪市", "老街12", "松口乡街上南门外", ""])
def test_a_vague_address_is_nobodys_home(vague: str) -> None:
    assert address_key(vague) == ""


def test_an_address_and_a_phone_suggest_with_their_reasons(shop: Shop, owner: Actor) -> None:
    member(shop, owner, "甲一", HOME, "15412345678")
    member(shop, owner, "乙二", "云溪市老街12号 3幢402室", "15412345678")
    member(shop, owner, "丙三", "云溪市新河小区9号", "15412345679")
    with shop.read(owner) as reader:
        (only,) = queries.suggestions(reader)
    assert names(only) == ("甲一", "乙二")
    assert only.reasons == (Reason("phone", "+8615412345678"), Reason("address", HOME))


def test_nobody_is_joined_silently(shop: Shop, owner: Actor) -> None:
    one, _ = member(shop, owner, "甲一"), member(shop, owner, "乙二")
    assert suggested(shop, owner) == [("甲一", "乙二")]
    assert household(shop, owner, one) == []


def test_accepted_is_no_suggestion_any_more(shop: Shop, owner: Actor) -> None:
    ids = [member(shop, owner, name) for name in ("甲一", "乙二", "丙三")]
    with shop.write(owner, "Join") as unit:
        assert service.join(unit, ids) == 2
    assert suggested(shop, owner) == []
    assert household(shop, owner, ids[2]) == ["甲一", "乙二"]
    member(shop, owner, "丁四")
    assert suggested(shop, owner) == [("甲一", "乙二", "丙三", "丁四")]
    with shop.write(owner, "Join") as unit:
        assert service.join(unit, ids) == 0


def test_a_no_is_remembered_until_it_is_undone(shop: Shop, owner: Actor) -> None:
    ids = [member(shop, owner, name) for name in ("甲一", "乙二")]
    with shop.write(owner, "Apart") as unit:
        service.keep_apart(unit, ids)
        service.keep_apart(unit, ids[::-1])
    assert suggested(shop, owner) == []
    with shop.write(owner, "Undo") as unit:
        act = last_to_undo(unit)
        assert act is not None
        undo_act(unit, act.id)
    assert suggested(shop, owner) == [("甲一", "乙二")]


def test_a_dormitory_and_a_company_are_no_household(shop: Shop, owner: Actor) -> None:
    for number in range(MOST_MEMBERS + 1):
        member(shop, owner, f"人{number}")
    assert suggested(shop, owner) == []
    member(shop, owner, "甲一", "", "15412345678")
    texts = {Basics.home_phone: "15412345678"}
    other = make_customer(shop, owner, "乙二", texts=texts)
    make_company(shop, owner)
    assert suggested(shop, owner) == [("甲一", "乙二")]
    with shop.read(owner) as reader:
        assert [names(each) for each in queries.suggestions_for(reader, other)] == [
            ("甲一", "乙二")
        ]


def test_the_bin_is_left_out(shop: Shop, owner: Actor) -> None:
    one, other = member(shop, owner, "甲一"), member(shop, owner, "乙二")
    with shop.write(owner, "Join") as unit:
        service.join(unit, [one, other])
        customers.move_to_bin(unit, other)
    assert household(shop, owner, one) == []
    member(shop, owner, "丙三")
    assert suggested(shop, owner) == [("甲一", "丙三")]


def test_one_is_no_household(shop: Shop, owner: Actor) -> None:
    one = member(shop, owner, "甲一")
    with pytest.raises(Refused, match="two members"), shop.write(owner, "Join") as unit:
        service.join(unit, [one, one])


def test_the_scan_can_be_stopped(shop: Shop, owner: Actor) -> None:
    class Pressed:
        def report(self, done: int, total: int, text: str = "") -> None:
            """Nobody looks."""

        def is_cancelled(self) -> bool:
            return True

    member(shop, owner, "甲一")
    with pytest.raises(Cancelled), shop.read(owner) as reader:
        queries.suggestions(reader, Pressed())


def moved(shop: Shop, actor: Actor) -> tuple[int, int, int]:
    """Two who lived together and one elsewhere, all one household; the first moves."""
    ids = (
        member(shop, actor, "甲一"),
        member(shop, actor, "乙二"),
        member(shop, actor, "丙三", "青坪镇南门7号"),
    )
    with shop.write(actor, "Join") as unit:
        service.join(unit, ids)
    with shop.write(actor, "Move") as unit:
        customers.edit_text(unit, ids[0], {Basics.home_address: "云溪市新河小区9号"})
    return ids


def test_only_who_shared_the_old_address_is_asked_about(shop: Shop, owner: Actor) -> None:
    first, second, third = moved(shop, owner)
    with shop.read(owner) as reader:
        (offer,) = queries.offers(reader, first)
        every = queries.copies(reader, first)
        assert queries.offers(reader, third) == ()
    assert (offer.customer_id, offer.before.text) == (second, HOME)
    assert offer.after.text == "云溪市新河小区9号"
    assert {each.customer_id for each in every} == {second, third}


def test_what_was_shown_is_done_and_undone(shop: Shop, owner: Actor) -> None:
    first, second, third = moved(shop, owner)
    with shop.read(owner) as reader:
        shown = queries.offers(reader, first)
    with shop.write(owner, "Copy") as unit:
        assert service.copy_to(unit, first, shown) == 1
        act = unit.act_id
    with shop.read(owner) as reader:
        assert queries.offers(reader, first) == ()
        home = customer_queries.profile(reader, second).value(Basics.home_address)
        other = customer_queries.profile(reader, third).value(Basics.home_address)
    assert home is not None
    assert other is not None
    assert (home.text, other.text) == ("云溪市新河小区9号", "青坪镇南门7号")
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    with shop.read(owner) as reader:
        assert len(queries.offers(reader, first)) == 1


def test_what_changed_meanwhile_is_not_copied_over(shop: Shop, owner: Actor) -> None:
    first, second, _ = moved(shop, owner)
    with shop.read(owner) as reader:
        shown = queries.offers(reader, first)
    with shop.write(owner, "Elsewhere") as unit:
        customers.edit_text(unit, second, {Basics.home_address: "松口乡街上1号"})
    with pytest.raises(Refused, match="乙二"), shop.write(owner, "Copy") as unit:
        service.copy_to(unit, first, shown)


def test_without_a_household_nothing_is_offered(shop: Shop, owner: Actor) -> None:
    one = member(shop, owner, "甲一")
    firm = make_company(shop, owner)
    with shop.read(owner) as reader:
        assert queries.copies(reader, one) == ()
        assert queries.copies(reader, firm) == ()
