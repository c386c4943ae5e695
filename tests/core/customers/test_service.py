"""Making and editing customers, their history and its undo."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.catalogue.basics import Basics
from app.catalogue.education_career import Career
from app.catalogue.family import Family
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.catalogue.values import CalendarDay, YesNo
from app.core.actor import Actor
from app.core.customers import queries, service
from app.core.customers.queries import profile
from app.core.customers.records import contact, customer, search_text
from app.core.errors import Refused
from app.core.purchases.records import PurchaseKind, purchase, to_day
from app.core.reminders.records import occasion
from app.core.store.shop import Shop
from app.core.store.tables import history
from app.core.store.undo import undo_act
from tests.factories import make_customer


def seen(shop: Shop, actor: Actor, customer_id: int, *, reveal: bool = False) -> queries.Profile:
    with shop.read(actor) as reader:
        return profile(reader, customer_id, reveal)


def found(shop: Shop, actor: Actor, text: str) -> list[str]:
    with shop.read(actor) as reader:
        return [hit.name for hit in queries.search(reader, text).hits]


def occasions(shop: Shop, actor: Actor) -> set[tuple[object, ...]]:
    names = ("customer_id", "kind", "calendar", "month", "day", "leap")
    with shop.read(actor) as reader:
        asked = select(*(occasion.c[name] for name in names))
        return {tuple(row) for row in reader.connection.execute(asked)}


def test_a_new_customer_keeps_values_of_every_home(shop: Shop, owner: Actor) -> None:
    made = make_customer(
        shop,
        owner,
        "单田芳",
        "LW0001",
        texts={
            Basics.mobile: "154 0013 8000",
            Basics.birth_date: "农历1965年闰四月初八",
            Basics.id_number: "990000199001010019",
            Family.wedding_anniversary: "5月1日",
            Life.medical_history: "penicillin",
            Extras.note: "喜欢靠窗\n的座位",
            Extras.tags: "老客户、送货",
        },
    )
    file = seen(shop, owner, made)
    assert (file.name, file.number, file.kind) == ("单田芳", "LW0001", "individual")
    phones = file.value(Basics.mobile)
    assert phones is not None
    assert phones[0].e164 == "+8615400138000"
    assert file.value(Extras.note) == "喜欢靠窗\n的座位"
    assert file.value(Extras.tags) == ("老客户", "送货")
    assert file.value(Family.wedding_anniversary) == CalendarDay("solar", None, 5, 1)
    assert file.masked(Life.medical_history)
    assert file.value(Life.medical_history) is None
    assert seen(shop, owner, made, reveal=True).value(Life.medical_history) == "penicillin"


def test_creating_is_one_entry_and_its_undo_leaves_nothing(shop: Shop, owner: Actor) -> None:
    texts: service.Texts = {Basics.mobile: "15400138000", Basics.birth_date: "1985-03-07"}
    with shop.write(owner, "New customer") as unit:
        service.create(unit, "individual", {Basics.name: "陈晓云"}, texts=texts)
        act = unit.act_id
    with shop.read(owner) as reader:
        number = select(func.count()).select_from(history).where(history.c.act_id == act)
        assert reader.connection.execute(number).scalar() == 1
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    assert found(shop, owner, "陈晓云") == []
    with shop.read(owner) as reader:
        for table in (customer, contact, occasion, search_text):
            left = select(func.count()).select_from(table)
            assert reader.connection.execute(left).scalar() == 0, table.name


def test_a_nobody_is_refused(shop: Shop, owner: Actor) -> None:
    with pytest.raises(Refused), shop.write(owner, "New customer") as unit:
        service.create(unit, "individual", {Basics.job_title: "教师"}, number="  ")


def test_numbers_compare_without_case_and_outer_blanks(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, number="LW0592")
    with pytest.raises(Refused, match="陈晓云"):
        make_customer(shop, owner, "王建国", " lw0592 ")
    with shop.read(owner) as reader:
        assert queries.by_number(reader, "lw0592 ") == made
        assert queries.by_number(reader, f"#{made}") == made
        assert queries.taken_numbers(reader, ["Lw0592", "LW9"]) == {"lw0592": made}


def test_purchases_kept_under_a_number_join_when_it_is_created(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Purchase") as unit:
        unit.insert(
            purchase,
            customer_number="A7",
            customer_key="a7",
            bought_day=to_day(date(2026, 11, 1)),
            kind=PurchaseKind.SALE,
            amount=12800,
            counted=1,
            net=12800,
        )
    made = make_customer(shop, owner, "陈晓云", "a7")
    file = seen(shop, owner, made)
    assert (file.purchases, file.revenue) == (1, 12800)
    assert file.last_purchase_on == date(2026, 11, 1)


def test_purchases_join_when_a_customer_is_given_the_number(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Purchase") as unit:
        unit.insert(
            purchase,
            customer_number="A7",
            customer_key="a7",
            bought_day=to_day(date(2026, 11, 1)),
            kind=PurchaseKind.SALE,
            amount=500,
            counted=1,
            net=500,
        )
    made = make_customer(shop, owner)
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made, {Extras.customer_no: "A7"})
    assert seen(shop, owner, made).revenue == 500
    assert found(shop, owner, "a7") == ["陈晓云"]


def test_an_edit_tells_what_changed_and_renews_what_is_derived(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Basics.birth_date: "1985-03-07"})
    with shop.write(owner, "Edit") as unit:
        changed = service.edit(unit, made, {Basics.name: "曾晓云", Basics.job_title: None})
    assert [(each.field, each.before, each.after) for each in changed] == [
        (Basics.name, "陈晓云", "曾晓云")
    ]
    assert found(shop, owner, "zeng") == ["曾晓云"]
    assert found(shop, owner, "chen") == []
    with shop.write(owner, "Edit") as unit:
        service.edit_text(unit, made, {Basics.birth_date: "农历八月十五"})
    assert occasions(shop, owner) == {(made, "birthday", "lunar", 8, 15, 0)}


def test_undoing_an_earlier_edit_spares_a_later_one_of_another_field(
    shop: Shop, owner: Actor
) -> None:
    made = make_customer(shop, owner)
    with shop.write(owner, "Edit name") as unit:
        service.edit(unit, made, {Basics.name: "曾晓云"})
        first = unit.act_id
    with shop.write(owner, "Edit phone") as unit:
        service.edit_text(unit, made, {Basics.mobile: "15400138000"})
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, first)
    assert found(shop, owner, "8000") == ["陈晓云"]
    assert found(shop, owner, "chenxiaoyun") == ["陈晓云"]
    assert found(shop, owner, "zeng") == []


def test_the_deceased_are_marked_on_the_narrow_row(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made, {Extras.deceased: YesNo(True)})
    assert seen(shop, owner, made).deceased
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made, {Extras.deceased: None})
    assert not seen(shop, owner, made).deceased


def test_composite_values_keep_the_text_as_typed(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Basics.birth_date: "1985.3.7"})
    with shop.write(owner, "Edit") as unit:
        changed = service.edit_text(unit, made, {Basics.birth_date: "1985年3月7日"}).changed
    assert len(changed) == 1
    day = seen(shop, owner, made).value(Basics.birth_date)
    assert day is not None
    assert day.typed == "1985年3月7日"


def test_career_incomes_and_fields_without_a_name(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Till") as unit:
        made = service.create(unit, "individual", {}, number="A7")
    assert (seen(shop, owner, made).name, seen(shop, owner, made).number) == ("", "A7")
    with shop.write(owner, "Edit") as unit:
        service.edit_text(unit, made, {Career.current_annual_income: "10-20万"})
    opened = seen(shop, owner, made, reveal=True)
    assert opened.value(Career.current_annual_income) is not None
    with pytest.raises(Refused), shop.write(owner, "Edit") as unit:
        service.edit(unit, made, {Extras.customer_no: None})
