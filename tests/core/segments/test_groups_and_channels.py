"""Filters by the group of the value matrix, and by the channel that told."""

from datetime import timedelta

import pytest

from app.catalogue.basics import Basics
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.customers.queries import ListQuery, list_ids, list_rows
from app.core.segments.filter import Condition, Filter
from app.core.settings.declared import MATRIX_WINDOW
from app.core.settings.service import put
from app.core.sources.origin import Origin
from app.core.store.shop import Shop
from app.core.value.standing import standings
from tests.conftest import TODAY
from tests.factories import make_company, make_customer, make_purchase


def fits(shop: Shop, owner: Actor, field: str, op: str, *value: str) -> set[str]:
    asked = Filter((Condition(field, op, value or None),))
    with shop.read(owner) as reader:
        ids = list_ids(reader, ListQuery(filter=asked))
        return {row.name for row in list_rows(reader, ids)}


@pytest.fixture
def bought(shop: Shop, owner: Actor) -> Shop:
    """One person in each group, one company, one who bought long ago, and one who never did."""
    plans = {"常客": (6, 500_00), "豪客": (1, 900_00), "熟客": (6, 10_00), "散客": (1, 10_00)}
    for name, (times, fen) in plans.items():
        record = make_customer(shop, owner, name)
        for each in range(times):
            make_purchase(shop, owner, record, TODAY - timedelta(days=each), fen)
    make_purchase(shop, owner, make_company(shop, owner, "金日"), TODAY, 10_00)
    make_purchase(
        shop, owner, make_customer(shop, owner, "旧客"), TODAY - timedelta(days=500), 1_00
    )
    make_customer(shop, owner, "新客")
    return shop


def test_each_group_is_the_one_of_the_matrix(bought: Shop, owner: Actor) -> None:
    with bought.read(owner) as reader:
        found = standings(reader)
        named = {row.name: row.id for row in list_rows(reader, list_ids(reader, ListQuery()))}
    groups = {name: found.of(record) for name, record in named.items()}
    for word in ("best", "spenders", "frequent", "uncertain"):
        persons = {name for name, each in groups.items() if each is not None and each.word == word}
        got = fits(bought, owner, "value_group", "any", word)
        assert got - {"金日"} == persons
        assert persons
    assert "常客" in fits(bought, owner, "value_group", "any", "best")


def test_two_groups_none_of_one_and_no_group_at_all(bought: Shop, owner: Actor) -> None:
    both = fits(bought, owner, "value_group", "any", "best", "frequent")
    assert {"常客", "熟客"} <= both
    assert "常客" not in fits(bought, owner, "value_group", "none", "best")
    assert fits(bought, owner, "value_group", "empty") == {"旧客", "新客"}
    assert "金日" in fits(bought, owner, "value_group", "filled")


def test_the_window_is_the_shop_s(bought: Shop, owner: Actor) -> None:
    with bought.write(owner, "All time") as unit:
        put(unit, MATRIX_WINDOW, 0)
    assert fits(bought, owner, "value_group", "empty") == {"新客"}


@pytest.fixture
def told(shop: Shop, owner: Actor) -> Shop:
    """Somebody from a fair, somebody from a talk while serving, and one hint by a customer."""
    with shop.write(owner, "Add") as unit:
        for name, code in (("展客", "fair.talk"), ("聊客", "service.talk"), ("店客", "owner")):
            customers.create(unit, "individual", {Basics.name: name}, origin=Origin(code))
        record = customers.create(unit, "individual", {Basics.name: "友客"})
        customers.edit_text(
            unit, record, {Basics.native_place: "绍兴"}, origin=Origin("other.customer")
        )
    return shop


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("fair",), {"展客"}),
        (("fair.talk",), {"展客"}),
        (("fair.exhibition",), set()),
        (("other",), {"友客"}),
        (("fair", "service"), {"展客", "聊客"}),
        (("owner",), {"店客", "友客"}),
    ],
)
def test_by_channel_or_what_stands_under_it(
    told: Shop, owner: Actor, asked: tuple[str, ...], found: set[str]
) -> None:
    assert fits(told, owner, "source", "any", *asked) == found


def test_not_by_a_channel(told: Shop, owner: Actor) -> None:
    assert fits(told, owner, "source", "none", "fair", "other") == {"聊客", "店客"}


def test_together_with_other_conditions(told: Shop, owner: Actor) -> None:
    asked = Filter((Condition("source", "any", ("other",)), Condition("value_group", "empty")))
    with told.read(owner) as reader:
        assert len(list_ids(reader, ListQuery(filter=asked))) == 1
