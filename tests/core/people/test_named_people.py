"""A closest friend or an employer that is our customer is suggested, and never done silently."""

import pytest

from app.catalogue.basics import Basics
from app.catalogue.personality import Relations
from app.core.actor import Actor
from app.core.people import queries, service
from app.core.store.shop import Shop
from tests.factories import make_company, make_customer


@pytest.fixture
def chen(shop: Shop, owner: Actor) -> int:
    make_customer(shop, owner, "王芳")
    make_company(shop, owner, "柳溪小学")
    texts = {
        Relations.closest_friend: "王芳",
        Basics.employer_name: "柳溪小学",
        Relations.closest_neighbour: "柳溪小学",
    }
    return make_customer(shop, owner, "陈晓云", texts=texts)


def test_friend_and_employer_are_suggested(shop: Shop, owner: Actor, chen: int) -> None:
    with shop.read(owner) as reader:
        found = queries.referrals(reader)
        assert queries.people(reader, chen).links == ()
        one = queries.referral_of(reader, chen)
    assert {(e.end, e.introducer) for e in found} == {
        ("best_friend", "王芳"), ("employer", "柳溪小学"),
    }  # fmt: skip
    assert one in found
    with shop.write(owner, "Link") as unit:
        assert service.accept_referrals(unit, found) == 2
    with shop.read(owner) as reader:
        links = queries.people(reader, chen).links
        assert queries.referrals(reader) == ()
    assert {(e.end.key, e.name) for e in links} == {
        ("best_friend", "王芳"), ("employer", "柳溪小学"),
    }  # fmt: skip
