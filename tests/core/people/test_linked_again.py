"""A link that has ended may be made again; two that hold at once are refused."""

import pytest
from sqlalchemy import select

from app.catalogue.values import CalendarDay
from app.core.actor import Actor
from app.core.duplicates import service as duplicates
from app.core.errors import Refused
from app.core.people import queries, service
from app.core.people.links import ensure_link
from app.core.people.records import customer_link
from app.core.people.service import About
from app.core.store.acts import last_to_undo
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase

OVER = About(CalendarDay("solar", 2010), CalendarDay("solar", 2019))


@pytest.fixture
def two(shop: Shop, owner: Actor) -> tuple[int, int]:
    return make_customer(shop, owner, "王秀英"), make_customer(shop, owner, "陈大明")


def untils(shop: Shop, owner: Actor) -> list[str | None]:
    with shop.read(owner) as reader:
        asked = select(customer_link.c.until).order_by(customer_link.c.id)
        return list(reader.connection.execute(asked).scalars())


def test_married_again(shop: Shop, owner: Actor, two: tuple[int, int]) -> None:
    with shop.write(owner, "First") as unit:
        first = service.add_link(unit, *two, "spouse", OVER)
    with shop.write(owner, "Again") as unit:
        again = service.add_link(unit, *two, "spouse", About(CalendarDay("solar", 2022)))
    assert [each is None for each in untils(shop, owner)] == [False, True]
    with shop.write(owner, "Third") as unit:
        with pytest.raises(Refused, match="already"):
            service.add_link(unit, *two, "spouse")
        with pytest.raises(Refused, match="already"):
            service.edit_link(unit, first, About())
        service.edit_link(unit, again, About(note="复婚"))
    with shop.write(owner, "Undo") as unit:
        act = last_to_undo(unit)
        assert act is not None
        undo_act(unit, act.id)
    assert len(untils(shop, owner)) == 2


def test_one_that_ends_only_later_still_holds(
    shop: Shop, owner: Actor, two: tuple[int, int]
) -> None:
    later = About(until=CalendarDay("solar", 2030))
    with shop.write(owner, "Link") as unit:
        service.add_link(unit, *two, "neighbour", later)
        with pytest.raises(Refused, match="already"):
            service.add_link(unit, *two, "neighbour")
        ensure_link(unit, *two, "neighbour")
    assert len(untils(shop, owner)) == 1


def test_brought_twice_counts_once(shop: Shop, owner: Actor, two: tuple[int, int]) -> None:
    with shop.write(owner, "Link") as unit:
        service.add_link(unit, *two, "introduced", OVER)
        service.add_link(unit, *two, "introduced")
    make_purchase(shop, owner, two[1], TODAY, 1000)
    with shop.read(owner) as reader:
        found = queries.introductions(reader, two[0])
        (best,) = queries.introducers(reader)
    assert (found.direct, found.direct_revenue) == (1, 1000)
    assert (best.direct, best.direct_revenue) == (1, 1000)


def test_a_merge_keeps_both(shop: Shop, owner: Actor, two: tuple[int, int]) -> None:
    third = make_customer(shop, owner, "王秀英")
    with shop.write(owner, "Link") as unit:
        service.add_link(unit, *two, "friend", OVER)
        service.add_link(unit, third, two[1], "friend")
    with shop.write(owner, "Merge") as unit:
        duplicates.merge(unit, two[0], [third], {})
    assert sorted(each is None for each in untils(shop, owner)) == [False, True]
