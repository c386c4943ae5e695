"""Who brought whom: revenue directly and all the way down, and "referred by" made links."""

from datetime import date, timedelta

import pytest

from app.catalogue.individual import Extras
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.errors import Cancelled
from app.core.people import queries, service
from app.core.people.queries import Introductions
from app.core.store.shop import Shop
from app.core.value.window import last_days
from tests.conftest import TODAY
from tests.factories import make_customer, make_purchase


def introduced(shop: Shop, actor: Actor, *pairs: tuple[int, int]) -> None:
    with shop.write(actor, "Introduced") as unit:
        for one, other in pairs:
            service.add_link(unit, one, other, "introduced")


def brought(shop: Shop, actor: Actor, customer_id: int, days: int = 0) -> Introductions:
    with shop.read(actor) as reader:
        window = last_days(reader.today, days) if days else None
        return queries.introductions(reader, customer_id, window)


def chain(shop: Shop, actor: Actor) -> list[int]:
    """甲 brought 乙 and 丙, 乙 brought 丁; each has bought for one yuan more."""
    ids = [make_customer(shop, actor, name) for name in ("甲一", "乙二", "丙三", "丁四")]
    introduced(shop, actor, (ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[3]))
    for place, each in enumerate(ids):
        make_purchase(shop, actor, each, TODAY - timedelta(days=1), 100 * (place + 1))
    return ids


def test_directly_and_all_the_way_down(shop: Shop, owner: Actor) -> None:
    ids = chain(shop, owner)
    found = brought(shop, owner, ids[0])
    assert (found.direct, found.direct_revenue) == (2, 500)
    assert (found.all, found.all_revenue) == (3, 900)
    assert found.window.first is None
    assert brought(shop, owner, ids[3]).all == 0


def test_a_window_counts_only_its_days(shop: Shop, owner: Actor) -> None:
    ids = chain(shop, owner)
    make_purchase(shop, owner, ids[1], date(2020, 1, 1), 10_000)
    assert brought(shop, owner, ids[0]).direct_revenue == 10_500
    assert brought(shop, owner, ids[0], 365).direct_revenue == 500


def test_a_circle_of_introductions_counts_everybody_once(shop: Shop, owner: Actor) -> None:
    ids = chain(shop, owner)
    introduced(shop, owner, (ids[3], ids[0]), (ids[2], ids[3]))
    found = brought(shop, owner, ids[0])
    assert (found.all, found.all_revenue) == (3, 900)
    assert brought(shop, owner, ids[3]).all == 3


def test_the_bin_brings_nothing_but_leads_on(shop: Shop, owner: Actor) -> None:
    ids = chain(shop, owner)
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, ids[1])
    found = brought(shop, owner, ids[0])
    assert (found.direct, found.all, found.all_revenue) == (1, 2, 700)


def test_who_brings_the_most(shop: Shop, owner: Actor) -> None:
    ids = chain(shop, owner)
    with shop.read(owner) as reader:
        found = queries.introducers(reader)
    assert [(each.customer_id, each.direct, each.direct_revenue) for each in found] == [
        (ids[0], 2, 500),
        (ids[1], 1, 400),
    ]


def referred(shop: Shop, actor: Actor, name: str, by: str, number: str | None = None) -> int:
    return make_customer(shop, actor, name, number, texts={Extras.referral_by: by})


def found(shop: Shop, actor: Actor) -> list[tuple[str, str, bool]]:
    with shop.read(actor) as reader:
        return [(e.name, e.introducer, e.certain) for e in queries.referrals(reader)]


@pytest.mark.parametrize(
    "typed", ["LW0001", " lw0001", "王堃(LW0001)", "LW0001 王堃", "王堃（LW0001）"]
)
def test_a_number_is_certain(shop: Shop, owner: Actor, typed: str) -> None:
    make_customer(shop, owner, "王堃", "LW0001")
    make_customer(shop, owner, "王堃", "LW0002")
    referred(shop, owner, "乙二", typed)
    assert found(shop, owner) == [("乙二", "王堃", True)]


def test_a_name_counts_only_while_it_is_unique(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "王堃", "LW0001")
    other = referred(shop, owner, "乙二", " 王堃 ")
    assert found(shop, owner) == [("乙二", "王堃", False)]
    with shop.read(owner) as reader:
        alone = queries.referral_of(reader, other)
    assert alone is not None
    assert (alone.introducer, alone.certain) == ("王堃", False)
    make_customer(shop, owner, "王堃", "LW0002")
    assert found(shop, owner) == []
    with shop.read(owner) as reader:
        assert queries.referral_of(reader, other) is None


def test_strangers_and_oneself_are_no_suggestion(shop: Shop, owner: Actor) -> None:
    referred(shop, owner, "乙二", "隔壁老李")
    referred(shop, owner, "丙三", "丙三")
    referred(shop, owner, "丁四", "LW0004", "LW0004")
    assert found(shop, owner) == []


def test_two_numbers_in_one_text_say_nothing(shop: Shop, owner: Actor) -> None:
    make_customer(shop, owner, "王堃", "LW0001")
    make_customer(shop, owner, "李堃", "LW0002")
    referred(shop, owner, "乙二", "LW0001、LW0002")
    assert found(shop, owner) == []


def test_accepted_ones_are_links(shop: Shop, owner: Actor) -> None:
    wang = make_customer(shop, owner, "王堃", "LW0001")
    other = referred(shop, owner, "乙二", "LW0001")
    with shop.write(owner, "Accept") as unit:
        assert service.accept_referrals(unit, queries.referrals(unit)) == 1
    assert found(shop, owner) == []
    assert brought(shop, owner, wang).direct == 1
    with shop.read(owner) as reader:
        assert queries.people(reader, other).links[0].end.key == "introducer"


def test_two_who_name_each_other_make_no_circle(shop: Shop, owner: Actor) -> None:
    referred(shop, owner, "甲一", "LW0002", "LW0001")
    referred(shop, owner, "乙二", "LW0001", "LW0002")
    with shop.write(owner, "Accept") as unit:
        both = queries.referrals(unit)
        assert len(both) == 2
        assert service.accept_referrals(unit, both) == 1


def test_looking_for_referrals_can_be_stopped(shop: Shop, owner: Actor) -> None:
    class Pressed:
        def report(self, done: int, total: int, text: str = "") -> None:
            """Nobody looks."""

        def is_cancelled(self) -> bool:
            return True

    make_customer(shop, owner)
    with pytest.raises(Cancelled), shop.read(owner) as reader:
        queries.referrals(reader, Pressed())
