"""Products: added, changed, found as one types, retired, merged, and gone when unused."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.core.actor import Actor, Role
from app.core.errors import Conflict, NotAllowed, Refused
from app.core.products import queries, service
from app.core.products.naming import looked_for, name_key, sound_of
from app.core.products.records import product
from app.core.products.service import NewProduct
from app.core.purchases.entry import EntryLine, NewEntry, enter_receipt
from app.core.purchases.queries import lines
from app.core.purchases.records import QUANTITY_UNIT
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from tests.core.purchases.people import add_customer

DAY = date(2026, 11, 3)


def add(shop: Shop, owner: Actor, name: str, **said: object) -> int:
    with shop.write(owner, "Add product") as unit:
        return service.add(unit, NewProduct(name, **said))  # type: ignore[arg-type]


def sell(shop: Shop, owner: Actor, *sold: EntryLine, who: int | None = None) -> tuple[int, int]:
    """The receipt and the act."""
    with shop.write(owner, "Sell") as unit:
        return enter_receipt(unit, NewEntry(who, DAY, sold)), unit.act_id


def test_a_product_is_kept_and_changed(shop: Shop, owner: Actor) -> None:
    made = add(shop, owner, " 龙井 明前 ", brand="青坪", price=12800, life_months=12, stage="baby")
    with shop.write(owner, "Edit") as unit:
        assert service.edit(unit, made, price=13800, category="绿茶")
        assert not service.edit(unit, made, price=13800)
        assert service.edit(unit, made, name="龙井（明前）")
    with shop.read(owner) as reader:
        found = queries.get(reader, made)
        assert found is not None
        assert (found.name, found.price, found.category, found.brand) == (
            "龙井（明前）", 13800, "绿茶", "青坪",
        )  # fmt: skip
        assert (found.life_months, found.stage, found.service) == (12, "baby", False)
        assert [each.id for each in queries.find(reader, "ljmq")] == [made]
        assert queries.by_name(reader, "龙井(明前)") == found


@pytest.mark.parametrize(
    "said",
    [
        {"name": "  "},
        {"price": -1},
        {"price": service.MOST + 1},
        {"life_months": 0},
        {"name": "茶" * 201},
        {"brand": "茶" * 201},
    ],
)
def test_what_cannot_be_is_refused(shop: Shop, owner: Actor, said: dict[str, object]) -> None:
    made = add(shop, owner, "龙井")
    with pytest.raises(Refused), shop.write(owner, "Edit") as unit:
        service.edit(unit, made, **said)


def test_two_products_are_never_called_alike(shop: Shop, owner: Actor) -> None:
    first = add(shop, owner, "Oolong Tea")
    second = add(shop, owner, "Green Tea")
    for name in ("oolong  tea", "ＯＯＬＯＮＧ TEA"):
        with pytest.raises(Refused):
            add(shop, owner, name)
        with pytest.raises(Refused), shop.write(owner, "Edit") as unit:
            service.edit(unit, second, name=name)
    with shop.write(owner, "Edit") as unit:
        assert service.edit(unit, first, name="OOLONG tea")
    with pytest.raises(Refused), shop.write(owner, "Edit") as unit:
        service.edit(unit, 99, name="x")


def test_names_compare_by_width_case_and_blanks() -> None:
    assert name_key(" Ａ4  纸 ") == name_key("a4 纸")
    assert sound_of("龙井") == "lj longjing"
    assert (looked_for("Long Jing"), looked_for("龙 井")) == ("longjing", "龙 井")


def test_products_are_found_as_one_types(shop: Shop, owner: Actor) -> None:
    tea = add(shop, owner, "龙井", code="6901234")
    cup = add(shop, owner, "大龙杯", brand="Acme")
    with shop.read(owner) as reader:

        def ids(typed: str) -> list[int]:
            return [each.id for each in queries.find(reader, typed)]

        assert ids("龙") == [tea, cup]  # beginnings first
        assert ids("longj") == [tea]
        assert ids("lj") == [tea]
        assert ids("dlb") == [cup]
        assert ids("69012") == [tea]
        assert ids("acm") == [cup]
        assert ids(" ") == []
        assert ids("100%") == []


def test_a_retired_product_is_not_offered_and_keeps_its_lines(shop: Shop, owner: Actor) -> None:
    tea = add(shop, owner, "龙井", price=10000)
    receipt, _ = sell(shop, owner, EntryLine(product_id=tea, price=10000))
    with shop.write(owner, "Retire") as unit:
        assert service.retire(unit, tea)
        assert not service.retire(unit, tea)
    with shop.read(owner) as reader:
        assert queries.find(reader, "龙井") == ()
        assert [each.id for each in queries.listed(reader, retired=True)] == [tea]
        assert queries.count(reader) == 0
        assert [each.item for each in lines(reader, receipt)] == ["龙井"]
        found = queries.get(reader, tea)
        assert found is not None
        assert found.retired_on == reader.today
    with shop.write(owner, "Bring back") as unit:
        assert service.bring_back(unit, tea)
    with shop.read(owner) as reader:
        assert queries.count(reader, "longjing") == 1


def test_two_spellings_become_one_product(shop: Shop, owner: Actor) -> None:
    kept = add(shop, owner, "龙井", price=100)
    other = add(shop, owner, "龍井", brand="青坪", price=200)
    receipt, _ = sell(shop, owner, EntryLine(product_id=other, price=200))
    with shop.write(owner, "Merge") as unit:
        assert service.merge(unit, kept, other) == 1
    act = unit.act_id
    again, _ = sell(shop, owner, EntryLine(item="龍井", price=200))
    with shop.read(owner) as reader:
        assert [each.product_id for each in lines(reader, receipt)] == [kept]
        assert [(each.product_id, each.item) for each in lines(reader, again)] == [(kept, "龍井")]
        found = queries.get(reader, kept)
        assert found is not None
        assert (found.brand, found.price) == ("青坪", 100)
        assert queries.get(reader, other) is None
        assert [each.id for each in queries.spellings(reader, kept)] == [other]
        assert queries.by_name(reader, "龍井") == found
    with pytest.raises(Refused), shop.write(owner, "Merge") as unit:
        service.merge(unit, kept, kept)
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    with shop.read(owner) as reader:
        assert [each.product_id for each in lines(reader, receipt)] == [other]
        assert queries.count(reader) == 2


def test_a_spelling_becomes_a_product_of_its_own_again(shop: Shop, owner: Actor) -> None:
    kept, other = add(shop, owner, "龙井"), add(shop, owner, "龍井")
    receipt, _ = sell(shop, owner, EntryLine(product_id=other, price=200))
    with shop.write(owner, "Merge") as unit:
        service.merge(unit, kept, other)
    with shop.write(owner, "Part") as unit:
        assert service.part(unit, other)
        assert not service.part(unit, other)
    with shop.read(owner) as reader:
        assert [each.product_id for each in lines(reader, receipt)] == [other]


def test_what_a_receipt_brought_along_goes_with_it(shop: Shop, owner: Actor) -> None:
    _, first = sell(shop, owner, EntryLine(item="新茶", price=100, keep=True))
    _, second = sell(shop, owner, EntryLine(item="新茶", price=100, keep=True))
    for act, left in ((first, 1), (second, 0)):
        with shop.write(owner, "Undo") as unit:
            undo_act(unit, act)
        with shop.read(owner) as reader:
            assert queries.count(reader) == left
    redo = unit.act_id
    with shop.write(owner, "Redo") as unit:
        undo_act(unit, redo)
    with shop.read(owner) as reader:
        assert [each.name for each in queries.find(reader, "xincha")] == ["新茶"]
        named = select(func.count()).select_from(product)
        assert reader.connection.execute(named).scalar_one() == 1
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, second)
    with shop.read(owner) as reader:
        assert queries.count(reader) == 0


def test_an_edited_product_stays_when_its_receipt_goes(shop: Shop, owner: Actor) -> None:
    receipt, act = sell(shop, owner, EntryLine(item="新茶", price=100, keep=True))
    with shop.read(owner) as reader:
        (line,) = lines(reader, receipt)
    assert line.product_id is not None
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, line.product_id, brand="青坪")
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    with shop.read(owner) as reader:
        assert queries.count(reader) == 1


def test_taking_back_a_product_in_use_is_refused(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Add product") as unit:
        tea = service.add(unit, NewProduct("龙井"))
    act = unit.act_id
    sell(shop, owner, EntryLine(product_id=tea, price=100))
    with pytest.raises(Conflict), shop.write(owner, "Undo") as unit:
        undo_act(unit, act)


def test_an_undone_name_is_found_by_its_old_sound(shop: Shop, owner: Actor) -> None:
    tea = add(shop, owner, "龙井")
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, tea, name="白茶")
    act = unit.act_id
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    with shop.read(owner) as reader:
        assert [each.id for each in queries.find(reader, "longjing")] == [tea]
        assert queries.find(reader, "baicha") == ()


def test_best_sellers_take_returns_off(shop: Shop, owner: Actor) -> None:
    tea, cup = add(shop, owner, "龙井"), add(shop, owner, "杯")
    with shop.write(owner, "Add") as unit:
        who = add_customer(unit, "K1")
    two = 2 * QUANTITY_UNIT
    sell(shop, owner, EntryLine(product_id=tea, quantity=two, price=500), who=who)
    sell(shop, owner, EntryLine(product_id=cup, price=800), who=who)
    sell(shop, owner, EntryLine(product_id=tea, quantity=-QUANTITY_UNIT, price=500))
    with shop.read(owner) as reader:
        best = queries.best_sellers(reader, DAY, DAY)
        assert [(each.product_id, each.amount, each.quantity) for each in best] == [
            (cup, 800, QUANTITY_UNIT), (tea, 500, QUANTITY_UNIT),
        ]  # fmt: skip
        mine = queries.of_customer(reader, who)
        assert [(each.product_id, each.amount) for each in mine] == [(tea, 1000), (cup, 800)]
        assert queries.best_sellers(reader, date(2027, 1, 1), date(2099, 1, 1)) == ()


def test_words_in_use_are_offered(shop: Shop, owner: Actor) -> None:
    for name, brand in (("a", "X"), ("b", "Y"), ("c", "Y")):
        add(shop, owner, name, brand=brand)
    with shop.read(owner) as reader:
        assert queries.words_of(reader, "brand") == ("Y", "X")
        with pytest.raises(ValueError, match="price"):
            queries.words_of(reader, "price")


def test_a_custodian_touches_no_products(shop: Shop, owner: Actor) -> None:
    custodian = Actor("c", "小李", Role.CUSTODIAN)
    with pytest.raises(NotAllowed), shop.read(custodian) as reader:
        queries.find(reader, "茶")
    with pytest.raises(NotAllowed), shop.write(custodian, "Add") as unit:
        service.add(unit, NewProduct("茶"))
