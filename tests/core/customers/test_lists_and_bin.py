"""Lists, their order and filters; tags; the next number; the bin."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.catalogue.basics import Basics
from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers import queries, service
from app.core.customers.queries import ListQuery, profile
from app.core.errors import NotAllowed, Refused
from app.core.purchases.records import purchase
from app.core.store.shop import Shop
from app.core.store.tables import history
from tests.factories import make_company, make_customer, make_purchase


def seen(shop: Shop, actor: Actor, customer_id: int, *, reveal: bool = False) -> queries.Profile:
    with shop.read(actor) as reader:
        return profile(reader, customer_id, reveal)


def found(shop: Shop, actor: Actor, text: str) -> list[str]:
    with shop.read(actor) as reader:
        return [hit.name for hit in queries.search(reader, text).hits]


def test_the_bin_hides_and_gives_back(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, number="LW0001")
    with shop.write(owner, "Bin") as unit:
        service.move_to_bin(unit, made)
    assert found(shop, owner, "陈") == []
    with shop.read(owner) as reader:
        assert list(queries.list_ids(reader, ListQuery())) == []
        assert list(queries.list_ids(reader, ListQuery(bin=True))) == [made]
        assert list(queries.list_ids(reader, ListQuery(bin=True, text="晓"))) == [made]
    with shop.write(owner, "Back") as unit:
        service.restore_from_bin(unit, made)
    assert found(shop, owner, "陈") == ["陈晓云"]


def test_who_lost_her_number_stays_in_the_bin(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, number="LW0001")
    with shop.write(owner, "Bin") as unit:
        service.move_to_bin(unit, made)
    make_customer(shop, owner, "王建国", "LW0001")
    with pytest.raises(Refused), shop.write(owner, "Back") as unit:
        service.restore_from_bin(unit, made)


def test_emptying_the_bin_leaves_no_value_anywhere(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Basics.mobile: "15400138000"})
    make_purchase(shop, owner, made, date(2026, 11, 1), 500)
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made, {Basics.name: "曾晓云"})
    with shop.write(owner, "Bin") as unit:
        service.move_to_bin(unit, made)
    with shop.write(owner, "Empty") as unit:
        assert service.empty_bin(unit) == 0
        assert service.empty_bin(unit, older_than_days=0) == 1
    with shop.read(owner) as reader:
        about = (history.c.record_table == "customer") & (history.c.record_id == made)
        left = select(func.count()).select_from(history).where(about)
        assert reader.connection.execute(left).scalar() == 0
        left = select(func.count()).select_from(purchase)
        assert reader.connection.execute(left).scalar() == 1


def test_tags_are_set_found_and_filtered(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    make_customer(shop, owner, "王建国", texts={Extras.tags: "爱茶"})
    with shop.write(owner, "Tags") as unit:
        service.set_tags(unit, made, ["爱茶", " a-b ", "爱茶"])
    assert seen(shop, owner, made).value(Extras.tags) == ("爱茶", "a-b")
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery(tags=("爱茶",))) == 2
        assert list(queries.list_ids(reader, ListQuery(tags=("爱茶", "a-b")))) == [made]
        assert queries.count(reader, ListQuery(tags=("爱",))) == 0
        assert queries.count(reader, ListQuery(tags=("ab",))) == 0
        assert queries.tags_in_use(reader) == [("爱茶", 2), ("a-b", 1)]


def test_next_number_continues_the_pattern_and_never_clashes(shop: Shop, owner: Actor) -> None:
    def proposed(kind: str = "individual") -> str:
        with shop.read(owner) as reader:
            return queries.next_number(reader, kind)

    assert (proposed(), proposed("company")) == ("0001", "C0001")
    make_customer(shop, owner, number="LW0592")
    assert proposed() == "LW0593"
    make_customer(shop, owner, number="LW0007")
    assert proposed() == "LW0593"
    binned = make_customer(shop, owner, number="LW0593")
    with shop.write(owner, "Bin") as unit:
        service.move_to_bin(unit, binned)
    assert proposed() == "LW0594"
    make_customer(shop, owner, number="VIP")
    assert proposed() == "LW0594"
    make_customer(shop, owner, number="9999")
    assert proposed() == "10000"
    make_company(shop, owner, number="Q-9")
    assert proposed("company") == "Q-10"


def test_lists_sort_by_every_key(shop: Shop, owner: Actor) -> None:
    lu, chen, cheng = (
        make_customer(shop, owner, name, number, texts={Extras.joined_on: joined})
        for name, number, joined in (
            ("卢布", "3", "2020-01-01"),
            ("陈静", "1", ""),
            ("程静", "2", "2019-01-01"),
        )
    )
    make_purchase(shop, owner, cheng, date(2026, 10, 1), 900)

    def ids(sort: str, *, descending: bool = False) -> list[int]:
        with shop.read(owner) as reader:
            query = ListQuery(sort=sort, descending=descending)
            return list(queries.list_ids(reader, query))

    assert ids("name") == [chen, cheng, lu]
    assert ids("name", descending=True) == [lu, cheng, chen]
    assert ids("number") == [chen, cheng, lu]
    assert ids("joined") == [cheng, lu, chen]
    assert ids("joined", descending=True) == [lu, cheng, chen]
    assert ids("revenue", descending=True)[0] == cheng
    assert ids("last_purchase") == [cheng, lu, chen]
    with shop.read(owner) as reader:
        rows = queries.list_rows(reader, [lu, 999, cheng])
    assert [row.name for row in rows] == ["卢布", "程静"]
    assert (rows[1].purchases, rows[1].last_purchase_on) == (1, date(2026, 10, 1))


def test_lists_filter_by_kind_and_text(shop: Shop, owner: Actor) -> None:
    person = make_customer(shop, owner, texts={Basics.employer_name: "青坪茶叶有限公司"})
    company = make_company(shop, owner)
    with shop.read(owner) as reader:
        assert list(queries.list_ids(reader, ListQuery(kind="company"))) == [company]
        assert list(queries.list_ids(reader, ListQuery(kind="individual"))) == [person]
        both = queries.list_ids(reader, ListQuery(text="青坪"))
        assert sorted(both) == [person, company]
        assert queries.count(reader, ListQuery(text="青坪", kind="individual")) == 1
        assert queries.count(reader, ListQuery(text="%")) == 0


def test_the_custodian_sees_and_changes_nothing(shop: Shop, owner: Actor, custodian: Actor) -> None:
    made = make_customer(shop, owner)
    with shop.read(custodian) as reader:
        for ask in (
            lambda: queries.search(reader, "陈"),
            lambda: queries.list_ids(reader, ListQuery()),
            lambda: profile(reader, made),
        ):
            with pytest.raises(NotAllowed):
                ask()
    with pytest.raises(NotAllowed), shop.write(custodian, "Edit") as unit:
        service.edit(unit, made, {Basics.name: "x"})
