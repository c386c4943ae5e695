from datetime import date

import pytest
from sqlalchemy import func, select

from app.catalogue.basics import Basics
from app.catalogue.education_career import Career, PastJob, Study
from app.catalogue.family import Child, Family
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.catalogue.values import Amount, CalendarDay, YesNo
from app.core.actor import Actor
from app.core.customers import queries, service
from app.core.customers.queries import ListQuery, profile
from app.core.customers.records import contact, customer, search_text
from app.core.errors import NotAllowed, Refused
from app.core.purchases.records import PurchaseKind, purchase, to_day
from app.core.reminders.records import occasion
from app.core.store.shop import Shop
from app.core.store.tables import history
from app.core.store.undo import undo_act
from tests.factories import make_company, make_customer, make_purchase


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


def test_a_text_nobody_can_read_is_kept_beside_the_value(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Basics.birth_date: "1985-03-07"})
    with shop.write(owner, "Edit") as unit:
        edited = service.edit_text(unit, made, {Basics.birth_date: "1985-02-30"})
    assert edited.changed == ()
    assert edited.unreadable == {Basics.birth_date: ("invalid_date",)}
    file = seen(shop, owner, made)
    assert file.value(Basics.birth_date) == CalendarDay("solar", 1985, 3, 7)
    (doubt,) = file.doubts(Basics.birth_date)
    assert (doubt.typed, doubt.reason, doubt.taken) == ("1985-02-30", "invalid_date", False)
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery(doubts=True)) == 1
    with shop.write(owner, "Edit") as unit:
        service.edit_text(unit, made, {Basics.birth_date: "1985-02-28"})
    assert seen(shop, owner, made).doubts() == ()
    with shop.read(owner) as reader:
        assert queries.count(reader, ListQuery(doubts=True)) == 0


def test_a_questionable_reading_is_taken_over_and_flagged(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Basics.birth_date: "85/3/7"})
    file = seen(shop, owner, made)
    assert file.value(Basics.birth_date) == CalendarDay("solar", 1985, 3, 7)
    (doubt,) = file.doubts()
    assert (doubt.typed, doubt.reason, doubt.taken) == ("85/3/7", "two_digit_year", True)
    with shop.write(owner, "Settle") as unit:
        service.settle_doubt(unit, doubt.id)
    assert seen(shop, owner, made).doubts() == ()


def test_an_unreadable_sealed_text_lies_in_the_sealed_blob(shop: Shop, owner: Actor) -> None:
    bad = "990000199001010011"
    made = make_customer(shop, owner, texts={Basics.id_number: bad})
    (doubt,) = seen(shop, owner, made).doubts(Basics.id_number)
    assert doubt.typed is None
    (doubt,) = seen(shop, owner, made, reveal=True).doubts(Basics.id_number)
    assert doubt.typed == bad
    assert found(shop, owner, bad) == []
    with shop.write(owner, "Edit") as unit:
        service.edit_text(unit, made, {Basics.id_number: ""})
        service.edit_text(unit, made, {Basics.id_number: bad + "1"})
    (doubt,) = seen(shop, owner, made, reveal=True).doubts(Basics.id_number)
    assert doubt.typed == bad + "1"


def test_guarded_values_are_masked_until_asked_for_by_field(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner, texts={Basics.blood_type: "A", Family.marital_status: "已婚"})
    file = seen(shop, owner, made)
    assert (file.value(Basics.blood_type), file.masked(Basics.blood_type)) == (None, True)
    with shop.read(owner) as reader:
        some = profile(reader, made, [Basics.blood_type])
    assert some.value(Basics.blood_type) == "A"
    assert some.masked(Family.marital_status)


def test_children_are_sealed_and_their_birthdays_still_known(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    with shop.write(owner, "Child") as unit:
        edited = service.edit_row_text(
            unit, made, Child, None, {Child.name: "小满", Child.birthday: "2018-5-21"}
        )
    file = seen(shop, owner, made)
    assert (file.rows(Child), file.hides_rows(Child)) == ((), True)
    (row,) = seen(shop, owner, made, reveal=True).rows(Child)
    assert (row.id, row.value(Child.name)) == (edited.row_id, "小满")
    assert occasions(shop, owner) == {(made, "child_birthday", "solar", 5, 21, 0)}
    assert found(shop, owner, "小满") == []
    with shop.write(owner, "Child") as unit:
        service.edit_row_text(unit, made, Child, row.id, {Child.birthday: "2018-05-22"})
    assert occasions(shop, owner) == {(made, "child_birthday", "solar", 5, 22, 0)}
    with shop.write(owner, "Child") as unit:
        service.delete_row(unit, made, Child, row.id)
    assert occasions(shop, owner) == set()
    assert not seen(shop, owner, made).hides_rows(Child)


def test_rows_of_a_group_hold_open_and_sealed_values(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    income = Amount(5_000_000, 5_000_000, "year")
    with shop.write(owner, "Job") as unit:
        first = service.add_row(
            unit, made, PastJob, {PastJob.employer: "云溪茶厂", PastJob.annual_income: income}
        )
        service.add_row(unit, made, PastJob, {PastJob.employer: "青坪小学"})
    rows = seen(shop, owner, made).rows(PastJob)
    assert [row.value(PastJob.employer) for row in rows] == ["云溪茶厂", "青坪小学"]
    assert rows[0].value(PastJob.annual_income) is None
    opened = seen(shop, owner, made, reveal=True).rows(PastJob)
    assert [row.value(PastJob.annual_income) for row in opened] == [income, None]
    with shop.write(owner, "Job") as unit:
        changed = service.edit_row(unit, made, PastJob, first, {PastJob.title: "会计"})
    assert [each.after for each in changed] == ["会计"]
    with shop.write(owner, "Job") as unit:
        service.delete_row(unit, made, PastJob, first)
        act = unit.act_id
    assert len(seen(shop, owner, made).rows(PastJob)) == 1
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, act)
    opened = seen(shop, owner, made, reveal=True).rows(PastJob)
    assert [row.value(PastJob.annual_income) for row in opened] == [income, None]


def test_a_row_that_is_gone_is_refused(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    for group, field in ((Study, Study.stage), (Child, Child.name)):
        with pytest.raises(Refused), shop.write(owner, "Edit") as unit:
            service.edit_row(unit, made, group, 99, {field: "x"})


def test_facts_cost_a_row_only_where_they_differ(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Import") as unit:
        made = service.create(unit, "individual", {Basics.name: "陈晓云"}, source="import")
    file = seen(shop, owner, made)
    assert file.fact(Basics.name).source == "import"
    assert file.fact(Basics.name).learnt_on == date(2026, 11, 22)
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made, {Basics.job_title: "教师"})
        service.verify(unit, made, [Basics.name])
    file = seen(shop, owner, made)
    assert file.fact(Basics.job_title).source == "owner"
    assert file.fact(Basics.name).verified_on == date(2026, 11, 22)
    assert file.fact(Basics.name).source == "import"
    assert file.fact(Basics.native_place).source == "import"
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made, {Basics.job_title: None})
    assert len(seen(shop, owner, made).stored.facts) == 1


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


def test_the_deceased_are_marked_on_the_narrow_row(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made, {Extras.deceased: YesNo(True)})
    assert seen(shop, owner, made).deceased
    with shop.write(owner, "Edit") as unit:
        service.edit(unit, made, {Extras.deceased: None})
    assert not seen(shop, owner, made).deceased


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


def test_a_reveal_stands_in_the_audit_trail(shop: Shop, owner: Actor) -> None:
    made = make_customer(shop, owner)
    with shop.write(owner, "Reveal") as unit:
        service.note_reveal(unit, made, [Basics.id_number])
    with shop.read(owner) as reader:
        found = reader.connection.exec_driver_sql(
            "SELECT detail FROM audit WHERE action = 'customer.reveal'"
        ).scalar_one()
    assert "id_number" in found
